"""Every lookup as of a day: each document in its version of that day, and the bodies that had taken over by then."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kg.settings import Settings
from tests.support.amended_data import (
    BEFORE,
    CORRECTED,
    DOCUMENT,
    ISSUED,
    JOINED,
    LENGTHENED,
    OF_SECOND,
    PRESENT,
    SECOND,
    SHORTENED,
    WITHDRAWN,
)

OFFICE, HEIR = "cbirc-sichuan-office", "nfra-sichuan-office"
TAKEN_OVER = "2023-07-20"
LISTS = (
    "/organizations",
    "/organizations/民政厅/tasks",
    "/organizations/民政厅/tasks?include_groups=true",
    "/tasks",
    "/documents",
    "/targets",
    "/deadlines",
    "/queries/tasks",
)
THINGS = (
    "/organizations/民政厅",
    f"/documents/{DOCUMENT}",
    f"/documents/{DOCUMENT}/text",
    f"/documents/{DOCUMENT}/tasks/1",
    f"/documents/{DOCUMENT}/measures/1",
    f"/takes-part?organization=民政厅&document={DOCUMENT}&task=1",
)


@pytest.fixture(scope="module")
def amended(amended_folder: Callable[[], Path]) -> Iterator[TestClient]:
    """Give a server of the amended documents."""
    folder = amended_folder()
    settings = Settings(data=folder / "data", store=folder / "store", present=PRESENT)
    with TestClient(create_app(settings), raise_server_exceptions=False) as found:
        yield found


def get(client: TestClient, path: str, status: int = 200, **query: object) -> Any:  # noqa: ANN401 - any JSON
    answer = client.get(f"/api/v1{path}", params={key: str(value) for key, value in query.items()} or None)
    assert answer.status_code == status, answer.text
    return answer.json()


def on(client: TestClient, path: str, day: object, status: int = 200) -> Any:  # noqa: ANN401 - any JSON
    return get(client, f"{path}{'&' if '?' in path else '?'}as_of={day}", status)


def numbers(answer: Any) -> list[tuple[str, int]]:  # noqa: ANN401 - any JSON
    return [(row["document"], row["number"]) for row in answer["items"]]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_tells_the_day_it_is_of_only_when_it_was_asked_of_a_day(amended: TestClient, path: str) -> None:
    assert "as_of" not in get(amended, path)
    assert on(amended, path, PRESENT)["as_of"] == {"date": "2026-11-24", "note": None}


@pytest.mark.parametrize("path", LISTS)
def test_the_present_day_has_the_answer_of_the_present(amended: TestClient, path: str) -> None:
    now, then = get(amended, path), on(amended, path, PRESENT)
    del then["as_of"]
    gone = {OFFICE, "pboc-chengdu-branch"} if path == "/organizations" else set()
    now["items"] = [item for item in now["items"] if item.get("id") not in gone]
    for item in then["items"] if "include_groups" not in path else ():
        assert item.pop("through", None) is None
    assert then["items"] == now["items"]
    assert then["total"] == now["total"] - len(gone)


@pytest.mark.parametrize("path", [path for path in LISTS if path != "/organizations"])
def test_before_the_first_version_a_list_is_empty_and_says_so(amended: TestClient, path: str) -> None:
    answer = on(amended, path, BEFORE)
    assert (answer["total"], answer["items"], answer["next"]) == (0, [], None)
    assert answer["as_of"]["date"] == "2021-11-08"
    assert "最早的版本自2021-11-09起施行" in answer["as_of"]["note"]["zh"]
    assert "the first version is of 2021-11-09" in answer["as_of"]["note"]["en"]


@pytest.mark.parametrize("path", THINGS[1:])
def test_before_the_first_version_there_is_no_such_thing_and_the_words_say_since_when(
    amended: TestClient, path: str
) -> None:
    problem = on(amended, path, BEFORE, 404)
    assert problem["type"].endswith("/not-in-force")
    assert problem["detail"] == f"{DOCUMENT} was not in force on 2021-11-08: its first version is of 2021-11-09."


@pytest.mark.parametrize("path", [*LISTS, *THINGS])
@pytest.mark.parametrize("day", ["2022-13-01", "2022", "gestern", " ", "1640995200"])
def test_what_is_no_day_is_refused(amended: TestClient, path: str, day: str) -> None:
    problem = on(amended, path, day, 400)
    assert problem["type"].endswith("/invalid-parameter")
    assert "as_of" in problem["detail"]


@pytest.mark.parametrize("path", [*LISTS, *THINGS])
def test_an_empty_day_is_none(amended: TestClient, path: str) -> None:
    assert on(amended, path, "") == get(amended, path)


@pytest.mark.parametrize("path", ["/queries", "/../../healthz"])
def test_what_has_no_day_takes_none(amended: TestClient, path: str) -> None:
    assert "no parameter 'as_of'" in on(amended, path, ISSUED, 400)["detail"]


@pytest.mark.parametrize(
    ("day", "tasks"), [(ISSUED, 4), (JOINED, 4), (WITHDRAWN, 5), (LENGTHENED, 6), (PRESENT, 6), (SHORTENED, 4)]
)
def test_tasks_are_those_of_the_day(amended: TestClient, day: object, tasks: int) -> None:
    answer = on(amended, "/tasks", day)
    assert answer["total"] == tasks
    documents = {row["id"]: row for row in on(amended, "/documents", day)["items"]}
    assert sum(row["tasks"] for row in documents.values()) == tasks


def test_a_body_joins_on_its_day(amended: TestClient) -> None:
    path = f"/organizations/应急厅/tasks?document={DOCUMENT}"
    assert on(amended, path, "2022-05-19")["items"] == []
    (row,) = on(amended, path, JOINED)["items"]
    assert (row["number"], row["role"], row["as_written"], row["through"]) == (1, "participant", "应急厅", None)
    text = on(amended, f"/documents/{DOCUMENT}/text", JOINED)
    assert text["version"] == "2022-05-20"
    assert text["text"][row["source"]["start"] : row["source"]["end"]] == "应急厅"
    question = f"/takes-part?organization=应急厅&document={DOCUMENT}&task=1"
    assert [on(amended, question, day)["answer"] for day in ("2022-05-19", JOINED)] == ["no", "yes"]


def test_a_slip_is_one_until_its_correction(amended: TestClient) -> None:
    task = f"/documents/{DOCUMENT}/tasks/2"
    slip = on(amended, task, ISSUED)["parties"][0]
    assert (slip["as_written"], slip["corrected"], slip["correction"]["meant"]) == (
        "民政部",
        True,
        "sichuan-civil-affairs",
    )
    mended = on(amended, task, CORRECTED)["parties"][0]
    assert (mended["as_written"], mended["corrected"], mended["correction"]) == ("民政厅", False, None)


def test_what_two_documents_state_is_listed_once_each(amended: TestClient) -> None:
    for day in (OF_SECOND, WITHDRAWN):
        found = numbers(on(amended, "/targets", day))
        assert len(found) == len(set(found)) == get(amended, "/targets")["total"]


@pytest.mark.parametrize(
    ("path", "day", "words"),
    [
        (f"/documents/{DOCUMENT}/tasks/5", JOINED, "had no task 5 on 2022-05-20; it has one from 2023-03-20 on."),
        (f"/documents/{DOCUMENT}/tasks/5", SHORTENED, "had no task 5 on 2027-01-01; it had one until 2026-12-31."),
        (f"/documents/{DOCUMENT}/tasks/9", JOINED, "had no task 9 on 2022-05-20; it then had 4 tasks."),
        (f"/documents/{DOCUMENT}/measures/9", JOINED, "had no measure 9 on 2022-05-20; it then had 2 measures."),
        (f"/takes-part?organization=民政厅&document={DOCUMENT}&task=4", SHORTENED, "it had one until 2026-12-31."),
        (f"/documents/{SECOND}", ISSUED, "was not in force on 2021-11-09: its first version is of 2022-06-01."),
    ],
)
def test_what_is_not_there_on_a_day_says_when_it_is(amended: TestClient, path: str, day: object, words: str) -> None:
    assert words in on(amended, path, day, 404)["detail"]


def test_a_document_not_yet_in_force_has_an_empty_list(amended: TestClient) -> None:
    answer = on(amended, f"/organizations/民政厅/tasks?document={SECOND}", JOINED)
    assert answer["items"] == []
    assert answer["as_of"]["note"]["en"].startswith(f"{SECOND} was not in force on 2022-05-20")
    assert "尚未施行" in answer["as_of"]["note"]["zh"]


def test_an_heir_has_the_tasks_of_the_body_whose_place_it_took(amended: TestClient) -> None:
    path = f"/organizations/{HEIR}/tasks"
    before = on(amended, path, "2023-07-19")
    assert (before["items"], before["as_of"]["note"]) == ([], None)
    after = on(amended, path, TAKEN_OVER)
    assert [(row["number"], row["through"], row["as_written"]) for row in after["items"]] == [
        (number, OFFICE, "四川银保监局") for number in (3, 4, 5)
    ]
    assert "由国家金融监督管理总局四川监管局承接" in after["as_of"]["note"]["zh"]
    asked = on(amended, "/organizations/四川银保监局/tasks", TAKEN_OVER)
    assert [(row["number"], row["through"]) for row in asked["items"]] == [(3, None), (4, None), (5, None)]
    assert asked["as_of"] == after["as_of"]
    assert get(amended, path)["items"] == []


def test_an_heir_takes_part_through_the_body_whose_place_it_took(amended: TestClient) -> None:
    question = f"/takes-part?organization={HEIR}&document={DOCUMENT}&task=3"
    answer = on(amended, question, TAKEN_OVER)
    assert (answer["answer"], [role["through"] for role in answer["roles"]]) == ("yes", [OFFICE])
    assert on(amended, question, "2023-07-19")["answer"] == "no"


def test_the_tasks_of_an_heir_are_found_and_counted(amended: TestClient) -> None:
    found = on(amended, f"/tasks?org={HEIR}", TAKEN_OVER)
    assert numbers(found) == [(DOCUMENT, 3), (DOCUMENT, 4), (DOCUMENT, 5)]
    assert TAKEN_OVER in found["as_of"]["note"]["en"]
    roles = on(amended, f"/organizations/{HEIR}", TAKEN_OVER)["roles"]
    assert {role["role"]: role["tasks"] for role in roles} == {"lead": 1, "participant": 1, "shared": 1}
    assert on(amended, f"/organizations/{HEIR}", "2023-07-19")["roles"] == []


def test_a_body_shows_what_became_of_it_and_what_it_came_from(amended: TestClient) -> None:
    (became,) = get(amended, "/organizations/四川银保监局")["changes"]
    (came,) = get(amended, f"/organizations/{HEIR}")["changes"]
    assert (became["became"], became["came_from"]) == ([HEIR], [])
    assert (came["became"], came["came_from"]) == ([], [OFFICE])
    for change in (became, came):
        assert (change["kind"], change["date"]) == ("succession", TAKEN_OVER)
        assert "2023年7月20日" in change["source"]
        assert change["note"]["zh"]
        assert change["note"]["en"]
        assert change["iri"].endswith("/change/nfra-offices-2023")
    assert get(amended, "/organizations/民政厅")["changes"] == []


@pytest.mark.parametrize(("day", "told"), [("2023-07-19", 0), (TAKEN_OVER, 1)])
def test_what_became_of_a_body_is_told_from_that_day_on(amended: TestClient, day: str, told: int) -> None:
    for path in ("/organizations/四川银保监局", f"/organizations/{HEIR}"):
        assert len(on(amended, path, day)["changes"]) == told
    answer = on(amended, "/queries/responsibilities-taken-over", day)
    assert (answer["total"], {row["since"] for row in answer["items"]}) == (3 * told, {TAKEN_OVER} if told else set())


def test_the_list_of_bodies_has_those_that_stand_on_the_day(amended: TestClient) -> None:
    for day, stands in (("2023-07-19", True), (TAKEN_OVER, False)):
        found = {row["id"] for row in on(amended, "/organizations", day)["items"]}
        assert (OFFICE in found) is stands
        assert HEIR in found


def test_a_named_query_as_of_a_day_tells_through_whom(amended: TestClient) -> None:
    answer = on(amended, f"/queries/tasks-of-organization?organization={HEIR}", TAKEN_OVER)
    assert answer["columns"][-1] == "through"
    assert {(row["organization"], row["through"]) for row in answer["items"]} == {(OFFICE, OFFICE)}
    assert "承接" in answer["as_of"]["note"]["zh"]
    assert "through" not in get(amended, f"/queries/tasks-of-organization?organization={HEIR}")["columns"]


def test_a_list_goes_on_as_of_the_same_day(amended: TestClient) -> None:
    first = on(amended, "/tasks?limit=2", JOINED)
    second = get(amended, "/tasks", limit=2, as_of=JOINED, next=first["next"])
    assert [row["number"] for row in (*first["items"], *second["items"])] == [1, 2, 3, 4]
    assert second["as_of"] == first["as_of"]
    assert "another question" in get(amended, "/tasks", 400, limit=2, next=first["next"])["detail"]


def test_the_description_tells_both_forms_of_a_list(amended: TestClient) -> None:
    described = amended.get("/openapi.json").json()
    for path, operation in described["paths"].items():
        if "as_of" not in [one["name"] for one in operation.get("get", {}).get("parameters", ())]:
            continue
        schema = operation["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        forms = [one["$ref"].rpartition("/")[2] for one in schema.get("anyOf", [schema])]
        models = [described["components"]["schemas"][form]["properties"] for form in forms]
        if any("items" in model for model in models):
            assert {"as_of" in model for model in models} == {True, False}, path
        else:
            assert not any("as_of" in model for model in models), path
    assert "as_of" in json.dumps(described["components"]["schemas"])
