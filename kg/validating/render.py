"""A report in words for people, and as JSON, Turtle or JUnit XML for machines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Final
from xml.etree import ElementTree as ET

from rdflib import RDF, SH, XSD, Graph, Literal, Namespace
from rdflib.term import URIRef

from kg.validating.facts import OA, inner_marks, shorten
from kg.validating.model import Finding, Report, Severity
from kg.validating.shapes import SEVERITIES, SHAPE, ZZ

HEADINGS: Final = {
    Severity.VIOLATION: ("必须改正", "Violations"),
    Severity.WARNING: ("请人工核对", "Warnings"),
    Severity.INFO: ("供参考", "Good to know"),
}
_NAMES_ZH: Final = {Severity.VIOLATION: "必须改正", Severity.WARNING: "需核对", Severity.INFO: "供参考"}
_NOT_IN_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHACL_SEVERITY: Final = {severity: iri for iri, severity in SEVERITIES.items()}


def to_text(report: Report, file_name: str) -> str:
    """Give the report for people: grouped by severity, Chinese before English, with the words and what to do.

    >>> print(to_text(Report(()), "plan.txt"))
    plan.txt：没有发现问题。
    plan.txt: nothing was found.
    """
    if not report.findings:
        return f"{file_name}：没有发现问题。\n{file_name}: nothing was found."
    lines: list[str] = []
    for severity in Severity:
        group = [finding for finding in report.findings if finding.severity is severity]
        if group:
            zh, en = HEADINGS[severity]
            lines += [f"【{zh}】{len(group)}条  {en}: {len(group)}", ""]
            for rule in dict.fromkeys(finding.rule for finding in group):
                lines += [*_section([finding for finding in group if finding.rule == rule]), ""]
    return "\n".join([*lines, *_summary(report, file_name)])


def _section(findings: list[Finding]) -> Iterator[str]:
    """Yield the lines about the findings of one rule: each with its place and words, then what to do about them."""
    for finding in findings:
        yield from (f"  {line}" for line in _sentences(finding))
    yield f"    怎么办：{findings[0].mend_zh}"
    yield f"    What to do: {findings[0].mend_en}"


def _sentences(finding: Finding) -> Iterator[str]:
    """Yield what one finding says; the words are quoted where the sentence does not quote them itself."""
    yield finding.message_zh + ("" if finding.line is None else f"第{finding.line}行")
    words = shorten(finding.quote)
    if words and inner_marks(words) not in finding.message_zh:
        yield f"  原文：{words}"
    yield f"  {finding.message_en}" + ("" if finding.line is None else f" Line {finding.line}.")


def _summary(report: Report, file_name: str) -> list[str]:
    """Give the line with the counts, in both languages."""
    zh = "，".join(f"{_NAMES_ZH[severity]}{report.count(severity)}条" for severity in Severity)
    en = ", ".join(f"{severity}: {report.count(severity)}" for severity in Severity)
    return [f"{file_name}：{zh}。", f"{file_name}: {en}."]


def to_json(report: Report) -> str:
    """Give the report as JSON: the version, the counts, and every finding with all its fields."""
    counts = {severity.value: report.count(severity) for severity in Severity}
    findings = [asdict(finding) for finding in report.findings]
    return json.dumps({"version": report.version, "counts": counts, "findings": findings}, ensure_ascii=False, indent=2)


def to_turtle(report: Report) -> str:
    """Give the report as a ``sh:ValidationReport`` in Turtle, the same bytes for the same report.

    Every node has an IRI: the report's is that of the version and ``/validation``, each result's adds its number.
    """
    base = f"{report.version or 'urn:zhize'}/validation"
    graph = Graph()
    for prefix, namespace in (("sh", SH), ("zz", ZZ), ("oa", OA), ("shape", SHAPE)):
        graph.bind(prefix, Namespace(str(namespace)))
    whole = URIRef(base)
    graph.add((whole, RDF.type, SH["ValidationReport"]))
    graph.add((whole, SH["conforms"], Literal(not report.findings)))
    for number, finding in enumerate(report.findings, 1):
        result = URIRef(f"{base}/{number}")
        graph.add((whole, SH["result"], result))
        _add_result(graph, result, finding)
    return graph.serialize(format="turtle")


def _add_result(graph: Graph, result: URIRef, finding: Finding) -> None:
    """Add one result with its messages and its place in the text."""
    graph.add((result, RDF.type, SH["ValidationResult"]))
    graph.add((result, SH["focusNode"], URIRef(finding.focus)))
    graph.add((result, SH["resultSeverity"], _SHACL_SEVERITY[finding.severity]))
    graph.add((result, SH["sourceShape"], SHAPE[finding.rule]))
    if finding.component:
        graph.add((result, SH["sourceConstraintComponent"], URIRef(finding.component)))
    if finding.value is not None:
        is_iri = re.match(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+\Z", finding.value) is not None
        graph.add((result, SH["value"], URIRef(finding.value) if is_iri else Literal(finding.value)))
    for prop, zh, en in (
        (SH["resultMessage"], finding.message_zh, finding.message_en),
        (ZZ["mend"], finding.mend_zh, finding.mend_en),
    ):
        graph.add((result, prop, Literal(zh, lang="zh")))
        graph.add((result, prop, Literal(en, lang="en")))
    if finding.quote:
        graph.add((result, OA["exact"], Literal(finding.quote, lang="zh")))
    for prop, number in ((ZZ["start"], finding.start), (ZZ["end"], finding.end), (ZZ["line"], finding.line)):
        if number is not None:
            graph.add((result, prop, Literal(number, datatype=XSD.integer)))


def to_junit(report: Report, fail_on: Severity = Severity.VIOLATION) -> str:
    """Give the report as JUnit XML: a case for each finding, a failure if it is at least as urgent as ``fail_on``."""
    failing = report.at_or_above(fail_on)
    tests, failures = str(max(1, len(report.findings))), str(len(failing))
    suite = ET.Element("testsuite", name="zhize validate", tests=tests, failures=failures, errors="0")
    for finding in report.findings:
        place = "" if finding.line is None else f"第{finding.line}行 "
        case = ET.SubElement(suite, "testcase", classname=finding.rule, name=_clean(f"{place}{finding.message_zh}"))
        words = _clean("\n".join([*_sentences(finding), finding.mend_zh, finding.mend_en]))
        if finding in failing:
            failure = ET.SubElement(case, "failure", type=finding.severity.value, message=_clean(finding.message_zh))
            failure.text = words
        else:
            ET.SubElement(case, "system-out").text = words
    if not report.findings:
        ET.SubElement(suite, "testcase", classname="zhize", name="nothing was found")
    ET.indent(suite)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suite, encoding="unicode") + "\n"


def _clean(words: str) -> str:
    """Leave out the characters that XML can't hold, such as a form feed."""
    return _NOT_IN_XML.sub("", words)
