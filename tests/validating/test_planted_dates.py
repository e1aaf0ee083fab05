"""Dates planted in the real document: what can't be read is a violation at its line, and nothing else is one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.validating import Report, Severity

Validate = Callable[[str], Report]


def at(report: Report, severity: Severity) -> list[tuple[str, int | None, str]]:
    return [(item.rule, item.line, item.quote) for item in report.findings if item.severity is severity]


@pytest.mark.parametrize(
    ("line", "words", "planted"),
    [
        (47, "2022年底前", "20?2年底前"),
        (47, "2022年底前", "2022年低前"),
        (23, "到2025年", "至20 5年"),
    ],
)
def test_a_misprinted_date_is_one_violation_at_its_line(
    line: int, words: str, planted: str, find_in_text: Validate, text: str
) -> None:
    report = find_in_text(text.replace(words, planted, 1))
    assert at(report, Severity.VIOLATION) == [("DeadlineHasADate", line, planted)]


@pytest.mark.parametrize(
    ("words", "planted"),
    [
        ("2022年底前", "明年底前"),
        ("到2025年", "到二〇二五年"),
    ],
)
def test_another_form_of_a_date_changes_no_finding(
    words: str, planted: str, find_in_text: Validate, text: str, report: Report
) -> None:
    found = find_in_text(text.replace(words, planted, 1))
    assert [(item.rule, item.line, item.task) for item in found.findings] == [
        (item.rule, item.line, item.task) for item in report.findings
    ]


def test_a_deadline_before_the_document(find_in_text: Validate, text: str, report: Report) -> None:
    planted = text.replace("2022年底前", "2019年底前").replace("到2025年,", "截至2019年底,")
    before, after = (
        [item for item in one.findings if item.rule == "DeadlineIsNotBeforeTheDocument"]
        for one in (report, find_in_text(planted))
    )
    assert before == []
    (found,) = after
    assert (found.severity, found.line, found.quote) == (Severity.WARNING, 47, "2019年底前")
    assert found.message_zh == "任务16：期限“2019年底前”早于发文日期。"


def test_a_time_without_a_date_is_told_beside_the_target_that_it_bounds(
    find_in_text: Validate, text: str, report: Report
) -> None:
    planted = text.replace("打造一批康养产业集群", "3年内打造10个康养产业集群")
    known = set(at(report, Severity.INFO))
    found = [item for item in at(find_in_text(planted), Severity.INFO) if item not in known]
    assert {item[2] for item in found if item[0] == "TimeHasADate"} == {"3年内"}
