"""What is to be removed from a graph and added to it where some of its documents are replaced.

What the present states because of a document goes only where no other source of the present states it as well: the
register, the ontology, or another document in force.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from kg.rdf import Iris
from kg.rdf.iris import ONTOLOGY

if TYPE_CHECKING:
    from datetime import date

    from kg.publishing.document_contents import Content
    from kg.stores import DocumentState, Snapshot


@dataclass(frozen=True, slots=True)
class QuadDifference:
    """Quads that the old graph has and the new one has not, and the other way round."""

    removed: frozenset[Quad]
    added: frozenset[Quad]


def difference(base: Snapshot, contents: Collection[Content], gone: Collection[str]) -> QuadDifference:
    """Compare what a snapshot holds of some documents with what it shall hold; those ``gone`` have nothing any more."""
    touched = {content.id for content in contents} | set(gone)
    old = _Old(base, touched)
    store = Store()
    store.bulk_load(b"".join(line for content in contents for line in content.lines), format=RdfFormat.N_QUADS)
    new = frozenset(store)  # as the engine writes them: 01 and 1 are the same number
    removed = {quad for quad in old.named() if quad not in new}
    removed.update(quad for quad in old.present() if quad not in new and not old.others_state(quad))
    return QuadDifference(frozenset(removed), frozenset(quad for quad in new if quad not in base.store))


class _Old:
    """What a snapshot holds of some documents."""

    def __init__(self, base: Snapshot, touched: Collection[str]) -> None:
        self._store = base.store
        self._iris = Iris(base.manifest.base_iri)
        self._touched = {name: state for name, state in base.manifest.documents.items() if name in touched}
        self._others = {NamedNode(self._iris.register_graph), NamedNode(ONTOLOGY)}
        for name, state in base.manifest.documents.items():
            if name not in touched:
                self._others.update(self._present_graphs(name, state))

    def named(self) -> Iterator[Quad]:
        """Yield the quads of their named graphs, and theirs of the provenance."""
        for name, state in self._touched.items():
            for graph in self._graphs(name, (*state.versions, *state.withdrawn)):
                yield from self._store.quads_for_pattern(None, None, None, graph)
        prefix = str(self._iris.document(""))
        provenance = NamedNode(self._iris.provenance_graph)
        for quad in self._store.quads_for_pattern(None, None, None, provenance):
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(prefix):
                name, _, _ = quad.subject.value.removeprefix(prefix).partition("/")
                if name in self._touched:
                    yield quad

    def present(self) -> Iterator[Quad]:
        """Yield what they state in the present, as quads of the default graph."""
        for name, state in self._touched.items():
            for graph in self._present_graphs(name, state):
                for quad in self._store.quads_for_pattern(None, None, None, graph):
                    yield Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())

    def others_state(self, quad: Quad) -> bool:
        """Return whether another source of the present states the same."""
        same = self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return any(other.graph_name in self._others for other in same)

    def _present_graphs(self, name: str, state: DocumentState) -> Iterator[NamedNode]:
        return self._graphs(name, (state.in_force,) if state.in_force else ())

    def _graphs(self, name: str, versions: Iterable[date]) -> Iterator[NamedNode]:
        """Yield the names of the graphs of versions: what each says, and what follows from that."""
        for version in versions:
            iri = self._iris.version(name, version)
            yield NamedNode(iri)
            yield NamedNode(f"{iri}/inferred")
