"""The ways from page to page: choosers, searches, links from the words to what they set and back."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from tests.support.amended_data import DOCUMENT, SECOND
from tests.support.html_tree import Element, anchors, links, read


def page(client: TestClient, path: str, **query: str) -> Element:
    answer = client.get(path, params=query)
    assert answer.status_code == 200, answer.text[:300]
    return read(answer.text)


def main(found: Element) -> Element:
    return found.all("main")[0]


def test_the_english_pages_have_a_folder(site: TestClient) -> None:
    answer = site.get("/en/")
    assert (answer.status_code, answer.headers["location"]) == (308, "/en")


@pytest.mark.parametrize("path", ["/", "/matrix", "/targets", "/versions", "/organizations", "/network", "/tasks"])
def test_where_several_documents_are_one_is_chosen(amended: TestClient, path: str) -> None:
    (chooser,) = [one for one in page(amended, path).all("select") if one.attributes["name"] == "document"]
    assert {DOCUMENT, SECOND} <= {one.attributes["value"] for one in chooser.all("option")}


def test_a_number_of_one_document_leads_to_what_is_of_that_document(amended: TestClient) -> None:
    for document in (DOCUMENT, SECOND):
        first = page(amended, "/", document=document)
        numbers = {one.attributes["href"]: int(one.all("b")[0].text) for one in first.all("ul", "numbers")[0].all("a")}
        address = f"/organizations?document={document}"
        (table,) = read(amended.get(address).text).all("table")
        rows = [row for part in table.all("tbody") for row in part.all("tr") if row.all("td")]
        assert numbers[address] == len(rows)


def test_a_cell_leads_to_the_words_that_say_so(site: TestClient) -> None:
    first = page(site, "/")
    cells = [one.all("a")[0] for one in first.all("table", "matrix")[0].all("td") if one.all("span", "badge")]
    pages: dict[str, set[str]] = {}
    for cell in cells:
        address, _, anchor = cell.attributes["href"].partition("#")
        if not anchor:  # bodies that are not named have no words of their own
            continue
        if address not in pages:
            pages[address] = anchors(page(site, address))
        assert anchor in pages[address], cell.attributes
    named = [one.attributes["aria-label"] for one in cells]
    assert "应急厅 · 7 · 参加" in named
    assert len(pages) == 52


@pytest.mark.parametrize("wanted", ["川办发〔2021〕57号", "川办发[2021]57号", "57号", "健康发展实施方案"])
def test_a_search_finds_documents_in_whatever_brackets(site: TestClient, wanted: str) -> None:
    assert f"/document/{DOCUMENT}" in links(main(page(site, "/search", q=wanted)))


@pytest.mark.parametrize("wanted", ["任务7", "任务 7", "7", "Task 7"])
def test_a_search_finds_a_task_by_its_number(site: TestClient, wanted: str) -> None:
    assert f"/document/{DOCUMENT}/task/7" in links(main(page(site, "/search", q=wanted)))


def test_what_is_found_names_its_document(amended: TestClient) -> None:
    found = main(page(amended, "/search", q="养老机构"))
    listed = [one for one in found.all("li") if re.search("任务|第", one.text)]
    assert listed
    assert all(re.match(r"川办发〔202[12]〕", one.text) for one in listed)


def test_characters_that_cannot_be_seen_are_nothing_to_search_for(site: TestClient) -> None:
    assert not main(page(site, "/search", q="\x00")).all("li")


@pytest.mark.parametrize("path", ["/downloads", "/help", "/docs", f"/document/{DOCUMENT}/changes"])
def test_a_page_that_is_of_no_day_says_so(amended: TestClient, path: str) -> None:
    (banner,) = page(amended, path, as_of="2022-02-01").all("p", "banner")
    assert banner.text.startswith("这一页不随日期变化")


def test_the_day_is_chosen_from_the_top_of_every_page(site: TestClient) -> None:
    for path in ("/", "/tasks", f"/document/{DOCUMENT}/text", "/validation"):
        found = page(site, path)
        assert "#day" in links(found.all("header")[0])
        assert "day" in anchors(found)


def test_the_text_leads_to_the_tasks_and_the_measures_that_it_sets(site: TestClient) -> None:
    found = main(page(site, f"/document/{DOCUMENT}/text"))
    leading = links(found)
    assert {f"/document/{DOCUMENT}/task/{number}" for number in range(1, 53)} <= set(leading)
    assert len([one for one in leading if "/measure/" in one]) == 22
    for line in found.all("p"):
        for link in (one for one in line.all("a") if "/task/" in one.attributes["href"]):
            assert re.search(rf"{link.text}\s+{link.text.removeprefix('任务')}\s", line.text)
    contents = [one for one in leading if one.startswith("#l")]
    assert len(contents) == 8
    assert {one.removeprefix("#") for one in contents} <= anchors(found)


def test_the_first_page_says_what_is_due_and_what_is_to_be_checked(site: TestClient) -> None:
    told = {one.attributes["href"]: one.text for one in main(page(site, "/")).all("a")}
    report = site.get(f"/api/v1/documents/{DOCUMENT}/validation").json()["counts"]
    to_check = report["violation"] + report["warning"]
    assert told[f"/validation?document={DOCUMENT}"] == f"校验：{to_check}处必须改正或需核对"
    deadlines = site.get("/api/v1/deadlines").json()["total"]
    assert told[f"/targets?document={DOCUMENT}"] == f"{deadlines}个期限"
