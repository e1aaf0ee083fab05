"""Documents, and one task or measure of them."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

DOCUMENT = "/api/v1/documents/chuanbanfa-2021-57"


def test_the_document_and_its_text(client: TestClient, file_text: str) -> None:
    (row,) = client.get("/api/v1/documents").json()["items"]
    assert (row["number"], row["issuer"], row["tasks"], row["measures"]) == (
        "川办发〔2021〕57号",
        "四川省人民政府办公厅",
        52,
        22,
    )
    assert client.get(DOCUMENT).json() == row
    assert client.get("/api/v1/documents/川办发〔2021〕57号").json() == row
    text = client.get(f"{DOCUMENT}/text").json()
    assert text["text"] == file_text
    assert text["version"] == row["version"] == "2021-11-09"


def test_every_task_has_its_parties_in_order(client: TestClient, gold: list[Any], file_text: str) -> None:
    for number in range(1, 53):
        task = client.get(f"{DOCUMENT}/tasks/{number}").json()
        found = [(p["position"], p["role"], p["as_written"]) for p in task["parties"]]
        assert found == [(g.position, g.role, g.as_written) for g in gold if g.task == number]
        for party in (*task["parties"], *task["open_parties"]):
            assert file_text[party["source"]["start"] : party["source"]["end"]] == party["source"]["quote"]
        assert bool(task["open_parties"]) == task["open_ended"]
        assert [link["measure"] for link in task["elaborates"]] == task["measures"]


def test_every_measure_has_its_sentences(client: TestClient, file_text: str) -> None:
    for number in range(1, 23):
        measure = client.get(f"{DOCUMENT}/measures/{number}").json()
        assert measure["heading"] in measure["source"]["quote"].replace("\n", "")
        assert [one["number"] for one in measure["provisions"]] == list(range(1, len(measure["provisions"]) + 1))
        for one in (measure, *measure["provisions"]):
            assert file_text[one["source"]["start"] : one["source"]["end"]] == one["source"]["quote"]


@pytest.mark.parametrize(
    "path",
    ["/tasks/53", "/tasks/0", "/tasks/-1", "/measures/23", f"/tasks/{10**18}", "/nothing", "/../x", "%2F", "x/text"],
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(DOCUMENT + path)
    assert answer.status_code == 404, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_targets_and_deadlines(client: TestClient, file_text: str) -> None:
    targets = client.get("/api/v1/targets").json()
    assert targets["total"] == 7
    for target in targets["items"]:
        assert target["due_by"] or target["standing_standard"] or target["aspiration"]
    deadlines = client.get("/api/v1/deadlines").json()["items"]
    assert {row["due_by"] for row in deadlines} >= {"2025-12-31", "2022-12-31"}
    before = client.get("/api/v1/deadlines", params={"before": "2023-01-01"}).json()["items"]
    assert {row["due_by"] for row in before} == {"2022-12-31"}
    for row in (*targets["items"], *deadlines):
        assert file_text[row["source"]["start"] : row["source"]["end"]] == row["source"]["quote"]
