"""Brackets in running text that are a clause but for one misspelt verb are told; brackets of prose stay prose."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.parsing import Document, parse_document
from kg.reading.load_text import read_text
from kg.register import load_register

ROOT = Path(__file__).parents[2]
PLAN = "一、要求\n\n（一）建设。{}\n\n（二）培训。培养人才。（民政厅负责）"

Check = Callable[[Document], None]
Read = Callable[[str], Document]


@pytest.fixture(scope="module")
def read() -> Read:
    """Read the text of a measure, in a plan with another one, with the register in data/."""
    register = load_register(ROOT / "data" / "organizations.toml")
    return lambda words: parse_document(read_text(PLAN.format(words)), lambda name: bool(register.lookup(name)))


def told(document: Document) -> list[str]:
    return [document.source.quote(item.span) for item in document.unread]


@pytest.mark.parametrize(
    "bracket",
    [
        "（人社厅负债）",
        "（人社厅、教育厅牵投）",
        "（人社厅、教育厅牵投）。",
        "(人社厅、 教育厅责负)",
        "（人社厅参如、教育厅配何）",
        "（人社厅、教育厅按职责分工负贵）",
        "（人社厅、教育厅按责职分工负责）",
        "（人社厅和教育厅共同负贵）",
        "（人社厅等有关部门叁加）",
        "（人社厅牵投，各市（州）人民政府负责）",
        "（人社厅、教育厅）",
        "（人社厅）",
    ],
)
def test_a_misspelt_clause_after_a_sentence_is_told(bracket: str, read: Read, nothing_is_lost: Check) -> None:
    document = read(f"办好食堂。{bracket}建设养老院。（财政厅负责）")
    nothing_is_lost(document)
    assert told(document) == [bracket]
    assert [provision.text for provision in document.measures[0].provisions] == ["办好食堂。", "建设养老院。"]
    assert [task.text for task in document.tasks] == ["建设养老院。", "培养人才。"]


@pytest.mark.parametrize("bracket", ["（人社厅负债）。", "（人社厅、教育厅牵投）", "（人社厅配何）"])
def test_a_misspelt_clause_at_the_end_of_a_sentence_is_told(bracket: str, read: Read, nothing_is_lost: Check) -> None:
    document = read(f"办好食堂{bracket}")
    nothing_is_lost(document)
    assert told(document) == [bracket]


@pytest.mark.parametrize(
    "words",
    [
        "办好食堂（含国家级）。",
        "办好食堂。（含国家级）",
        "发放补贴（残联除外）。",
        "发放补贴。（省残联除外）",
        "发放补贴（财政厅补助）。",
        "发放补贴（财政厅配套）。",
        "明确分工（民政厅职责）。",
        "明确分工（民政厅负责人）。",
        "设在省市场监管局（省知识产权局）。",
        "成员单位要加强协作（民政厅、财政厅）。",
        "设立专班（办公室设在民政厅）。",
        "建立制度。（未来局负债）",
        "建立制度（资金保障，由财政厅负责）。",
        "办好食堂（人社厅负债），建设养老院。",
    ],
)
def test_a_bracket_of_prose_is_none(words: str, read: Read, nothing_is_lost: Check) -> None:
    document = read(words)
    nothing_is_lost(document)
    assert told(document) == []
    assert "".join(provision.text for provision in document.measures[0].provisions) == words


@pytest.mark.parametrize(
    ("bracket", "unread"),
    [("（人社厅、省民政斤、教育厅配合）", ["省民政斤"]), ("（人社厅牵投，教育厅配合）", ["人社厅牵投"])],
)
def test_a_clause_that_can_be_read_in_part_is_a_clause(
    bracket: str, unread: list[str], read: Read, nothing_is_lost: Check
) -> None:
    document = read(f"办好食堂。{bracket}")
    nothing_is_lost(document)
    assert [part.text for part in document.tasks[0].clause.unread] == unread
    assert (document.tasks[0].text, told(document)) == ("办好食堂。", [])
