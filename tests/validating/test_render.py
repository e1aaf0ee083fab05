"""A report in words, JSON, Turtle and JUnit XML."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from rdflib import RDF, SH, BNode, Graph

from kg.validating import Acceptance, Report, Severity, Status, accept, compare
from kg.validating.render_report import CSV_COLUMNS, to_csv, to_json, to_junit, to_text, to_turtle
from kg.validating.shapes import ZZ

VERSION = "https://w3id.org/zhize/id/document/chuanbanfa-2021-57/version/"


@pytest.fixture(scope="module")
def compared(report: Report) -> Report:
    """Give a report in which the first finding is new, the second accepted, and one more was solved."""
    first, second, *rest = report.findings
    why = Acceptance("双方已商定。", "Both have agreed.", date(2022, 3, 1), "王<某>", key=second.key)
    gone = replace(first, key="0" * 16, message_zh="任务9：已改正。", message_en="Task 9: mended.", line=99)
    before = Report((gone, second, *rest), VERSION + "2021-11-09")
    return compare(accept(replace(report, version=VERSION + "2022-03-01"), "chuanbanfa-2021-57", [why]), before)


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


def test_text_tells_new_known_accepted_and_solved(compared: Report) -> None:
    text, first = to_text(compared, "plan.txt"), compared.findings[0]
    assert f"[新增] {first.message_zh}第{first.line}行" in text
    assert f"[new] {first.message_en}" in text
    known = len(compared.findings) - 2
    assert text.count("[已知]") == text.count("[known]") == known
    assert "【已接受】1条  Accepted: 1" in text
    assert "接受理由：双方已商定。（王<某>，2022-03-01）" in text
    assert "Accepted because: Both have agreed. (王<某>, 2022-03-01)" in text
    assert "任务9：已改正。2021-11-09版本第99行" in text
    assert "Task 9: mended. Line 99 of 2021-11-09." in text
    assert f"plan.txt：与2021-11-09版本相比，新增1条，已知{known}条，已接受1条，已解决1条。" in text
    assert f"plan.txt: beside the version of 2021-11-09, new: 1, known: {known}, accepted: 1, solved: 1." in text


def test_text_is_not_silent_when_all_is_solved(compared: Report) -> None:
    text = to_text(replace(compared, findings=()), "plan.txt")
    assert "没有发现问题" not in text
    assert "任务9：已改正。" in text


def test_json_tells_key_status_acceptance_and_what_is_solved(compared: Report) -> None:
    read = json.loads(to_json(compared))
    assert read["compared_with"].endswith("2021-11-09")
    assert read["statuses"] == {"new": 1, "known": len(compared.findings) - 2, "accepted": 1, "solved": 1}
    assert [finding["status"] for finding in read["findings"][:3]] == ["new", "accepted", "known"]
    assert read["findings"][1]["accepted"]["date"] == "2022-03-01"
    assert [finding["status"] for finding in read["solved"]] == ["solved"]
    assert all(len(finding["key"]) == 16 for finding in read["findings"])


def test_turtle_names_results_by_their_keys_and_says_what_is_accepted(compared: Report) -> None:
    graph = Graph().parse(data=to_turtle(compared), format="turtle")
    (accepted,) = graph.subjects(ZZ["acceptedBecause"], None, unique=True)
    assert str(graph.value(accepted, ZZ["findingStatus"])) == "accepted"
    for result in graph.subjects(RDF.type, SH["ValidationResult"]):
        assert str(result) == f"{compared.version}/validation/{graph.value(result, ZZ['findingKey'])}"


@pytest.mark.parametrize(("only_new", "failing"), [(True, 1), (False, 40)])
def test_junit_skips_what_is_accepted_and_can_fail_on_what_is_new_alone(
    only_new: bool, failing: int, compared: Report
) -> None:
    suite = ET.fromstring(to_junit(compared, Severity.WARNING, only_new=only_new))  # noqa: S314 -- our own words
    assert suite.get("failures") == str(len(suite.findall("testcase/failure"))) == str(failing)
    assert suite.get("tests") == str(len(suite.findall("testcase"))) == str(len(compared.findings) + 1)
    (skipped,) = suite.findall("testcase/skipped")
    assert skipped.get("message") == "[已接受] 双方已商定。"
    assert (suite.find("testcase/failure").get("message") or "").startswith("[新增] ")  # type: ignore[union-attr]
    assert "[已知] " in "".join(suite.itertext())
    (solved,) = [case for case in suite if case.get("name") == "任务9：已改正。"]
    assert [child.tag for child in solved] == ["system-out"]


def test_csv_has_a_line_for_each_finding(compared: Report) -> None:
    table = to_csv(compared)
    rows = list(csv.DictReader(table.splitlines()))
    assert len(rows) == len(table.splitlines()) - 1 == len(compared.findings) + 1
    assert tuple(rows[0]) == CSV_COLUMNS
    assert [row["status"] for row in rows[:3]] == ["new", "accepted", "known"]
    assert rows[1]["accepted_because"] == "双方已商定。"
    assert rows[-1]["status"] == Status.SOLVED
    assert rows[0]["document"] == "chuanbanfa-2021-57"
