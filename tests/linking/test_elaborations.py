"""Which measures a task comes from, where the wording alone could mislead."""

from kg.likeness import block_likeness
from kg.linking.tasks_to_measures import find_elaborations
from kg.parsing import parse_document
from kg.reading.load_text import read_text

PLAN = """测试方案

一、要求

（一）完善补贴政策。探索建立养老托育服务消费券制度。定期公布办理结果，接受社会监督。

附件

重点任务分工表

序号\t重点任务\t责任单位
1\t{task}\t民政厅负责。
"""


def kinds(task: str) -> list[str]:
    document = parse_document(read_text(PLAN.format(task=task)), lambda _: True)
    return [item.kind.value for item in find_elaborations(document.measures, document.tasks)]


def test_a_task_that_only_sounds_like_a_measure_does_not_come_from_it() -> None:
    assert kinds("建立养老托育产品和服务质量监测制度，编制年度分析报告。") == []


def test_a_task_with_most_of_a_measures_words_comes_from_it() -> None:
    assert kinds("探索建立养老托育服务消费券制度。") == ["same"]
    assert kinds("积极探索建立养老托育服务消费券制度。") == ["near"]


def test_a_likeness_of_no_interest_is_none_and_every_other_is_exact() -> None:
    one, other = "招收2—3岁的幼儿", "招收2至3岁的幼儿"
    assert block_likeness(one, other, 0.6) == block_likeness(one, other) > 0.8
    assert block_likeness(one, "开设面向幼儿的课程", 0.6) == 0.0
