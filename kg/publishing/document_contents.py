"""What one document brings into a snapshot: its graphs, the report on it, and its line in the manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kg.rdf import BuiltDocument, Iris, build_document, common_graphs, statements
from kg.stores import DocumentState
from kg.validating import Report, accept, load_accepted, validate
from kg.validating.acceptances import FILE
from kg.validating.render_report import to_json

if TYPE_CHECKING:
    from datetime import date

    from rdflib import Graph

    from kg.corpus.folder import DocumentData
    from kg.register import Register

ReportOn: TypeAlias = "Callable[[DocumentData, BuiltDocument, Graph], Report | None]"
"""Validates a document; the graph is the register's."""


def report_on(document: DocumentData, built: BuiltDocument, register_graph: Graph) -> Report | None:
    """Validate the version in force and mark what people accept; a document that is not in force has no report."""
    if built.in_force is None:
        return None
    return accept(validate(built.in_force, register_graph), document.id, load_accepted(document.folder / FILE))


@dataclass(frozen=True, slots=True)
class Content:
    """One document as a publication needs it: ``lines`` are N-Quads, ``report`` is JSON."""

    id: str
    lines: tuple[bytes, ...]
    report: str | None
    state: DocumentState


@dataclass(frozen=True, slots=True)
class Contents:
    """Makes the content of documents under one register, one base and one present."""

    register: Register
    iris: Iris
    present: date
    report_on: ReportOn

    def common(self) -> Iterator[bytes]:
        """Yield what belongs to no document: the register and the ontology, each by its name and in the present."""
        for name, graph in common_graphs(self.register, self.iris).items():
            yield from _lines(graph, name)
            yield from _lines(graph)

    def of(self, document: DocumentData, register_graph: Graph) -> Content:
        """Build a document and report on it.

        Raises :class:`~kg.errors.InputError` when a text of it can't be read as a plan.
        """
        built = build_document(document, self.register, self.iris, self.present)
        report = self.report_on(document, built, register_graph)
        lines = (*self._named(built), *(line for graph in built.present() for line in _lines(graph)))
        return Content(document.id, lines, to_json(report) if report else None, _state(document, built, report))

    def _named(self, built: BuiltDocument) -> Iterator[bytes]:
        """Yield what a document has in graphs that have names."""
        yield from _lines(built.provenance, str(self.iris.provenance_graph))
        for name, graph in built.graphs().items():
            yield from _lines(graph, name)


def _lines(graph: Graph, name: str | None = None) -> Iterator[bytes]:
    return (line.encode() for line in statements(graph, name))


def _state(document: DocumentData, built: BuiltDocument, report: Report | None) -> DocumentState:
    counts: dict[str, int] = {}
    if built.in_force:
        counts["tasks"] = len(built.in_force.linked.document.tasks)
        counts["assignments"] = len(built.in_force.linked.assignments)
    if report:
        counts |= {severity.value: count for severity, count in report.counts.items()}
    return DocumentState(
        digest=document.digest,
        versions=tuple(version.date for version in document.effective),
        withdrawn=tuple(version.date for version in document.versions if version.withdrawn),
        in_force=built.in_force.version if built.in_force else None,
        counts=counts,
    )
