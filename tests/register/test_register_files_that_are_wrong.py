"""What a person gets to read when a register file is wrong: one sentence with what, where, and what to do."""

import itertools
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.register import Register, load_corrections, load_register, parse_corrections, parse_register

CHANGE = """
[[change]]
id = "it-changed"
kind = "renaming"
date = 2023-08-18
original = ["a"]
resulting = ["b"]
note_zh = "改名"
note_en = "Renamed"
source = "某文件"
"""

CORRECTION = """
[[correction]]
number = 1
written = "甲部"
meant = "a"
tasks = [12]
reason_zh = "笔误"
reason_en = "A slip"
certainty = "certain"
recorded = 2026-11-24
by = "Zhize maintainers"
"""


def organization(identifier: str, name: str, order: int, /, **changed: str) -> str:
    values = {
        "id": f'"{identifier}"',
        "name": f'"{name}"',
        "name_en": f'"English {identifier}"',
        "short_name": f'"{name[-2:]}"',
        "aliases": "[]",
        "aliases_en": "[]",
        "kind": '"department"',
        "protocol_order": str(order),
        "province": '"四川省"',
        **changed,
    }
    return "[[organization]]\n" + "\n".join(f"{key} = {value}" for key, value in values.items() if value) + "\n"


def group(**changed: str) -> str:
    values = {"short_name": '"市州"', "kind": "", "members": '["a"]', **changed}
    text = organization("g", "各市（州）", 90, **values)
    return text.replace("[[organization]]", "[[group]]")


A = organization("a", "四川省甲厅", 10)
B = organization("b", "四川省乙局", 20)
GOOD = A + B


def refusal(text: str) -> str:
    with pytest.raises(InputError) as caught:
        parse_register(text, "r.toml")
    assert caught.value.where
    assert caught.value.where.startswith("r.toml")
    assert caught.value.mend
    sentence = str(caught.value)
    assert "\n" not in sentence
    return sentence


def test_the_good_text_is_good() -> None:
    register = parse_register(GOOD + group() + CHANGE)
    assert [body.id for body in register.bodies] == ["a", "b", "g"]
    assert register.organizations[0].aliases == ("甲厅",)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "no organization"),
        ("a = [", "cannot be read as TOML"),
        ("a = 1\na = 2", "cannot be read as TOML"),
        ("a = " + "9" * 5_000, "cannot be read as TOML"),
        ("a = " + "[" * 100_000, "cannot be read as TOML"),
        (
            "organisation = []\n" + GOOD,
            "the key “organisation” is unknown; use change, group, organization, province or shared_aliases",
        ),
        ("organization = 3", "“organization” is not a list of tables; head each entry with [[organization]]"),
        ("organization = [1]", "“organization” is not a list of tables"),
        ("[organization]\nid = 1", "“organization” is not a list of tables"),
        (organization("a", "甲厅", 1, colour='"red"'), "organization 1 (a): the key “colour” is unknown"),
        (organization("a", "甲厅", 1, kind=""), "organization 1 (a): the key “kind” is missing"),
        (
            organization("a", "甲厅", 1, kind='"ministry"'),
            "“kind” is “ministry”, which is unknown; use central-agency-branch",
        ),
        (organization("a", "甲厅", 1, kind="3"), "“kind” is not a text"),
        (organization("A b", "甲厅", 1), "“id” is “A b”, which cannot be an id"),
        (organization("a.b", "甲厅", 1), "cannot be an id"),
        (organization("-a", "甲厅", 1), "cannot be an id"),
        (organization("unregistered-x", "甲厅", 1), "cannot be an id"),
        (organization("a", "甲厅", 1, id="7"), "“id” is not a text"),
        (organization("a", "甲厅", 1, name='""'), "“name” is empty"),
        (organization("a", "甲厅", 1, name='" 甲厅"'), "begins or ends with a space"),
        (organization("a", "甲厅", 1, name='"甲\\u200b厅"'), "invisible character"),
        (organization("a", "甲厅", 1, name='"甲\\n厅"'), "invisible character or a line break"),
        (organization("a", "甲厅", 1, aliases='"甲"'), "“aliases” is not a list"),
        (organization("a", "甲厅", 1, aliases="[3]"), "an item of “aliases” is not a text"),
        (organization("a", "甲厅", 1, aliases='["甲", "甲"]'), "“甲” occurs twice in “aliases”"),
        (organization("a", "甲厅", 1, aliases='["甲（乙）", "甲(乙)"]'), "count as one spelling"),
        (organization("a", "甲厅甲", 1, aliases='["甲厅甲"]'), "the alias “甲厅甲” is its own official name or id"),
        (organization("a", "四川省甲厅", 1, protocol_order="true"), "not a whole number above zero"),
        (organization("a", "四川省甲厅", 1, protocol_order="0"), "not a whole number above zero"),
        (organization("a", "四川省甲厅", 1, protocol_order="1.5"), "not a whole number above zero"),
        (organization("a", "四川省甲厅", 1, note_zh='"注"'), "“note_en” is missing; give both or neither"),
        (organization("a", "四川省甲厅", 1, province=""), "the province of the body is not said; write province = "),
        (organization("a", "四川省甲厅", 1, province='"四川"'), "“四川”, which is no province; write its full name"),
        ('province = "Sichuan"\n' + GOOD, "“province” is “Sichuan”, which is no province"),
        (organization("a", "四川省甲厅", 1, national="true"), "the body is national and has a province"),
        (organization("a", "四川省甲厅", 1, national="1"), "“national” is neither true nor false"),
        (organization("a", "四川省甲厅", 1, parent='"z"'), "the parent “z” is no organization of the register"),
        (organization("a", "四川省甲厅", 1, parent='"a"'), "its own parent"),
        (A.replace("[]", "[]\n", 1) + organization("a", "四川省丙厅", 30), "the id “a” occurs twice"),
        (A + organization("c", "四川省丙厅", 10), "the protocol_order 10 is taken by “a”"),
        (A + organization("c", "四川省甲厅", 30), "the name “四川省甲厅” is that of “a” too"),
        (A + organization("c", "四川省丙厅", 30, aliases='["四川省 甲厅"]'), "is the official name or id of “a”"),
        (A + organization("c", "四川省丙厅", 30, aliases='["甲厅"]'), "the alias “甲厅” belongs to “a” too"),
        (A + organization("c", "四川省丙厅", 30, aliases_en='["English a"]'), "is the official name or id of “a”"),
        (A + organization("c", "四川省丙厅", 30, aliases_en='["a"]'), "is the official name or id of “a”"),
        ('shared_aliases = ["甲厅"]\n' + GOOD, "the shared alias “甲厅” is not shared by two bodies"),
        (GOOD + group(members='["a", "z"]'), "the member “z” is no organization"),
        (GOOD + group(members='["g"]'), "the member “g” is no organization"),
        (GOOD + group(kind='"department"'), "the key “kind” is unknown"),
        (GOOD + CHANGE + CHANGE, "the id “it-changed” occurs twice; give each change an id of its own"),
        (GOOD + CHANGE.replace('["a"]', '["z"]'), "the original body “z” is no organization"),
        (GOOD + CHANGE.replace('["b"]', "[]"), "a renaming has 1 in “resulting”, and here are 0"),
        (GOOD + CHANGE.replace("renaming", "merger"), "a merger has at least 2 in “original”, and here are 1"),
        (GOOD + CHANGE.replace("renaming", "split"), "a split has at least 2 in “resulting”"),
        (GOOD + CHANGE.replace("renaming", "abolition"), "an abolition has 0 in “resulting”"),
        (GOOD + CHANGE.replace('["b"]', '["a"]'), "the same before and after"),
        (GOOD + CHANGE.replace("renaming", "wedding"), "“kind” is “wedding”, which is unknown"),
        (GOOD + CHANGE.replace("2023-08-18", '"2023-08-18"'), "“date” is not a date"),
        (GOOD + CHANGE.replace("2023-08-18", "2023-08-18T00:00:00"), "“date” is not a date"),
        (GOOD + CHANGE.replace("2023-08-18", "2023-02-30"), "cannot be read as TOML"),
        (GOOD + CHANGE.replace('source = "某文件"', ""), "the key “source” is missing"),
    ],
)
def test_a_wrong_register_is_refused_in_one_sentence(text: str, part: str) -> None:
    assert part in refusal(text)


def test_parents_may_not_go_round_in_a_circle() -> None:
    text = organization("a", "四川省甲厅", 10, parent='"b"') + organization("b", "四川省乙局", 20, parent='"a"')
    assert "its own parent, directly or through others" in refusal(text)


def test_an_alias_may_be_shared_on_purpose() -> None:
    text = 'shared_aliases = ["监管局"]\n'
    text += organization("a", "四川省甲局", 20, aliases='["监管局"]') + organization(
        "b", "四川省乙局", 10, aliases='["监管局"]'
    )
    assert [body.id for body in parse_register(text).lookup("监管局")] == ["b", "a"]


def test_names_without_a_place_may_be_those_of_a_body_in_each_province_and_of_no_national_one() -> None:
    names = {"short_name": '"民政厅"', "aliases": '["省民政厅"]'}
    ours = organization("a", "四川省民政厅", 10, **names)
    theirs = organization("b", "浙江省民政厅", 20, **names, province='"浙江省"')
    register = parse_register(ours + theirs)
    assert [body.id for body in register.lookup("民政厅")] == ["a", "b"]
    for province, body in (("四川省", "a"), ("浙江省", "b")):
        assert [one.id for one in register.meant("省民政厅", province)] == [body]
    assert register.meant("民政厅", None) == register.meant("民政厅", "湖北省") == ()
    assert [one.id for one in register.meant("浙江省民政厅", "四川省")] == ["b"]
    national = theirs.replace('province = "浙江省"', "national = true")
    assert "the alias “民政厅” belongs to “a” too" in refusal(ours + national)


def test_the_province_of_the_file_is_that_of_every_body_that_says_nothing_else() -> None:
    text = 'province = "浙江省"\n' + organization("a", "甲厅", 10, province="") + B + group(province="")
    text += organization("c", "国务院丙局", 30, province="", national="true")
    assert [body.province for body in parse_register(text).bodies] == ["浙江省", "四川省", None, "浙江省"]


def test_a_group_may_have_no_listed_members() -> None:
    assert parse_register(GOOD + group(members="[]")).groups[0].members == ()


def test_changes_are_followed_through_in_the_order_of_their_dates() -> None:
    bodies = "".join(organization(one, f"四川省{one}厅", number) for number, one in enumerate("abcde", start=1))
    text = bodies
    text += (
        CHANGE.replace("it-changed", "second")
        .replace('["a"]', '["b", "c"]')
        .replace('["b"]', '["d"]')
        .replace("renaming", "merger")
        .replace("2023", "2024")
    )
    text += CHANGE
    text += (
        CHANGE.replace("it-changed", "third")
        .replace('["a"]', '["d"]')
        .replace('["b"]', '["d", "e"]')
        .replace("renaming", "split")
        .replace("2023", "2025")
    )
    text += (
        CHANGE.replace("it-changed", "fourth")
        .replace('["a"]', '["e"]')
        .replace('["b"]', "[]")
        .replace("renaming", "abolition")
        .replace("2023", "2026")
    )
    register = parse_register(text)

    def heirs(identifier: str, year: int) -> list[str]:
        return [body.id for body in register.successors(identifier, date(year, 12, 31))]

    assert [heirs("a", year) for year in range(2022, 2027)] == [["a"], ["b"], ["d"], ["d", "e"], ["d"]]
    assert heirs("c", 2023) == ["c"]
    assert heirs("c", 2024) == ["d"]
    assert heirs("e", 2026) == []
    for year in range(2022, 2027):
        for one, other in itertools.permutations("abcde", 2):
            earlier = [body.id for body in register.predecessors(one, date(year, 12, 31))]
            assert (other in earlier) == (one in heirs(other, year)), (one, other, year)
    assert [change.id for change in register.fate("a", date(2025, 12, 31))] == ["it-changed", "second", "third"]
    assert [change.id for change in register.fate("c", date(2023, 12, 31))] == []
    assert [change.id for change in register.changes_of("b")] == ["it-changed", "second"]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (CORRECTION.replace("number = 1", "number = 2"), "the numbers of the corrections are not 1 to 1"),
        (CORRECTION + CORRECTION, "not 1 to 2"),
        (CORRECTION + CORRECTION.replace("number = 1", "number = 2"), "“甲部” is corrected in correction 1 already"),
        (CORRECTION.replace('meant = "a"', 'meant = "z"'), "“meant” is “z”, which is no body of the register"),
        (CORRECTION.replace("甲部", "甲厅"), "“甲厅” is a name of “a” in the register, so it is no slip"),
        (CORRECTION.replace("[12]", "[]"), "“tasks” is not a list with a number in it"),
        (CORRECTION.replace("[12]", "[12, 12]"), "12 occurs twice in “tasks”"),
        (CORRECTION.replace("[12]", "[0]"), "an item of “tasks” is not a whole number above zero"),
        (CORRECTION.replace('"certain"', '"sure"'), "“certainty” is “sure”, which is unknown; use certain or probable"),
        (CORRECTION.replace("2026-11-24", "12:00:00"), "“recorded” is not a date"),
        (CORRECTION + "who = 'me'", "the key “who” is unknown"),
        ("[correction]", "“correction” is not a list of tables"),
    ],
)
def test_wrong_corrections_are_refused_in_one_sentence(text: str, part: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_corrections(text, "c.toml", parse_register(GOOD))
    assert part in str(caught.value)
    assert str(caught.value).startswith("c.toml")


def test_a_document_without_slips_has_no_corrections() -> None:
    assert parse_corrections("", "c.toml", parse_register(GOOD)) == ()


def test_a_slip_may_be_the_name_of_another_body() -> None:
    (correction,) = parse_corrections(CORRECTION.replace("甲部", "乙局"), "c.toml", parse_register(GOOD))
    assert correction.written == "乙局"


def test_a_file_that_is_missing_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as missing:
        load_register(tmp_path / "none.toml")
    assert str(missing.value) == f"{tmp_path / 'none.toml'}: the file is not there; add it, or mend its name."
    with pytest.raises(InputError, match="cannot be read"):
        load_register(tmp_path)
    (tmp_path / "gb.toml").write_bytes("名".encode("gb18030"))
    with pytest.raises(InputError, match=r"gb\.toml: the file is not UTF-8 text \(line 1\); save it as UTF-8\."):
        load_corrections(tmp_path / "gb.toml", Register(()))
    for words in ("a = [", "a = 1"):
        (tmp_path / "r.toml").write_text(words, encoding="utf-8")
        for load in (load_register, lambda file: load_corrections(file, Register(()))):
            with pytest.raises(InputError) as broken:
                load(tmp_path / "r.toml")
            assert str(broken.value).startswith(f"{tmp_path / 'r.toml'}: ")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    path.write_bytes(b"\xef\xbb\xbf" + (GOOD + CHANGE).replace("\n", "\r\n").encode())
    assert load_register(path) == parse_register(GOOD + CHANGE)


KEYS = ["id", "name", "aliases", "kind", "protocol_order", "parent", "members", "date", "shared_aliases", "x"]
VALUES = ['"a"', "3", "-1", "[]", '["a"]', "[[1]]", "{}", "{a = 1}", "2023-01-01", "true", "nan", "'''\n'''"]


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["[[organization]]", "[[group]]", "[[change]]", "[organization]", A, B, CHANGE]),
            st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES)).map(" = ".join),
        ),
        max_size=12,
    )
)
def test_whatever_the_file_says_it_is_read_or_refused_and_nothing_else(lines: list[str]) -> None:
    refused, register = None, None
    try:
        register = parse_register("\n".join(lines))
    except InputError as error:
        refused = str(error)
    assert refused.endswith(".") if refused else register and register.organizations
