"""What was read without its changing what is read, as RDF: amounts that are part of no target."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, Graph, Literal, URIRef

from kg.building.iris import DocumentIris
from kg.building.spans import Evidence, zh
from kg.parsing import Document
from kg.parsing.model import Statements
from kg.reading import Reading, Span
from kg.reasoning.derive import ZZ


def add_passed_over(graph: Graph, document: Document, iris: DocumentIris, evidence: Evidence) -> None:
    """Describe every stretch of a document that was passed over; the same words of a sentence and its task are one."""
    provisions = [provision for chapter in document.chapters for provision in chapter.provisions]
    provisions += [provision for measure in document.measures for provision in measure.provisions]
    for provision in provisions:
        for span in _amounts(provision.reading, provision.statements):
            _add(graph, document, iris, evidence, "amount", span)
    for task in document.tasks:
        for span in _amounts(task.reading, task.statements):
            subject = _add(graph, document, iris, evidence, "amount", span)
            graph.add((subject, ZZ.task, iris.part("task", task.id)))


def _amounts(reading: Reading, statements: Statements) -> Iterator[Span]:
    return (reading.span(start, end) for start, end in statements.amounts)


def _add(graph: Graph, document: Document, iris: DocumentIris, evidence: Evidence, kind: str, span: Span) -> URIRef:
    subject = iris.passed_over(span)
    graph.add((subject, RDF.type, ZZ.PassedOver))
    graph.add((subject, ZZ.inVersion, iris.version))
    graph.add((subject, ZZ.passedOverAs, Literal(kind)))
    graph.add((subject, ZZ.asWritten, zh(document.source.quote(span))))
    graph.add((subject, ZZ.source, evidence.of(span)))
    return subject
