"""A report in words, JSON, Turtle and JUnit XML."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from rdflib import RDF, SH, BNode, Graph

from kg.validating import Report, Severity
from kg.validating.render import to_json, to_junit, to_text, to_turtle


def test_text_has_place_words_line_and_what_to_do(report: Report) -> None:
    text = to_text(report, "plan.txt")
    assert "任务12：原文写作“民政部”，应指“四川省民政厅”（确定）。第121行" in text
    assert "Task 12: the text says “民政部”, which is taken to mean “四川省民政厅” (certain). Line 121." in text
    assert "怎么办：请核对单位名称；如确为笔误，请在下次修订时改正原文。" in text
    assert text.index("【请人工核对】") < text.index("【供参考】")
    warnings, infos = report.count(Severity.WARNING), report.count(Severity.INFO)
    assert text.endswith(
        f"plan.txt：必须改正0条，需核对{warnings}条，供参考{infos}条。\n"
        f"plan.txt: violation: 0, warning: {warnings}, info: {infos}."
    )


def test_text_says_so_when_nothing_was_found() -> None:
    assert to_text(Report(()), "plan.txt").startswith("plan.txt：没有发现问题。")


def test_json_holds_every_field(report: Report) -> None:
    read = json.loads(to_json(report))
    assert read["counts"]["violation"] == 0
    assert len(read["findings"]) == len(report.findings)
    assert read["findings"][0]["severity"] == "warning"
    assert {"rule", "message_zh", "message_en", "quote", "start", "end", "line", "task"} <= set(read["findings"][0])


def test_turtle_is_a_shacl_report_without_blank_nodes(report: Report) -> None:
    turtle = to_turtle(report)
    graph = Graph().parse(data=turtle, format="turtle")
    assert not any(isinstance(term, BNode) for triple in graph for term in triple)
    (whole,) = graph.subjects(RDF.type, SH["ValidationReport"])
    results = set(graph.objects(whole, SH["result"]))
    assert len(results) == len(report.findings)
    for needed in ("focusNode", "resultSeverity", "sourceConstraintComponent", "sourceShape", "resultMessage"):
        assert all(graph.value(result, SH[needed]) for result in results)
    assert turtle == to_turtle(Report(report.findings, report.version))
    assert "sh:conforms true" in to_turtle(Report(()))


@pytest.mark.parametrize(("fail_on", "failing"), [(Severity.VIOLATION, 0), (Severity.WARNING, 41)])
def test_junit_fails_at_the_threshold(fail_on: Severity, failing: int, report: Report) -> None:
    suite = ET.fromstring(to_junit(report, fail_on).encode())  # noqa: S314 -- our own words
    assert suite.get("tests") == str(len(suite.findall("testcase"))) == str(len(report.findings))
    assert suite.get("failures") == str(len(suite.findall("testcase/failure"))) == str(failing)


def test_junit_leaves_out_what_xml_cannot_hold(report: Report) -> None:
    finding = replace(report.findings[0], quote="a\x0cb\x00", message_zh="<&\x0b>")
    suite = ET.fromstring(to_junit(Report((finding,))).encode())  # noqa: S314 -- our own words
    assert "<&>" in (suite[0].get("name") or "")
    assert ET.fromstring(to_junit(Report(())).encode()).get("tests") == "1"  # noqa: S314 -- our own words
