"""The answer to a named query as a table for people: names for ids, links to things, quotes that lead to the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from api.answers import parts_by_number
from api.pages.queries.column_names import headings
from api.site import role_badges
from api.site.body_names import body_named
from api.site.rdf_terms import Shown, address_of, html_language
from kg.bilingual import Language
from kg.stores import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.site.visit import Visit
    from kg.bilingual import Text
    from kg.querying import Table
    from kg.querying.table import AnyTerm, Cell

PER_PAGE: Final = 100
_PLACE: Final = re.compile(r"(?:(?P<before>\w+)_)?(?:start|end)(?:_(?P<after>\w+))?")
_NUMBERS: Final = frozenset({"task", "tasks"})
_WHOLE: Final = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the query and on the page, and whether it holds numbers."""

    name: str
    title: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A piece of an answer, with how many rows there are in all and what is to be known of it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Shown, ...], ...], ...]
    total: int
    first: int
    note: Text | None

    @property
    def last(self) -> int:
        """Give the place of the last row that is shown."""
        return self.first + len(self.rows) - 1


def answer_of(visit: Visit, query: str, table: Table, at: int) -> Answer:
    """Make the piece of a table that a page shows: where evidence begins and ends is told by the quote's link."""
    called = headings(query, table.columns, visit.language)
    kept = [name for name in called if not _is_place(name, table.columns)]
    first = (at - 1) * PER_PAGE
    rows, terms = table.rows[first : first + PER_PAGE], table.terms[first : first + PER_PAGE]
    places = [table.columns.index(name) for name in kept]
    writing = _Writing(visit)
    return Answer(
        tuple(Column(name, called[name], _is_numeric(table, name)) for name in kept),
        tuple(
            tuple(writing.cell(name, row, term[place]) for name, place in zip(kept, places, strict=True))
            for row, term in zip(rows, terms, strict=True)
        ),
        len(table),
        first + 1,
        table.note,
    )


def _is_place(name: str, columns: tuple[str, ...]) -> bool:
    """Tell whether a column says where a quote begins or ends that stands in another column."""
    found = _PLACE.fullmatch(name)
    return found is not None and _beside("quote", found["before"], found["after"]) in columns


def _beside(name: str, before: str | None, after: str | None) -> str:
    return "_".join(one for one in (before, name, after) if one)


def _is_numeric(table: Table, name: str) -> bool:
    values = [row[name] for row in table.rows[:PER_PAGE] if row[name] is not None]
    return bool(values) and all(not isinstance(value, str | bool) for value in values)


class _Writing:
    """Writes cells; a name is looked up once."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._names: dict[str, Shown] = {}
        self._numbers = {one.id: one.number for one in parts_by_number.documents(visit.asking) if one.number}

    def cell(self, name: str, row: Mapping[str, Cell], term: AnyTerm | None) -> tuple[Shown, ...]:
        """Write a cell: one term, or a list of numbers each with its link."""
        value = row[name]
        if term is None or value is None:
            return ()
        if isinstance(term, NamedNode):
            return (self._thing(name, term.value, str(value)),)
        document = row.get("document")
        if name in _NUMBERS and document is not None and "tasks" in row and _are_numbers(value, name):
            return tuple(
                Shown(number, self._visit.url(f"/document/{document}/tasks/{number}")) for number in str(value).split()
            )
        words = self._said(value)
        language = term.language if isinstance(term, Literal) else None
        return (Shown(words, self._place(name, row), html_language(language) if language else None),)

    def _said(self, value: Cell) -> str:
        """Write a value as people read it."""
        if isinstance(value, bool):
            return self._visit.words("是" if value else "否")
        return str(value)

    def _place(self, name: str, row: Mapping[str, Cell]) -> str | None:
        """Give where a quote stands; a number leads to the task that the row is about."""
        start, document = row.get(name.replace("quote", "start")), row.get("document")
        if "quote" in name and start is not None and document is not None and not name.endswith(("_before", "_after")):
            return self._visit.url(f"/document/{document}/text#c{start}")
        iri = row.get("iri")
        if name == "number" and isinstance(iri, str) and "/task/" in iri and "/" not in iri.partition("/task/")[2]:
            return address_of(iri, self._visit)
        return None

    def _thing(self, column: str, iri: str, value: str) -> Shown:
        """Write a link to a thing: a body by its name, a role in words, others by the end of their IRI."""
        if iri not in self._names:
            self._names[iri] = self._named(iri, value)
        found = self._names[iri]
        return found if column != "iri" else Shown(_end(value), found.href, title=iri)

    def _named(self, iri: str, value: str) -> Shown:
        visit = self._visit
        role = iri.removeprefix(PREFIXES["role"])
        if role in role_badges.ORDER:
            return Shown(role_badges.name(role, visit.language), address_of(iri, visit), title=role)
        if value in self._numbers:
            return Shown(self._numbers[value], address_of(iri, visit), Language.ZH.tag, title=value)
        if iri.startswith(f"{visit.asking.snapshot.manifest.base_iri}organization/"):
            body = body_named(value, visit)
            return Shown(body.name, address_of(iri, visit), body.lang, title=value)
        return Shown(_end(value), address_of(iri, visit), title=iri)


def _are_numbers(value: Cell, name: str) -> bool:
    """Tell whether a cell holds the printed numbers of tasks, and not how many there are."""
    return name == "task" or (isinstance(value, str) and all(_WHOLE.fullmatch(one) for one in value.split()))


def _end(iri: str) -> str:
    """Give the end of an IRI, by which a person tells it from its neighbours.

    >>> _end("https://w3id.org/zhize/id/document/x/task/7"), _end("chuanbanfa-2021-57")
    ('task/7', 'chuanbanfa-2021-57')
    """
    return "/".join(iri.rstrip("/").rsplit("/", 2)[-2:]) if iri.startswith("http") else iri
