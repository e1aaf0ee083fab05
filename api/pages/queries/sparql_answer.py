"""The answer to a query, read from what the sandbox has written, as a table for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat, parse, parse_query_results

from api.site.rdf_terms import Shown, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from api.site.visit import Visit
    from kg.querying.table import AnyTerm

GRAPH: Final = "application/n-triples"
MOST_SHOWN: Final = 200
"""A page shows so many rows; the files have all."""
_TRIPLE: Final[tuple[str, ...]] = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a query: its bytes and of what type, whether that is all, and how many milliseconds it took."""

    media_type: str
    body: bytes
    whole: bool
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as a page shows it: the first rows, how many were counted, and whether these are all.

    ``yes`` is the answer to a question for yes or no; ``triples`` tells that it is a graph.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Shown | None, ...], ...]
    total: int
    whole: bool
    milliseconds: int
    triples: bool = False
    yes: bool | None = None


def answered(came: Came, visit: Visit) -> Answered:
    """Read an answer."""
    if came.media_type == GRAPH:
        rows, total = _cut(_triples(came), visit)
        return Answered(_TRIPLE, rows, total, came.whole, came.milliseconds, triples=True)
    results = parse_query_results(came.body, format=QueryResultsFormat.JSON)
    if isinstance(results, QueryBoolean):
        return Answered((), (), 1, True, came.milliseconds, yes=bool(results))
    columns = tuple(variable.value for variable in results.variables)
    rows, total = _cut((tuple(solution[name] for name in columns) for solution in results), visit)
    return Answered(columns, rows, total, came.whole, came.milliseconds)


def _triples(came: Came) -> Iterator[tuple[AnyTerm | None, ...]]:
    lines = came.body if came.whole else came.body[: came.body.rfind(b"\n") + 1]
    for quad in parse(lines, format=RdfFormat.N_TRIPLES):
        yield quad.subject, quad.predicate, quad.object


def _cut(terms: Iterable[tuple[AnyTerm | None, ...]], visit: Visit) -> tuple[tuple[tuple[Shown | None, ...], ...], int]:
    """Show the first rows and count all; where the end of the answer is missing, count up to there."""
    rows, total = [], 0
    try:
        for row in terms:
            total += 1
            if total <= MOST_SHOWN:
                rows.append(tuple(shown(term, visit) for term in row))
    except SyntaxError:
        pass  # the rest was not read: the page says that there is more
    return tuple(rows), total
