"""Whatever words a person gives with an amendment or a withdrawal, the data folder can be read afterwards."""

from __future__ import annotations

import getpass

import pytest

from api.cli.options import person
from kg.corpus.folder import VersionData, load_data_folder
from kg.errors import InputError
from tests.support.amendment_folder import FREE, JOINED, Desk, call
from tests.support.amendment_scenario import DOCUMENT


def version(desk: Desk, day: str) -> VersionData:
    """Read the data folder, and give one of its versions."""
    (document,) = load_data_folder(desk.zhize.folder / "data").documents
    (found,) = [version for version in document.versions if str(version.date) == day]
    return found


def test_what_an_amendment_says_of_itself(desk: Desk) -> None:
    odd = '“引号" \\ 反斜杠 \t # [[task]]'
    amendment = call(desk.reworded(), FREE, "--yes")
    amendment[amendment.index("--basis") + 1] = odd
    desk.zhize.data(*amendment, "--note", " ", "--note-en", "\n")
    found = version(desk, FREE)
    assert found.basis == odd
    assert "第46项" in found.note_zh
    assert "task 46" in found.note_en


def test_why_a_version_is_withdrawn_and_who_says_so(desk: Desk) -> None:
    desk.zhize.data("rollback", DOCUMENT, "--reason", ' 误录 "#" \\ ', "--by", " 王某 ", "--yes")
    withdrawn = version(desk, JOINED).withdrawn
    assert withdrawn is not None
    assert (withdrawn.reason_zh, withdrawn.by) == ('误录 "#" \\', "王某")
    assert "withdrawn" in desk.zhize.data("history").decode()


def test_who_it_is_where_nobody_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "wang")
    assert (person(""), person(" "), person(" 王某 ")) == ("wang", "wang", "王某")


@pytest.mark.parametrize("error", [KeyError("getpwuid(): uid not found: 54321"), OSError("No username set")])
def test_a_user_without_a_name_is_asked_for_one(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def getuser() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", getuser)
    with pytest.raises(InputError, match="--by: your user has no name here; say who decides"):
        person("")
    assert person("王某") == "王某"
