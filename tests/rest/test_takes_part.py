"""Does a body take part in a task? Yes, no, or the document does not say."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

DOCUMENT = "chuanbanfa-2021-57"


def ask(client: TestClient, organization: str, task: object) -> dict[str, Any]:
    parameters: dict[str, Any] = {"organization": organization, "document": DOCUMENT, "task": task}
    answer = client.get("/api/v1/takes-part", params=parameters)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_yes_with_the_role_and_the_words(client: TestClient, file_text: str) -> None:
    found = ask(client, "省应急厅", 7)
    assert found["answer"] == "yes"
    assert [(role["role"], role["position"], role["as_written"]) for role in found["roles"]] == [
        ("participant", 5, "应急厅")
    ]
    source = found["roles"][0]["source"]
    assert file_text[source["start"] : source["end"]] == source["quote"] == "应急厅"
    assert "应急厅" in found["responsibility_text"]


def test_no_when_the_clause_is_closed(client: TestClient) -> None:
    found = ask(client, "应急厅", 2)
    assert found["answer"] == "no"
    assert found["roles"] == found["open_parties"] == found["unread"] == []
    assert found["responsibility_text"]


def test_not_stated_when_the_clause_is_open_ended(client: TestClient, file_text: str) -> None:
    found = ask(client, "应急厅", 1)
    assert found["answer"] == "not_stated"
    (words,) = found["open_parties"]
    assert words["role"] == "shared"
    assert file_text[words["source"]["start"] : words["source"]["end"]] == words["as_written"] == "等有关部门（单位）"


def test_named_in_an_open_ended_clause_is_yes(client: TestClient) -> None:
    assert ask(client, "民政厅", 1)["answer"] == "yes"


def test_a_member_takes_part_through_its_group(client: TestClient) -> None:
    numbers = client.get("/api/v1/organizations/各市（州）人民政府/tasks").json()["items"]
    found = ask(client, "成都市人民政府", numbers[0]["number"])
    assert found["answer"] == "yes"
    assert found["roles"][0]["through"] is not None
    assert ask(client, "各市（州）人民政府", numbers[0]["number"])["roles"][0]["through"] is None


def test_all_52_tasks_agree_with_the_gold_tables(client: TestClient, gold: list[Any]) -> None:
    named = {one.task for one in gold if one.means == "应急厅"}
    open_ended = {task["number"] for task in client.get("/api/v1/tasks?open_ended=true").json()["items"]}
    for task in range(1, 53):
        wanted = "yes" if task in named else "not_stated" if task in open_ended else "no"
        assert ask(client, "应急厅", task)["answer"] == wanted, task


@pytest.mark.parametrize(
    ("organization", "document", "task", "status"),
    [
        ("应及厅", DOCUMENT, 7, 404),
        ("金融监管局", DOCUMENT, 7, 409),
        ("应急厅", "nothing", 7, 404),
        ("应急厅", DOCUMENT, 53, 404),
        ("应急厅", DOCUMENT, 10**30, 404),
        ("应急厅", DOCUMENT, "seven", 400),
        ("应急厅", DOCUMENT, None, 400),
    ],
)
def test_what_is_not_there_is_refused(
    client: TestClient, organization: str, document: str, task: object, status: int
) -> None:
    parameters = {"organization": organization, "document": document, "task": task}
    answer = client.get("/api/v1/takes-part", params={k: str(v) for k, v in parameters.items() if v is not None})
    assert answer.status_code == status, answer.text
    assert answer.json()["status"] == status
