"""What a provision and its task state in the same words is one commitment, also where the words can't be read."""

import pytest

from kg.linking import LinkedDocument, link
from kg.parsing import parse_document
from kg.reading.load_text import read_text
from kg.register import Register

PLAN = """一、要求

（一）建设。{}

附件

序号\t重点任务\t责任单位
1\t{}\t民政厅负责。
"""


def linked(provision: str, task: str) -> LinkedDocument:
    return link(parse_document(read_text(PLAN.format(provision, task)), lambda _: False), Register(()))


def words_of(document: LinkedDocument) -> list[tuple[str, int, tuple[int, ...]]]:
    return [(item.as_written, len(item.places), item.tasks) for item in document.deadlines]


@pytest.mark.parametrize("date", ["到2025年", "到20X2年", "到 20X2 年"])
def test_a_deadline_in_a_provision_and_in_its_task_is_one(date: str) -> None:
    sentence = f"{date}，建成一批养老院，改善服务。"
    assert words_of(linked(sentence, sentence)) == [(date, 2, (1,))]


def test_other_words_that_are_no_date_are_another_deadline() -> None:
    document = linked("到20X2年，建成一批养老院，改善服务。", "到20X3年，建成一批养老院，改善服务。")
    assert [words for words, _, _ in words_of(document)] == ["到20X2年", "到20X3年"]


def test_the_same_words_twice_in_a_provision_stay_two_places() -> None:
    assert len(linked("到20X2年，建成养老院。到20X2年，改善服务。", "办好食堂。").deadlines) == 2


@pytest.mark.parametrize(("number", "again", "count"), [("4.X", "4.X", 1), ("4.X", "4.Y", 2), ("4.5", "4.5", 1)])
def test_a_target_that_cannot_be_read_is_one_where_its_words_are_the_same(number: str, again: str, count: int) -> None:
    document = linked(f"每千人口托位数达到{number}个，改善服务。", f"每千人口托位数达到{again}个，改善服务。")
    assert [len(target.places) for target in document.targets] == ([2] if count == 1 else [1, 1])
