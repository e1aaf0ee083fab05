"""What an answer can be written as: the media types of tables, of yes or no, and of graphs, the preferred one first."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pyoxigraph import QueryResultsFormat, RdfFormat

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLES: Final[Mapping[str, QueryResultsFormat]] = MappingProxyType(
    {
        "application/sparql-results+json": QueryResultsFormat.JSON,
        "application/sparql-results+xml": QueryResultsFormat.XML,
        "text/csv": QueryResultsFormat.CSV,
        "text/tab-separated-values": QueryResultsFormat.TSV,
        "application/json": QueryResultsFormat.JSON,
        "application/xml": QueryResultsFormat.XML,
        "text/xml": QueryResultsFormat.XML,
    }
)
"""For SELECT, and for ASK."""

GRAPHS: Final[Mapping[str, RdfFormat]] = MappingProxyType(
    {
        "text/turtle": RdfFormat.TURTLE,
        "application/n-triples": RdfFormat.N_TRIPLES,
        "application/rdf+xml": RdfFormat.RDF_XML,
        "application/ld+json": RdfFormat.JSON_LD,
        "application/trig": RdfFormat.TRIG,
        "application/n-quads": RdfFormat.N_QUADS,
        "text/n3": RdfFormat.N3,
        "application/x-turtle": RdfFormat.TURTLE,
        "application/json": RdfFormat.JSON_LD,
        "application/xml": RdfFormat.RDF_XML,
    }
)
"""For CONSTRUCT and DESCRIBE."""

XML: Final = frozenset(
    name for name, form in (*TABLES.items(), *GRAPHS.items()) if form in (QueryResultsFormat.XML, RdfFormat.RDF_XML)
)
"""The types that are XML, which cannot hold every answer."""

ROW_MARKS: Final[Mapping[QueryResultsFormat, tuple[bytes, int]]] = MappingProxyType(
    {
        QueryResultsFormat.JSON: (b'}},{"', 1),
        QueryResultsFormat.XML: (b"<result>", 0),
        QueryResultsFormat.CSV: (b"\r\n", -1),
        QueryResultsFormat.TSV: (b"\n", -1),
    }
)
"""What stands once a row in a table, so that rows can be counted as they are written, and how many rows more there are.

None of them stands inside a value, which escapes it, but for the line ends of a text in CSV, which count as rows.
"""
