"""A printed number that several measures or tasks have: each of them is reached, and none is mixed with another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kg.settings import Settings
from tests.support.repeated_numbers import BASE, DOCUMENT, PRESENT, publish_anew

HERE = f"/api/v1/documents/{DOCUMENT}"


@pytest.fixture(scope="module")
def anew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("anew")
    settings = Settings(data=folder / "data", store=folder / "store", present=PRESENT)
    publish_anew(folder / "data", settings.store_folder)
    with TestClient(create_app(settings), raise_server_exceptions=False) as found:
        yield found


def get(client: TestClient, address: str, status: int = 200, **parameters: object) -> dict[str, Any]:
    answer = client.get(address, params=parameters)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize("more", [{"chapter": 2}, {"id": 3}, {"chapter": 2, "id": 3}])
def test_a_measure_is_told_from_others_of_its_number(anew: TestClient, more: dict[str, int]) -> None:
    measure = get(anew, f"{HERE}/measures/1", **more)
    assert (measure["chapter"], measure["chapter_heading"], measure["tasks"]) == (2, "乡村步道", [2])
    assert [one["text"] for one in measure["provisions"]] == ["在乡村新建山地步道。"]
    assert measure["iri"] == f"{BASE}document/{DOCUMENT}/measure/3"


@pytest.mark.parametrize("day", [{}, {"as_of": "2024-01-01"}])
def test_a_number_alone_gets_the_candidates(anew: TestClient, day: dict[str, str]) -> None:
    problem = get(anew, f"{HERE}/measures/1", 409, **day)
    assert problem["type"].endswith("/ambiguous-measure")
    assert [(one["chapter"], one["heading"], one["id"], one["iri"][-9:]) for one in problem["candidates"]] == [
        (1, "建设", 1, "measure/1"),
        (2, "建设", 3, "measure/3"),
    ]
    assert "chapter" in problem["detail"]


@pytest.mark.parametrize("more", [{"chapter": 3}, {"chapter": 1, "id": 3}, {"id": 9}])
def test_what_is_not_there_is_told_with_all_that_was_asked(anew: TestClient, more: dict[str, int]) -> None:
    problem = get(anew, f"{HERE}/measures/1", 404, **more)
    assert all(f"{name} {value}" in problem["detail"] for name, value in more.items())
    assert problem["detail"].endswith("; it has 4 measures.")


def test_the_tasks_of_a_measure_are_those_of_one(anew: TestClient) -> None:
    assert len(get(anew, "/api/v1/tasks", 409, measure=1)["candidates"]) == 2
    assert [row["number"] for row in get(anew, "/api/v1/tasks", measure=1, chapter=2)["items"]] == [2]
    assert [row["number"] for row in get(anew, "/api/v1/tasks", chapter=1)["items"]] == [1, 3]
    assert (
        "no measure 1 in chapter 9"
        in get(anew, "/api/v1/tasks", 404, measure=1, chapter=9, document="川办发〔2023〕7号")["detail"]
    )


def test_a_task_is_told_from_others_of_its_number(anew: TestClient) -> None:
    problem = get(anew, f"{HERE}/tasks/3", 409)
    assert problem["type"].endswith("/ambiguous-task")
    assert [(one["id"], one["text"]) for one in problem["candidates"]] == [
        (3, "修复城区破损步道。"),
        (4, "清理乡村步道杂草。"),
    ]
    second = get(anew, f"{HERE}/tasks/3", id=4)
    assert [party["as_written"] for party in second["parties"]] == ["体育局"]
    assert [(link["chapter"], link["measure"]) for link in second["elaborates"]] == [(2, 2)]
    assert get(anew, f"{HERE}/tasks/2")["open_ended"]
    get(anew, f"{HERE}/tasks/3", 404, id=2)


@pytest.mark.parametrize(("identity", "answer"), [(3, "no"), (4, "yes")])
def test_taking_part_is_asked_of_one_task(anew: TestClient, identity: int, answer: str) -> None:
    asked = {"organization": "体育局", "document": DOCUMENT, "task": 3}
    assert get(anew, "/api/v1/takes-part", id=identity, **asked)["answer"] == answer
    assert len(get(anew, "/api/v1/takes-part", 409, **asked)["candidates"]) == 2


@pytest.mark.parametrize(
    ("query", "asked", "chosen", "columns"),
    [
        ("measure", {"number": 1}, {"chapter": 2}, ("chapter", "id")),
        ("provisions-of-measure", {"number": 1}, {"chapter": 2}, ("chapter", "id")),
        ("provisions-of-measure", {"number": 2}, {"id": 4}, ("chapter", "id")),
        ("parties-to-task", {"number": 3}, {"id": 4}, ("id",)),
        ("measures-of-task", {"number": 3}, {"id": 4}, ("chapter", "id")),
    ],
)
def test_the_rows_of_a_query_say_of_which_they_are(
    anew: TestClient, query: str, asked: dict[str, int], chosen: dict[str, int], columns: tuple[str, ...]
) -> None:
    every = get(anew, f"/api/v1/queries/{query}", document=DOCUMENT, **asked)["items"]
    one = get(anew, f"/api/v1/queries/{query}", document=DOCUMENT, **asked, **chosen)["items"]
    assert [[row[name] for name in columns] for row in every] == sorted(
        [row[name] for name in columns] for row in every
    )
    ((name, value),) = chosen.items()
    assert one == [row for row in every if row[name] == value]
    assert (len(every), len(one)) == (2, 1)


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [({"measure": 1}, [1, 2]), ({"measure": 1, "chapter": 2}, [2]), ({"measure_id": 3}, [2]), ({"chapter": 2}, [2, 3])],
)
def test_the_query_of_tasks_takes_a_chapter(anew: TestClient, asked: dict[str, int], numbers: list[int]) -> None:
    assert [row["number"] for row in get(anew, "/api/v1/queries/tasks", **asked)["items"]] == numbers


def test_rows_about_measures_have_their_chapters(anew: TestClient, client: TestClient) -> None:
    for found in (anew, client):
        for query in ("uncovered-provisions", "differences-annex-body"):
            assert "chapter" in get(found, f"/api/v1/queries/{query}")["columns"]
