"""Responsibility clauses: the words that name bodies and their roles, read without losing a character."""

from kg.parsing.clauses.model import Clause, OpenParty, Part, PartKind, Party, Role
from kg.parsing.clauses.reader import Conventions, read_clause

__all__ = ["Clause", "Conventions", "OpenParty", "Part", "PartKind", "Party", "Role", "read_clause"]
