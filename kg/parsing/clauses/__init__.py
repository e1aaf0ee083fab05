"""Responsibility clauses: the words that name bodies and their roles, read without losing a character."""

from kg.parsing.clauses.model import Clause, ClausePart, GivenBy, OpenParty, OtherRole, PartKind, Party, Person, Role
from kg.parsing.clauses.reader import BodyColumn, read_clause

__all__ = [
    "BodyColumn",
    "Clause",
    "ClausePart",
    "GivenBy",
    "OpenParty",
    "OtherRole",
    "PartKind",
    "Party",
    "Person",
    "Role",
    "read_clause",
]
