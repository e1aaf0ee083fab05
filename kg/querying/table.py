"""Answers: a table of plain values, with the RDF terms they come from."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.bilingual import Text

AnyTerm: TypeAlias = NamedNode | BlankNode | Literal | Triple
Cell: TypeAlias = str | int | bool | Decimal | None
Triples: TypeAlias = tuple[Triple, ...]

_XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of an answer. A cell is None where the query found nothing to put there.

    ``terms`` has the same rows as RDF, cells in the order of the columns. ``note`` says what a reader of an answer as
    of a day must know: that nothing was in force, or who stood in whose place.
    """

    columns: tuple[str, ...]
    rows: tuple[dict[str, Cell], ...]
    terms: tuple[tuple[AnyTerm | None, ...], ...] = field(default=(), repr=False)
    note: Text | None = None

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)


def cell(term: AnyTerm | None) -> Cell:
    """Return the plain value of a term: an IRI or a string as text, a number or a yes or no as what it is.

    >>> cell(Literal(True)), cell(Literal(7)), cell(Literal("应急厅", language="zh")), cell(None)
    (True, 7, '应急厅', None)
    """
    if not isinstance(term, Literal):
        return None if term is None else term.value if isinstance(term, NamedNode) else str(term)
    words, kind = term.value, term.datatype.value
    try:
        if kind == _XSD + "integer":
            return int(words)
        if kind == _XSD + "decimal":
            return Decimal(words)
    except (ValueError, InvalidOperation):
        return words
    if kind == _XSD + "boolean":
        return words in {"true", "1"}
    return words
