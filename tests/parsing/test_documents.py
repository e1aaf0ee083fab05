"""Small documents in tests/documents/: the forms that only a whole document shows, prose, and noise."""

from collections.abc import Callable
from datetime import date

import pytest

from kg.errors import InputError
from kg.parsing import Document, parse_document
from kg.parsing.model import PassageKind
from kg.reading import FurnitureKind
from kg.reading.load_text import read_text

Read = Callable[[str], Document]
Check = Callable[[Document], None]


def given(document: Document) -> list[str]:
    return [
        " | ".join(f"{party.role.value} {party.as_written}" for party in task.clause.parties) for task in document.tasks
    ]


def unread(document: Document) -> list[str]:
    parts = [part.text for task in document.tasks for part in task.clause.unread]
    return parts + [document.source.quote(item.span) for item in document.unread]


def test_08_the_first_listed_leads_in_the_whole_document(read_document: Read, nothing_is_lost: Check) -> None:
    document = read_document("form-08-labelled-brackets.txt")
    nothing_is_lost(document)
    assert given(document) == [
        "lead 民政厅 | participant 财政厅 | local 各市人民政府",
        "lead 教育厅 | participant 人力资源社会保障厅 | participant 民政厅 | local 各市人民政府",
        "lead 民政厅 | local 各市人民政府",
    ] or given(document) == [
        "lead 民政厅 | responsible 财政厅 | local 各市人民政府",
        "lead 教育厅 | responsible 人力资源社会保障厅 | responsible 民政厅 | local 各市人民政府",
        "lead 民政厅 | local 各市人民政府",
    ]
    for task in document.tasks:
        convention = task.clause.parties[0].convention
        assert convention is not None
        assert document.source.quote(convention) == "列第一位的为牵头单位，下同"
        assert all(party.convention is None for party in task.clause.parties[1:])
    assert [task.measure for task in document.tasks] == [1, 2, 3]
    assert [task.number for task in document.tasks] == [1, 2, 3]
    assert document.tasks[0].text == "到2025年，建成养老院100家以上。"
    assert unread(document) == []


def test_08_without_the_convention_nobody_leads(read_document: Read) -> None:
    document = read_document("form-08-no-convention.txt")
    assert given(document) == ["responsible 民政厅 | responsible 财政厅 | local 各市人民政府"]
    assert document.tasks[0].text == "建设养老院"


def test_09_a_blanket_clause_holds_for_every_later_item(read_document: Read, nothing_is_lost: Check) -> None:
    document = read_document("form-09-blanket-local.txt")
    nothing_is_lost(document)
    blankets = [task.blanket_local for task in document.tasks]
    assert blankets[0] is None
    for blanket in blankets[1:]:
        assert blanket is not None
        assert blanket[0] == document.source.quote(blanket[1]) == "相关市、县（市、区）政府"
    assert given(document)[2] == "responsible 民政厅"
    assert unread(document) == []


def test_10_two_labels_in_one_bracket(read_document: Read, nothing_is_lost: Check) -> None:
    document = read_document("form-10-two-labels.txt")
    nothing_is_lost(document)
    assert given(document) == [
        "lead 民政厅 | participant 财政厅 | participant 教育厅 | local 各区、县级市",
        "lead 教育厅 | participant 民政厅",
    ]
    assert [[part.text for part in task.clause.deadlines] for task in document.tasks] == [[], ["2023年6月底前"]]
    assert unread(document) == []


def test_items_inside_a_measure_are_tasks_of_it(read_document: Read, nothing_is_lost: Check) -> None:
    document = read_document("form-10-items-in-a-measure.txt")
    nothing_is_lost(document)
    assert given(document) == [
        "lead 民政厅 | participant 财政厅",
        "lead 教育厅 | participant 民政厅",
        "responsible 民政厅 | responsible 财政厅",
    ]
    assert {task.measure for task in document.tasks} == {1}
    assert document.tasks[0].text == "改造设施。改造敬老院。"
    assert document.tasks[1].text == "培养人才。开设课程。"


def test_11_a_column_gives_the_role(read_document: Read, nothing_is_lost: Check) -> None:
    document = read_document("form-11-table.txt")
    nothing_is_lost(document)
    assert given(document) == ["lead 民政厅", "lead 教育厅 | lead 民政厅", "lead 商务厅 | participant 民政厅", ""]
    assert unread(document) == []


def test_19_prose_gives_no_task_and_no_body(read_document: Read, nothing_is_lost: Check) -> None:
    document = read_document("form-19-prose.txt")
    nothing_is_lost(document)
    assert given(document) == ["responsible 民政厅"]
    assert len(document.measures) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "鼓励龙头企业牵头建设产业联盟。",
        "领导小组负责统筹。",
        "由领导小组负责统筹协调（办公室设在民政厅）。",
        "支持社会力量参加（包括企业和个人）。",
        "构建协同配合的工作机制（民政、卫生健康等）。",
        "落实地方政府属地责任。",
    ],
)
def test_19_prose_alone_is_no_plan(sentence: str, parse: Read) -> None:
    with pytest.raises(InputError, match="no task is found"):
        parse(f"关于印发方案的通知\n\n一、要求\n\n（一）建设。{sentence}\n")


def test_noise_in_a_table(read_document: Read, nothing_is_lost: Check) -> None:
    document = read_document("noise-in-a-table.txt")
    nothing_is_lost(document)
    assert [task.number for task in document.tasks] == [1, 2, 3, 4]
    assert [task.text for task in document.tasks] == [
        "建设养老院，构建15 分钟养老服务圈。",
        "培养人才。",
        "办好食堂。",
        "开展宣传。",
    ]
    names = [" | ".join(f"{party.role.value} {party.name}" for party in task.clause.parties) for task in document.tasks]
    assert names == [
        "lead 民政厅 | participant 财政厅 | local 各市（州）人民政府",
        "lead 教育厅 | participant 民政厅 | local 各市（州）人民政府",
        "responsible 民政厅",
        "lead 省妇联 | participant 民政厅",
    ]
    assert unread(document) == []
    kinds = [furniture.kind for furniture in document.source.furniture]
    assert kinds.count(FurnitureKind.PAGE_NUMBER) == 2
    assert kinds.count(FurnitureKind.REPEATED_HEADER) == 2


def test_words_broken_by_a_page_are_one_name_with_its_place(read_document: Read) -> None:
    document = read_document("noise-in-a-table.txt")
    party = document.tasks[0].clause.parties[2]
    assert party.name == "各市（州）人民政府"
    assert document.source.quote(party.span) == "各市（州）人民\n— 5 —\n政府"


def test_the_heading_of_another_plan(read_document: Read) -> None:
    document = read_document("form-11-table.txt")
    assert document.title == "某省人民政府办公厅关于印发某省促进养老服务发展实施方案的通知"
    assert (document.number, document.date) == ("某政办发〔2022〕8号", date(2022, 3, 1))
    assert document.implements is None


NUMBERED = "关于印发方案的通知\n\n{}\n\n各有关单位：\n\n一、要求\n\n（一）建设。建设养老院。（民政厅负责）"


@pytest.mark.parametrize(
    "number", ["川办发(2021)57", "川办发〔2O21〕57号", "川办发2021〕57号", "川办发2021第57号", "川办发〔2021〕五十七号"]
)
def test_a_document_number_that_cannot_be_read_is_kept_and_told(
    number: str, parse: Read, nothing_is_lost: Check
) -> None:
    document = parse(NUMBERED.format(number))
    nothing_is_lost(document)
    assert document.number == ""
    told = [passage.reading.text for passage in document.passages if passage.kind is PassageKind.UNREADABLE_NUMBER]
    assert told == [number]


@pytest.mark.parametrize("words", ["川办发〔2021〕57号", "机密★1年", "2021年3月1日", "第三次会议通过", "人口与计划12"])
def test_other_front_matter_is_no_unreadable_number(words: str, parse: Read) -> None:
    kinds = {passage.kind for passage in parse(NUMBERED.format(words)).passages}
    assert PassageKind.UNREADABLE_NUMBER not in kinds


def test_a_readable_number_makes_another_one_no_mistake(parse: Read) -> None:
    document = parse(NUMBERED.format("川办发(2021)57\n\n川办发〔2021〕57号"))
    assert document.number == "川办发〔2021〕57号"
    assert PassageKind.UNREADABLE_NUMBER not in {passage.kind for passage in document.passages}


@pytest.mark.parametrize("text", ["一二三", "关于开会的通知\n\n明天开会。", "a,b\n1,2\n", "# A plan\n\nSome words."])
def test_what_is_no_plan_is_refused_in_one_sentence(text: str, parse: Read) -> None:
    with pytest.raises(InputError) as refused:
        parse(text)
    assert str(refused.value).count("\n") == 0


def test_every_sentence_of_a_measure_may_have_a_clause_of_its_own(parse: Read, nothing_is_lost: Check) -> None:
    document = parse(
        "关于印发方案的通知\n\n一、要求\n\n"
        "（一）建设。建设养老院。（民政厅牵头，财政厅参加）办好食堂（商务厅负责）。开展宣传。（省妇联负责）再接再厉。"
    )
    nothing_is_lost(document)
    assert given(document) == ["lead 民政厅 | participant 财政厅", "responsible 商务厅", "responsible 省妇联"]
    assert [task.text for task in document.tasks] == ["建设养老院。", "办好食堂", "开展宣传。"]
    assert [provision.text for provision in document.measures[0].provisions] == [
        "建设养老院。",
        "办好食堂",
        "开展宣传。",
        "再接再厉。",
    ]


def test_a_clause_without_a_full_stop_does_not_swallow_the_next_paragraph(parse: Read) -> None:
    document = parse(
        "关于印发方案的通知\n\n一、要求\n\n（一）建设。建设养老院，办好食堂。（民政厅负责）\n\n"
        "以下工作，都要抓好。\n\n责任单位：商务厅、财政厅\n\n各地要加强领导，落实责任。"
    )
    assert given(document) == ["responsible 民政厅", "responsible 商务厅 | responsible 财政厅"]
    assert document.tasks[1].text == "以下工作，都要抓好。"


def test_a_heading_alone_is_a_task_with_its_own_place(parse: Read, nothing_is_lost: Check) -> None:
    document = parse(
        "关于印发方案的通知\n\n一、要求\n\n（一）建设养老院。（民政厅负责）\n\n（二）办好食堂。\n（商务厅负责）"
    )
    nothing_is_lost(document)
    assert [task.text for task in document.tasks] == ["建设养老院", "办好食堂"]
    assert [document.source.quote(task.reading.span()) for task in document.tasks] == ["建设养老院", "办好食堂"]


@pytest.mark.parametrize(
    ("heading", "number"), [("（二二）培训。", "二二"), ("二二、培训", "二二"), ("（十百）培训。", "十百")]
)
def test_a_heading_whose_number_is_none_is_told(heading: str, number: str, parse: Read, nothing_is_lost: Check) -> None:
    document = parse(f"一、要求\n\n（一）建设。建设养老院。（民政厅负责）\n\n{heading}\n\n培养人才。")
    nothing_is_lost(document)
    assert unread(document) == [number]


@pytest.mark.parametrize("divider", ["    ", "|", " | "])
def test_a_table_without_tabs_is_told_what_to_mend(divider: str) -> None:
    rows = ("序号\t重点任务\t责任单位", "1\t建设养老院。\t民政厅负责。")
    text = "一、要求\n\n附件\n\n" + "\n".join(rows).replace("\t", divider)
    with pytest.raises(InputError) as caught:
        parse_document(read_text(text), lambda _: False, "plan.txt")
    assert "tabs" in str(caught.value)
    assert "line" in str(caught.value)
