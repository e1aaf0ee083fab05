"""The shapes that ship with Zhize, and what each of them says to people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from rdflib import RDF, SH, Graph, Literal, Namespace
from rdflib.term import Node, URIRef

from kg.resources import shipped
from kg.validating.findings import Severity

ZZ: Final = Namespace("https://w3id.org/zhize/ontology#")
SHAPE: Final = Namespace("https://w3id.org/zhize/shape/")
FILES: Final = ("acceptances.ttl", "completeness.ttl", "integrity.ttl", "names.ttl", "passed-over.ttl")
SEVERITIES: Final[dict[Node, Severity]] = {
    SH["Violation"]: Severity.VIOLATION,
    SH["Warning"]: Severity.WARNING,
    SH["Info"]: Severity.INFO,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What a shape says: its local name, its severity, its message templates and how to mend what it finds."""

    name: str
    severity: Severity
    message_zh: str
    message_en: str
    mend_zh: str
    mend_en: str

    @property
    def iri(self) -> URIRef:
        """Return the IRI of the shape."""
        return SHAPE[self.name]


def load_shapes() -> Graph:
    """Return a graph of all shapes that the caller may change: pySHACL writes into the one it is given."""
    fresh = Graph()
    for triple in _shapes():
        fresh.add(triple)
    return fresh


@cache
def _shapes() -> Graph:
    """Parse the files once in a process."""
    graph = Graph()
    for name in FILES:
        graph.parse(shipped("ontology") / "shapes" / name, format="turtle")
    return graph


@cache
def load_rules() -> Mapping[str, Rule]:
    """Return every rule by its local name.

    >>> load_rules()["TaskHasAccountableBody"].severity.value
    'violation'
    """
    graph = _shapes()
    shapes = {*graph.subjects(RDF.type, SH["NodeShape"]), *graph.subjects(RDF.type, SH["PropertyShape"])}
    rules = (_rule(graph, shape) for shape in shapes if isinstance(shape, URIRef))
    return MappingProxyType({rule.name: rule for rule in sorted(rules, key=lambda rule: rule.name)})


def _rule(graph: Graph, shape: URIRef) -> Rule:
    """Read one shape; a shape without its words is a fault of the shipped files."""
    severity = graph.value(shape, SH["severity"]) or SH["Violation"]
    return Rule(
        str(shape).removeprefix(str(SHAPE)),
        SEVERITIES[severity],
        _words(graph, shape, SH["message"], "zh"),
        _words(graph, shape, SH["message"], "en"),
        _words(graph, shape, ZZ["mend"], "zh"),
        _words(graph, shape, ZZ["mend"], "en"),
    )


def _words(graph: Graph, shape: URIRef, prop: URIRef, language: str) -> str:
    """Return the words in one language."""
    found = [
        str(words) for words in graph.objects(shape, prop) if isinstance(words, Literal) and words.language == language
    ]
    if len(found) != 1:
        raise ValueError(f"{shape} has {len(found)} values of {prop} in {language!r}, not one")
    return found[0]


@cache
def written(rule: str) -> str:
    """Return a shape as its file has it, in Turtle, with the comment above it.

    >>> written("TaskHasAccountableBody").splitlines()[-1]
    '.'
    """
    start = re.compile(rf"^(?:# [^\n]*\n)*shape:{re.escape(rule)}\n(?:[^\n]*\n)*?\.$", re.MULTILINE)
    for name in FILES:
        found = start.search((shipped("ontology") / "shapes" / name).read_text(encoding="utf-8"))
        if found:
            return found[0]
    raise KeyError(rule)
