"""Who leads whom: each number is an answer to a named query, and leads to just so many tasks."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.support.html_tree import Element, read

BODIES = ("sichuan-health-commission", "sichuan-emergency-management", "sichuan-prefecture-governments")


def asked(site: TestClient, name: str, **values: str) -> list[dict[str, Any]]:
    answer = site.get(
        f"/api/v1/queries/{name}", params={"limit": "1000", **values}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


def tasks_behind(site: TestClient, link: Element) -> int:
    """Follow a number, and count the tasks that it leads to."""
    answer = site.get(link.attributes["href"])
    assert answer.status_code == 200
    return len(read(answer.text).all("table", "stack")[0].all("tbody")[0].all("tr"))


def identity(link: Element) -> str:
    return link.attributes["href"].partition("?")[0].rpartition("organization/")[2]


@pytest.mark.parametrize("root", ["", "/en"])
def test_each_cell_is_an_answer(site: TestClient, root: str) -> None:
    (table,) = read(site.get(f"{root}/network").text).all("table", "lead-grid")
    heads = [identity(one) for one in table.all("thead")[0].all("a")]
    seen = {}
    for row in table.all("tbody")[0].all("tr"):
        lead = identity(row.all("th")[0].all("a")[0])
        for at, cell in enumerate(row.all("td")):
            if cell.text:
                seen[lead, heads[at]] = int(cell.text)
    rows = asked(site, "who-calls-on-whom")
    assert seen == {(row["lead"], row["participant"]): row["tasks_together"] for row in rows}
    assert seen["sichuan-health-commission", "sichuan-development-and-reform"] == 6


def test_each_number_leads_to_so_many_tasks(site: TestClient) -> None:
    page = read(site.get("/network", params={"document": "chuanbanfa-2021-57"}).text)
    links = [one for one in page.all("a") if "with=" in one.attributes["href"]]
    assert len(links) > 100
    for link in links:
        assert tasks_behind(site, link) == int(link.text), link.attributes["href"]


@pytest.mark.parametrize("address", ["/network?organization=", "/organization/"])
@pytest.mark.parametrize("body", BODIES)
def test_the_ties_of_a_body(site: TestClient, address: str, body: str) -> None:
    (table,) = read(site.get(address + body).text).all("table", "ties")
    seen = {
        identity(row.all("a")[0]): [int(cell.text or 0) for cell in row.all("td")]
        for row in table.all("tbody")[0].all("tr")
    }
    expected: dict[str, list[int]] = {}
    calls = asked(site, "who-calls-on-whom", organization=body)
    leads = Counter({row["lead"]: row["tasks_together"] for row in calls if row["participant"] == body})
    follows = Counter({row["participant"]: row["tasks_together"] for row in calls if row["lead"] == body})
    shares = Counter(
        {
            ({row["first"], row["second"]} - {body}).pop(): row["tasks_together"]
            for row in asked(site, "who-leads-with-whom", organization=body)
        }
    )
    for row in asked(site, "who-works-with-whom", organization=body):
        other = ({row["first"], row["second"]} - {body}).pop()
        expected[other] = [row["tasks_together"], leads[other], follows[other], shares[other]]
    shown = expected if address.startswith("/network") else {other: expected[other] for other in seen}
    assert seen == shown
    assert len(seen) >= min(len(expected), 20)


def test_a_body_is_chosen_by_any_name_and_the_first_is_the_one_that_leads_most(site: TestClient) -> None:
    answer = site.get("/network", params={"organization": "应急厅"})
    assert (answer.status_code, answer.headers["location"]) == (
        303, "/network?organization=sichuan-emergency-management"
    )  # fmt: skip
    (chosen,) = [one for one in read(site.get("/network").text).all("option") if "selected" in one.attributes]
    assert chosen.attributes["value"] == "sichuan-health-commission"
    assert site.get("/network", params={"organization": "没有这个厅"}).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/tasks?document=&organization=&role=&with=&with_role=&has_lead=&open_ended=&due_before=&as_of=",
        "/matrix?document=&role=&chapter=&by=&as_of=",
        "/network?document=&organization=&as_of=",
        "/targets?document=&as_of=",
    ],
)
def test_a_form_that_is_sent_as_it_stands_chooses_nothing(site: TestClient, address: str) -> None:
    for root in ("", "/en"):
        assert site.get(root + address).status_code == 200


def test_a_day_before_the_document_has_nobody(site: TestClient) -> None:
    answer = site.get("/network", params={"as_of": "2021-11-08"})
    assert answer.status_code == 200
    assert not read(answer.text).all("table")


@pytest.mark.parametrize("asked_for", ["", "&document=chuanbanfa-2022-99", "&as_of=2022-06-30"])
@pytest.mark.parametrize("body", ["sichuan-civil-affairs", "sichuan-emergency-management"])
def test_numbers_over_several_documents_and_days_lead_to_so_many_tasks(
    amended: TestClient, body: str, asked_for: str
) -> None:
    page = read(amended.get(f"/network?organization={body}{asked_for}").text)
    links = [one for one in page.all("a") if "with=" in one.attributes["href"]]
    assert links or body == "sichuan-emergency-management"
    for link in links:
        assert tasks_behind(amended, link) == int(link.text), link.attributes["href"]
