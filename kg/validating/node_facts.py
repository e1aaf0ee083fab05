"""What a person wants to know about the node of a graph: its task, its number, the words that stand for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rdflib import RDF, SKOS, Graph, Literal, Namespace
from rdflib.term import Node, URIRef

from kg.reading.folding import fold_name
from kg.validating.shapes import ZZ

OA: Final = Namespace("http://www.w3.org/ns/oa#")
STRAY_WORD: Final = re.compile(r"(?<=[一-龥])\s*([a-z]{2,})(?=\s*[一-龥])")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the text and where they stand."""

    quote: str = ""
    start: int | None = None
    end: int | None = None
    line: int | None = None


class Facts:
    """Look up in one graph what a person wants to know about its nodes."""

    def __init__(self, graph: Graph, version: URIRef) -> None:
        self.graph = graph
        self.text = str(graph.value(version, ZZ["text"]) or "")

    def task_of(self, node: Node) -> Node | None:
        """Return the task that a node is, belongs to, or is carried by; of several, the one with the lowest number."""
        if (node, RDF.type, ZZ["Task"]) in self.graph:
            return node
        found = set(self.graph.objects(node, ZZ["task"]))
        for elaboration in self.graph.subjects(ZZ["hasDifference"], node):
            found.update(self.graph.objects(elaboration, ZZ["task"]))
        for prop in (ZZ["hasTarget"], ZZ["hasDeadline"]):
            for carrier in self.graph.subjects(prop, node):
                if (carrier, RDF.type, ZZ["Task"]) in self.graph:
                    found.add(carrier)
        return min(found, key=lambda task: (self.number(task) or 0, str(task)), default=None)

    def number(self, node: Node | None) -> int | None:
        """Return the printed number of a task, measure, chapter or provision."""
        return None if node is None else self._integer(node, ZZ["number"])

    def number_before(self, node: Node) -> int:
        """Return the number that a number follows: the next lower one; 0 for none.

        A measure follows those of its own chapter, or, where it is the lowest there, the highest so far in the text,
        unless that is not lower: then the numbers begin again.
        """
        number, graph = self.number(node) or 0, self.graph
        kinds = set(graph.objects(node, RDF.type))
        document = graph.value(node, ZZ["inDocument"])
        others = [
            one for one in graph.subjects(ZZ["inDocument"], document) if kinds & set(graph.objects(one, RDF.type))
        ]
        if ZZ["Measure"] in kinds:
            chapter, place = graph.value(node, ZZ["inChapter"]), self.evidence(node).start or 0
            same = [one for one in others if graph.value(one, ZZ["inChapter"]) == chapter]
            earlier = [one for one in others if (self.evidence(one).start or 0) < place]
            if any((self.number(one) or 0) < number for one in same):
                others = same
            else:
                others = [] if any((self.number(one) or 0) >= number for one in earlier) else earlier
        return max((found for one in others if (found := self.number(one) or 0) < number), default=0)

    def provision_at(self, place: int) -> Node | None:
        """Return the provision whose words stand at a place of the text."""
        for provision in sorted(self.graph.subjects(RDF.type, ZZ["Provision"]), key=str):
            words = self.evidence(provision)
            if words.start is not None and words.end is not None and words.start <= place < words.end:
                return provision
        return None

    def known(self, name: str) -> bool:
        """Return whether a body of the register has this name."""
        label = Literal(name, lang="zh")
        bodies = {body for prop in (SKOS.prefLabel, SKOS.altLabel) for body in self.graph.subjects(prop, label)}
        return any((body, ZZ["registered"], Literal(False)) not in self.graph for body in bodies)

    def clause(self, task: Node) -> str:
        """Return the words of a task's responsibility clause."""
        return str(self.graph.value(task, ZZ["responsibilityText"]) or "")

    def evidence(self, node: Node) -> Quotation:
        """Return the first words in the text that stand for a node."""
        spans = [self._span(span) for span in self._spans(node)]
        return min(spans, key=_place, default=Quotation())

    def slip_evidence(self, assignment: Node) -> Quotation:
        """Return the words of a body that its correction is about; it may be named in other words too."""
        correction = self.graph.value(assignment, ZZ["correction"])
        written = fold_name(str(self.graph.value(correction, ZZ["asWritten"]) or ""))
        spans = sorted((self._span(span) for span in self._spans(assignment)), key=_place)
        return next((span for span in spans if fold_name(span.quote) == written), self.evidence(assignment))

    def clause_evidence(self, task: Node) -> Quotation:
        """Return the words from the first to the last body of a task's clause; without bodies, those of the task."""
        spans = [
            self._span(span)
            for assignment in self.graph.objects(task, ZZ["assignment"])
            for span in self.graph.objects(assignment, ZZ["source"])
        ]
        placed = sorted((span for span in spans if span.start is not None and span.end is not None), key=_place)
        if not placed:
            return self.evidence(task)
        start, end = placed[0].start, max(span.end or 0 for span in placed)
        return Quotation(self.text[start:end], start, end, placed[0].line)

    def stray_evidence(self, node: Node) -> Quotation:
        """Return the place of the stray word itself within the words of a node."""
        whole = self.evidence(node)
        found = STRAY_WORD.search(whole.quote)
        if found is None or whole.start is None:
            return whole
        start = whole.start + found.start(1)
        line = None if whole.line is None else whole.line + whole.quote[: found.start(1)].count("\n")
        return Quotation(found[1], start, start + len(found[1]), line)

    def _spans(self, node: Node) -> Iterator[Node]:
        """Yield the evidence of a node: itself, its own, or the measure's where the task has no words."""
        if (node, RDF.type, ZZ["SourceSpan"]) in self.graph:
            yield node
            return
        for prop in (ZZ["source"], ZZ["taskSource"], ZZ["measureSource"]):
            found = list(self.graph.objects(node, prop))
            yield from found
            if found:
                return

    def _span(self, span: Node) -> Quotation:
        exact = self.graph.value(span, OA["exact"])
        start, end, line = (self._integer(span, ZZ[name]) for name in ("start", "end", "line"))
        return Quotation(str(exact or ""), start, end, line)

    def _integer(self, node: Node, prop: URIRef) -> int | None:
        try:
            return int(str(self.graph.value(node, prop)))
        except ValueError:
            return None


def _place(evidence: Quotation) -> tuple[float, float]:
    return (
        float("inf") if evidence.start is None else evidence.start,
        float("inf") if evidence.end is None else evidence.end,
    )
