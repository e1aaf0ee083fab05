"""What else a body's page tells: deadlines, findings, history, and the question in SPARQL; all of it answers to queries."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from tests.pages.test_network import asked
from tests.support.html_tree import Element, anchors, read

BODY = "sichuan-emergency-management"
CIVIL = "sichuan-civil-affairs"


def below(page: Element, heading: str) -> Element:
    """Give the first list after a heading."""
    (section,) = [one for one in page.all("section") if any("id" in h.attributes for h in one.all("h2"))]
    at = next(
        place for place, one in enumerate(section.children)
        if isinstance(one, Element) and one.attributes.get("id") == heading
    )  # fmt: skip
    return next(one for one in section.children[at + 1 :] if isinstance(one, Element) and one.name in {"ul", "p"})


@pytest.mark.parametrize("body", [BODY, CIVIL, "sichuan-public-security"])
def test_the_deadlines(site: TestClient, body: str) -> None:
    shown = below(read(site.get(f"/organization/{body}").text), "due").all("li")
    seen = [(one.all("b")[0].text, one.all("mark")[0].text) for one in shown]
    assert seen == [(row["due_by"], row["deadline_quote"]) for row in asked(site, "who-is-due-when", organization=body)]


def test_the_findings_are_those_of_its_tasks(site: TestClient) -> None:
    page = read(site.get(f"/organization/{CIVIL}").text)
    tasks = {int(row["iri"].rpartition("/")[2]) for row in asked(site, "tasks-of-organization", organization=CIVIL)}
    report = site.get("/api/v1/documents/chuanbanfa-2021-57/validation", headers={"Accept": "application/json"}).json()
    expected = sorted(one["message_zh"] for one in report["findings"] if one["task_id"] in tasks)
    seen = [" ".join(item.text.split()[:-1]) for one in page.all("details") for item in one.all("li")]
    assert sorted(one.replace(" ", "") for one in seen) == [one.replace(" ", "") for one in expected]
    (heading,) = [one for one in page.all("h2") if one.attributes.get("id") == "findings"]
    assert heading.text.split()[-1] == str(len(expected))


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize("body", [BODY, CIVIL])
def test_the_history(amended: TestClient, body: str, root: str) -> None:
    page = read(amended.get(f"{root}/organization/{body}").text)
    rows = asked(amended, "history-of-organization", organization=body)
    assert rows
    items = below(page, "history").all("li")
    assert sorted(one.all("b")[0].text for one in items) == sorted(row["date"] for row in rows)
    words = [one.text for item in items for name in ("del", "ins") for one in item.all(name)]
    assert sorted(words) == sorted(row[side] for row in rows for side in ("quote_before", "quote_after") if row[side])
    for item in items:
        for link in item.all("a"):
            address, _, anchor = link.attributes["href"].partition("#")
            answer = amended.get(address)
            assert answer.status_code == 200, address
            assert not anchor or anchor in anchors(read(answer.text)), link.attributes["href"]


def test_the_question_in_sparql_gives_the_same_rows(site: TestClient) -> None:
    page = read(site.get(f"/organization/{BODY}").text)
    (link,) = [one.attributes["href"] for one in page.all("a") if one.attributes["href"].startswith("/sparql?")]
    query = parse_qs(urlsplit(link).query)["query"][0]
    answer = site.get("/sparql", params={"query": query}, headers={"Accept": "application/sparql-results+json"})
    assert answer.status_code == 200, answer.text
    found = [row["quote"]["value"] for row in answer.json()["results"]["bindings"]]
    assert found == [row["quote"] for row in asked(site, "tasks-of-organization", organization=BODY)]
    assert len(found) == 6


def test_every_body_is_shown_in_both_languages(site: TestClient) -> None:
    for row in asked(site, "organizations"):
        for root in ("", "/en"):
            assert site.get(f"{root}/organization/{row['organization']}").status_code == 200
            assert site.get(f"{root}/organization/{row['organization']}/ring.svg").status_code == 200
