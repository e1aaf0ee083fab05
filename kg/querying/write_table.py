"""Write answers as text for programs."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.bilingual import Text
from kg.errors import InputError, shown
from kg.files.csv_lines import csv_text
from kg.querying.table import Table

if TYPE_CHECKING:
    from kg.querying.table import AnyTerm, Cell, Triples

FORMATS: Final = ("json", "csv", "tsv", "sparql-json")
"""What a table can be written as; triples are always written as N-Triples, a yes or no as JSON."""

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def write(answer: Table | bool | Triples, form: str) -> str:
    """Write an answer as one of :data:`FORMATS`, with an end of line at its end.

    ``json`` is a list of objects, ``csv`` and ``tsv`` follow the SPARQL recommendation of that name (plain values in
    the one, RDF terms in the other), ``sparql-json`` is the results format that every SPARQL client reads.
    """
    if form not in FORMATS:
        raise InputError(
            Text(f"没有格式{shown(form)!r}", f"there is no format {shown(form)!r}"),
            None,
            Text(f"请用 {'、'.join(FORMATS)} 之一", f"use one of {', '.join(FORMATS)}"),
        )
    if isinstance(answer, bool):
        return _json({"head": {}, "boolean": answer} if form == "sparql-json" else answer)
    if not isinstance(answer, Table):
        return "".join(f"{line} .\n" for line in sorted(map(str, answer)))
    if form == "csv":
        return _csv(answer)
    if form == "tsv":
        lines = ["\t".join(f"?{name}" for name in answer.columns)]
        lines += ["\t".join("" if term is None else str(term) for term in row) for row in answer.terms]
        return "\n".join(lines) + "\n"
    if form == "sparql-json":
        return _json(_results(answer))
    return _json([{name: _plain(value) for name, value in row.items()} for row in answer.rows])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _plain(value: Cell) -> str | int | float | bool | None:
    """Return a value as JSON has it; a decimal becomes a number."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _csv(table: Table) -> str:
    return csv_text((table.columns, *([_word(row[name]) for name in table.columns] for row in table.rows)))


def _word(value: Cell) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _results(table: Table) -> dict[str, object]:
    bindings = [
        {name: _term(term) for name, term in zip(table.columns, row, strict=True) if term is not None}
        for row in table.terms
    ]
    return {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}


def _term(term: AnyTerm) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        plain: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language:
            return {**plain, "xml:lang": term.language}
        kind = term.datatype.value
        return plain if kind in {_STRING, _LANGUAGE_STRING} else {**plain, "datatype": kind}
    parts = {"subject": _term(term.subject), "predicate": _term(term.predicate), "object": _term(term.object)}
    return {"type": "triple", "value": parts}
