"""Every form of clause in GRAMMAR.md that a clause alone can show, its variants, its traps, and noise."""

from collections.abc import Callable

import pytest

from kg.parsing.clauses import Clause, PartKind, Role, read_clause
from kg.parsing.clauses.merged_clauses import first_listed_leads
from kg.reading import Reading, Span

ReadClause = Callable[..., Clause]

# Each clause with what it gives: role and words, in order; open-ended words are marked with *.
FORMS = {
    "1 lead, participants, local": (
        "省卫生健康委牵头，民政厅、财政厅参加；各市（州）人民政府负责。",
        "lead 省卫生健康委 | participant 民政厅 | participant 财政厅 | local 各市（州）人民政府",
    ),
    "2 shared, local": (
        "民政厅、财政厅按职责分工负责，各市（州）人民政府负责。",
        "shared 民政厅 | shared 财政厅 | local 各市（州）人民政府",
    ),
    "2 按照": ("民政厅、财政厅按照职责分工负责", "shared 民政厅 | shared 财政厅"),
    "2 one alone": ("民政厅按职责负责。", "shared 民政厅"),
    "3 local in the same list": (
        "人力资源社会保障厅、各市（州）人民政府负责。",
        "responsible 人力资源社会保障厅 | responsible 各市（州）人民政府",
    ),
    "3 和": (
        "民政厅、财政厅和各市（州）人民政府负责。",
        "responsible 民政厅 | responsible 财政厅 | responsible 各市（州）人民政府",
    ),
    "4 等有关部门（单位）": (
        "民政厅牵头，财政厅、教育厅等有关部门（单位）参加",
        "lead 民政厅 | participant 财政厅 | participant 教育厅 | *participant 等有关部门（单位）",
    ),
    "4 alone": ("民政厅牵头，有关部门（单位）参加", "lead 民政厅 | *participant 有关部门（单位）"),
    "4 bare 等": ("民政厅、财政厅等负责", "responsible 民政厅 | responsible 财政厅 | *responsible 等"),
    "4 等单位": ("民政厅牵头，省妇联等单位配合", "lead 民政厅 | participant 省妇联 | *participant 等单位"),
    "4 各有关单位": ("民政厅牵头，各有关单位配合", "lead 民政厅 | *participant 各有关单位"),
    "4 省级有关部门": (
        "省级有关部门按职责分工负责，各市（州）人民政府负责",
        "*shared 省级有关部门 | local 各市（州）人民政府",
    ),
    "4 first, before 和": (
        "民政厅牵头，省级有关部门和各市（州）人民政府按职责分工负责。",
        "lead 民政厅 | *shared 省级有关部门 | shared 各市（州）人民政府",
    ),
    "4 first, before a body": (
        "有关部门和财政厅、教育厅参加",
        "*participant 有关部门 | participant 财政厅 | participant 教育厅",
    ),
    "4 in the middle": ("民政厅、各部门和财政厅参加", "participant 民政厅 | *participant 各部门 | participant 财政厅"),
    "4 其他部门": ("民政厅牵头，其他部门配合。", "lead 民政厅 | *participant 其他部门"),
    "4 其他有关单位": ("民政厅和其他有关单位负责", "responsible 民政厅 | *responsible 其他有关单位"),
    "4 其他 of a kind": (
        "民政厅、其他行业主管部门、其他市（州）人民政府负责",
        "responsible 民政厅 | *responsible 其他行业主管部门 | *responsible 其他市（州）人民政府",
    ),
    "4 各部门": ("各部门按职责分工负责", "*shared 各部门"),
    "4 各级各部门": ("各级各部门负责", "*responsible 各级各部门"),
    "4 各有关部门": ("民政厅牵头，各有关部门参加", "lead 民政厅 | *participant 各有关部门"),
    "4 各级有关部门": ("各级有关部门负责", "*responsible 各级有关部门"),
    "4 省直各部门": (
        "省直各部门、省政府各部门、各单位负责",
        "*responsible 省直各部门 | *responsible 省政府各部门 | *responsible 各单位",
    ),
    "4 省级部门": ("省级部门按职责分工负责", "*shared 省级部门"),
    "4 等其他部门": ("财政厅等其他部门参加", "participant 财政厅 | *participant 等其他部门"),
    "4 等多个部门": ("财政厅等多个部门参加", "participant 财政厅 | *participant 等多个部门"),
    "4 会同": ("有关部门会同财政厅负责", "*lead 有关部门 | participant 财政厅"),
    "5 lead, shared": (
        "省发展改革委牵头，民政厅、财政厅按职责分工负责",
        "lead 省发展改革委 | shared 民政厅 | shared 财政厅",
    ),
    "6 lead alone": ("民政厅牵头。", "lead 民政厅"),
    "6 leads": ("民政厅、财政厅牵头", "lead 民政厅 | lead 财政厅"),
    "6 共同牵头": ("民政厅、财政厅共同牵头", "lead 民政厅 | lead 财政厅"),
    "6 牵头负责": ("民政厅牵头负责，财政厅配合", "lead 民政厅 | participant 财政厅"),
    "7 responsible, shared": (
        "民政厅负责，财政厅、教育厅按职责分工负责",
        "responsible 民政厅 | shared 财政厅 | shared 教育厅",
    ),
    "8 labelled": (
        "（责任单位：民政厅、财政厅，各市（州）人民政府）",
        "responsible 民政厅 | responsible 财政厅 | local 各市（州）人民政府",
    ),
    "10 labels": (
        "（牵头单位：民政厅，配合单位：财政厅、教育厅，各区、县级市）",
        "lead 民政厅 | participant 财政厅 | participant 教育厅 | local 各区、县级市",
    ),
    "10 ； between labels, a deadline": (
        "〔牵头单位：民政厅；配合单位：财政厅；完成时限：2023年6月底前〕",
        "lead 民政厅 | participant 财政厅",
    ),
    "12 a prefix that carries": (
        "省发展改革委、商务厅、政务和数据局按职责分工负责",
        "shared 省发展改革委 | shared 商务厅 | shared 政务和数据局",
    ),
    "13 a suffix that carries": (
        "杭州市、宁波市、嘉兴市人民政府负责",
        "local 杭州市 | local 宁波市 | local 嘉兴市人民政府",
    ),
    "14 文化和旅游厅": ("文化和旅游厅、经济和信息化厅牵头", "lead 文化和旅游厅 | lead 经济和信息化厅"),
    "14 和 before such a name": (
        "民政厅和文化和旅游厅牵头",
        "lead 民政厅 | lead 文化和旅游厅",
    ),
    "14 a bracketed second name": (
        "省市场监管局（省知识产权局）牵头，科技厅参加",
        "lead 省市场监管局（省知识产权局） | participant 科技厅",
    ),
    "14 brackets inside the local governments": (
        "民政厅牵头，各市、县〔市、区〕政府负责",
        "lead 民政厅 | local 各市、县〔市、区〕政府",
    ),
    "15 classes": (
        "各级发展改革部门、各行业主管部门按职责分工负责",
        "shared 各级发展改革部门 | shared 各行业主管部门",
    ),
    "15 各 before a plain kind": ("各医院和各学校负责", "responsible 各医院 | responsible 各学校"),
    "15 各项目牵头单位": ("民政厅牵头，各项目牵头单位配合", "lead 民政厅 | participant 各项目牵头单位"),
    "16 会同": ("民政厅会同财政厅负责", "lead 民政厅 | participant 财政厅"),
    "16 会同 several": ("民政厅会同财政厅、教育厅负责。", "lead 民政厅 | participant 财政厅 | participant 教育厅"),
    "16 由": ("由民政厅会同财政厅负责", "lead 民政厅 | participant 财政厅"),
    "17 分别负责": ("民政厅、财政厅分别负责", "shared 民政厅 | shared 财政厅"),
    "18 落实": ("民政厅牵头，各市（州）人民政府落实", "lead 民政厅 | local 各市（州）人民政府"),
    "18 主体责任": ("民政厅牵头，属地政府承担主体责任", "lead 民政厅 | local 属地政府"),
    "trap 省卫生健康委和各市（州）人民政府": (
        "省卫生健康委和各市（州）人民政府负责",
        "responsible 省卫生健康委 | responsible 各市（州）人民政府",
    ),
    "trap 协会": ("省养老服务协会参加，民政厅牵头", "participant 省养老服务协会 | lead 民政厅"),
    "noise no full stop": ("民政厅牵头，财政厅参加", "lead 民政厅 | participant 财政厅"),
    "noise a full stop of the wrong kind": (
        "民政厅牵头,财政厅参加;各市（州）人民政府负责.",
        "lead 民政厅 | participant 财政厅 | local 各市（州）人民政府",
    ),
    "a long name": (
        "国家能源局四川监管办公室、国网四川省电力公司负责",
        "responsible 国家能源局四川监管办公室 | responsible 国网四川省电力公司",
    ),
    "noise spaces": (
        " 民政厅 牵 头 ， 财政厅 参加 ； 各市（州）人民政府 负责 。 ",
        "lead 民政厅 | participant 财政厅 | local 各市（州）人民政府",
    ),
}


def given(clause: Clause) -> str:
    parties = [(p.span.start, f"{p.role.value} {p.as_written}") for p in clause.parties]
    others = [(p.span.start, f"*{p.role.value} {p.as_written}") for p in clause.open_parties]
    return " | ".join(words for _, words in sorted(parties + others))


@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=FORMS.keys())
def test_form(text: str, expected: str, clause_of: ReadClause) -> None:
    clause = clause_of(text)
    assert given(clause) == expected
    assert clause.unread == ()
    assert "".join(part.text for part in clause.parts) == text


HALF = str.maketrans("（），；：", "(),;:")
NARROW = str.maketrans("、。，；：", "､｡﹐﹔﹕")


@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=FORMS.keys())
def test_form_in_half_width(text: str, expected: str, clause_of: ReadClause) -> None:
    clause = clause_of(text.translate(HALF))
    assert given(clause) == expected.translate(HALF)
    assert clause.unread == ()


@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=FORMS.keys())
def test_form_in_other_characters_for_the_same_stops(text: str, expected: str, clause_of: ReadClause) -> None:
    clause = clause_of(text.translate(NARROW))
    assert given(clause) == expected.translate(NARROW)
    assert clause.unread == ()


PLAIN = {name: form for name, form in FORMS.items() if not set("（、") & set(form[1])}
"""The forms whose names have no bracket or stop inside: a space inside a name shows in its words as written."""


@pytest.mark.parametrize(("text", "expected"), PLAIN.values(), ids=PLAIN.keys())
def test_form_with_a_space_after_every_stop(text: str, expected: str, clause_of: ReadClause) -> None:
    clause = clause_of(text.replace("，", "， ").replace("、", "、　").replace("；", " ；\t"))
    assert given(clause) == expected
    assert clause.unread == ()


def test_a_carried_prefix_is_told(clause_of: ReadClause) -> None:
    clause = clause_of("省发展改革委、商务厅、政务和数据局按职责分工负责")
    assert [party.expanded for party in clause.parties] == [None, "省商务厅", "省政务和数据局"]


def test_a_carried_suffix_is_told(clause_of: ReadClause) -> None:
    clause = clause_of("杭州市、宁波市、嘉兴市人民政府负责")
    assert [party.expanded for party in clause.parties] == ["杭州市人民政府", "宁波市人民政府", None]


def test_13_cities_in_a_clause_of_their_own_are_local_with_any_register(each_known: Callable[[str], bool]) -> None:
    text = "民政厅牵头；成都市、绵阳市和阿坝州人民政府负责。"
    clause = read_clause(Reading(text, range(len(text))), each_known)
    assert given(clause) == "lead 民政厅 | local 成都市 | local 绵阳市 | local 阿坝州人民政府"


@pytest.mark.parametrize("names", ["各级发展改革部门、各行业主管部门", "各医院"])
def test_a_class_is_no_body(names: str, clause_of: ReadClause) -> None:
    clause = clause_of(f"{names}按职责分工负责")
    assert {party.kind for party in clause.parties} == {PartKind.CLASS}


def test_a_deadline_in_a_bracket(clause_of: ReadClause) -> None:
    clause = clause_of("（牵头单位：民政厅；完成时限：2023年6月底前）")
    assert [part.text for part in clause.deadlines] == ["2023年6月底前"]


def test_others_with_a_count_that_the_list_meets_is_not_open_ended(clause_of: ReadClause) -> None:
    assert given(clause_of("民政厅、财政厅等2个部门负责")) == "responsible 民政厅 | responsible 财政厅"
    assert "*responsible 等3个部门" in given(clause_of("民政厅、财政厅等3个部门负责"))


@pytest.mark.parametrize("role", [Role.LEAD, Role.PARTICIPANT, Role.RESPONSIBLE])
def test_11_a_cell_without_a_verb_has_the_role_of_its_column(role: Role, clause_of: ReadClause) -> None:
    clause = clause_of("民政厅、财政厅", role)
    assert given(clause) == f"{role.value} 民政厅 | {role.value} 财政厅"


def test_11_a_verb_in_a_cell_overrides_its_column(clause_of: ReadClause) -> None:
    clause = clause_of("民政厅牵头，财政厅参加", Role.RESPONSIBLE)
    assert given(clause) == "lead 民政厅 | participant 财政厅"


@pytest.mark.parametrize("nothing", ["无", "—", "——", "-", "/", "  "])
def test_11_a_cell_that_says_none(nothing: str, clause_of: ReadClause) -> None:
    clause = clause_of(nothing, Role.PARTICIPANT)
    assert (given(clause), clause.unread) == ("", ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("民政厅牵头，省妇联叁加。", "省妇联叁加"),
        ("民政厅牵头，财政厅参力；各市（州）人民政府负责。", "财政厅参力"),
        ("民政厅牵头，财政厅。", "财政厅"),
        ("牵头，财政厅参加。", "牵头"),
        ("民政厅牵头，鼓励大家多走路。", "鼓励大家多走路"),
    ],
)
def test_what_is_not_understood_is_unread(text: str, words: str, clause_of: ReadClause) -> None:
    clause = clause_of(text)
    assert words in [part.text for part in clause.unread]
    assert "".join(part.text for part in clause.parts) == text


def test_a_name_is_no_part_of_another_role(clause_of: ReadClause) -> None:
    """A misspelt verb takes nothing with it: the parties before it keep their roles."""
    clause = clause_of("民政厅牵头，省妇联叁加；各市（州）人民政府负责。")
    assert given(clause) == "lead 民政厅 | local 各市（州）人民政府"


UNREAD = {
    "a verb that is misspelt takes its names with it, as one part": (
        "省发展改革委牵头，民政厅、财政厅、住房城乡建设厅参如；各市（州）人民政府负责。",
        "lead 省发展改革委 | local 各市（州）人民政府",
        ["民政厅、财政厅、住房城乡建设厅参如"],
    ),
    "the names after it have the next verb": (
        "民政厅、财政厅参如，教育厅、商务厅配合。",
        "participant 教育厅 | participant 商务厅",
        ["民政厅、财政厅参如"],
    ),
    "a name that is misspelt takes no other with it": (
        "民政厅、省民政斤、教育厅配合，商务厅牵头。",
        "participant 民政厅 | participant 教育厅 | lead 商务厅",
        ["省民政斤"],
    ),
    "two of them": ("省民政斤、教育厅、省才政丁牵头", "lead 教育厅", ["省民政斤", "省才政丁"]),
    "a misspelt name alone leaves its verb alone": (
        "省民政斤牵头，财政厅参加。",
        "participant 财政厅",
        ["省民政斤牵头"],
    ),
    "local governments beside a misspelt name may have either role": (
        "省民政斤、各市（州）人民政府负责。",
        "",
        ["省民政斤、各市（州）人民政府负责"],
    ),
    "local governments after a misspelt verb too": (
        "民政厅参如，各市（州）人民政府负责。",
        "",
        ["民政厅参如，各市（州）人民政府负责"],
    ),
    "a body beside them tells": (
        "民政厅、省民政斤、各市（州）人民政府负责。",
        "responsible 民政厅 | responsible 各市（州）人民政府",
        ["省民政斤"],
    ),
    "a label gives its role to the rest": (
        "责任单位：民政厅、省民政斤、财政厅",
        "responsible 民政厅 | responsible 财政厅",
        ["省民政斤"],
    ),
    "but not to local governments beside it": (
        "责任单位：省民政斤、各市（州）人民政府",
        "",
        ["省民政斤、各市（州）人民政府"],
    ),
    "names without a verb": ("民政厅牵头，财政厅、教育厅。", "lead 民政厅", ["财政厅、教育厅"]),
    "together with what cannot be read": ("民政厅会同省民政斤、财政厅负责。", "", ["民政厅会同省民政斤、财政厅负责"]),
}


@pytest.mark.parametrize(("text", "expected", "unread"), UNREAD.values(), ids=UNREAD.keys())
def test_how_far_what_cannot_be_read_reaches(
    text: str, expected: str, unread: list[str], clause_of: ReadClause
) -> None:
    clause = clause_of(text)
    assert given(clause) == expected
    assert [part.text for part in clause.unread] == unread
    assert "".join(part.text for part in clause.parts) == text


@pytest.mark.parametrize("text", ["民政厅、财政厅按职责分工负债", "民政厅、财政厅参如"])
def test_11_a_verb_that_is_misspelt_leaves_its_column_no_role_to_give(text: str, clause_of: ReadClause) -> None:
    clause = clause_of(text, Role.RESPONSIBLE)
    assert (given(clause), [part.text for part in clause.unread]) == ("", [text])
    assert given(clause_of("民政厅、省民政斤", Role.RESPONSIBLE)) == "responsible 民政厅"


def test_08_a_misspelt_name_that_is_listed_first_leaves_nobody_to_lead() -> None:
    text, place = "责任单位：省民政斤、财政厅，各市（州）人民政府", Span(90, 99)
    clause = first_listed_leads(read_clause(Reading(text, range(len(text))), lambda _: False), place)
    assert given(clause) == "responsible 财政厅 | local 各市（州）人民政府"
    assert {party.convention for party in clause.parties} == {None}


def test_others_are_counted_with_names_that_cannot_be_read(clause_of: ReadClause) -> None:
    assert given(clause_of("民政厅、省民政斤等2个部门参加")) == "participant 民政厅"


@pytest.mark.parametrize("invisible", ["\u200b", "\ufeff", "\u2060", "\u00ad", "\u200e"])
def test_a_character_that_cannot_be_seen_is_no_part_of_a_name(invisible: str, clause_of: ReadClause) -> None:
    text = f"{invisible}民政{invisible}厅牵{invisible}头{invisible}，未来{invisible}事务局参加；各市（{invisible}州）人民政府负责。"
    clause = clause_of(text)
    assert [(party.role, party.name) for party in clause.parties] == [
        (Role.LEAD, "民政厅"),
        (Role.PARTICIPANT, "未来事务局"),
        (Role.LOCAL, "各市（州）人民政府"),
    ]
    assert clause.parties[0].as_written == f"民政{invisible}厅"
    assert clause.unread == ()
    assert "".join(part.text for part in clause.parts) == text
