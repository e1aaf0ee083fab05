"""The validator: pySHACL over one version, its results made into findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from threading import Lock
from typing import Final, Protocol

import pyshacl
from rdflib import RDF, SH, Graph
from rdflib.term import Node, URIRef

from kg.validating.fast_sparql_graph import FastSparqlGraph
from kg.validating.finding_keys import keyed
from kg.validating.findings import Finding, Report
from kg.validating.message_values import MessageValues
from kg.validating.node_facts import Facts, Quotation
from kg.validating.shapes import SHAPE, Rule, load_rules, load_shapes

ABOUT_THE_CLAUSE: Final = frozenset({"TaskNamesALead", "TaskNamesMoreThanLocalGovernments"})
"""Rules about a task whose evidence is its responsibility clause, not the words of the task."""

_ONE_AT_A_TIME: Final = Lock()
"""pySHACL does not say that several threads may use it at once."""


class ValidatedVersion(Protocol):
    """What validation needs of a built version."""

    @property
    def document_id(self) -> str:
        """Return the id of the document."""

    @property
    def iri(self) -> str:
        """Return the IRI of the version."""

    @property
    def graph(self) -> Graph:
        """Return the graph of the version."""

    @property
    def inferred(self) -> Graph:
        """Return what follows from it."""


def validate(version: ValidatedVersion, register_graph: Graph) -> Report:
    """Find everything the shapes find in one version; none of the graphs is changed."""
    data = _union(version.graph, version.inferred, register_graph)
    facts = Facts(data, URIRef(version.iri))
    rules = load_rules()
    findings = {
        _finding(facts, version, rules[rule], focus, value, component)
        for rule, focus, value, component in _results(_run(data))
    }
    found = sorted(_once(findings), key=lambda finding: finding.order)
    return Report(keyed(found, facts, version.iri), version.iri)


def _once(findings: Iterable[Finding]) -> Iterable[Finding]:
    """Leave out what a reader would take for the same finding.

    In running text a sentence and its task are the same words: what a rule says of the sentence is left out if it
    says it of the task. Of several with the same message at the same place the first in order is kept.
    """
    found = sorted(findings, key=lambda finding: finding.order, reverse=True)
    of_tasks = {(item.rule, item.start, item.end) for item in found if item.task is not None and item.start is not None}
    kept = (item for item in found if item.task is not None or (item.rule, item.start, item.end) not in of_tasks)
    return {(item.rule, item.message_zh, item.start or item.focus, item.end): item for item in kept}.values()


def _union(*graphs: Graph) -> Graph:
    """Copy the triples of several graphs into one of our own, of which the rules in SPARQL are asked fast."""
    union = FastSparqlGraph()
    for graph in graphs:
        for triple in graph:
            union.add(triple)
    return union


def _run(data: Graph) -> Graph:
    """Run pySHACL with shapes of its own and give its report as a graph."""
    with _ONE_AT_A_TIME:
        _, results, text = pyshacl.validate(data, shacl_graph=load_shapes(), inference="none", inplace=True)
    if not isinstance(results, Graph):
        raise TypeError(f"the validator failed: {text}")
    return results


def _results(results: Graph) -> Iterator[tuple[str, Node, Node | None, str]]:
    """Yield rule, focus, value and constraint component of each result."""
    for result in results.subjects(RDF.type, SH["ValidationResult"]):
        shape = str(results.value(result, SH["sourceShape"]))
        focus = results.value(result, SH["focusNode"])
        if focus is None or not shape.startswith(str(SHAPE)):
            raise ValueError(f"a result of the validator names no rule of ours: {shape}")
        component = results.value(result, SH["sourceConstraintComponent"])
        yield shape.removeprefix(str(SHAPE)), focus, results.value(result, SH["value"]), str(component or "")


def _finding(
    facts: Facts, version: ValidatedVersion, rule: Rule, focus: Node, value: Node | None, component: str
) -> Finding:
    """Build a finding from a result: about the value where a rule looks at the whole version, else about the focus."""
    node = value if value is not None and str(focus) == version.iri else focus
    evidence = _evidence(facts, rule, node)
    task = facts.task_of(node)
    return Finding(
        rule=rule.name,
        severity=rule.severity,
        message_zh=MessageValues(facts, node, evidence, "zh").fill(rule.message_zh),
        message_en=MessageValues(facts, node, evidence, "en").fill(rule.message_en),
        mend_zh=rule.mend_zh,
        mend_en=rule.mend_en,
        task=facts.number(task),
        document=version.document_id,
        quote=evidence.quote,
        start=evidence.start,
        end=evidence.end,
        line=evidence.line,
        focus=str(focus),
        value=None if value is None else str(value),
        component=component,
    )


def _evidence(facts: Facts, rule: Rule, node: Node) -> Quotation:
    """Choose the words that show what a rule found."""
    if rule.name in ABOUT_THE_CLAUSE:
        return facts.clause_evidence(node)
    if rule.name == "NameNeedsNoCorrection":
        return facts.slip_evidence(node)
    if rule.name == "NoStrayLatinWord":
        return facts.stray_evidence(node)
    return facts.evidence(node)
