"""Source spans: every stretch of text that something rests on, with the quoted words and the line."""

from __future__ import annotations

from rdflib import RDF, Graph, Literal, Namespace, URIRef

from kg.rdf.derive_short_cuts import ZZ
from kg.rdf.iris import DocumentIris
from kg.reading import SourceText, Span

OA = Namespace("http://www.w3.org/ns/oa#")


def zh(words: str) -> Literal:
    """Return words as a Chinese literal."""
    return Literal(words, lang="zh")


class SourceSpans:
    """Describes spans of one version's text, each once."""

    def __init__(self, graph: Graph, source: SourceText, iris: DocumentIris) -> None:
        self.graph, self.source, self.iris = graph, source, iris
        self.stated: set[Span] = set()

    def at(self, start: int, end: int) -> URIRef:
        """Describe the stretch from ``start`` to ``end`` and give its IRI."""
        return self.of(Span(start, end))

    def of(self, span: Span) -> URIRef:
        """Describe a stretch of the text and give its IRI."""
        subject = self.iris.span(span)
        if span not in self.stated:
            self.stated.add(span)
            self.graph.add((subject, RDF.type, ZZ.SourceSpan))
            self.graph.add((subject, OA.hasSource, self.iris.version))
            self.graph.add((subject, ZZ.start, Literal(span.start)))
            self.graph.add((subject, ZZ.end, Literal(span.end)))
            self.graph.add((subject, OA.exact, zh(self.source.quote(span))))
            self.graph.add((subject, ZZ.line, Literal(self.source.line_of(span.start))))
        return subject
