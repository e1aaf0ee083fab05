"""Who there is, and which tasks each takes part in."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

DOCUMENT = "chuanbanfa-2021-57"
# The gold table leaves these words as they stand; a correction that is probable says who is meant.
PROBABLE_SLIPS = {"省政府服务和资源交易服务中心": "省政府政务服务和资源交易服务中心"}
ROW = {
    "document", "number", "text", "role", "role_label", "position", "as_written", "corrected", "correction",
    "open_ended", "source", "iri",
}  # fmt: skip


def tasks(client: TestClient, org: str, **parameters: object) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/organizations/{quote(org, safe='')}/tasks", params={"limit": 1000, **parameters})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    assert answer.json()["total"] == len(items)
    return items


def test_the_emergency_department_has_the_tasks_of_the_gold_table(client: TestClient, gold: list[Any]) -> None:
    found = [(row["number"], row["position"], row["role"], row["as_written"]) for row in tasks(client, "应急厅")]
    assert found == [(g.task, g.position, g.role, g.as_written) for g in gold if g.means == "应急厅"]
    assert len(found) == 6


def test_every_body_has_the_tasks_of_the_gold_table(client: TestClient, gold: list[Any]) -> None:
    wanted = defaultdict(set)
    for one in gold:
        means = PROBABLE_SLIPS.get(one.means, one.means)
        wanted[means].add((one.task, one.position, one.role, one.as_written, one.as_written != means))
    for name, assignments in wanted.items():
        rows = tasks(client, name)
        found = {(r["number"], r["position"], r["role"], r["as_written"], r["corrected"]) for r in rows}
        assert found == assignments, name
    assert sum(map(len, wanted.values())) == len(gold)


def test_a_row_has_the_members_of_the_contract(client: TestClient) -> None:
    for row in tasks(client, "应急厅"):
        assert set(row) == ROW
        assert row["iri"] == f"https://w3id.org/zhize/id/document/{DOCUMENT}/task/{row['number']}"
        assert row["role_label"]["zh"] in {"参加", "按职责分工负责"}


def test_a_corrected_row_says_what_is_meant_and_why(client: TestClient) -> None:
    corrected = [row for row in tasks(client, "民政厅") if row["corrected"]]
    assert [row["number"] for row in corrected] == [12, 13, 14, 15, 16, 17]
    assert all(row["correction"] is None for row in tasks(client, "民政厅") if not row["corrected"])
    for row in corrected:
        told = row["correction"]
        assert told["iri"] == f"https://w3id.org/zhize/id/document/{DOCUMENT}/correction/1"
        assert told["as_written"] == row["as_written"] == "民政部"
        assert (told["meant"], told["meant_name"]) == ("sichuan-civil-affairs", "四川省民政厅")
        assert told["certainty"] == "certain"
        assert "国务院" in told["reason"]["zh"]
        assert "State Council" in told["reason"]["en"]
    task = client.get(f"/api/v1/documents/{DOCUMENT}/tasks/12").json()
    where = {"organization": "民政厅", "document": DOCUMENT, "task": 12}
    found = client.get("/api/v1/takes-part", params=where).json()
    for named in (*task["parties"], *found["roles"]):
        assert (named["correction"] is not None) == named["corrected"]
    assert found["roles"][0]["correction"] == corrected[0]["correction"]


def test_every_quote_stands_at_its_place_in_the_file(client: TestClient, file_text: str) -> None:
    lines = file_text.split("\n")
    for name in ("应急厅", "民政厅", "各市（州）人民政府"):
        for row in tasks(client, name):
            source = row["source"]
            assert file_text[source["start"] : source["end"]] == source["quote"]
            assert file_text[: source["start"]].count("\n") + 1 == source["line"]
            assert source["quote"].split("\n")[0] in lines[source["line"] - 1]


@pytest.mark.parametrize("alias", ["省应急厅", "应急管理厅", "四川省应急管理厅", "sichuan-emergency-management"])
def test_every_name_gives_the_same_answer(client: TestClient, alias: str) -> None:
    assert tasks(client, alias) == tasks(client, "应急厅")


@pytest.mark.parametrize("name", ["应急厅%0A", "%0A应急厅", "应急%0D%0A厅", "应急厅%20"])
def test_a_line_feed_in_a_name_does_not_count(client: TestClient, name: str) -> None:
    answer = client.get(f"/api/v1/organizations/{name}/tasks")
    assert answer.status_code == 200, answer.text
    assert answer.json()["items"] == tasks(client, "应急厅")
    assert client.get(f"/api/v1/organizations/{name}").status_code == 200
    assert client.get("/api/v1/documents/川办发〔2021〕%0A57号/tasks/7").status_code == 200
    assert client.get("/api/v1/organizations/应及厅%0A/tasks").json()["nearest"] != []


def test_a_role_filters(client: TestClient) -> None:
    assert [row["number"] for row in tasks(client, "应急厅", role="participant")] == [7, 16, 42]
    assert tasks(client, "应急厅", role="lead") == []


def test_a_document_filters_by_its_id_or_number(client: TestClient) -> None:
    everything = tasks(client, "应急厅")
    assert tasks(client, "应急厅", document=DOCUMENT) == everything
    for number in (
        "川办发〔2021〕57号",
        "川办发[2021]57号",
        "川办发(2021)57号",
        "川办发［2021］57号",
        "川办发 【2021】57 号",
    ):
        assert tasks(client, "应急厅", document=number) == everything
    answer = client.get("/api/v1/organizations/应急厅/tasks", params={"document": "nothing"})
    assert answer.status_code == 404


def test_a_member_has_the_tasks_of_its_group_when_asked(client: TestClient) -> None:
    assert tasks(client, "成都市人民政府") == []
    through = tasks(client, "成都市人民政府", include_groups=True)
    group = tasks(client, "各市（州）人民政府")
    assert len(through) == len(group) > 0
    assert [{key: row[key] for key in ROW} for row in through] == group
    assert len({row["through"] for row in through}) == 1


def test_a_body_whose_groups_alone_have_tasks_is_told_of_them(client: TestClient) -> None:
    groups = len(tasks(client, "各市（州）人民政府"))
    for parameters in ({}, {"as_of": "2026-11-01"}):
        answer = client.get("/api/v1/organizations/成都市/tasks", params=parameters).json()
        note = answer["as_of"]["note"] if parameters else answer["note"]
        assert answer["items"] == []
        assert f"各市（州）人民政府有{groups}项" in note["zh"]
        assert "include_groups=true" in note["en"]
    asked = {"include_groups": True}
    assert "note" not in client.get("/api/v1/organizations/成都市/tasks", params=asked).json()
    for narrowed in ("应急厅/tasks?role=lead", "成都市/tasks?role=lead", "应急厅/tasks"):
        assert "note" not in client.get(f"/api/v1/organizations/{narrowed}").json()


def test_an_unknown_name_gets_the_nearest(client: TestClient) -> None:
    answer = client.get("/api/v1/organizations/应及厅/tasks")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert "应急厅" in answer.json()["nearest"]


@pytest.mark.parametrize(
    ("name", "meant", "certainty"),
    [
        ("民政部", "sichuan-civil-affairs", "certain"),
        ("省政府服务和资源交易服务中心", "sichuan-government-service-and-resource-trading-center", "probable"),
    ],
)
def test_a_slip_is_told_with_who_is_meant(client: TestClient, name: str, meant: str, certainty: str) -> None:
    addresses = (
        f"organizations/{name}/tasks",
        f"tasks?org={name}",
        f"queries/tasks-of-organization?organization={name}",
    )
    for address in addresses:
        answer = client.get(f"/api/v1/{address}")
        assert answer.status_code == 404
        (slip,) = answer.json()["slips"]
        assert (slip["document"], slip["as_written"], slip["meant"], slip["certainty"]) == (
            DOCUMENT,
            name,
            meant,
            certainty,
        )
        assert slip["iri"].startswith(f"https://w3id.org/zhize/id/document/{DOCUMENT}/correction/")
        assert slip["meant_name"] in answer.json()["detail"]
    assert client.get("/api/v1/organizations/应及厅").json()["slips"] == []


def test_a_shared_name_gets_its_candidates(client: TestClient) -> None:
    answer = client.get("/api/v1/organizations/金融监管局/tasks")
    assert answer.status_code == 409
    ids = [candidate["id"] for candidate in answer.json()["candidates"]]
    assert ids == ["sichuan-local-financial-regulation", "nfra-sichuan-office"]


@pytest.mark.parametrize("name", ["应" * 1000, "a/b", "../../etc", "%", "\x00", "'} DROP", "😀", " ", "?", "#"])
def test_an_odd_name_is_just_unknown(client: TestClient, name: str) -> None:
    for tail in ("", "/tasks"):
        answer = client.get(f"/api/v1/organizations/{quote(name, safe='')}{tail}")
        assert answer.status_code == 404, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert len(answer.json()["detail"]) < 500


@pytest.mark.parametrize(
    "address",
    ["organizations/{}/tasks", "documents/{}", "documents/{}/tasks/1", "tasks?org={}", "tasks?document={}", "tasks?role={}",
     "queries/{}", "queries/tasks?document={}", "queries/tasks?role={}", "queries/organizations?kind={}", "tasks?{}=1",
     "takes-part?organization=%E9%87%91%E8%9E%8D%E7%9B%91%E7%AE%A1%E5%B1%80{}&document=x&task=1"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["厅", "%20"])
def test_what_is_very_long_is_not_echoed_whole(client: TestClient, address: str, name: str) -> None:
    answer = client.get(f"/api/v1/{address.format(name * 7_000)}")
    assert answer.status_code in {400, 404, 409, 200}, answer.text
    assert len(answer.json().get("detail", "")) < 1_500


def test_an_organization_tells_its_names_and_roles(client: TestClient) -> None:
    body = client.get("/api/v1/organizations/应急厅").json()
    assert body["id"] == "sichuan-emergency-management"
    assert body["name"] == "四川省应急管理厅"
    assert "省应急厅" in body["aliases"]
    assert {role["role"]: role["tasks"] for role in body["roles"]} == {"participant": 3, "shared": 3}


def test_the_list_of_organizations_filters(client: TestClient) -> None:
    everything = client.get("/api/v1/organizations", params={"limit": 1000}).json()
    assert everything["total"] == len(everything["items"]) > 50
    found = client.get("/api/v1/organizations", params={"q": "应急"}).json()
    assert [body["short_name"] for body in found["items"]] == ["应急厅"]
    enterprises = client.get("/api/v1/organizations", params={"kind": "enterprise"}).json()["items"]
    assert {body["kind"] for body in enterprises} <= {"enterprise"}
    assert client.get("/api/v1/organizations", params={"kind": "ghost"}).status_code == 400
