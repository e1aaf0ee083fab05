"""From documents to RDF: minted IRIs, no blank nodes, the same bytes from the same input."""

from kg.rdf.built_versions import (
    BuiltDocument,
    BuiltVersion,
    build_document,
    build_linked,
    build_text,
    build_version,
    common_graphs,
)
from kg.rdf.iris import Iris
from kg.rdf.nquads import statements

__all__ = [
    "BuiltDocument",
    "BuiltVersion",
    "Iris",
    "build_document",
    "build_linked",
    "build_text",
    "build_version",
    "common_graphs",
    "statements",
]
