"""Targets as ranges, as plain amounts after a verb, with a base, and with an indicator that the part before states."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.parsing import Document
from kg.parsing.amounts import find_amounts
from kg.parsing.deadlines import find_time_statements
from kg.parsing.targets import find_targets

Said = tuple[str, str, str, str]


def said(text: str) -> list[Said]:
    """Give indicator, comparator, number and unit of each target."""
    times = tuple(find_time_statements(text))
    return [(one.indicator, one.comparator.value, str(one.value), one.unit_text) for one in find_targets(text, times)]


def amounts(text: str) -> list[str]:
    """Give the amounts that are part of no target and no date."""
    times = tuple(find_time_statements(text))
    taken = [(one.start, one.end) for one in (*find_targets(text, times), *times)]
    return [text[start:end] for start, end in find_amounts(text, taken)]


@pytest.mark.parametrize(
    ("text", "indicator", "low", "high", "unit"),
    [
        ("建成5—10个示范点。", "建成示范点", "5", "10", "个"),
        ("建成5-10个示范点。", "建成示范点", "5", "10", "个"),
        ("建成５～１０个示范点。", "建成示范点", "5", "10", "个"),
        ("建成5个至10个示范点。", "建成示范点", "5", "10", "个"),
        ("建成一至两个示范点。", "建成示范点", "1", "2", "个"),
        ("托位达到5-10个。", "托位", "5", "10", "个"),
        ("床位数增长5%—8%。", "床位数增长", "5", "8", "%"),
        ("培训护理员5—10万人次。", "培训护理员", "50000", "100000", "人次"),
        ("培训护理员5000—1万人次。", "培训护理员", "5000", "10000", "人次"),
    ],
)
def test_a_range_is_one_target_with_two_ends(text: str, indicator: str, low: str, high: str, unit: str) -> None:
    (found,) = find_targets(text)
    assert said(text) == [(indicator, "between", low, unit)]
    assert found.upper == Decimal(high)


def test_a_range_in_so_many_places_has_them_as_its_scope() -> None:
    text = "在8 个试点行业分别培育1—2 个服务于不同应用场景的高质量数据集；形成10 个以上模型应用的典型案例。"
    assert said(text)[0] == ("培育服务于不同应用场景的高质量数据集", "between", "1", "个")
    assert find_targets(text)[0].scope == "8 个试点行业"


def test_a_range_that_runs_backwards_has_no_value() -> None:
    (found,) = find_targets("建成10—5个示范点。")
    assert found.value is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新增床位5000张。", ("新增床位", "eq", "5000", "张")),
        ("新增床位5,000张。", ("新增床位", "eq", "5000", "张")),
        ("新增床位5000张以上。", ("新增床位", "gteq", "5000", "张")),
        ("床位数增长10%。", ("床位数增长", "eq", "10", "%")),
        ("床位数增长10%以上。", ("床位数增长", "gteq", "10", "%")),
        ("占比提高20个百分点。", ("占比提高", "eq", "20", "个百分点")),
        ("差错率降低5%以内。", ("差错率降低", "lteq", "5", "%")),
        ("办理时间缩短10个工作日。", ("办理时间缩短", "eq", "10", "个工作日")),
        ("覆盖率由50%提高到80%。", ("覆盖率", "gteq", "80", "%")),
        ("床位从2.5万张增加到3万张。", ("床位", "gteq", "30000", "张")),
        ("社区养老服务覆盖率达到80%以上。", ("社区养老服务覆盖率", "gteq", "80", "%")),
        ("新增床位达到5000张。", ("新增床位", "gteq", "5000", "张")),
        ("打造不少于2个行业数据集。", ("打造行业数据集", "gteq", "2", "个")),
        ("形成10个以上驱动模型应用的典型案例。", ("形成驱动模型应用的典型案例", "gteq", "10", "个")),
        ("各行业建成10个以上服务于不同场景的数据集。", ("各行业建成服务于不同场景的数据集", "gteq", "10", "个")),
        ("各地建成10个以上的示范点。", ("建成示范点", "gteq", "10", "个")),
        ("托位达到1,000个。", ("托位", "gteq", "1000", "个")),
        ("托位达到１，０００个。", ("托位", "gteq", "1000", "个")),
    ],
)
def test_a_target_in_another_form(text: str, expected: Said) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("入住率不低于60%、力争达到80%。", ["入住率", "入住率"]),
        ("床位占比提高20个百分点，达到55%。", ["床位占比提高", "床位占比"]),
        ("床位数增长10%，力争增长15%。", ["床位数增长", "床位数增长"]),
        ("入住率不低于60%，控制在10个以内。", ["入住率", ""]),
        ("入住率不低于60%。力争达到80%。", ["入住率", ""]),
        ("控制在10个以内。", [""]),
    ],
)
def test_an_indicator_that_the_part_before_states(text: str, indicators: list[str]) -> None:
    assert [target.indicator for target in find_targets(text)] == indicators


def test_only_the_part_that_says_so_is_striven_for() -> None:
    assert [target.aspiration for target in find_targets("入住率不低于60%、力争达到80%。")] == [False, True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("安排资金500万元。", ["500万元"]),
        ("收入翻一番。", ["翻一番"]),
        ("支持10人以下企业。", ["10人"]),
        ("截至2020年底，全省建成养老机构3000家。", ["3000家"]),
        ("建设50米泳道。", ["50米"]),
        ("其中农村3至5家。", ["3至5家"]),
        ("新增床位5O00张。", ["5O00张"]),
        ("新增床位5 000张。", ["5 000张"]),
    ],
)
def test_an_amount_that_is_no_target_is_kept(text: str, expected: list[str]) -> None:
    assert (said(text), amounts(text)) == ([], expected)


@pytest.mark.parametrize(
    "text",
    [
        "招收2—3岁的幼儿", "3岁以下婴幼儿", "2021年11月9日印发", "15分钟养老服务圈", "构建居家社区15 分钟养老服务圈", "国办发〔2020〕52号",
        "第1项任务", "排名前10名", "每1000名老人", "5A级景区", "5G应用", "“415X”集群", "500人以上的企业", "3个月内办结", "二级及以上医院",
        "1.建设养老院", "2025—2027年", "到2025年", "一批机构", "一个平台",
    ],
)  # fmt: skip
def test_a_number_that_is_no_amount(text: str) -> None:
    assert (said(text), amounts(text)) == ([], [])


def test_the_document_states_no_amount_that_is_no_target(plan: Document) -> None:
    runs = [provision.text for part in (*plan.chapters, *plan.measures) for provision in part.provisions]
    assert [found for text in (*runs, *(task.text for task in plan.tasks)) for found in amounts(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "1—" * 3_000,
        "建成" * 3_000,
        "建成1—2个" * 1_500,
        "1,000" * 2_000,
        "翻" * 5_000,
        "1 " * 4_000,
        "建成5" + " " * 5_000 + "—",
    ],
)
def test_very_many_numbers_are_read(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in find_targets(text))
    assert all(0 <= start < end <= len(text) for start, end in find_amounts(text, ()))


def test_a_target_in_a_task_keeps_its_value(parse: Callable[[str], Document]) -> None:
    document = parse("一、要求\n\n（一）建设。新增床位5000张。（民政厅负责）")
    assert [target.value for target in document.tasks[0].statements.targets] == [Decimal(5000)]
