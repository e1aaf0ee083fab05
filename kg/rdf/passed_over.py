"""What was read without its changing what is read, as RDF: amounts that are no target, stops too many and the like."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, Graph, Literal

from kg.parsing import Document
from kg.parsing.clauses.stray_marks import PassedOver, passed_over
from kg.parsing.model import Statements
from kg.rdf.derive_short_cuts import ZZ
from kg.rdf.iris import DocumentIris
from kg.rdf.source_spans import SourceSpans, zh
from kg.reading import Reading, Span


def add_passed_over(graph: Graph, document: Document, iris: DocumentIris, evidence: SourceSpans) -> None:
    """Describe every stretch of a document that was passed over; the same words of a sentence and its task are one."""
    for kind, span, task in _found(document):
        subject = iris.passed_over(span)
        graph.add((subject, RDF.type, ZZ.PassedOver))
        graph.add((subject, ZZ.inVersion, iris.version))
        graph.add((subject, ZZ.passedOverAs, Literal(kind.value)))
        graph.add((subject, ZZ.asWritten, zh(document.source.quote(span))))
        graph.add((subject, ZZ.source, evidence.of(span)))
        if task is not None:
            graph.add((subject, ZZ.task, iris.part("task", task)))


def _found(document: Document) -> Iterator[tuple[PassedOver, Span, int | None]]:
    """Yield its type, its place and its task."""
    provisions = [provision for chapter in document.chapters for provision in chapter.provisions]
    provisions += [provision for measure in document.measures for provision in measure.provisions]
    for provision in provisions:
        yield from ((kind, span, None) for kind, span in _in_words(provision.reading, provision.statements))
    for task in document.tasks:
        yield from ((kind, span, task.id) for kind, span in _in_words(task.reading, task.statements))
        yield from ((kind, span, task.id) for kind, span in passed_over(task.clause))


def _in_words(reading: Reading, statements: Statements) -> Iterator[tuple[PassedOver, Span]]:
    for kind, places in ((PassedOver.AMOUNT, statements.amounts), (PassedOver.DURATION, statements.durations)):
        yield from ((kind, reading.span(start, end)) for start, end in places)
