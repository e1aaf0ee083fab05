"""`zhize diff`: what changed from one version to another, as text and as JSON, and the sentences of refusal."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.support.command import Zhize
from tests.support.seed_versions import DOCUMENT, JOINED, RAISED, add_version

JOINED_TEXT = """2021-11-09至2022-03-01：第9项增加应急厅（参加）；第9项省残联由参加改为牵头。
2021-11-09 to 2022-03-01: task 9: Sichuan Provincial Department of Emergency Management added (participant); \
task 9: Sichuan Disabled Persons' Federation participant → lead.

第9项 增加单位（参加）：现第116行“应急厅” · party added (participant)
第9项 改变角色（参加 → 牵头）：原第116行“省残联” → 现第116行“省残联” · role changed (participant → lead)
"""


@pytest.fixture
def amended(own_data: Path) -> Path:
    """Give the document with two more versions, one of them after the day that counts as today."""
    add_version(own_data, date(2022, 3, 1), *JOINED)
    add_version(own_data, date(2030, 1, 1), *RAISED)
    return own_data


def test_the_changes_in_words(zhize: Zhize, amended: Path) -> None:
    told = zhize.data("diff", DOCUMENT, "2021-11-09", "2022-03-01", "--data", amended)
    assert told.decode() == JOINED_TEXT


def test_without_dates_the_version_in_force_and_the_one_before_it(zhize: Zhize, amended: Path) -> None:
    assert zhize.data("diff", "川办发〔2021〕57号", "--data", amended).decode() == JOINED_TEXT
    since = json.loads(zhize.data("diff", DOCUMENT, "2030-01-01", "--data", amended, "--format", "json"))
    assert (since["from"], since["to"]) == ("2030-01-01", "2022-03-01")


def test_the_changes_as_json(zhize: Zhize, amended: Path) -> None:
    told = json.loads(zhize.data("diff", DOCUMENT, "2022-03-01", "2030-01-01", "--format", "json", "--data", amended))
    assert [(change["kind"], change["id"]) for change in told["changes"]] == [
        ("task-reworded", 30),
        ("measure-reworded", 7),
        ("measure-reworded", 13),
        ("target-value-changed", 6),
        ("deadline-date-changed", 2),
    ]
    assert (told["changes"][3]["before"], told["changes"][3]["after"]) == ("55%", "60%")
    assert told["total"] == 5


def test_only_what_affects_one_body(zhize: Zhize, amended: Path) -> None:
    pair = (DOCUMENT, "2021-11-09", "2022-03-01", "--data", amended)
    told = zhize.data("diff", *pair, "--organization", "应急厅").decode()
    assert told.splitlines()[3:] == [JOINED_TEXT.splitlines()[3]]
    none = zhize.data("diff", *pair, "--organization", "财政厅").decode()
    assert none.splitlines()[0] == "2021-11-09至2022-03-01：没有涉及该单位的改动。"


def test_a_version_does_not_differ_from_itself(zhize: Zhize) -> None:
    told = zhize.data("diff", DOCUMENT, "2021-11-09", "2021-11-09").decode()
    assert told == "2021-11-09：两个版本没有差别，是同一版本。\n2021-11-09: no difference, it is the same version.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("no-such", "2021-11-09", "2021-11-09"), f"'no-such': there is no such document; use one of {DOCUMENT}."),
        (
            (DOCUMENT, "2021-11-09", "2022-01-01"),
            f"{DOCUMENT} has no version of 2022-01-01; it has 2021-11-09.",
        ),
        ((DOCUMENT, "yesterday", "2021-11-09"), "FROM: 'yesterday' is not a date; write it as 2022-03-01."),
        ((DOCUMENT, "--organization", "应急部门"), "no organization is called '应急部门'"),
        ((DOCUMENT, "--present", "2020-01-01"), f"no version of {DOCUMENT} is in force on 2020-01-01; name two of"),
    ],
)
def test_a_wrong_call_gets_one_sentence(zhize: Zhize, arguments: tuple[str, ...], sentence: str) -> None:
    assert sentence in zhize.refusal("diff", *arguments)
