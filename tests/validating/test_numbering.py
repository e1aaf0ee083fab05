"""Numbers of measures and chapters: one that is left out or stands twice is found, however a plan counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.validating import Report

Validate = Callable[[str], Report]

NUMERALS = "零一二三四五六七八九"


def plan(*chapters: str, numbers: str = "") -> str:
    """Write a plan: a string of digits for the measures of each chapter; ``numbers`` for the chapters, if not 1, 2, …."""
    lines = ["关于印发方案的通知", "川办发〔2021〕57号"]
    for place, measures in enumerate(chapters, 1):
        number = int(numbers[place - 1]) if numbers else place
        lines += [f"{NUMERALS[number]}、第{place}章"] if measures != "-" else []
        lines += [f"（{NUMERALS[int(one)]}）建设。建设养老院。（民政厅牵头）" for one in measures.strip("-")]
    return "\n\n".join(lines)


def chapterless(measures: str) -> str:
    """Write a plan whose measures stand in no chapter."""
    return plan(measures).replace("一、第1章\n\n", "")


def told(report: Report) -> list[str]:
    rules = {"Measure", "Chapter"}
    return [
        finding.message_zh
        for finding in report.findings
        if finding.rule.removesuffix("NumbersHaveNoGap").removesuffix("NumberStandsOnce") in rules
    ]


@pytest.mark.parametrize(
    "text",
    [
        plan("123", "45", "6"),
        plan("123", "123", "1"),
        plan("123", "", "45"),
        plan("123", "", "12"),
        plan("1", "1", "1"),
        plan("1", "2", "3"),
        chapterless("1234"),
    ],
)
def test_measures_run_on_or_begin_again(text: str, find_in_text: Validate) -> None:
    assert told(find_in_text(text)) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (plan("123", "13"), "第2章措施3：措施序号不连续，缺少2。"),
        (plan("1234", "124"), "第2章措施4：措施序号不连续，缺少3。"),
        (plan("12", "13"), "第2章措施3：措施序号不连续，缺少2。"),
        (plan("123", "23"), "第2章措施2：措施序号不连续，缺少1。"),
        (plan("123", "34"), "第2章措施3：措施序号不连续，缺少1至2。"),
        (plan("12", "45"), "措施4：措施序号不连续，缺少3。"),
        (plan("13", "45"), "措施3：措施序号不连续，缺少2。"),
        (plan("23", "4"), "措施2：措施序号不连续，缺少1。"),
        (plan("123", "", "5"), "措施5：措施序号不连续，缺少4。"),
        (plan("1", "125"), "第2章措施5：措施序号不连续，缺少3至4。"),
        (chapterless("124"), "措施4：措施序号不连续，缺少3。"),
        (plan("123", "122"), "第2章措施2：措施序号2出现不止一次。"),
        (chapterless("1223"), "措施2：措施序号2出现不止一次。"),
        (plan("1", "2", "3", numbers="122"), "第2章：章的序号2出现不止一次。"),
        (plan("1", "1", "1", numbers="122"), "第2章：章的序号2出现不止一次。"),
        (plan("1", "2", "3", numbers="124"), "第4章：章的序号不连续，缺少3。"),
    ],
)
def test_a_number_that_is_left_out_or_doubled(text: str, message: str, find_in_text: Validate) -> None:
    assert told(find_in_text(text)) == [message]


def test_chapters_of_the_same_number_stay_two(find_in_text: Validate) -> None:
    report = find_in_text(plan("1", "2", "3", numbers="122"))
    (finding,) = [finding for finding in report.findings if finding.rule == "ChapterNumberStandsOnce"]
    assert (finding.quote, finding.line) == ("二、第3章", 13)


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (plan("123", "446"), ["措施6：措施序号不连续，缺少5。", "措施4：措施序号4出现不止一次。"]),
        (plan("123", "44", "5"), ["措施4：措施序号4出现不止一次。"]),
        (plan("123", "66"), ["措施6：措施序号不连续，缺少4至5。", "措施6：措施序号6出现不止一次。"]),
    ],
)
def test_a_number_that_is_doubled_is_no_gap(text: str, messages: list[str], find_in_text: Validate) -> None:
    found = [message.removeprefix("第2章") for message in told(find_in_text(text))]
    assert sorted(found) == sorted(messages)
