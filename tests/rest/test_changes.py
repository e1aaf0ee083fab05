"""Versions and changes over REST: what changed between two versions, in pieces, for one body, and looking back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kg.publishing import catch_up, version_changes
from kg.resources import shipped
from kg.settings import Settings
from tests.rest.conftest import BASE, DOCUMENT, PRESENT
from tests.support.seed_versions import JOINED, RAISED, add_version, withdraw

PATH = f"/api/v1/documents/{DOCUMENT}"
WRONG = (("\t公安厅、民政厅、", "\t公安厅、财政厅、"),)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder with three more versions: one withdrawn, and one that comes later."""
    found = tmp_path_factory.mktemp("amended") / "data"
    shutil.copytree(shipped("data"), found)
    add_version(found, date(2022, 5, 20), *JOINED)
    add_version(found, date(2022, 6, 1), *WRONG, kind="correction", basis="笔误")
    withdraw(found, date(2022, 6, 1), date(2022, 7, 1))
    add_version(found, date(2030, 1, 1), *RAISED, *((new, old) for old, new in WRONG))
    return found


def served(folder: Path, store: Path) -> TestClient:
    catch_up(folder, store, BASE, PRESENT, report_on=lambda *_: None)  # no report: nothing here asks for one
    settings = Settings(data=folder, store=store, present=PRESENT)
    return TestClient(create_app(settings), raise_server_exceptions=False)


@pytest.fixture(scope="module")
def amended(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with served(folder, tmp_path_factory.mktemp("store")) as client:
        yield client


def get(client: TestClient, path: str, status: int = 200, **parameters: object) -> dict[str, Any]:
    answer = client.get(path, params={key.rstrip("_"): str(value) for key, value in parameters.items()})
    assert answer.status_code == status, answer.text
    found = answer.json()
    assert isinstance(found, dict)
    return found


def test_the_version_in_force_is_compared_with_the_one_before_it(amended: TestClient) -> None:
    found = get(amended, f"{PATH}/changes")
    assert (found["document"], found["from"], found["to"]) == (DOCUMENT, "2021-11-09", "2022-05-20")
    assert found["summary"]["zh"] == "2021-11-09至2022-05-20：第9项增加应急厅（参加）；第9项省残联由参加改为牵头。"
    assert found["total"] == 2
    joined, leads = found["items"]
    assert (joined["kind"], joined["organization"]) == ("party-added", "sichuan-emergency-management")
    assert (joined["roles_before"], joined["roles_after"]) == ([], ["participant"])
    assert joined["iri"] == f"{BASE}document/{DOCUMENT}/task/9"
    assert (leads["kind"], leads["kind_label"]) == ("role-changed", {"zh": "改变角色", "en": "role changed"})
    assert (leads["roles_before"], leads["roles_after"]) == (["participant"], ["lead"])
    for side, day in (("before", "2021-11-09"), ("after", "2022-05-20")):
        source, text = leads[f"source_{side}"], get(amended, f"{PATH}/text", as_of=day)["text"]
        assert text[source["start"] : source["end"]] == source["quote"] == "省残联"


def test_any_two_versions_and_looking_back(amended: TestClient) -> None:
    found = get(amended, f"{PATH}/changes", from_="2021-11-09", to="2030-01-01")
    assert [one["kind"] for one in found["items"]] == [
        "party-added", "role-changed", "task-reworded", "measure-reworded", "measure-reworded",
        "target-value-changed", "deadline-date-changed",
    ]  # fmt: skip
    value = found["items"][5]
    assert (value["before"], value["after"]) == ("55%", "60%")
    assert found["items"][2]["words"][0]["before"] == "55%"
    back = get(amended, f"{PATH}/changes", from_="2030-01-01", to="2021-11-09")
    assert {one["kind"] for one in back["items"]} == {one["kind"] for one in found["items"]} - {"party-added"} | {
        "party-removed"
    }


def test_only_what_affects_one_body(amended: TestClient) -> None:
    found = get(amended, f"{PATH}/changes", organization="应急厅")
    assert [one["kind"] for one in found["items"]] == ["party-added"]
    none = get(amended, f"{PATH}/changes", organization="财政厅")
    assert (none["total"], none["summary"]["en"]) == (0, "2021-11-09 to 2022-05-20: no change affects this body.")
    assert get(amended, f"{PATH}/changes", 404, organization="应急部门")["type"].endswith("unknown-organization")


def test_the_changes_come_in_pieces(amended: TestClient) -> None:
    first = get(amended, f"{PATH}/changes", limit=1)
    second = get(amended, f"{PATH}/changes", limit=1, next=first["next"])
    assert [one["kind"] for one in (*first["items"], *second["items"])] == ["party-added", "role-changed"]
    assert (first["total"], second["next"]) == (2, None)


def test_a_version_does_not_differ_from_itself(amended: TestClient, client: TestClient) -> None:
    for server in (amended, client):
        found = get(server, f"{PATH}/changes", from_="2021-11-09", to="2021-11-09")
        assert (found["total"], found["same_text"]) == (0, True)
        assert "两个版本没有差别" in found["summary"]["zh"]
    assert get(client, f"{PATH}/changes") == found


def test_what_is_not_there(amended: TestClient) -> None:
    problem = get(amended, f"{PATH}/changes", 404, from_="2022-01-01")
    assert problem["detail"] == (
        f"{DOCUMENT} has no version of 2022-01-01; give one of: "
        "2021-11-09, 2022-05-20, 2022-06-01 (withdrawn), 2030-01-01."
    )
    assert get(amended, "/api/v1/documents/none/changes", 404)["type"].endswith("unknown-document")
    assert get(amended, f"{PATH}/changes", 400, from_="yesterday")["type"].endswith("invalid-parameter")
    assert get(amended, f"{PATH}/changes", 400, since="2021-11-09")["type"].endswith("invalid-parameter")


def test_the_versions(amended: TestClient) -> None:
    found = get(amended, f"{PATH}/versions")
    told = [(one["version"], one["kind"], one["previous"], one["changes"], one["in_force"]) for one in found["items"]]
    assert told == [
        ("2021-11-09", "original", None, 0, False),
        ("2022-05-20", "amendment", "2021-11-09", 2, True),
        ("2022-06-01", "correction", "2022-05-20", 0, False),
        ("2030-01-01", "amendment", "2022-05-20", 5, False),
    ]
    assert found["items"][1]["basis"] == "川办函〔2022〕15号"
    assert found["items"][1]["note"] == {"zh": "2022-05-20的修订。", "en": "The change of 2022-05-20."}
    assert found["items"][2]["withdrawn"] == {"since": "2022-07-01", "reason": {"zh": "误录。", "en": "误录。"}}
    then = get(amended, f"{PATH}/versions", as_of="2022-01-01")
    assert [(one["version"], one["in_force"]) for one in then["items"]] == [("2021-11-09", True)]


def test_a_table_is_made_once(amended: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    get(amended, f"{PATH}/changes")
    monkeypatch.setattr(version_changes, "read_version", None)
    monkeypatch.setattr(version_changes, "changes_between", None)
    assert get(amended, f"{PATH}/changes")["total"] == 2


def test_a_version_that_is_not_published_yet_is_not_told_of(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(folder, data)
    with served(data, tmp_path / "store") as client:
        add_version(data, date(2024, 1, 1), ("\t公安厅、民政厅、", "\t公安厅、"))
        assert get(client, f"{PATH}/changes")["to"] == "2022-05-20"
        get(client, f"{PATH}/changes", 404, to="2024-01-01")


def test_a_data_folder_without_what_was_published_is_told(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(folder, data)
    with served(data, tmp_path / "store") as client:
        shutil.rmtree(data / "documents" / DOCUMENT / "2022-05-20")
        problem = get(client, f"{PATH}/changes", 503)
        assert problem["type"].endswith("unreadable-documents")
