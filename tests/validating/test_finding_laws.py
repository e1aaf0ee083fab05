"""What holds for every finding: how grave its rule is, that its focus is in the graph, that its place is in the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rdflib import RDF, Graph, URIRef

from kg.corpus.folder import DataFolder
from kg.rdf import Iris, build_text
from kg.rdf.register_graph import register_graph
from kg.reading.load_text import read_text
from kg.validating import Finding, Report, Severity, validate
from kg.validating.acceptances import ACCEPTANCE_RULE
from kg.validating.shapes import ZZ, load_rules
from tests.validating.test_rules import PREFIXES, WRONG

BASE = "https://w3id.org/zhize/id/"
SEVERITIES = {
    Severity.VIOLATION: """
        ChapterNumberStandsOnce ChapterNumbersHaveNoGap DeadlineHasADate EverythingIsRead MeasureNumberStandsOnce
        MeasureNumbersHaveNoGap QuoteIsInTheText SpanIsWhole StatementHasEvidence TargetHasComparator TargetHasValue
        TaskHasAccountableBody TaskNumberStandsOnce TaskNumbersHaveNoGap
    """,
    Severity.WARNING: f"""
        {ACCEPTANCE_RULE} BodyHasOneRoleInATask BodyIsNamedOnceInARole BodyIsRegistered BracketHasItsPartner
        DeadlineIsCarriedByATask DeadlineIsNotBeforeTheDocument DocumentHasANumber NameIsOfThisProvince
        NameNeedsNoCorrection ProvinceOfANameIsKnown ProvisionIsCovered ShareIsNoMoreThanTheWhole TargetHasDeadline
        TargetHasIndicator TargetIsCarriedByATask TaskElaboratesAMeasure TaskNamesALead
        TaskNamesMoreThanLocalGovernments
    """,
    Severity.INFO: """
        AmountIsPartOfATarget AnnexAndBodyAgree ClauseIsClosed ClauseIsWhollyVisible CorrectionIsUsed
        NameIsWhollyVisible NoStrayLatinWord ProvinceIsTold StopsStandAlone TimeHasADate
    """,
}
"""Violation: the text or the reading of it is wrong. Warning: somebody should look. Info: good to know."""


def test_each_rule_is_as_grave_as_was_decided() -> None:
    decided = {rule: severity for severity, rules in SEVERITIES.items() for rule in rules.split()}
    assert {name: rule.severity for name, rule in load_rules().items()} == decided


def check(finding: Finding, graph: Graph, text: str) -> None:
    """Hold a finding to its laws."""
    assert (URIRef(finding.focus), None, None) in graph, f"{finding.focus} is not in the graph"
    if finding.start is None or finding.end is None:
        assert (finding.quote, finding.start, finding.end, finding.line) == ("", None, None, None)
        return
    assert 0 <= finding.start < finding.end <= len(text)
    assert finding.quote
    assert "".join(text[finding.start : finding.end].split()) == "".join(finding.quote.split())
    assert finding.line == text.count("\n", 0, finding.start) + 1


# What these plant is itself a span that is wrong.
@pytest.mark.parametrize("rule", sorted(set(WRONG) - {"QuoteIsInTheText", "SpanIsWhole"}))
def test_a_planted_finding_points_into_the_graph_and_the_text(
    rule: str, plan: Graph, find: Callable[[Graph], Report]
) -> None:
    plan.update(PREFIXES + WRONG[rule][0])
    for finding in find(plan).findings:
        check(finding, plan, text_of(plan))


def text_of(graph: Graph) -> str:
    """Return the text of the one version in a graph."""
    (version,) = graph.subjects(RDF.type, ZZ["DocumentVersion"])
    return str(graph.value(version, ZZ["text"], any=False))


SPOILED = (
    ("民政厅", "民政听"),
    ("牵头", "牵投"),
    ("负责。", "负责（。"),
    ("55%", "155%"),
    ("2022年底前", "明年底前"),
    ("省发展改革委", "浙江省发展改革委"),
)


@pytest.mark.parametrize(("before", "after"), [("", ""), *SPOILED])
def test_findings_of_the_real_text_point_into_it(before: str, after: str, data: DataFolder, text: str) -> None:
    words = text.replace(before, after) if before else text
    register = register_graph(data.register, Iris(BASE))
    version = build_text(read_text(words), data, BASE)
    report = validate(version, register)
    assert report.findings
    for finding in report.findings:
        check(finding, version.graph, text_of(version.graph))
