"""From documents to RDF: minted IRIs, no blank nodes, the same bytes from the same input."""

from kg.building.dataset import (
    BuiltDataset,
    BuiltDocument,
    BuiltVersion,
    build_dataset,
    build_document,
    build_linked,
    build_text,
    build_version,
    common_graphs,
    link_text,
    read_version,
)
from kg.building.iris import Iris
from kg.building.nquads import statements

__all__ = [
    "BuiltDataset",
    "BuiltDocument",
    "BuiltVersion",
    "Iris",
    "build_dataset",
    "build_document",
    "build_linked",
    "build_text",
    "build_version",
    "common_graphs",
    "link_text",
    "read_version",
    "statements",
]
