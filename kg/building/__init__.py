"""From documents to RDF: minted IRIs, no blank nodes, the same bytes from the same input."""

from kg.building.dataset import BuiltDataset, BuiltVersion, build_dataset, build_text, build_version, read_version
from kg.building.iris import Iris

__all__ = ["BuiltDataset", "BuiltVersion", "Iris", "build_dataset", "build_text", "build_version", "read_version"]
