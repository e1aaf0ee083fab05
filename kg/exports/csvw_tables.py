"""Tables of the present, for those who calculate: one row a thing, CSV in UTF-8, described by CSVW.

A column is a walk from the row's thing: ``zz:task zz:number`` is the number of its task, ``^zz:hasTarget`` whatever has
it as a target, ``^zz:hasTarget[zz:Task]`` the tasks among these. Of several sources the first in the text is walked to.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.describing.ontology_terms import ontology
from kg.exports.table_columns import BETWEEN, FINDINGS, TABLES, ExportColumn, ExportTable, Step
from kg.files.csv_lines import csv_text
from kg.stores import PREFIXES
from kg.validating.report_json import report_from_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.stores import Snapshot

TYPE: Final = NamedNode(PREFIXES["rdf"] + "type")
SOURCE: Final = "zz:source"
START: Final = Step.read("zz:start")
LABEL: Final = NamedNode(PREFIXES["rdfs"] + "label")
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
NAMES: Final = (*(table.name for table in TABLES), FINDINGS.name)
"""The tables there are."""


def write_table(snapshot: Snapshot, name: str) -> Iterator[bytes]:
    """Write a table line by line, its header first; the same graph gives the same bytes.

    Raises KeyError where there is no such table.
    """
    table = table_of(name)
    rows = _findings(snapshot) if table is FINDINGS else _Walks(snapshot).rows(table)
    yield _line(column.name for column in table.columns)
    for row in rows:
        yield _line(row)


def table_of(name: str) -> ExportTable:
    """Return a table by its name; raise KeyError where there is none.

    >>> table_of("tasks").columns[0].name
    'iri'
    """
    return {table.name: table for table in (*TABLES, FINDINGS)}[name]


def metadata(snapshot: Snapshot, name: str) -> bytes:
    """Describe a table for CSVW: what each column is, and of which property it is the value.

    A scratch store's has no licence: what it holds is not ours.
    """
    table = table_of(name)
    description: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{name}.csv",
        "dc:title": _both(table.zh, table.en),
        **({} if snapshot.manifest.is_scratch else {"dc:license": {"@id": LICENCE}}),
        "tableSchema": {
            **({"aboutUrl": "{+iri}"} if table.of_class else {}),
            "primaryKey": table.key,
            "columns": [_column(column) for column in table.columns],
        },
    }
    return json.dumps(description, ensure_ascii=False, indent=1).encode() + b"\n"


def _column(column: ExportColumn) -> dict[str, Any]:
    """Describe a column; only one whose walk is one step states a property of the row's thing."""
    description: dict[str, Any] = {"name": column.name, "titles": column.name, "datatype": column.datatype}
    if column.language:
        description["lang"] = column.language
    if column.required:
        description["required"] = True
    if column.many:
        description["separator"] = BETWEEN
    if column.states:
        description["propertyUrl"] = _full(column.states)
    else:
        description["suppressOutput"] = True
    if column.datatype == "anyURI" and "propertyUrl" in description:
        description["valueUrl"] = f"{{+{column.name}}}"
    labels = _labels().get(_full(column.steps[-1].prop), {}) if column.steps else {}
    if set(labels) >= {"zh", "en"}:
        description["dc:description"] = _both(labels["zh"], labels["en"])
    return description


def _labels() -> dict[str, dict[str, str]]:
    """Return what the ontology calls each property, by language."""
    found: dict[str, dict[str, str]] = {}
    for triple in ontology():
        if triple.predicate == LABEL and isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal):
            found.setdefault(triple.subject.value, {})[triple.object.language or ""] = triple.object.value
    return found


def _both(zh: str, en: str) -> list[dict[str, str]]:
    return [{"@value": zh, "@language": "zh"}, {"@value": en, "@language": "en"}]


class _Walks:
    """Walks through the present."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._store = snapshot.present
        self._base = snapshot.manifest.base_iri

    def rows(self, table: ExportTable) -> list[list[str]]:
        """Return the rows of a table in the order of its columns that order it."""
        kind = NamedNode(_full(table.of_class))
        things = {quad.subject for quad in self._store.quads_for_pattern(None, TYPE, kind, DefaultGraph())}
        here = [one for one in things if isinstance(one, NamedNode) and one.value.startswith(self._base)]
        found = [[self._cell(thing, column) for column in table.columns] for thing in here]
        places = [[column.name for column in table.columns].index(name) for name in table.order]
        return sorted(found, key=lambda row: [_place(row[place]) for place in places])

    def _cell(self, thing: NamedNode, column: ExportColumn) -> str:
        ends: list[object] = [thing]
        for step in column.steps:
            ends = [end for one in ends if isinstance(one, NamedNode) for end in self._step(one, step)]
        words = sorted({_word(end, column) for end in ends if _fits(end, column)}, key=_place)
        return BETWEEN.join(words) if column.many else next(iter(words), column.otherwise)

    def _step(self, thing: NamedNode, step: Step) -> list[object]:
        prop, here = NamedNode(_full(step.prop)), DefaultGraph()
        ends: list[object]
        if step.back:
            ends = [quad.subject for quad in self._store.quads_for_pattern(None, prop, thing, here)]
        else:
            ends = [quad.object for quad in self._store.quads_for_pattern(thing, prop, None, here)]
        if step.of_class:
            kind = NamedNode(_full(step.of_class))
            ends = [one for one in ends if isinstance(one, NamedNode) and Quad(one, TYPE, kind) in self._store]
        return sorted(ends, key=self._start)[:1] if step.prop == SOURCE else ends

    def _start(self, span: object) -> tuple[int, str]:
        starts = self._step(span, START) if isinstance(span, NamedNode) else []
        return min((int(one.value) for one in starts if isinstance(one, Literal)), default=0), str(span)


def _fits(end: object, column: ExportColumn) -> bool:
    """Return whether the end of a walk is what the column shows: words in its language, or a thing with a name."""
    if isinstance(end, Literal):
        return column.language in (None, end.language)
    return isinstance(end, NamedNode) and (column.names is None or end.value in column.names)


def _word(end: object, column: ExportColumn) -> str:
    """Write the end of a walk: a literal's form, an IRI, the end of it or its name."""
    if isinstance(end, NamedNode) and column.names is not None:
        return column.names[end.value]
    if isinstance(end, NamedNode) and column.ends:
        return end.value.rpartition("/")[2].rpartition("#")[2]
    return str(getattr(end, "value", ""))


def _place(word: str) -> tuple[bool, float, str]:
    """Sort numbers as numbers, before words; what is empty comes last."""
    if word.isdecimal():
        return False, float(word), word
    return True, 0.0 if word else 1.0, word


def _findings(snapshot: Snapshot) -> Iterator[list[str]]:
    """Yield the findings of the reports that were published with the graph."""
    for document in sorted(snapshot.manifest.documents):
        report = snapshot.report_of(document)
        for finding in report_from_json(report).findings if report else ():
            values = {one.name: getattr(finding, one.name) for one in fields(finding)}
            values |= {"document": document, "severity": finding.severity.value}
            values |= {"status": finding.status.value if finding.status else None}
            yield ["" if values[column.name] is None else str(values[column.name]) for column in FINDINGS.columns]


def _full(name: str) -> str:
    """Return the IRI that a short name stands for."""
    prefix, _, local = name.partition(":")
    return f"{PREFIXES[prefix]}{local}"


def _line(cells: Iterable[str]) -> bytes:
    """Write one line as RFC 4180 says."""
    return csv_text([cells]).encode()
