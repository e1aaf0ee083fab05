"""The page to ask in SPARQL: what browsers get at the endpoint, and that programs get what they always got."""

from __future__ import annotations

import html
import json
import re
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from kg.querying import load_queries
from tests.pages.conftest import BROWSER
from tests.support.html_tree import links, loads, read, rows

TASKS = """SELECT ?number ?task ?text WHERE {
  ?body skos:altLabel "应急厅"@zh ; zz:takesPartIn ?task .
  ?task zz:number ?number ; zz:text ?text .
} ORDER BY ?number"""
JSON = "application/sparql-results+json"


@pytest.mark.parametrize("path", ["/sparql", "/en/sparql"])
def test_a_browser_gets_a_page_to_ask_on(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    page = read(answer.text)
    assert page.all("textarea")
    assert f'<form method="post" action="{path}"' in answer.text
    assert all(one.startswith("/static/") for one in loads(page))
    assert f'lang="{"en" if path.startswith("/en") else "zh-Hans"}"' in answer.text


def test_the_policy_lets_only_styles_in_that_have_the_nonce_of_the_page(client: TestClient) -> None:
    first, second = client.get("/sparql"), client.get("/sparql")
    found = [re.findall(r"'nonce-([\w-]{20,})'", one.headers["content-security-policy"]) for one in (first, second)]
    assert found[0] != found[1]
    assert f'data-nonce="{found[0][0]}"' in first.text
    assert "unsafe" not in first.headers["content-security-policy"]
    assert "nonce" not in client.get("/tasks").headers["content-security-policy"]


def test_a_form_sends_a_browser_to_the_address_of_its_query(client: TestClient) -> None:
    sent = client.post("/en/sparql", data={"query": TASKS}, follow_redirects=False)
    assert sent.status_code == 303
    assert sent.headers["location"] == f"/en/sparql?{urlencode({'query': TASKS})}"
    long = client.post("/sparql", data={"query": TASKS + "\n#" + "字" * 3000}, follow_redirects=False)
    assert long.status_code == 200
    assert [row[0] for row in rows(read(long.text))[1:]] == ["7", "16", "25", "27", "42", "45"]


def test_the_table_is_the_answer_that_programs_get(client: TestClient) -> None:
    page = client.get("/sparql", params={"query": TASKS})
    answer = client.get("/sparql", params={"query": TASKS}, headers={"Accept": JSON}).json()
    header, *found = rows(read(page.text))
    assert header == answer["head"]["vars"]
    told = [[row[name]["value"] for name in header] for row in answer["results"]["bindings"]]
    base = "https://w3id.org/zhize/id/"
    assert found == [[number, f"<{task.removeprefix(base)}>", f"{text}@zh"] for number, task, text in told]
    assert "6行" in page.text
    assert re.search(r"\d+毫秒", page.text)
    assert 'href="/document/chuanbanfa-2021-57/task/7"' in page.text


def test_yes_and_no_graphs_and_nothing(client: TestClient) -> None:
    assert "<strong>是</strong>" in client.get("/sparql", params={"query": "ASK { ?s a zz:Task }"}).text
    assert "<strong>no</strong>" in client.get("/en/sparql", params={"query": "ASK { zz:x a zz:Task }"}).text
    graph = client.get("/sparql", params={"query": "CONSTRUCT { ?t a zz:Task } WHERE { ?t a zz:Task }"})
    assert "52条陈述" in graph.text
    assert "format=turtle" in graph.text
    assert "没有符合条件的内容" in client.get("/sparql", params={"query": "SELECT * { ?s a zz:Nothing }"}).text


def test_the_same_answer_in_other_forms(client: TestClient) -> None:
    for query in (TASKS, "CONSTRUCT WHERE { ?t a zz:Task }"):
        page = read(client.get("/sparql", params={"query": query}).text)
        files = [link for link in links(page) if "&format=" in link]
        assert len(files) == 4
        for file in files:
            answer = client.get(file)
            assert answer.status_code == 200
            assert not answer.headers["content-type"].startswith("text/html")


def test_many_rows_are_counted_and_the_first_are_shown(client: TestClient) -> None:
    page = client.get("/sparql", params={"query": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 1234"})
    assert "1234行" in page.text
    assert len(rows(read(page.text))) == 201
    large = client.get("/sparql", params={"query": "SELECT ?s ?p ?o { ?s ?p ?o . ?x a zz:Role }"})
    assert "行以上" in large.text
    assert len(rows(read(large.text))) == 201
    graph = client.get("/sparql", params={"query": "CONSTRUCT { ?s ?p ?o . ?o ?p ?x } { ?s ?p ?o . ?x a zz:Role }"})
    assert graph.status_code in {200, 422}


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("SELECT {", 400, "这不是 SPARQL 查询：第1行"),
        ("SELECT * {\n  ?s ?p }", 400, "第2行"),
        ("", 400, "这个请求无法回答"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", 403, "这里不能向别处查询"),
        ("SELECT * { ?s ?p ?o FILTER(" + "(" * 300 + "1" + ")" * 300 + ") }", 422, "括号嵌套太深"),
    ],
)
def test_why_there_is_no_answer_stands_on_the_page_and_the_query_stays(
    client: TestClient, query: str, status: int, words: str
) -> None:
    for answer in (client.get("/sparql", params={"query": query}), client.post("/sparql", data={"query": query})):
        assert answer.status_code == status
        assert words in answer.text
        assert f"\n{query}</textarea>" in html.unescape(answer.text)


def test_an_update_is_refused_on_the_page(client: TestClient) -> None:
    answer = client.post("/en/sparql", data={"update": "CLEAR ALL"})
    assert answer.status_code == 403
    assert "read-only" in answer.text


def test_every_saved_question_is_loaded_and_runs(client: TestClient) -> None:
    page = read(client.get("/sparql").text)
    for name in load_queries():
        assert f"/sparql?saved={name}" in links(page)
        loaded = client.get("/sparql", params={"saved": name}).text
        query = html.unescape(re.search(r"<textarea[^>]*>\n(.*?)</textarea>", loaded, re.DOTALL)[1])  # type: ignore[index]
        assert "#+" not in query
        assert query.startswith("# ")
        assert client.get("/sparql", params={"query": query}).status_code == 200, name
    assert client.get("/sparql", params={"saved": "<script>"}).status_code == 404


def test_the_words_to_ask_with_are_on_the_page(client: TestClient) -> None:
    chinese, english = client.get("/sparql").text, client.get("/en/sparql").text
    assert 'href="/ontology#takesPartIn"' in chinese
    assert "重点任务" in chinese
    assert "takes part in" in english
    assert "https://w3id.org/zhize/ontology#" in chinese


def test_markup_is_shown_as_it_is(client: TestClient) -> None:
    query = (
        'SELECT ("<script>alert(1)</script>" AS ?a) ("\\"><img src=x onerror=alert(1)>"@en AS ?b) '
        '(IRI("javascript:alert(1)") AS ?c) (STRDT("x", IRI("http://x/<b>")) AS ?d) (STRLANG("</td>", "zh") AS ?e) {}'
    )
    page = client.get("/sparql", params={"query": query})
    found = read(page.text)
    assert not found.all("img")
    assert not any(link.startswith("javascript") for link in links(found))
    assert all(one.startswith("/static/") for one in loads(found))
    assert rows(found)[1][0] == "<script>alert(1)</script>"
    assert not read(client.get("/sparql", params={"saved": "</textarea><img>"}).text).all("img")


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (BROWSER, "text/html"),
        ("text/html", "text/html"),
        ("text/html;q=0.9,*/*;q=0.8", "text/html"),
        ("*/*", JSON),
        (None, JSON),
        ("text/html,*/*", JSON),
        ("text/csv,text/html;q=0.9", "text/csv"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
    ],
)
def test_only_who_prefers_html_gets_it(client: TestClient, accept: str | None, kind: str) -> None:
    headers = {"Accept": accept or ""}
    answer = client.get("/sparql", params={"query": TASKS}, headers=headers)
    assert answer.headers["content-type"].partition(";")[0] == kind
    named = client.get("/sparql", params={"query": TASKS, "format": "csv"}, headers=headers)
    assert named.headers["content-type"].startswith("text/csv")


def test_a_program_is_told_of_errors_as_before(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT {"}, headers={"Accept": "*/*"})
    assert answer.headers["content-type"] == "application/problem+json"
    assert json.loads(answer.text)["type"].endswith("not-a-query")
    assert client.get("/sparql", params={"saved": "tasks"}, headers={"Accept": JSON}).status_code == 400


def test_the_service_asks_itself_at_both_addresses(client: TestClient) -> None:
    query = "ASK { SERVICE <http://testserver/sparql> { ?t a zz:Task } }"
    for path in ("/sparql", "/en/sparql"):
        assert client.get(path, params={"query": query}).status_code == 200


def test_of_another_day_the_page_says_that_sparql_asks_the_present(client: TestClient) -> None:
    page = client.get("/sparql", params={"as_of": "2022-06-30"}).text
    assert "SPARQL 查询的是现在的内容" in page
    assert 'href="/tasks?as_of=2022-06-30"' in page
    assert client.get("/sparql", params={"as_of": "x"}).status_code == 200
