"""Keys: each finding has one of its own, and keeps it when the text around it changes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from kg.validating import Report
from tests.support.example_counts import SLOW

PREFIXES = """BASE <https://w3id.org/zhize/id/>
PREFIX d: <document/plan/>
PREFIX dv: <document/plan/version/2021-11-09/>
PREFIX zz: <https://w3id.org/zhize/ontology#>
"""
Validate = Callable[[str], Report]
SMALL = """四川省人民政府办公厅关于印发四川省促进养老服务发展实施方案的通知

川办发〔2022〕8号

各市人民政府，省政府各部门：

现印发给你们，请认真组织实施。

2022年3月1日

四川省促进养老服务发展实施方案

一、总体要求

到2025年，护理型床位占比达到55%以上。

二、重点任务

（一）建设养老院。在各地建设养老院 and 食堂。支持社会力量参加。

（二）培养人才。鼓励高校培养人才。鼓励高校培养人才。

附件

重点任务分工表

序号	重点任务	责任单位
1	在各地建设养老院 and 食堂。	民政厅、省未来事务局按职责分工负责
2	支持社会力量参加建设。	民政厅参加，财政厅参家
3	开展宣传。	民政部等有关部门按职责分工负责
"""
ELSEWHERE = ("一、总体要求\n", "（一）建设养老院。", "（二）培养人才。")


def keys(report: Report) -> set[tuple[str, str]]:
    return {(finding.rule, finding.key) for finding in report.findings}


@pytest.fixture(scope="module")
def small(find_in_text: Validate) -> Report:
    return find_in_text(SMALL)


def test_a_key_is_sixteen_hexadecimal_digits(report: Report) -> None:
    assert all(re.fullmatch(r"[0-9a-f]{16}", finding.key) for finding in report.findings)


def test_no_two_findings_of_the_document_share_a_key(report: Report, small: Report) -> None:
    for found in (report, small):
        assert len({finding.key for finding in found.findings}) == len(found.findings) > 10


def test_the_same_sentence_twice_in_a_measure_is_two_findings(small: Report) -> None:
    twice = [finding for finding in small.findings if finding.quote == "鼓励高校培养人才。"]
    assert {finding.rule for finding in twice} == {"ProvisionIsCovered"}
    assert len({finding.key for finding in twice}) == len(twice) == 2


@pytest.mark.parametrize(
    ("before", "after", "come", "gone"),
    [
        ("民政部等有关", "民政厅等有关", set(), {"BodyIsRegistered"}),
        ("财政厅参家", "财政厅参加", set(), {"EverythingIsRead"}),
        ("财政厅参家", "财政厅参见", {"EverythingIsRead"}, {"EverythingIsRead"}),
        ("省未来事务局", "省过去事务局", {"BodyIsRegistered"}, {"BodyIsRegistered"}),
        ("民政厅、省未来", "教育厅、民政厅、省未来", set(), set()),
        ("支持社会力量参加建设。", "支持社会力量参加。", set(), {"AnnexAndBodyAgree"}),
        ("鼓励高校培养人才。\n", "鼓励高校 培养\n人才。\n", set(), set()),
    ],
)
def test_a_key_goes_with_what_it_names(
    before: str, after: str, come: set[str], gone: set[str], find_in_text: Validate, small: Report
) -> None:
    changed = keys(find_in_text(SMALL.replace(before, after)))
    assert {rule for rule, _ in changed - keys(small)} == come
    assert {rule for rule, _ in keys(small) - changed} == gone


@SLOW
@given(
    at=st.sampled_from(ELSEWHERE),
    words=st.text("坚持政府引导市场主体和谐", min_size=1, max_size=30),
    blank=st.integers(0, 3),
)
def test_text_elsewhere_leaves_every_key_as_it_is(
    at: str, words: str, blank: int, find_in_text: Validate, small: Report
) -> None:
    text = SMALL.replace(at, f"{at}{words}。", 1) if at != ELSEWHERE[0] else SMALL.replace(at, f"{at}\n{words}。\n")
    assert keys(small) <= keys(find_in_text("\n" * blank + text))


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ('zz:asWritten "民政部"@zh', False),
        ("zz:position 7", True),
        ("zz:source dv:body2", True),
    ],
)
def test_another_slip_of_the_same_body_is_another_finding(
    change: str, same: bool, plan: Graph, find: Callable[[Graph], Report]
) -> None:
    def key() -> str:
        (slip,) = [finding for finding in find(plan).findings if finding.rule == "NameNeedsNoCorrection"]
        return slip.key

    plan.update(f"{PREFIXES} INSERT DATA {{ d:assignment1 zz:correction d:correction1 }}")
    first, prop = key(), change.split()[0]
    changed = f"DELETE {{ d:assignment1 {prop} ?old }} INSERT {{ d:assignment1 {change} }}"
    plan.update(f"{PREFIXES} {changed} WHERE {{ OPTIONAL {{ d:assignment1 {prop} ?old }} }}")
    assert (key() == first) is same
