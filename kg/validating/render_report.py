"""A report in words for people, and as JSON, Turtle, JUnit XML or CSV for machines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final
from xml.etree import ElementTree as ET

from rdflib import RDF, SH, XSD, Graph, Literal, Namespace
from rdflib.term import URIRef

from kg.files.csv_lines import csv_text
from kg.validating.findings import Finding, Report, Severity, Status
from kg.validating.message_values import inner_marks, shorten
from kg.validating.node_facts import OA
from kg.validating.shapes import SEVERITIES, SHAPE, ZZ

HEADINGS: Final = {
    Severity.VIOLATION: ("必须改正", "Violations"),
    Severity.WARNING: ("请人工核对", "Warnings"),
    Severity.INFO: ("供参考", "Good to know"),
}
_NAMES_ZH: Final = {Severity.VIOLATION: "必须改正", Severity.WARNING: "需核对", Severity.INFO: "供参考"}
_STATUS_ZH: Final = {Status.NEW: "新增", Status.KNOWN: "已知", Status.ACCEPTED: "已接受", Status.SOLVED: "已解决"}
CSV_COLUMNS: Final = (
    *("document", "key", "status", "severity", "rule", "task", "line", "start", "end", "quote"),
    *("message_zh", "message_en", "mend_zh", "mend_en", "accepted_because"),
)
"""What a row of a report as CSV says of a finding."""

_NOT_IN_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHACL_SEVERITY: Final = {severity: iri for iri, severity in SEVERITIES.items()}


def to_text(report: Report, file_name: str, *, only_new: bool = False) -> str:
    """Return the report for people: grouped by severity, Chinese before English, with the words and what to do.

    What people accept and what is solved stands below, each with its reason or its former place. With ``only_new``
    what is known or accepted is counted and not listed.

    >>> print(to_text(Report(()), "plan.txt"))
    plan.txt：没有发现问题。
    plan.txt: nothing was found.
    """
    if not report.findings and not report.solved:
        return f"{file_name}：没有发现问题。\n{file_name}: nothing was found."
    lines: list[str] = []
    for severity in Severity:
        group = [item for item in report.open if item.severity is severity and not (only_new and item.is_known)]
        if group:
            lines += _heading(*HEADINGS[severity], len(group))
            for rule in dict.fromkeys(finding.rule for finding in group):
                lines += [*_section([finding for finding in group if finding.rule == rule]), ""]
    accepted = [finding for finding in report.findings if finding.status is Status.ACCEPTED]
    if accepted and not only_new:
        lines += [*_heading("已接受", "Accepted", len(accepted)), *(f"  {line}" for line in _accepted(accepted)), ""]
    if report.solved:
        lines += [*_heading("已解决", "Solved", len(report.solved)), *(f"  {line}" for line in _solved(report)), ""]
    return "\n".join([*lines, *_summary(report, file_name)])


def _heading(zh: str, en: str, count: int) -> tuple[str, str]:
    """Return the line over a group of findings, and an empty one."""
    return f"【{zh}】{count}条  {en}: {count}", ""


def _section(findings: list[Finding]) -> Iterator[str]:
    """Yield the lines about the findings of one rule: each with its place, key and words, then what to do."""
    for finding in findings:
        yield from (f"  {line}" for line in _sentences(finding))
    yield f"    规则 Rule: {findings[0].rule}"
    yield f"    怎么办：{findings[0].mend_zh}"
    yield f"    What to do: {findings[0].mend_en}"


def _sentences(finding: Finding) -> Iterator[str]:
    """Yield what one finding says; the words are quoted where the sentence does not quote them itself."""
    listed = finding.status in {Status.NEW, Status.KNOWN}
    zh, en = (f"[{_STATUS_ZH[finding.status]}] ", f"[{finding.status}] ") if listed and finding.status else ("", "")
    place = "" if finding.line is None else f"第{finding.line}行"
    yield f"{zh}{finding.message_zh}{place} #{finding.key}"
    words = shorten(finding.quote)
    if words and inner_marks(words) not in finding.message_zh:
        yield f"  原文：{words}"
    yield f"  {en}{finding.message_en}" + ("" if finding.line is None else f" Line {finding.line}.")


def _accepted(findings: list[Finding]) -> Iterator[str]:
    """Yield what people accept, and why."""
    for finding in findings:
        yield from _sentences(finding)
        if finding.accepted is not None:
            who = f"{finding.accepted.by}，{finding.accepted.date}"
            yield f"  接受理由：{finding.accepted.reason_zh}（{who}）"
            yield f"  Accepted because: {finding.accepted.reason_en} ({finding.accepted.by}, {finding.accepted.date})"


def _solved(report: Report) -> Iterator[str]:
    """Yield what was found in the version before and is no more; its lines are those of that version."""
    when = _date_of(report.compared_with)
    for finding in report.solved:
        yield finding.message_zh + ("" if finding.line is None else f"{when}版本第{finding.line}行")
        yield f"  {finding.message_en}" + ("" if finding.line is None else f" Line {finding.line} of {when}.")


def _date_of(version: str) -> str:
    """Return the date that ends the IRI of a version."""
    return version.rpartition("/")[2]


def _summary(report: Report, file_name: str) -> list[str]:
    """Return the lines with the counts, in both languages."""
    zh = "，".join(f"{_NAMES_ZH[severity]}{report.count(severity)}条" for severity in Severity)
    en = ", ".join(f"{severity}: {report.count(severity)}" for severity in Severity)
    return [*_statuses(report, file_name), f"{file_name}：{zh}。", f"{file_name}: {en}."]


def _statuses(report: Report, file_name: str) -> list[str]:
    """Return the lines that say what has come, stayed and gone; none when there is nothing to say."""
    when = _date_of(report.compared_with)
    shown = [status for status in Status if report.compared_with or report.statuses[status]]
    if not shown:
        return []
    zh = "，".join(f"{_STATUS_ZH[status]}{report.statuses[status]}条" for status in shown)
    en = ", ".join(f"{status}: {report.statuses[status]}" for status in shown)
    beside_zh, beside_en = (f"与{when}版本相比，", f"beside the version of {when}, ") if when else ("", "")
    return [f"{file_name}：{beside_zh}{zh}。", f"{file_name}: {beside_en}{en}."]


def to_fields(report: Report) -> dict[str, Any]:
    """Return the report as plain values: the version, the counts, and every finding with all its fields.

    ``version`` and ``compared_with`` are ``None`` where there is none, or where the report is about several versions.
    """
    return {
        "version": report.version or None,
        "compared_with": report.compared_with or None,
        "counts": {severity.value: report.count(severity) for severity in Severity},
        "statuses": {status.value: report.statuses[status] for status in Status},
        "findings": [asdict(finding) for finding in report.findings],
        "solved": [asdict(finding) for finding in report.solved],
    }


def to_json(report: Report) -> str:
    """Return the report as JSON; :func:`to_fields` says what is in it."""
    return json.dumps(to_fields(report), ensure_ascii=False, indent=2, default=str)


def to_csv(report: Report) -> str:
    r"""Return the report as a table, a row for each finding, also for the accepted and the solved ones.

    >>> to_csv(Report(())).split(",")[:3]
    ['document', 'key', 'status']
    """
    lines = [[*CSV_COLUMNS]]
    for finding in (*report.findings, *report.solved):
        reason = "" if finding.accepted is None else finding.accepted.reason_zh
        cells = (reason if name == "accepted_because" else getattr(finding, name) for name in CSV_COLUMNS)
        lines.append(["" if cell is None else " ".join(str(cell).split()) for cell in cells])
    return csv_text(lines, line_end="\n")


def to_turtle(report: Report) -> str:
    """Return the report as a ``sh:ValidationReport`` in Turtle, the same bytes for the same report.

    Every node has an IRI: the report's is that of the version and ``/validation``, each result's adds its key. What
    people accept is among the results and says so; what is solved is no result.
    """
    base = f"{report.version or 'urn:zhize'}/validation"
    graph = Graph()
    for prefix, namespace in (("sh", SH), ("zz", ZZ), ("oa", OA), ("shape", SHAPE)):
        graph.bind(prefix, Namespace(str(namespace)))
    whole = URIRef(base)
    graph.add((whole, RDF.type, SH["ValidationReport"]))
    graph.add((whole, SH["conforms"], Literal(not report.findings)))
    for finding in report.findings:
        result = URIRef(f"{base}/{finding.key}")
        graph.add((whole, SH["result"], result))
        _add_result(graph, result, finding)
    return graph.serialize(format="turtle")


def _add_result(graph: Graph, result: URIRef, finding: Finding) -> None:
    """Add one result with its messages and its place in the text."""
    graph.add((result, RDF.type, SH["ValidationResult"]))
    graph.add((result, SH["focusNode"], URIRef(finding.focus)))
    graph.add((result, SH["resultSeverity"], _SHACL_SEVERITY[finding.severity]))
    graph.add((result, SH["sourceShape"], SHAPE[finding.rule]))
    graph.add((result, ZZ["findingKey"], Literal(finding.key)))
    if finding.component:
        graph.add((result, SH["sourceConstraintComponent"], URIRef(finding.component)))
    if finding.value is not None:
        is_iri = re.match(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+\Z", finding.value) is not None
        graph.add((result, SH["value"], URIRef(finding.value) if is_iri else Literal(finding.value)))
    words = [
        (SH["resultMessage"], finding.message_zh, finding.message_en),
        (ZZ["mend"], finding.mend_zh, finding.mend_en),
    ]
    if finding.status is not None:
        graph.add((result, ZZ["findingStatus"], Literal(finding.status.value)))
    if finding.accepted is not None:
        words.append((ZZ["acceptedBecause"], finding.accepted.reason_zh, finding.accepted.reason_en))
    for prop, zh, en in words:
        graph.add((result, prop, Literal(zh, lang="zh")))
        graph.add((result, prop, Literal(en, lang="en")))
    if finding.quote:
        graph.add((result, OA["exact"], Literal(finding.quote, lang="zh")))
    for prop, number in ((ZZ["start"], finding.start), (ZZ["end"], finding.end), (ZZ["line"], finding.line)):
        if number is not None:
            graph.add((result, prop, Literal(number, datatype=XSD.integer)))


def to_junit(report: Report, fail_on: Severity = Severity.VIOLATION, *, only_new: bool = False) -> str:
    """Return the report as JUnit XML: a case for each finding, a failure if it is at least as urgent as ``fail_on``.

    With ``only_new`` what was known before fails nothing. What people accept is skipped, with the reason, and what is
    solved passes. A case is named by what it says, without its line, so that a CI server knows it again.
    """
    failing = report.failing(fail_on, only_new=only_new)
    suite = ET.Element("testsuite", name="zhize validate")
    for finding in (*report.findings, *report.solved):
        zh = "" if finding.status is None else f"[{_STATUS_ZH[finding.status]}] "
        case = ET.SubElement(suite, "testcase", classname=finding.rule, name=_clean(finding.message_zh))
        words = _clean("\n".join([*_sentences(finding), finding.mend_zh, finding.mend_en]))
        if finding in failing:
            failure = ET.SubElement(case, "failure", type=finding.severity.value)
            failure.set("message", _clean(f"{zh}{finding.message_zh}"))
            failure.text = words
        elif finding.accepted is not None:
            ET.SubElement(case, "skipped", message=_clean(f"{zh}{finding.accepted.reason_zh}"))
        else:
            ET.SubElement(case, "system-out").text = _clean(zh) + words if finding.status is Status.SOLVED else words
    if len(suite) == 0:
        ET.SubElement(suite, "testcase", classname="zhize", name="nothing was found")
    for name, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
        suite.set(name, str(sum(1 for _ in suite.iter(tag))))
    suite.set("errors", "0")
    ET.indent(suite)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suite, encoding="unicode") + "\n"


def _clean(words: str) -> str:
    """Leave out the characters that XML can't hold, such as a form feed."""
    return _NOT_IN_XML.sub("", words)
