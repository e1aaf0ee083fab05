"""Statements about time and quantitative targets, as the plans write them."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.parsing.deadlines import Precision, find_time_statements
from kg.parsing.numerals import chinese_number
from kg.parsing.targets import Comparator, find_targets
from kg.reading.folding import fold_width


@pytest.mark.parametrize(
    ("text", "due", "precision"),
    [
        ("到2025年，建成养老院", date(2025, 12, 31), Precision.YEAR),
        ("到 2025 年，建成养老院", date(2025, 12, 31), Precision.YEAR),
        ("到２０２５年，建成养老院", date(2025, 12, 31), Precision.YEAR),
        ("2022年底前投入使用", date(2022, 12, 31), Precision.YEAR),
        ("2023年6月底前完成", date(2023, 6, 30), Precision.MONTH),
        ("2024年2月底前完成", date(2024, 2, 29), Precision.MONTH),
        ("2023年3月31日前完成", date(2023, 3, 31), Precision.DAY),
        ("2023—2025年，每年完成", date(2025, 12, 31), Precision.PERIOD),
        ("“十四五”期间，新增床位", date(2025, 12, 31), Precision.PERIOD),
    ],
)
def test_a_deadline(text: str, due: date, precision: Precision) -> None:
    (found,) = find_time_statements(text)
    assert (found.due_by, found.precision) == (due, precision)


def test_a_deadline_that_recurs() -> None:
    (found,) = find_time_statements("每年6月底前报告进展")
    assert (found.recurrence, found.due_by, found.readable) == ((6, 30), None, True)


@pytest.mark.parametrize("text", ["长期坚持", "持续推进。"])
def test_a_duty_without_an_end(text: str) -> None:
    (found,) = find_time_statements(text)
    assert found.ongoing


@pytest.mark.parametrize(
    "text", ["到20X2年，建成", "2022年13月底前完成", "2023年2月30日前完成", "2025—2023年完成", "0000—2025年完成"]
)
def test_what_looks_like_a_date_and_is_none_is_kept(text: str) -> None:
    (found,) = find_time_statements(text)
    assert not found.readable


@pytest.mark.parametrize(
    "text",
    [
        "2021年11月9日印发",
        "制定全省“十四五”养老服务发展规划",
        "招收2—3岁的幼儿",
        "经营10年以上的企业",
        "2021年的统计",
        "年度计划",
    ],
)
def test_a_date_or_number_that_is_no_deadline(text: str) -> None:
    assert list(find_time_statements(text)) == []


@pytest.mark.parametrize(
    ("text", "comparator", "value", "unit"),
    [
        ("人均用地不少于0.1平方米", Comparator.AT_LEAST, "0.1", "平方米"),
        ("托位数达到4.5个", Comparator.AT_LEAST, "4.5", "个"),
        ("占比达到55%以上", Comparator.AT_LEAST, "55", "%"),
        ("占比不低于 55 %", Comparator.AT_LEAST, "55", "%"),
        ("占比不低于５５％", Comparator.AT_LEAST, "55", "%"),
        ("占比达到百分之五十五以上", Comparator.AT_LEAST, "55", "%"),
        ("参保率达到百分之百", Comparator.AT_LEAST, "100", "%"),
        ("比例提高到百分之 99.5", Comparator.AT_LEAST, "99.5", "%"),
        ("差错率控制在百分之零点五以内", Comparator.AT_MOST, "0.5", "%"),
        ("覆盖百分之八十以上的社区", Comparator.AT_LEAST, "80", "%"),
        ("入住率百分之一百零五以上。", Comparator.AT_LEAST, "105", "%"),
        ("办理时间控制在3个工作日以内", Comparator.AT_MOST, "3", "个工作日"),
        ("培训不少于1,000人", Comparator.AT_LEAST, "1000", "人"),
        ("培训不少于2万人次", Comparator.AT_LEAST, "20000", "人次"),
        ("力争实现“最多跑一次”", Comparator.AT_MOST, "1", "次"),
    ],
)
def test_a_target(text: str, comparator: Comparator, value: str, unit: str) -> None:
    (found,) = find_targets(text)
    assert (found.comparator, found.value, found.unit) == (comparator, Decimal(value), unit)
    assert found.aspiration is text.startswith("力争")


@pytest.mark.parametrize(
    "number",
    ["百分之5O", "百分之五X", "百分之", "百分之五五", "百分之五十五点", "百分之一百五", "5 5%", "3 000人", "五五个"],
)
def test_what_stands_for_a_number_and_is_none_is_kept_without_a_value(number: str) -> None:
    (found,) = find_targets(f"占比达到{number}以上，提升质量。")
    assert (found.indicator, found.comparator, found.value) == ("占比", Comparator.AT_LEAST, None)


@pytest.mark.parametrize("text", ["入住率5X5%以上。", "入住率百分之5X5以上。"])
def test_the_end_of_a_spoiled_number_is_no_number(text: str) -> None:
    assert find_targets(text) == []


@pytest.mark.parametrize(
    "text", ["招收2—3岁的幼儿", "3岁以下婴幼儿", "15分钟养老服务圈", "2021年11月9日", "二级及以上医疗机构", "三级网络"]
)
def test_a_number_is_not_always_a_target(text: str) -> None:
    assert list(find_targets(text)) == []


@given(
    st.text(
        st.sampled_from(
            "到至2０25年6月底前日每“”十四五期间—-不少于达到万1,，。.%个人 以上内控制在力争每千人口建成XX一百千"
        )
    ),
    st.booleans(),
)
def test_any_text_gives_places_inside_it(text: str, labelled: bool) -> None:
    times = tuple(find_time_statements(text, labelled=labelled))
    assert all(0 <= time.start < time.end <= len(text) for time in times)
    assert all(a.end <= b.start for a, b in pairwise(times))
    assert all(0 <= target.start < target.end <= len(text) for target in find_targets(text, times))


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold_width(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", None),
        ("十", 10),
        ("百", 100),
        ("一百一十", 110),
        ("一千零五十", 1050),
        ("两百", 200),
        ("零", 0),
        ("五五", None),
        ("二〇二一", None),
        ("一百五", None),
        ("十百", None),
        ("零十", None),
        ("十零", None),
        ("二十二", 22),
        ("９", 9),
        ("9" * 5_000, None),
        ("甲", None),
        ("²", None),
    ],
)
def test_a_chinese_number(text: str, number: int | None) -> None:
    assert chinese_number(text) == number
