"""The real register and the real corrections: what a reader of 川办发〔2021〕57号 must be able to find."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.folding import fold_name
from kg.register import (
    Ambiguous,
    Body,
    Certainty,
    Found,
    Group,
    OrganizationKind,
    Register,
    Unknown,
    load_corrections,
    load_register,
)

DATA = Path(__file__).parents[2] / "data"
REGISTER = load_register(DATA / "organizations.toml")
CORRECTIONS = load_corrections(DATA / "documents" / "chuanbanfa-2021-57" / "corrections.toml", REGISTER)

# Every body as the annex writes it, without the two slips.
WRITTEN = """
省发展改革委 经济和信息化厅 教育厅 科技厅 公安厅 民政厅 财政厅 人力资源社会保障厅 自然资源厅 住房城乡建设厅 交通运输厅
农业农村厅 商务厅 文化和旅游厅 省卫生健康委 应急厅 省国资委 省市场监管局 省体育局 省统计局 省乡村振兴局 省机关事务管理局
省医保局 省地方金融监管局 省林草局 省药监局 省中医药局 四川省税务局 人行成都分行 四川银保监局 四川证监局 团省委 省妇联
省残联 国网四川省电力公司 各市（州）人民政府
"""
AS_WRITTEN = WRITTEN.split()

TYPED = {
    "sichuan-emergency-management": "应急厅 省应急厅 四川应急厅 应急管理厅 省应急管理厅 四川省应急管理厅",
    "sichuan-health-commission": "卫健委 省卫健委 卫生健康委 省卫生健康委 省卫生健康委员会 四川省卫健委",
    "sichuan-development-and-reform": "发改委 省发改委 发展改革委 四川省发展和改革委员会",
    "sichuan-economy-and-information-technology": "经信厅 省经信厅 经济和信息化厅 省经济和信息化厅",
    "sichuan-human-resources-and-social-security": "人社厅 人力资源社会保障厅 人力资源和社会保障厅",
    "sichuan-housing-and-urban-rural-development": "住建厅 住房城乡建设厅 住房和城乡建设厅",
    "pboc-chengdu-branch": "人行 人行成都分行 人民银行成都分行 中国人民银行成都分行",
    "sichuan-market-regulation": "市场监管局 省市场监管局",
    "sichuan-healthcare-security": "医保局",
    "sichuan-state-owned-assets": "国资委",
    "sichuan-disabled-persons-federation": "残联",
    "sichuan-womens-federation": "妇联",
    "sichuan-tax-service": "税务局 省税务局",
    "cbirc-sichuan-office": "银保监局",
    "csrc-sichuan-office": "证监局",
    "state-grid-sichuan": "国网四川电力",
    "sichuan-government-office": "四川省人民政府办公厅 省政府办公厅",
    "state-council-general-office": "国务院办公厅 国办",
    "chengdu-government": "成都市 成都市政府 成都市人民政府 Chengdu",
    "sichuan-prefecture-governments": "各市（州）人民政府 各市(州)人民政府 各市州 市州政府 市（州）人民政府",
}

EVERY_NAME = [(name, body.id) for body in REGISTER.bodies for name in (*body.names, *body.names_en, body.id)]


def found(name: str, register: Register = REGISTER) -> Body:
    answer = register.resolve(name)
    assert isinstance(answer, Found), f"{name}: {answer}"
    return answer.organization


@pytest.mark.parametrize("name", AS_WRITTEN)
def test_every_body_of_the_annex_is_found_by_the_words_of_the_annex(name: str) -> None:
    assert REGISTER.lookup(name) == (found(name),)


def test_the_annex_names_thirty_six_different_registered_bodies() -> None:
    assert len({found(name).id for name in AS_WRITTEN}) == len(AS_WRITTEN) == 36


@pytest.mark.parametrize(
    ("identifier", "name"), [(key, name) for key, names in TYPED.items() for name in names.split()]
)
def test_what_people_type_is_found(identifier: str, name: str) -> None:
    assert found(name).id == identifier


def test_every_name_and_id_resolves_to_answers_that_contain_its_body() -> None:
    for name, identifier in EVERY_NAME:
        answer = REGISTER.resolve(name)
        assert not isinstance(answer, Unknown), name
        bodies = (answer.organization,) if isinstance(answer, Found) else answer.candidates
        assert identifier in [body.id for body in bodies]


@given(st.sampled_from(EVERY_NAME), st.data())
def test_width_brackets_spaces_and_case_do_not_matter(entry: tuple[str, str], data: st.DataObject) -> None:
    name, _ = entry
    wide = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
    brackets = data.draw(st.sampled_from(["（）", "()", "〔〕", "[]", "［］"]))
    written = name.replace("（", brackets[0]).replace("）", brackets[1])
    written = data.draw(st.sampled_from([written, written.upper(), written.translate(wide)]))
    cut = data.draw(st.integers(0, len(written)))
    written = written[:cut] + data.draw(st.sampled_from(["", " ", "\u3000", "\u200b", "\n"])) + written[cut:]
    assert REGISTER.resolve(written) == REGISTER.resolve(name)


def test_a_name_that_two_bodies_share_gives_both_in_protocol_order() -> None:
    answer = REGISTER.resolve("金融监管局")
    assert isinstance(answer, Ambiguous)
    assert [body.id for body in answer.candidates] == ["sichuan-local-financial-regulation", "nfra-sichuan-office"]
    assert REGISTER.lookup("金融监管局") == answer.candidates


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("应急听", "应急厅"),
        ("卫建委", "卫健委"),
        ("发改", "发改委"),
        ("民政部", "民政厅"),
        ("财政部", "财政厅"),
        ("成度市", "成都市"),
        ("省政府服务和资源交易服务中心", "省政府政务服务和资源交易服务中心"),
        ("emergency", "Sichuan Emergency Management Department"),
        ("sichuan-emergency-managment", "Sichuan Emergency Management Department"),
    ],
)
def test_an_unknown_name_gets_the_nearest_one_first(asked: str, nearest: str) -> None:
    answer = REGISTER.resolve(asked)
    assert isinstance(answer, Unknown)
    assert answer.nearest[0] == nearest


@pytest.mark.parametrize("asked", ["", "　", "水利厅", "省水利厅", "审计厅", "xyz", "厅" * 5_000])
def test_a_name_that_is_like_no_other_gets_no_suggestion(asked: str) -> None:
    assert REGISTER.resolve(asked) == Unknown(())
    assert REGISTER.lookup(asked) == ()


@given(st.text(max_size=40))
def test_any_text_gets_an_answer_and_every_suggestion_can_be_followed(asked: str) -> None:
    answer = REGISTER.resolve(asked)
    if isinstance(answer, Unknown):
        assert len(answer.nearest) <= 5
        assert all(not isinstance(REGISTER.resolve(name), Unknown) for name in answer.nearest)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)


def test_ids_are_not_names_in_a_document() -> None:
    assert REGISTER.lookup("sichuan-emergency-management") == ()
    assert found("SICHUAN-Emergency-Management").name == "四川省应急管理厅"


def test_a_reader_of_clauses_knows_the_names_that_contain_an_and() -> None:
    names = {name for body in REGISTER.bodies for name in body.names}
    assert {"文化和旅游厅", "经济和信息化厅", "省政府政务服务和资源交易服务中心"} <= names


def test_the_group_has_the_twenty_one_governments_in_the_order_of_the_province() -> None:
    group = found("各市（州）人民政府")
    assert isinstance(group, Group)
    members = REGISTER.members(group)
    order = "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 宜宾 广安 达州 巴中 雅安 眉山 资阳 阿坝 甘孜 凉山"
    assert [found(name) for name in order.split()] == list(members)
    assert [member.protocol_order for member in members] == sorted(member.protocol_order for member in members)
    assert {member.kind for member in members} == {OrganizationKind.LOCAL_GOVERNMENT}
    assert REGISTER.groups_of("chengdu-government") == (group,)
    assert REGISTER.groups_of("sichuan-finance") == ()


def test_bodies_stand_in_protocol_order_with_each_kind_together() -> None:
    orders = [body.protocol_order for body in REGISTER.bodies]
    assert orders == sorted(set(orders))
    kinds = [body.kind for body in REGISTER.organizations if body.protocol_order >= 100]
    assert list(dict.fromkeys(kinds)) == [
        OrganizationKind.DEPARTMENT,
        OrganizationKind.PUBLIC_INSTITUTION,
        OrganizationKind.CENTRAL_AGENCY_BRANCH,
        OrganizationKind.MASS_ORGANIZATION,
        OrganizationKind.ENTERPRISE,
        OrganizationKind.LOCAL_GOVERNMENT,
    ]
    assert len([kind for i, kind in enumerate(kinds) if i == 0 or kinds[i - 1] != kind]) == 6


def test_the_kinds_count_up() -> None:
    assert Counter(body.kind for body in REGISTER.organizations) == {
        OrganizationKind.DEPARTMENT: 29,
        OrganizationKind.PUBLIC_INSTITUTION: 1,
        OrganizationKind.CENTRAL_AGENCY_BRANCH: 6,
        OrganizationKind.MASS_ORGANIZATION: 3,
        OrganizationKind.ENTERPRISE: 1,
        OrganizationKind.LOCAL_GOVERNMENT: 22,
    }


def test_official_names_never_stand_among_the_aliases() -> None:
    for body in REGISTER.bodies:
        assert body.name not in body.aliases
        assert body.name_en not in body.aliases_en
        assert body.short_name in body.names


@pytest.mark.parametrize(
    ("identifier", "heir", "day"),
    [
        ("cbirc-sichuan-office", "nfra-sichuan-office", date(2023, 7, 20)),
        ("pboc-chengdu-branch", "pboc-sichuan-branch", date(2023, 8, 18)),
    ],
)
def test_a_successor_counts_from_its_first_day(identifier: str, heir: str, day: date) -> None:
    before = date(2021, 11, 9)
    assert [body.id for body in REGISTER.successors(identifier, before)] == [identifier]
    assert [body.id for body in REGISTER.successors(identifier, day.replace(day=day.day - 1))] == [identifier]
    assert [body.id for body in REGISTER.successors(identifier, day)] == [heir]
    assert [body.id for body in REGISTER.successors(identifier, date(2026, 11, 24))] == [heir]


def test_what_has_not_changed_succeeds_itself() -> None:
    assert [body.id for body in REGISTER.successors("sichuan-finance", date(2026, 11, 24))] == ["sichuan-finance"]
    assert REGISTER.successors("sichuan-prefecture-governments", date(2026, 11, 24)) == ()
    assert REGISTER.successors("nobody", date(2026, 11, 24)) == ()


def test_every_change_cites_a_source_that_names_its_date() -> None:
    assert len(REGISTER.changes) == 2
    for change in REGISTER.changes:
        assert f"{change.date.year}年{change.date.month}月" in change.source
        assert change.date > date(2021, 11, 9)


def test_the_ministry_of_rows_12_to_17_is_a_certain_slip_and_no_alias() -> None:
    slip = CORRECTIONS[0]
    assert (slip.written, slip.meant, slip.certainty) == ("民政部", "sichuan-civil-affairs", Certainty.CERTAIN)
    assert slip.tasks == (12, 13, 14, 15, 16, 17)
    assert REGISTER.lookup("民政部") == ()


def test_the_service_center_of_row_39_is_a_probable_slip() -> None:
    slip = CORRECTIONS[1]
    meant = REGISTER.get(slip.meant)
    assert meant is not None
    assert meant.name == "四川省政府政务服务和公共资源交易服务中心"
    assert (slip.written, slip.certainty) == ("省政府服务和资源交易服务中心", Certainty.PROBABLE)
    assert slip.tasks == (39,)
    assert REGISTER.lookup(slip.written) == ()
