"""Stops, brackets and invisible characters planted in the clauses of the real document: each is told at its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.validating import Report, Severity

Validate = Callable[[str], Report]
CLAUSE = "民政厅牵头，农业农村厅参加；各市（州）人民政府负责。"


@pytest.fixture
def find(find_in_text: Validate, text: str) -> Callable[[str], list[tuple[str, str]]]:
    """Give rule and quote of what is found in one clause that takes the place of that of row 13."""
    whole = next(line for line in text.splitlines() if line.startswith("13\t"))

    def found(clause: str) -> list[tuple[str, str]]:
        planted = f"{whole.rpartition(chr(9))[0]}\t{clause}"
        report = find_in_text(text.replace(whole, planted))
        line = text[: text.index(whole)].count("\n") + 1
        here = [item for item in report.findings if item.task == 13 and item.line == line]
        assert all(planted in text.replace(whole, planted) and item.quote in clause for item in here)
        return [(item.rule, item.quote) for item in here]

    return found


def test_the_clause_as_it_should_be(find: Callable[[str], list[tuple[str, str]]]) -> None:
    assert find(CLAUSE) == []


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (CLAUSE.replace("，", "，、、").replace("；", "；;").replace("。", "。。"), ["，、、", "；;", "。。"]),
        ("、" + CLAUSE.replace("民政厅牵头", "民政厅、牵头"), ["、", "、"]),
    ],
)
def test_stops_too_many(clause: str, expected: list[str], find: Callable[[str], list[tuple[str, str]]]) -> None:
    assert find(clause) == [("StopsStandAlone", stop) for stop in expected]


@pytest.mark.parametrize(
    "clause", [CLAUSE.replace("厅参加", "厅）参加"), CLAUSE.replace("农业", "（农业"), "（" + CLAUSE]
)
def test_a_bracket_without_its_partner(clause: str, find: Callable[[str], list[tuple[str, str]]]) -> None:
    ((rule, quote),) = find(clause)
    assert (rule, quote in "（）") == ("BracketHasItsPartner", True)


def test_a_bracket_that_is_never_closed_makes_no_body(find: Callable[[str], list[tuple[str, str]]]) -> None:
    found = find(CLAUSE.replace("农业农村厅参加", "财政厅（农业农村厅参加"))
    assert ("EverythingIsRead", "财政厅（农业农村厅参加") in found
    assert "BodyIsRegistered" not in {rule for rule, _ in found}


def test_marks_that_cannot_be_seen_beside_a_name(find_in_text: Validate, text: str) -> None:
    planted = text.replace("民政厅、省卫生健康委和各市", "\u202e民政厅\u202c、省卫生健康委和各市")
    (found,) = [item for item in find_in_text(planted).findings if item.rule == "ClauseIsWhollyVisible"]
    assert (found.severity, found.task, found.quote) == (Severity.INFO, 47, "\u202e民政厅\u202c")
    assert found.message_zh == "任务47：责任单位一栏“民政厅”处夹有看不见的字符（U+202E、U+202C）。"
