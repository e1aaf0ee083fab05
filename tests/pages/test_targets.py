"""Targets and deadlines: every row is an answer to a named query, with its words and those who answer for it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.pages.test_network import asked, identity
from tests.support.html_tree import Element, read

DOCUMENT = "chuanbanfa-2021-57"
GROUPS = ["有期限的目标", "没有量化目标的期限", "长期标准", "没有写明期限的目标"]


def tables(page: Element) -> dict[str, list[Element]]:
    """Give the rows below each heading."""
    found = [table.all("tbody")[0].all("tr") for table in page.all("table", "stack")]
    headings = [heading.text for heading in page.all("h2")]
    return dict(zip(headings, found, strict=True))


@pytest.fixture(scope="module")
def page(site: TestClient) -> Element:
    return read(site.get("/targets").text)


def test_every_target_stands_in_its_group(site: TestClient, page: Element) -> None:
    rows, shown = asked(site, "targets-with-deadlines"), tables(page)
    assert list(shown) == GROUPS
    dated = [row for row in rows if row["deadline_as_written"]]
    standing = [row for row in rows if not row["deadline_as_written"] and row["standing_standard"]]
    others = [row for row in rows if not row["deadline_as_written"] and not row["standing_standard"]]
    for name, expected in zip((GROUPS[0], *GROUPS[2:]), (dated, standing, others), strict=True):
        seen = [(row.all("mark")[0].text, row.all("b")[0].text.replace(" ", "")) for row in shown[name]]
        assert sorted(seen) == sorted((row["quote"], f"{row['value']:g}{row['unit']}") for row in expected), name
    assert [int(one.text) for one in page.all("ul", "numbers")[0].all("b")] == [
        len(rows), len(dated), len(standing), len(asked(site, "targets-without-task"))
    ]  # fmt: skip
    assert [row.all("td")[0].text[-10:] for row in shown[GROUPS[0]]] == ["2022-12-31", "2025-12-31", "2025-12-31"]
    (hoped,) = [row for row in shown[GROUPS[3]] if "力争" in row.all("td")[2].text]
    assert "最多跑一次" in hoped.text


def test_the_deadlines_without_a_target(site: TestClient, page: Element) -> None:
    rows = asked(site, "deadlines-without-target")
    seen = [[cell.text for cell in row.all("td")][:2] for row in tables(page)[GROUPS[1]]]
    assert seen == [[row["as_written"], row["due_by"]] for row in rows] == [["2022年底前", "2022-12-31"]]


def test_who_answers_is_an_answer(site: TestClient, page: Element) -> None:
    answers = asked(site, "who-answers-for-targets")
    targets = {row["quote"]: row["number"] for row in asked(site, "targets-with-deadlines")}
    shown = tables(page)
    for group in (GROUPS[0], *GROUPS[2:]):
        for row in shown[group]:
            number = targets[row.all("mark")[0].text]
            cell = row.all("td")[-1]
            bodies = {identity(one) for one in cell.all("a") if "/organization/" in one.attributes["href"]}
            assert bodies == {one["organization"] for one in answers if one["target"] == number}
            told = "没有任务承担" in cell.text
            assert told == (number in {one["number"] for one in asked(site, "targets-without-task")})
    (due,) = shown[GROUPS[1]]
    bodies = {identity(one) for one in due.all("a") if "/organization/" in one.attributes["href"]}
    expected = {
        row["organization"]
        for row in asked(site, "who-is-due-when")
        if row["deadline_quote"] == "2022年底前" and row["role"] != "participant"
    }
    assert bodies == expected


@pytest.mark.parametrize("root", ["", "/en"])
def test_every_quote_leads_to_its_words(site: TestClient, root: str) -> None:
    page = read(site.get(f"{root}/targets").text)
    text = read(site.get(f"{root}/document/{DOCUMENT}/text").text)
    places = {one.attributes["id"] for one in text.all("span") if "id" in one.attributes}
    links = [one.attributes["href"] for one in page.all("a") if "/text#" in one.attributes["href"]]
    assert len(links) == 8
    for link in links:
        assert link.partition("#")[2] in places
    for quoted in page.all("mark"):
        assert quoted.text


def test_a_day(site: TestClient) -> None:
    assert site.get("/targets", params={"as_of": "2021-11-08"}).status_code == 404
    page = read(site.get("/targets", params={"as_of": "2022-01-01"}).text)
    assert page.all("p", "banner")
    assert len(page.all("table", "stack")) == 4
