"""Responsibility clauses: the words that name bodies and their roles, read without losing a character."""

from kg.parsing.clauses.model import Clause, ClausePart, OpenParty, PartKind, Party, Role
from kg.parsing.clauses.reader import Conventions, read_clause

__all__ = ["Clause", "ClausePart", "Conventions", "OpenParty", "PartKind", "Party", "Role", "read_clause"]
