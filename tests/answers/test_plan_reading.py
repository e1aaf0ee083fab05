"""The answer of reading a file: every place is true, every number is a target, a time, a known non-target, or told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answers.plan_reading import PlanReading, read_plan
from tests.support.plan_rows import PLANS, PlanRows

PLAN = (
    "某省人民政府办公厅关于印发方案的通知\n某政办发〔2031〕1号\n各市：\n印发给你们。\n2031年3月9日\n某省方案\n"
    "一、任务\n（一）标题。{}（民政厅负责）\n"
)


def read(words: str) -> PlanReading:
    answer, _ = read_plan(PLAN.format(words).encode(), "plan.txt")
    return answer


def sources(node: object) -> Iterator[dict[str, object]]:
    """Yield every place in an answer."""
    if isinstance(node, dict):
        if {"quote", "start", "end", "line"} <= node.keys() and node["start"] is not None:
            yield node
        for child in node.values():
            yield from sources(child)
    elif isinstance(node, list):
        for child in node:
            yield from sources(child)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_every_place_counts_in_the_canonical_text(plan: PlanRows) -> None:
    answer, text = read_plan(plan.text.encode(), plan.filename)
    found = list(sources(answer.model_dump(mode="json")))
    assert found
    for place in found:
        start, end = int(str(place["start"])), int(str(place["end"]))
        assert text[start:end] == place["quote"]
        assert text.count("\n", 0, start) + 1 == place["line"]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_findings_are_few_and_the_gravest_come_first(plan: PlanRows) -> None:
    answer, _ = read_plan(plan.text.encode(), plan.filename)
    ranks = [["violation", "warning", "info"].index(one.severity) for one in answer.findings]
    assert ranks == sorted(ranks)
    assert len(answer.findings) <= 10
    assert len({(one.rule, one.places[0].key) for one in answer.findings}) == len(answer.findings)


TARGETS = [
    ("到2035年底前，每个乡镇至少新建2座泵站。", ("gteq", "2", None, "座", None, "2035-12-31")),
    ("到2035年底前，新建泵站逾30座。", ("gt", "30", None, "座", None, "2035-12-31")),
    ("到2035年底前，新建泵站近30座。", ("approx", "30", None, "座", None, "2035-12-31")),
    ("到2035年底前，达标率达到三分之二。", ("gteq", "0.6667", None, None, None, "2035-12-31")),
    ("到2035年底前，达标率达到八成以上。", ("gteq", "80", None, "%", None, "2035-12-31")),
    ("到2035年底前，新建泵站两百座。", ("eq", "200", None, "座", None, "2035-12-31")),
    ("到2035年底前，新建堤岸3—5公里。", ("between", "3", "5", "公里", None, "2035-12-31")),
    ("2032年至2035年，每年治理河道不少于20公里。", ("gteq", "20", None, "公里", "每年", "2035-12-31")),
    ("到2035年底前，新增绿地300㎡以上。", ("gteq", "300", None, "平方米", None, "2035-12-31")),
]


@pytest.mark.parametrize(("words", "expected"), TARGETS, ids=[words for words, _ in TARGETS])
def test_a_target_in_every_wording(words: str, expected: tuple[str | None, ...]) -> None:
    (target,) = read(words).tasks[0].targets
    due = target.due_by.isoformat() if target.due_by else None
    assert (target.comparator, target.value, target.upper, target.unit, target.per, due) == expected
    assert not target.indicator.endswith(("左右", "达", "超", "近", "约", "至少", "逾"))


def test_values_and_dates_are_paired_in_order() -> None:
    targets = read("到2033年和2035年，达标率分别达到80%和95%。").tasks[0].targets
    assert [(one.value, str(one.due_by)) for one in targets] == [("80", "2033-12-31"), ("95", "2035-12-31")]


@pytest.mark.parametrize(
    "words", ["每月5日前报送。", "每季度末通报。", "每年6月底前检查。", "每周一前上报。", "每半年结束后10日内总结。"]
)
def test_a_time_that_comes_again_is_recurring(words: str) -> None:
    (deadline,) = read(words).tasks[0].deadlines
    assert (deadline.kind, deadline.due_by) == ("recurring", None)
    assert deadline.recurs


UNITS = st.sampled_from(["座", "家", "公里", "%", "万元", "人次", "个", "平方米", "张", "名"])
VERBS = st.sampled_from(
    ["新建泵站", "新增", "达到", "不少于", "治理河道", "覆盖率提高到", "安排", "涉及", "共有", "约", "超过"]
)
NUMBERS = st.one_of(
    st.integers(2, 99_999).map(str),
    st.decimals(0, 100, places=1, allow_nan=False).map(str),
    st.sampled_from(["五千", "两百", "十万", "三十", "3—5", "2,000", "3.5万"]),
)
AFTER = st.sampled_from(["", "以上", "以内", "左右", "以下"])


@given(VERBS, NUMBERS, UNITS, AFTER)
def test_no_number_with_a_unit_vanishes(verb: str, number: str, unit: str, after: str) -> None:
    answer = read(f"{verb}{number}{unit}{after}。")
    task = answer.tasks[0]
    told = [one.source.quote for one in (*task.targets, *task.non_targets, *task.deadlines)]
    told += [one.quote for one in answer.unread] + [place.quote for one in answer.findings for place in one.places]
    assert any(number in quote for quote in told), told
