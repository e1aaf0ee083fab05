"""All tasks, or those that fit."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient


def numbers(client: TestClient, **parameters: object) -> list[int]:
    answer = client.get("/api/v1/tasks", params=parameters)
    assert answer.status_code == 200, answer.text
    return [task["number"] for task in answer.json()["items"]]


def test_there_are_52_tasks_with_their_places(client: TestClient, file_text: str) -> None:
    items = client.get("/api/v1/tasks").json()["items"]
    assert [task["number"] for task in items] == list(range(1, 53))
    for task in items:
        source = task["source"]
        assert file_text[source["start"] : source["end"]] == source["quote"]
        assert task["responsibility_text"]
        assert task["measures"]


def test_each_filter_agrees_with_the_gold_table(client: TestClient, gold: list[Any]) -> None:
    having = lambda test: sorted({one.task for one in gold if test(one)})  # noqa: E731
    leads = having(lambda one: one.role == "lead")
    assert numbers(client, has_lead=True) == leads
    assert numbers(client, has_lead=False) == [n for n in range(1, 53) if n not in leads]
    assert numbers(client, org="省应急厅") == having(lambda one: one.means == "应急厅")
    assert numbers(client, role="local") == having(lambda one: one.role == "local")
    both = having(lambda one: one.means == "应急厅" and one.role == "shared")
    assert numbers(client, org="应急厅", role="shared") == both
    assert len(numbers(client, open_ended=True)) == 7
    assert numbers(client, measure=1) == [1, 2, 3]
    assert numbers(client, q="最多跑一次") == [39]
    assert numbers(client, due_before="2023-01-01")
    assert numbers(client, due_before="2000-01-01") == []


@pytest.mark.parametrize(
    "query", ["role=boss", "has_lead=perhaps", "measure=one", "due_before=soon", "due_before=1", "org=应及厅"]
)
def test_a_value_that_cannot_be_is_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/v1/tasks?{query}")
    assert answer.status_code == (404 if query.startswith("org") else 400), answer.text
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("day", ["20211109", "2021-W45-2", "2021-02-30", "2021-11-9", "1636416000", "２０２１-11-09"])
@pytest.mark.parametrize(
    "address",
    [
        "tasks?as_of=",
        "tasks?due_before=",
        "deadlines?before=",
        "documents/chuanbanfa-2021-57/changes?from=",
        "documents/chuanbanfa-2021-57/validation?version=",
        "queries/due-before?date=",
    ],
)
def test_a_day_is_written_in_one_way(client: TestClient, address: str, day: str) -> None:
    answer = client.get(f"/api/v1/{address}{day}")
    assert answer.status_code == 400, answer.text
    detail = answer.json()["detail"]
    assert "2022-12-31" in detail
    assert "rror" not in detail
    assert "iso" not in detail.lower()


@pytest.mark.parametrize("number", ["1_0", "7.0", "+7", "%207", "7e0", "７"])
@pytest.mark.parametrize(
    "address",
    [
        "documents/chuanbanfa-2021-57/tasks/{}",
        "documents/chuanbanfa-2021-57/measures/{}",
        "tasks?measure={}",
        "tasks?limit={}",
        "takes-part?organization=应急厅&document=chuanbanfa-2021-57&task={}",
    ],
)
def test_a_whole_number_is_written_in_digits(client: TestClient, address: str, number: str) -> None:
    answer = client.get(f"/api/v1/{address.format(number.replace('+', '%2B'))}")
    assert (answer.status_code, "in digits" in answer.text) == (400, True), answer.text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("tasks?org=应及厅", 404),
        ("tasks?measure=23", 404),
        ("tasks?measure=0", 404),
        ("tasks?chapter=8", 404),
        ("queries/parties-to-task?document=chuanbanfa-2021-57&number=99", 404),
        ("queries/tasks?measure=0", 404),
        ("queries/organizations?kind=foo", 400),
        ("queries/open-parties-of-task?document=chuanbanfa-2021-57&number=2", 200),
        ("tasks?measure=23&q=养老", 404),
        ("organizations/应急厅/tasks?document=nothing", 404),
        ("tasks?measure=22&has_lead=true&q=火箭", 200),
        ("tasks?q=火箭", 200),
        ("tasks?due_before=2000-01-01", 200),
        ("organizations?q=火箭", 200),
        ("organizations/应急厅/tasks?role=lead", 200),
        ("deadlines?before=2000-01-01", 200),
    ],
)
def test_a_filter_must_name_what_is_there_but_need_not_fit(client: TestClient, address: str, status: int) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status, answer.text
    if status == 200:
        assert answer.json()["items"] == []


def test_the_rule_for_filters_is_told(client: TestClient) -> None:
    assert "A filter that names a thing" in client.get("/openapi.json").json()["info"]["description"]
