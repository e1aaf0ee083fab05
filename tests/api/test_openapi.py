"""What the description of the interface promises is so."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from fastapi.testclient import TestClient


def operations(client: TestClient) -> dict[str, dict[str, Any]]:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    return {path: operation["get"] for path, operation in paths.items() if "get" in operation}


def test_it_is_served_at_both_addresses(client: TestClient) -> None:
    assert client.get("/openapi.json").json() == client.get("/api/v1/openapi.json").json()


def test_every_path_works_with_its_examples(client: TestClient) -> None:
    for path, operation in operations(client).items():
        query: dict[str, Any] = {}
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "path":
                example = quote(str(parameter["schema"].get("examples", parameter.get("examples"))[0]), safe="")
                path = path.replace(f"{{{parameter['name']}}}", example)
            elif parameter["required"]:
                query[parameter["name"]] = parameter["schema"]["examples"][0]
        if path.endswith("/queries/tasks-of-organization"):
            query["organization"] = "应急厅"
        answer = client.get(path, params=query)
        assert answer.status_code == 200, (path, answer.text)


def test_every_example_of_an_answer_is_the_answer(client: TestClient) -> None:
    seen = 0
    for path, operation in operations(client).items():
        content = operation["responses"]["200"]["content"]
        for example in content.get("application/json", {}).get("examples", {}).values():
            seen += 1
            assert client.get(example["summary"]).json() == example["value"], path
    assert seen >= 10


def test_no_answer_of_422_is_promised(client: TestClient) -> None:
    for operation in operations(client).values():
        assert "422" not in operation["responses"]


def test_the_front_page_has_only_links_that_work(client: TestClient) -> None:
    page = client.get("/")
    assert page.headers["content-type"].startswith("text/html")
    links = re.findall(r'href="([^"]*)"', page.text)
    assert any("/tasks" in link for link in links)
    for link in links:
        assert link.startswith("/")
        assert client.get(link.replace("&amp;", "&")).status_code == 200, link
    assert not re.search(r"<(script|img|link|iframe)\b|@import|url\(", page.text)


def test_every_named_query_answers_its_example(client: TestClient) -> None:
    listed = client.get("/api/v1/queries", params={"limit": 1000}).json()["items"]
    assert len(listed) >= 10
    for query in listed:
        answer = client.get(query["example"])
        assert answer.status_code == 200, (query["name"], answer.text)
        assert answer.json()["query"] == query["name"]
        for row in answer.json()["items"]:
            assert list(row) == answer.json()["columns"]


def test_readiness_names_the_snapshot(client: TestClient) -> None:
    ready = client.get("/readyz").json()
    assert ready["status"] == "ready"
    assert ready["present"] == "2026-11-24"
    assert ready["quads"] > 10_000
