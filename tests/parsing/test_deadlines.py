"""Dates as they are written, misprinted and left out: each is read, or kept as a date that can't be read."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kg.parsing import Document, parse_document
from kg.parsing.deadlines import Precision, TimeStatement, find_time_statements
from kg.parsing.undated_times import find_durations
from kg.reading.load_text import read_text

ISSUED = date(2021, 11, 9)
END_OF_2022 = date(2022, 12, 31)
SENTENCE = "确保转型养老服务项目{}基本投入使用。"
OPENING = "养老服务得到满足。{}，全省每千人口拥有托位4.5个以上。"


def read(words: str, issued: date | None = ISSUED, sentence: str = SENTENCE) -> TimeStatement:
    """Give the one statement of a sentence; its words must be those that were put in."""
    text = sentence.format(words)
    (found,) = find_time_statements(text, issued=issued)
    assert text[found.start : found.end] == words
    return found


@pytest.mark.parametrize(
    "words",
    [
        "20Ⅹ2年底前", "20?2年底前", "20？2年底前", "20□2年底前", "20二2年底前", "20*2年底前", "20_2年底前", "2O22年底前",
        "202年底前", "20222年底前", "22年底前", "2年底前", "××××年底前", "XX年底前", "202亠年底前", "二〇二年底前",
        "2022年低前", "2022年抵前", "2022年13月底前", "2022年十三月底前", "2022年6月低前", "20Ⅹ2年6月底前",
        "2022年6月31日前", "2022年Ⅹ月底前", "2022-13-31前", "2022-1Ⅹ-31前", "20Ⅹ2-12-31前", "2022年第五季度前", "20Ⅹ2年上半年",
        "2022年春节前", "2022年汛期前", "2022年年中前", "2022年前后", "6月底前", "6月30日前", "次年3月底前", "当年底前",
        "1899年底前", "每年13月底前", "2025—20Ⅹ7年", "2021—25年", "“十七五”期间",
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_read_is_kept(words: str) -> None:
    assert not read(words).readable


@pytest.mark.parametrize(
    "words",
    [
        "到20Ⅹ5年",
        "至20Ⅹ5年",
        "到20?5年",
        "到20 5年",
        "到2 0 5年",
        "到25年",
        "到202年",
        "到2025-年",
        "到2025",
        "至20二5年",
    ],
)
def test_a_year_up_to_which_that_cannot_be_read_is_kept(words: str) -> None:
    assert not read(words, sentence=OPENING).readable


@pytest.mark.parametrize(
    ("words", "due", "precision"),
    [
        ("二〇二二年底前", END_OF_2022, Precision.YEAR),
        ("二○二二年底前", END_OF_2022, Precision.YEAR),
        ("二零二二年年底前", END_OF_2022, Precision.YEAR),
        ("2022年末", END_OF_2022, Precision.YEAR),
        ("2022年内", END_OF_2022, Precision.YEAR),
        ("2 022年底前", END_OF_2022, Precision.YEAR),
        ("2022 年 底 前", END_OF_2022, Precision.YEAR),
        ("2022-12-31前", END_OF_2022, Precision.DAY),
        ("2022/12/31前", END_OF_2022, Precision.DAY),
        ("2022.12.31前", END_OF_2022, Precision.DAY),
        ("２０２２－１２－３１前", END_OF_2022, Precision.DAY),
        ("2022-12底前", END_OF_2022, Precision.MONTH),
        ("2022年十二月底前", END_OF_2022, Precision.MONTH),
        ("2022年十二月三十一日前", END_OF_2022, Precision.DAY),
        ("2022年6月30日以前", date(2022, 6, 30), Precision.DAY),
        ("2022年第四季度前", date(2022, 9, 30), Precision.MONTH),
        ("2022年第四季度末", END_OF_2022, Precision.MONTH),
        ("2022年四季度末前", END_OF_2022, Precision.MONTH),
        ("2022年第4季度内", END_OF_2022, Precision.PERIOD),
        ("2022年第四季度", END_OF_2022, Precision.PERIOD),
        ("2022年上半年", date(2022, 6, 30), Precision.PERIOD),
        ("2022年下半年前", date(2022, 6, 30), Precision.MONTH),
        ("本年底前", date(2021, 12, 31), Precision.YEAR),
        ("今年底前", date(2021, 12, 31), Precision.YEAR),
        ("今年年底前", date(2021, 12, 31), Precision.YEAR),
        ("今年12月15日前", date(2021, 12, 15), Precision.DAY),
        ("明年底前", END_OF_2022, Precision.YEAR),
        ("明年6月底前", date(2022, 6, 30), Precision.MONTH),
        ("明年上半年", date(2022, 6, 30), Precision.PERIOD),
        ("年底前", date(2021, 12, 31), Precision.YEAR),
    ],
)
def test_a_date_in_another_form(words: str, due: date, precision: Precision) -> None:
    found = read(words)
    assert (found.due_by, found.precision) == (due, precision)
    assert (found.begins is not None) == (precision is Precision.PERIOD)


@pytest.mark.parametrize(
    "words",
    [
        "至2025年",
        "到二〇二五年",
        "到2 025年",
        "到20 25年",
        "到 2025 年",
        "至２０２５年",
        "截至2025年底",
        "到“十四五”末",
    ],
)
def test_a_year_up_to_which_in_another_form(words: str) -> None:
    (found,) = find_time_statements(OPENING.format(words))
    assert found.due_by == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("自印发之日起6个月内", date(2022, 5, 9)),
        ("自本方案印发之日起一年内", date(2022, 11, 9)),
        ("自发布之日起30日内", date(2021, 12, 9)),
        ("自公布之日起半年之内", date(2022, 5, 9)),
        ("自印发之日起两年以内", date(2023, 11, 9)),
    ],
)
def test_so_long_after_the_document_was_issued(words: str, due: date) -> None:
    found = read(words)
    assert (found.due_by, found.precision) == (due, Precision.DAY)
    assert list(find_time_statements(SENTENCE.format(words))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3年内建成，半年内制定。", ["3年内", "半年内"]),
        ("力争用3年左右时间，基本建立体系。", ["力争用3年左右时间"]),
        ("用两年时间完成改造。", ["用两年时间"]),
        ("在一到两年内、2—3个月内、30日以内完成。", ["在一到两年内", "2—3个月内", "30日以内"]),
        ("第三季度前报送，上半年内完成。", ["第三季度前", "上半年内"]),
        ("自印发之日起6个月内出台。", ["6个月内"]),
        ("近3年内无违法记录，连续3年内合格，每两年内一次，工作满3年内。", []),
        ("3岁以下，15分钟内，24小时内，三年行动计划，一年内部审计，10年以上，2022年第三季度前，2022年内。", []),
    ],
)
def test_a_time_without_a_date_is_kept(text: str, expected: list[str]) -> None:
    taken = [(found.start, found.end) for found in find_time_statements(text)]
    assert [text[start:end] for start, end in find_durations(text, taken)] == expected


@pytest.mark.parametrize("words", ["本年底前", "今年底前", "明年6月底前", "年底前", "今年上半年"])
def test_this_year_is_no_date_where_that_of_the_document_is_not_known(words: str) -> None:
    assert not read(words, None).readable


def test_a_day_without_a_year_has_that_of_the_date_before_it_in_the_sentence() -> None:
    text = "2022年3月底前制定方案，6月底前印发；9月30日前上报。12月底前总结。"
    due = [found.due_by for found in find_time_statements(text, issued=ISSUED)]
    assert due == [date(2022, 3, 31), date(2022, 6, 30), date(2022, 9, 30), None]


def test_an_earlier_day_than_the_one_before_it_may_be_of_another_year() -> None:
    assert [found.due_by for found in find_time_statements("2022年6月底前印发，3月底前上报。")] == [
        date(2022, 6, 30),
        None,
    ]


def test_the_end_of_the_year_is_not_certain_after_a_date_in_another_year() -> None:
    found = list(find_time_statements("2022年6月底前印发，年底前上报。", issued=ISSUED))
    assert [statement.readable for statement in found] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "3年前开办的机构", "十年前", "二十年以前的房屋", "100年前", "经营10年以上", "三年行动计划", "5年内完成", "三年内",
        "从老年到老年", "到第三年", "教育延伸到三年级", "由幼儿园到成年", "缩短到3年", "保修期延长至30年", "任期延长到100年",
        "2022年目前进展", "2020年提前完成", "2021年前三季度", "2021年前5个月", "今年前三季度", "2020年排名前十", "2021年岗前培训",
        "2021年上半年统计数据", "2021年上半年，全省完成投资", "今年以来", "今年，全省", "当年收入", "去年底前已完成", "上年末余额",
        "近年来", "3个月前", "次月5日前", "2022年底线思维", "2022年内部审计", "2022年内容", "到5G时代",
        "增加到2000.5万元", "压缩到1000-2000元", "至今年年初", "2022年的第1批", "第3年末", "2019年疫情前水平",
    ],
)  # fmt: skip
def test_what_is_no_deadline(text: str) -> None:
    assert list(find_time_statements(text, issued=ISSUED)) == []


@pytest.mark.parametrize(
    "text", ["①2022年底前完成", "1.2022年底前完成", "5G2022年底前覆盖", "好吗？2022年底前完成", "1 2022年底前完成"]
)
def test_what_stands_before_a_whole_year_is_no_part_of_it(text: str) -> None:
    (found,) = find_time_statements(text)
    assert text[found.start : found.end] == "2022年底前"
    assert found.due_by == END_OF_2022


PLAN = """关于印发方案的通知

{}

一、要求

（一）建设。本年底前建成一批养老院。（民政厅负责；完成时限：明年6月底前）
"""


def dates(document: Document) -> list[date | None]:
    return [
        time.due_by for measure in document.measures for said in measure.provisions for time in said.statements.times
    ]


def test_this_year_is_that_of_the_document(parse: Callable[[str], Document]) -> None:
    assert dates(parse(PLAN.format("2021年11月9日"))) == [date(2021, 12, 31)]
    assert dates(parse(PLAN.format("各市："))) == [None]


@pytest.mark.parametrize(
    ("version", "due"), [(date(2021, 11, 9), date(2021, 12, 31)), (date(2023, 1, 1), None), (None, date(2021, 12, 31))]
)
def test_this_year_is_not_certain_in_a_later_version(version: date | None, due: date | None) -> None:
    source = read_text(PLAN.format("2021年11月9日"))
    assert dates(parse_document(source, lambda _: False, "plan", version)) == [due]


def test_a_question_mark_between_digits_ends_no_sentence(parse: Callable[[str], Document], plan_text: str) -> None:
    document = parse(plan_text.replace("2022年底前", "20?2年底前"))
    assert len(document.measures[6].provisions) == len(parse(plan_text).measures[6].provisions)


@pytest.mark.parametrize("file", ["form-08-labelled-brackets", "form-10-two-labels"])
def test_the_small_documents_say_nothing_more(file: str, read_document: Callable[[str], Document]) -> None:
    text = (Path(__file__).parents[1] / "documents" / f"{file}.txt").read_text(encoding="utf-8")
    said = [words for words in ("到2025年", "2023年6月底前") if words in text]
    document = read_document(f"{file}.txt")
    found = [part.text for task in document.tasks for part in task.clause.deadlines]
    found += [task.text[time.start : time.end] for task in document.tasks for time in task.statements.times]
    assert found == said


@pytest.mark.parametrize(
    "text", ["2022年" + " " * 5_000, "到 2 0 2 5" * 1_000, "年底前" * 3_000, "1？" * 5_000, "二" * 9_000, "用" * 9_000]
)
def test_very_many_digits_and_spaces_are_read(text: str) -> None:
    assert all(0 <= found.start < found.end <= len(text) for found in find_time_statements(text, issued=ISSUED))
    assert all(0 <= start < end <= len(text) for start, end in find_durations(text, ()))
