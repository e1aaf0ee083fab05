"""What a SPARQL query answers, in the formats of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
)

from api.cli.output import TableFormat, write_table
from kg.bilingual import Text
from kg.errors import InputError
from kg.sandbox.xml_wellformed import IllFormedError, XmlCheck

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from api.cli.sparql_formats import ResultFormat

_OF_ROWS = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
_OF_TRIPLES = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD}


def write_result(result: QuerySolutions | QueryBoolean | QueryTriples, form: ResultFormat | None) -> bytes:
    """Write an answer: rows and yes or no as text unless told otherwise, triples as Turtle.

    Raises :class:`~kg.errors.InputError` when the format does not fit the kind of answer, or cannot hold it.
    """
    name = form.value if form else None
    if isinstance(result, QueryTriples):
        return _triples(result, name or "turtle")
    if name in (None, "text"):
        return _text(result).encode()
    if name not in _OF_ROWS:
        raise InputError(
            Text("表格不能写成这种格式", "rows cannot be written so"),
            f"--format {name}",
            Text(f"请用 text、{'、'.join(_OF_ROWS)} 之一", f"use one of text, {', '.join(_OF_ROWS)}"),
        )
    if isinstance(result, QueryBoolean) and name in ("csv", "tsv"):
        return _text(result).encode()
    written = result.serialize(format=_OF_ROWS[name]) or b""
    return _checked(written) if name == "xml" else written


def _checked(written: bytes) -> bytes:
    """Give XML as it can be read; refuse what cannot be XML."""
    try:
        return XmlCheck().read(written, last=True)
    except IllFormedError as error:
        raise _unwritable("xml", error, _OF_ROWS) from error


def _triples(result: QueryTriples, name: str) -> bytes:
    """Write what CONSTRUCT and DESCRIBE give."""
    if name not in _OF_TRIPLES:
        raise InputError(
            Text("三元组不能写成这种格式", "triples cannot be written so"),
            f"--format {name}",
            Text(f"请用 {'、'.join(_OF_TRIPLES)} 之一", f"use one of {', '.join(_OF_TRIPLES)}"),
        )
    try:
        return result.serialize(format=_OF_TRIPLES[name]) or b""
    except OSError as error:  # the engine tells so what it has no way to write
        raise _unwritable(name, error, _OF_TRIPLES) from error


def _unwritable(name: str, why: Exception, offered: Iterable[str]) -> InputError:
    others = ", ".join(one for one in offered if one != name)
    return InputError(
        Text(f"答案不能写成这种格式（{why}）", f"the answer cannot be written so ({why})"),
        f"--format {name}",
        Text(f"请用 {others} 之一", f"use one of {others}"),
    )


def _text(result: QuerySolutions | QueryBoolean) -> str:
    """Write rows as a lined-up table, and the answer to ASK as one word."""
    if isinstance(result, QueryBoolean):
        return "true\n" if result else "false\n"
    names = [variable.value for variable in result.variables]
    rows = [{name: _shown(row[name]) for name in names} for row in result]
    return write_table(names, rows, TableFormat.TEXT)


def _shown(term: NamedNode | BlankNode | Literal | Triple | None) -> str | None:
    """Give a term as a person reads it: a literal without its quotes, an IRI without its brackets."""
    if term is None:
        return None
    if isinstance(term, (NamedNode, Literal)):
        return term.value
    return str(term)
