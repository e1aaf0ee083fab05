"""What the description of the interface promises is so."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi.testclient import TestClient

from api.openapi.description import CURSOR
from api.rest.query_formats import MEDIA_TYPES
from kg.querying import load_queries


def operations(client: TestClient) -> dict[str, dict[str, Any]]:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    return {path: operation["get"] for path, operation in paths.items() if "get" in operation}


def without_cursor(answer: dict[str, Any]) -> dict[str, Any]:
    """Tell of the cursor only whether there is one: it is of one snapshot."""
    return {**answer, "next": answer["next"] is not None} if "next" in answer else answer


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
        answer = client.get(path, params=query)
        assert answer.status_code == 200, (path, answer.text)


def test_every_example_of_an_answer_is_the_answer(client: TestClient) -> None:
    seen = 0
    for path, operation in operations(client).items():
        content = operation["responses"].get("200", {}).get("content", {})
        for example in content.get("application/json", {}).get("examples", {}).values():
            seen += 1
            assert without_cursor(client.get(example["summary"]).json()) == without_cursor(example["value"]), path
    assert seen >= 60


def test_a_cursor_of_an_example_is_told_to_be_none(client: TestClient) -> None:
    seen = 0
    for operation in operations(client).values():
        content = operation["responses"].get("200", {}).get("content", {})
        for example in content.get("application/json", {}).get("examples", {}).values():
            assert example["value"].get("next") in {None, CURSOR}
            assert (CURSOR in example.get("description", "")) == (example["value"].get("next") == CURSOR)
            if "description" in example:
                seen += 1
                assert client.get(f"{example['summary']}&next={CURSOR}").status_code == 400
    assert seen >= 20


def test_every_refusal_is_described_as_a_problem(client: TestClient) -> None:
    for path, item in client.get("/openapi.json").json()["paths"].items():
        for operation in item.values():
            for status, answer in operation["responses"].items():
                if status >= "400":
                    (kind,) = answer["content"]
                    assert kind == "application/problem+json", (path, status)
                    assert answer["content"][kind]["schema"]["$ref"].endswith("/Problem")


def test_the_limit_is_told_for_each_form(client: TestClient) -> None:
    for path, operation in operations(client).items():
        for parameter in operation.get("parameters", ()):
            if parameter["name"] == "limit":
                assert ("JSON" in parameter["description"]) == path.startswith("/api/v1/queries/"), path


def test_no_answer_of_422_is_promised(client: TestClient) -> None:
    for operation in operations(client).values():
        assert "422" not in operation["responses"]


def test_every_named_query_answers_its_example(client: TestClient) -> None:
    listed = client.get("/api/v1/queries", params={"limit": 1000}).json()["items"]
    assert len(listed) >= 10
    for query in listed:
        answer = client.get(query["example"])
        assert answer.status_code == 200, (query["name"], answer.text)
        assert answer.json()["query"] == query["name"]
        for row in answer.json()["items"]:
            assert list(row) == answer.json()["columns"] == query["columns"]


def test_every_named_query_is_described_by_its_header(client: TestClient) -> None:
    described = operations(client)
    assert not any("{name" in path for path in described)
    assert len({operation["operationId"] for operation in described.values()}) == len(described)
    for name, query in load_queries().items():
        operation = described[f"/api/v1/queries/{name}"]
        found = {one["name"]: one for one in operation["parameters"]}
        names = [one.name for one in query.parameters]
        assert list(found)[: len(names)] == names
        assert set(found) == {*names, "limit", "next", "as_of", "format"}
        assert operation["summary"] == query.title.en
        assert query.description.zh in operation["description"]
        for parameter in query.parameters:
            told = found[parameter.name]
            assert (told["required"], told["in"]) == (parameter.required, "query")
            assert parameter.description.zh in told["description"]
            assert ("examples" in told["schema"]) == (parameter.name in query.example)
        content = operation["responses"]["200"]["content"]
        assert list(content) == list(MEDIA_TYPES.values())
        rows = content["application/json"]["schema"]["properties"]["items"]["items"]
        assert rows["required"] == list(query.columns)
        assert ("examples" in content["application/json"]) == (name != "document-text")


def test_the_types_of_parameters_are_those_of_the_header(client: TestClient) -> None:
    described = operations(client)["/api/v1/queries/tasks"]["parameters"]
    schemas = {one["name"]: one["schema"] for one in described}
    types = {name: schema["anyOf"][0] for name, schema in schemas.items() if "anyOf" in schema}
    assert types["role"] == {"type": "string", "enum": ["lead", "participant", "shared", "responsible", "local"]}
    assert (types["measure"]["type"], schemas["measure"]["examples"]) == ("integer", [7])
    assert types["has_lead"] == {"type": "boolean"}
    assert types["due_before"] == {"type": "string", "format": "date"}
    assert schemas["organization"] == {"type": "string"}
    assert (schemas["limit"]["minimum"], schemas["limit"]["maximum"]) == (1, 1000)


def test_an_optional_parameter_may_be_empty_as_described(client: TestClient) -> None:
    empty = {"as_of": "", "format": "", "role": "", "measure": "", "has_lead": "", "due_before": "", "document": ""}
    assert client.get("/api/v1/queries/tasks", params=empty).json() == client.get("/api/v1/queries/tasks").json()


def test_whatever_may_be_empty_is_described_so(client: TestClient) -> None:
    asked: set[str] = set()
    for path, operation in operations(client).items():
        for parameter in operation.get("parameters", ()):
            if parameter["name"] in {"as_of", "format"}:
                asked.add(path)
                assert parameter["schema"]["anyOf"][1]["maxLength"] == 0
                assert {"type": "null"} not in parameter["schema"]["anyOf"]
    assert {"/sparql", "/api/v1/tasks", "/api/v1/queries/tasks"} <= asked


def test_the_endpoint_is_described_with_every_way_of_writing(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]["/sparql"]
    assert set(described) == {"get", "post"}
    for operation in described.values():
        assert {"text/csv", "application/sparql-results+json", "text/turtle"} <= set(
            operation["responses"]["200"]["content"]
        )
    example = described["get"]["parameters"][0]["schema"]["examples"][0]
    answer = client.get("/sparql", params={"query": example}, headers={"Accept": "text/csv"})
    assert (answer.status_code, len(answer.text.split())) == (200, 7)


def test_readiness_names_the_snapshot(client: TestClient) -> None:
    ready = client.get("/readyz").json()
    assert ready["status"] == "ready"
    assert ready["present"] == "2026-11-24"
    assert ready["quads"] > 10_000
