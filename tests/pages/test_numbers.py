"""Every number and every cell is an answer to SPARQL."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import QuerySolutions

from api.site import role_badges
from kg.bilingual import Language
from kg.settings import Settings
from kg.stores import Publications
from tests.support.html_tree import read

DOCUMENT = "chuanbanfa-2021-57"
ASSIGNMENTS = """
SELECT ?body ?task ?role WHERE { ?a zz:organization ?body ; zz:task ?task ; zz:role ?role }
"""


@pytest.fixture(scope="module")
def truth(settings: Settings) -> dict[tuple[str, int], set[str]]:
    """Give the roles of each body in each task."""
    solutions = Publications(settings.store_folder).current().query(ASSIGNMENTS)
    assert isinstance(solutions, QuerySolutions)
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for one in solutions:
        body, task, role = (one[name].value for name in ("body", "task", "role"))
        found[body.rpartition("organization/")[2], int(task.rpartition("/")[2])].add(role.rpartition("/")[2])
    return found


@pytest.mark.parametrize("address", ["/", "/en", "/matrix", "/en/matrix?by=task"])
def test_each_cell_of_the_matrix(site: TestClient, truth: dict[tuple[str, int], set[str]], address: str) -> None:
    page, seen = read(site.get(address).text), {}
    (table,) = page.all("table", "matrix")
    head = [one.attributes["href"] for one in table.all("thead")[0].all("a")]
    for row in table.all("tbody")[0].all("tr"):
        (mine,) = [one.attributes["href"] for one in row.all("th")[0].all("a")] or [""]
        totals = [int(one.text) for one in row.all("td", "n")]
        cells = [one for one in row.all("td") if "n" not in one.classes]
        assert totals in ([], [sum(1 for one in cells if one.all("a"))])
        for at, cell in enumerate(cells):
            roles = {role for one in cell.all("span", "badge") for role in role_badges.ORDER if role in one.classes}
            if roles:
                body, task = (head[at], mine) if "by=task" in address else (mine, head[at])
                seen[body.rpartition("organization/")[2], int(task.rpartition("/")[2])] = roles
    assert seen == truth


def test_the_numbers_of_the_first_page(site: TestClient, truth: dict[tuple[str, int], set[str]]) -> None:
    page = read(site.get("/").text)
    numbers = [int(one.text) for one in page.all("ul", "numbers")[0].all("b")]
    tasks = {task for _, task in truth}
    led = {task for (_, task), roles in truth.items() if "lead" in roles}
    open_ended = site.get("/api/v1/tasks", params={"open_ended": "true"}).json()["total"]
    bodies = {body for body, _ in truth}
    assert numbers == [52, len(bodies), sum(map(len, truth.values())), len(tasks - led), open_ended]


def test_each_body_and_its_roles(site: TestClient, truth: dict[tuple[str, int], set[str]]) -> None:
    page = read(site.get("/organizations").text)
    seen = {}
    (table,) = page.all("table")
    for row in (row for part in table.all("tbody") for row in part.all("tr") if row.all("td")):
        body = row.all("a")[0].attributes["href"].rpartition("organization/")[2]
        seen[body] = [int(cell.text or 0) for cell in row.all("td")]
    expected = {}
    for body in {body for body, _ in truth}:
        roles = Counter(role for (one, _), roles in truth.items() if one == body for role in roles)
        expected[body] = [sum(one == body for one, _ in truth), *(roles[role] for role in role_badges.ORDER)]
    assert seen == expected


def test_the_tasks_of_each_body_in_each_role(site: TestClient, truth: dict[tuple[str, int], set[str]]) -> None:
    for body, role in sorted({(body, role) for (body, _), roles in truth.items() for role in roles}):
        page = read(site.get("/tasks", params={"organization": body, "role": role}).text)
        (table,) = page.all("table")
        listed = [int(row.all("a")[0].text) for row in table.all("tbody")[0].all("tr")]
        assert listed == sorted(task for (one, task), roles in truth.items() if one == body and role in roles)


def test_the_words_of_each_piece_of_evidence(site: TestClient, truth: dict[tuple[str, int], set[str]]) -> None:
    for body in sorted({body for body, _ in truth}):
        page = read(site.get(f"/organization/{body}").text)
        answer = site.get(f"/api/v1/organizations/{body}/tasks", params={"limit": 1000}).json()
        (shown,) = page.all("table", "stack")
        rows = shown.all("tbody")[0].all("tr")
        assert [row.all("mark")[0].text for row in rows] == [
            "".join(item["source"]["quote"].split("\n")) for item in answer["items"]
        ]
        names = [role_badges.name(item["role"], Language.ZH) for item in answer["items"]]
        assert [row.all("span", "badge")[0].text for row in rows] == names


def test_every_body_of_a_task_is_marked_where_it_stands(
    site: TestClient, truth: dict[tuple[str, int], set[str]]
) -> None:
    for task in sorted({task for _, task in truth}):
        page = read(site.get(f"/document/{DOCUMENT}/task/{task}").text)
        (words,) = page.all("blockquote")
        marked = {
            (one.attributes["href"].rpartition("organization/")[2])
            for mark in words.all("mark")
            for one in mark.all("a")
        }
        assert marked == {body for body, one in truth if one == task}
        answer = site.get(f"/api/v1/documents/{DOCUMENT}/tasks/{task}").json()
        shown = re.sub(r"（[^（）]*）(?=$|[^）])", "", words.text)
        assert answer["text"][:10].replace(" ", "") in words.text.replace(" ", ""), shown


def test_a_search_finds_passages_in_whatever_width_and_leads_to_them(site: TestClient) -> None:
    for wanted in ("市（州）人民政府负责", "市(州)人民政府负责"):
        page = read(site.get("/search", params={"q": wanted}).text)
        marked = [one.text for one in page.all("mark")]
        assert marked
        assert set(marked) == {"市（州）人民政府负责"}
