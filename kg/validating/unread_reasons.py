"""Why a part of a clause could not be read: the words not understood, and the bodies they leave without a role."""

from __future__ import annotations

from dataclasses import dataclass

from kg.parsing.clauses import PartKind
from kg.parsing.clauses.names import Known, leading_name
from kg.parsing.clauses.scanner import scan
from kg.reading.folding import fold_width


@dataclass(frozen=True, slots=True)
class Cause:
    """The words that are not understood, in order, and the number of bodies beside them that are."""

    unknown: tuple[str, ...]
    bodies: int


def cause_of(words: str, known: Known) -> Cause:
    """Return what is not understood in an unread part of a clause; ``known`` returns whether the register knows a name.

    >>> cause_of("民政厅、财政厅参如", lambda name: False)
    Cause(unknown=('参如',), bodies=2)
    """
    text, unknown, bodies = fold_width(words), [], 0
    for lexeme in scan(text, known):
        if lexeme.kind.names_party:
            bodies += 1
        elif lexeme.kind is PartKind.UNREAD:
            name = leading_name(text[lexeme.start : lexeme.end], known)
            bodies += name is not None
            unknown.append(words[lexeme.start + (name or 0) : lexeme.end].strip())
    return Cause(tuple(unknown), bodies)
