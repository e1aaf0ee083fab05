"""The pages of the named queries: their forms, their answers beside those of the interface, and why there is none."""

from __future__ import annotations

import re
from urllib.parse import urldefrag

import pytest
from fastapi.testclient import TestClient

from api.pages.queries.column_names import headings
from api.pages.queries.topics import TOPICS
from api.site import role_badges
from kg.bilingual import Language
from kg.querying import THROUGH, NamedQuery, Topic, load_queries
from tests.support.html_tree import anchors, links, read, rows

QUERIES = load_queries()
MANY, SOME = ("/page/id/document/", "/en/document/", "/document/"), 100
"""Of what has many pages alike some are looked at; tests/pages/test_crawl.py follows every link."""
PATH = "/questions/tasks-of-organization"


def test_every_question_is_listed_under_its_topic(client: TestClient) -> None:
    for path in ("/questions", "/en/questions"):
        page = read(client.get(path).text)
        found = {link.rpartition("/")[2] for link in links(page) if "/questions/" in link}
        assert found == set(QUERIES)
        assert len(page.all("h2")) == len(TOPICS) == len(Topic)


@pytest.mark.parametrize("name", QUERIES)
def test_the_table_has_what_the_interface_answers(client: TestClient, name: str) -> None:
    query = QUERIES[name]
    answer = client.get(f"/api/v1/queries/{name}", params={**query.example, "limit": 100}).json()
    page = client.get(f"/en/questions/{name}", params=query.example)
    assert page.status_code == 200
    shown = read(page.text)
    _, *found = rows(shown) or [[]]
    columns = [one.attributes["title"] for one in shown.all("th")]
    assert columns == [one for one in answer["columns"] if one in columns]
    left = [one for one in answer["columns"] if one not in columns and "start" not in one and "end" not in one]
    assert not found or all(is_said_elsewhere(one, columns) for one in left), left
    assert len(found) == len(answer["items"])
    for cells, row in zip(found, answer["items"], strict=True):
        for cell, column in zip(cells, columns, strict=True):
            assert is_said(cell, column, row[column]), (column, cell, row[column])


def is_said_elsewhere(column: str, columns: list[str]) -> bool:
    """Tell whether other columns of an English page say what one says that is not shown."""
    english = f"{column.removesuffix('_zh')}_en"
    return english in columns or (column == "task" and "tasks" in columns) or column in {"number", "name_en"}


def is_said(cell: str, column: str, value: object) -> bool:
    """Tell whether a cell says what a value is; bodies, roles and documents are called by their names."""
    if value is None:
        return cell == ""
    if isinstance(value, bool):
        return cell == ("yes" if value else "no")
    if isinstance(value, float):
        return float(cell) == value
    words = " ".join(str(value).split())
    if cell == words or cell.endswith(words) or (column == "iri" and words.endswith(cell)):
        return True
    return words.startswith("http") or words in role_badges.ORDER or (cell != "" and words.isascii())


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_link_of_an_answer_leads_somewhere(client: TestClient, prefix: str) -> None:
    places: dict[str, set[str]] = {}
    for name, query in QUERIES.items():
        page = read(client.get(f"{prefix}/questions/{name}", params=query.example).text)
        for address, anchor in {urldefrag(link) for link in links(page)}:
            if address.startswith(MANY) and sum(one.startswith(MANY) for one in places) >= SOME:
                continue
            if address not in places:
                answer = client.get(address)
                assert answer.status_code == 200, (name, address)
                is_page = answer.headers["content-type"].startswith("text/html")
                places[address] = anchors(read(answer.text)) if is_page and address.endswith("/text") else set()
            if anchor and address.endswith("/text"):
                assert anchor in places[address], (name, address, anchor)


def test_a_quote_leads_to_its_place(client: TestClient) -> None:
    page = read(client.get(PATH, params={"organization": "应急厅"}).text)
    answer = client.get("/api/v1/queries/tasks-of-organization", params={"organization": "应急厅"}).json()
    for row in answer["items"]:
        assert f"/document/chuanbanfa-2021-57/text#c{row['start']}" in links(page)
        assert f"/document/chuanbanfa-2021-57/task/{row['number']}" in links(page)


def test_a_question_that_needs_something_waits_for_it(client: TestClient) -> None:
    page = client.get(PATH)
    assert page.status_code == 200
    found = read(page.text)
    assert not found.all("table")
    assert [one.attributes["name"] for one in found.all("select")] == ["role", "document"]
    (field,) = [one for one in found.all("input") if one.attributes.get("name") == "organization"]
    assert "required" in field.attributes
    assert any(one.attributes["value"] == "四川省应急管理厅" for one in found.all("option"))
    date = read(client.get("/questions/due-before").text)
    assert [one.attributes["type"] for one in date.all("input") if one.attributes.get("name") == "date"] == ["date"]


def test_what_was_given_stays_in_the_form(client: TestClient) -> None:
    page = read(client.get("/questions/tasks", params={"role": "lead", "has_lead": "true", "measure": "7"}).text)
    chosen = [one.attributes["value"] for one in page.all("option") if "selected" in one.attributes]
    assert {"lead", "true"} <= set(chosen)
    assert [one.attributes["value"] for one in page.all("input") if one.attributes.get("type") == "number"] == [
        "7",
        "",
        "",
    ]
    odd = read(client.get("/questions/tasks", params={"role": "boss"}).text)
    assert [one.attributes["value"] for one in odd.all("option") if "selected" in one.attributes] == ["boss"]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/questions/tasks?due_before=x", 400, "有一个条件填得不对"),
        ("/questions/tasks?role=boss", 400, "请给出 lead"),
        ("/questions/tasks?role=lead&role=local", 400, "given twice"),
        ("/en/questions/tasks-of-organization?organization=应急", 404, "There is no such body"),
        ("/questions/tasks?document=x", 404, "没有所查的单位、文件或条目"),
        ("/questions/tasks?measure=99", 404, "没有所查的单位、文件或条目"),
    ],
)
def test_why_there_is_no_answer_is_one_sentence(client: TestClient, path: str, status: int, words: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, words in answer.text) == (status, True)
    assert read(answer.text).all("form")


def test_the_files_are_of_the_same_answer_and_day(client: TestClient) -> None:
    asked = {"organization": "应急厅", "role": "", "as_of": "2022-06-30"}
    page = read(client.get(PATH, params=asked).text)
    files = [link for link in links(page) if link.startswith("/api/v1/queries/")]
    assert len(files) == 4
    for file in files:
        assert "as_of=2022-06-30" in file
        assert "role" not in file
        assert client.get(file).status_code == 200
    assert "/sparql?saved=tasks-of-organization&as_of=2022-06-30" in links(page)


def test_before_the_first_version_the_note_says_so(client: TestClient) -> None:
    page = client.get("/questions/tasks", params={"as_of": "2000-01-01"})
    assert page.status_code == 200
    assert "没有符合条件的内容" in page.text
    assert len(read(page.text).all(class_="note")) == 2


def test_a_long_answer_comes_in_pages(client: TestClient) -> None:
    total = client.get("/api/v1/queries/assignments").json()["total"]
    assert total > 200
    pieces = [read(client.get("/questions/assignments", params={"page": at}).text) for at in range(1, total // 100 + 2)]
    assert sum(len(rows(piece)) - 1 for piece in pieces) == total
    first = pieces[0]
    assert "/questions/assignments?page=2" in links(first)
    assert client.get("/questions/assignments", params={"page": "0"}).status_code == 400


def test_markup_is_shown_as_it_is(client: TestClient) -> None:
    for name in ("organization", "role", "due_before", "<script>alert(1)</script>"):
        answer = client.get("/questions/tasks", params={name: '"><script>alert(1)</script>'})
        assert not read(answer.text).all("script")
    assert client.get("/questions/%3Cscript%3E").status_code == 404


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
@pytest.mark.parametrize("language", Language)
def test_every_column_has_a_heading_of_its_own(query: NamedQuery, language: Language) -> None:
    every = headings(query.name, (*query.columns, THROUGH), language)
    called = {one: heading for one, heading in every.items() if not {"start", "end"} & {*one.split("_")}}
    assert len(set(called.values())) == len(called)
    for column, heading in called.items():
        assert "_" not in heading
        assert heading not in query.columns, column
        assert heading.isascii() == (language is Language.EN), column
        assert heading == f"{heading[0].upper()}{heading[1:]}"
        assert not heading.endswith((" zh", " en")), column


@pytest.mark.parametrize(("prefix", "language"), [("", Language.ZH), ("/en", Language.EN)])
def test_no_two_headings_of_a_page_are_the_same(client: TestClient, prefix: str, language: Language) -> None:
    seen = 0
    for name, query in QUERIES.items():
        page = read(client.get(f"{prefix}/questions/{name}", params=query.example).text)
        found = [one.text for one in page.all("th")]
        assert len(set(found)) == len(found), name
        assert not {*found} & {*query.columns, *(one.replace("_", " ") for one in query.columns)}, name
        others = [one for one in page.all("th") if one.attributes["title"].endswith(f"_{language.other}")]
        assert not others or name == "organizations"  # Chinese names beside English ones
        seen += len(found)
    assert seen > 300


def test_a_heading_says_what_its_query_counts() -> None:
    joined = headings("workload", QUERIES["workload"].columns, Language.ZH)
    assert (joined["tasks"], joined["joined"]) == ("任务数", "参加数")
    assert "role:participant, 1, 0)) AS ?joined" in QUERIES["workload"].sparql
    for query in QUERIES.values():
        for column, heading in headings(query.name, query.columns, Language.ZH).items():
            lists = re.search(rf"GROUP_CONCAT[^()]*(?:\([^()]*\))?[^()]*AS \?{column}\)", query.sparql)
            counts = re.search(rf"(?:COUNT|SUM)\((?:[^()]|\([^()]*\))*\) AS \?{column}\)", query.sparql)
            assert not (lists and heading.endswith("数")), (query.name, column)
            assert not counts or heading.endswith("数"), (query.name, column)
