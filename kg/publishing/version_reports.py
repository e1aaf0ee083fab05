"""Reports on the versions in a published snapshot, made from its graphs when somebody asks, and kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, RdfFormat
from rdflib import Graph

from kg.caching import BoundedCache
from kg.rdf import Iris
from kg.validating import Report, accept, compare, load_accepted, validate
from kg.validating.acceptances import FILE

if TYPE_CHECKING:
    from kg.stores import Snapshot
    from kg.stores.version_history import DocumentVersion

KEPT: Final = 256
"""The most reports that are kept, the latest used."""
WAITING: Final = 8
"""The most callers that may wait for a report."""


@dataclass(frozen=True, slots=True)
class _Published:
    """A version as a snapshot holds it."""

    document_id: str
    iri: str
    graph: Graph
    inferred: Graph


class PublishedReports:
    """The reports on published versions. Several threads may read at once; a version is validated by one of them."""

    def __init__(self, data_folder: Path) -> None:
        self._documents = data_folder / "documents"
        self._reports = BoundedCache[tuple[str, ...], Report](KEPT, waiting=WAITING)

    def report(self, snapshot: Snapshot, version: DocumentVersion) -> Report:
        """Report on a version beside the one before it, if there is one; what people accept is marked.

        Raises :class:`~kg.errors.BusyError` when too many wait,
        :class:`~kg.errors.InputError` when the acceptances are wrong.
        """
        report = self._accepted(snapshot, version)
        earlier = [one for one in snapshot.history.of(version.document) if one.date < version.date]
        return compare(report, self._accepted(snapshot, earlier[-1])) if earlier else report

    def _accepted(self, snapshot: Snapshot, version: DocumentVersion) -> Report:
        records = load_accepted(self._documents / version.document / FILE)
        return accept(self._validated(snapshot, version), version.document, records)

    def _validated(self, snapshot: Snapshot, version: DocumentVersion) -> Report:
        """Validate a version, unless that was done since its document and the register are what they are."""
        key = (version.iri, *_sources(snapshot, version.document))
        return self._reports.get_or_make(key, lambda: validate(_published(snapshot, version), _register(snapshot)))


def _sources(snapshot: Snapshot, document: str) -> tuple[str, ...]:
    """Return what a version's graph is made of; where a snapshot does not list that, the whole of it."""
    manifest = snapshot.manifest
    state = manifest.documents.get(document)
    return (manifest.name,) if state is None else (state.digest, manifest.register_digest, manifest.code_digest)


def _published(snapshot: Snapshot, version: DocumentVersion) -> _Published:
    """Read a version out of a snapshot."""
    graph, inferred = (_graph(snapshot, name) for name in (version.iri, f"{version.iri}/inferred"))
    return _Published(version.document, version.iri, graph, inferred)


def _register(snapshot: Snapshot) -> Graph:
    return _graph(snapshot, str(Iris(snapshot.manifest.base_iri).register_graph))


def _graph(snapshot: Snapshot, name: str) -> Graph:
    """Read a named graph in the form in which it is validated."""
    triples = snapshot.store.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(name)) or b""
    return Graph().parse(data=triples.decode("utf-8"), format="nt")
