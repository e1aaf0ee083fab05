"""Every graph of a data folder in memory, built at once: what a publication, which builds only what changed, must equal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rdflib import Graph

from kg.corpus.folder import DataFolder
from kg.rdf import BuiltVersion, Iris, build_document, common_graphs, statements


@dataclass(frozen=True, slots=True)
class BuiltDataset:
    """Every graph of a build by its IRI, and the ``default`` graph: what holds on ``present_date``."""

    base_iri: str
    present_date: date
    versions: tuple[BuiltVersion, ...]
    in_force: tuple[BuiltVersion, ...]
    graphs: dict[str, Graph]
    default: Graph

    def nquads(self) -> bytes:
        """Write the dataset as sorted N-Quads: the same input gives the same bytes."""
        lines = set(statements(self.default))
        for name, graph in self.graphs.items():
            lines.update(statements(graph, name))
        return "".join(sorted(lines)).encode()


def build_dataset(data: DataFolder, base_iri: str, present: date) -> BuiltDataset:
    """Build every graph from a data folder.

    Raises :class:`~kg.errors.InputError` when a text of it can't be read as a plan.
    """
    iris = Iris(base_iri)
    graphs, default, provenance = common_graphs(data.register, iris), Graph(), Graph()
    for graph in graphs.values():
        _copy(graph, default)
    documents = [build_document(document, data.register, iris, present) for document in data.documents]
    for document in documents:
        graphs.update(document.graphs())
        _copy(document.provenance, provenance)
        for graph in document.present():
            _copy(graph, default)
    graphs[str(iris.provenance_graph)] = provenance
    versions = tuple(version for document in documents for version in document.versions)
    in_force = tuple(document.in_force for document in documents if document.in_force)
    return BuiltDataset(base_iri, present, versions, in_force, graphs, default)


def _copy(source: Graph, target: Graph) -> None:
    for triple in source:
        target.add(triple)
