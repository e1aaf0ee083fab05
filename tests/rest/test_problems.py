"""Every refusal is a problem object with one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kg.resources import shipped
from kg.settings import Settings

MEMBERS = {"type", "title", "status", "detail", "instance"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/v1/", 404),
        ("POST", "/api/v1/tasks", 405),
        ("DELETE", "/api/v1/organizations/应急厅", 405),
        ("GET", "/api/v1/queries?as_of=2026-01-01", 400),
        ("GET", "/api/v1/organizations/应急厅/tasks?asof=2026-01-01", 400),
        ("GET", "/api/v1/organizations/应急厅?role=lead", 400),
        ("GET", "/api/v1/tasks?role=lead&role=shared", 400),
        ("GET", "/healthz?x=1", 400),
        ("GET", "/api/v1/queries/nothing", 404),
        ("GET", "/api/v1/queries/tasks-of-organization", 400),
        ("GET", "/api/v1/queries/tasks-of-organization?organization=应急厅&x=1", 400),
    ],
)
def test_a_refusal_is_a_problem(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert set(problem) >= MEMBERS
    assert problem["status"] == status
    assert problem["detail"].endswith((".", "。"))
    assert "\n" not in problem["detail"]


def test_an_unknown_parameter_is_told_the_known_ones(client: TestClient) -> None:
    detail = client.get("/api/v1/tasks?organisation=x").json()["detail"]
    for name in ("'organisation'", "org", "role", "has_lead", "limit", "next"):
        assert name in detail


@pytest.mark.parametrize(
    "path",
    [
        "documents/nothing",
        "documents/nothing/text",
        "documents/nothing/tasks/7",
        "documents/nothing/measures/7",
        "organizations/应急厅/tasks?document=nothing",
        "takes-part?organization=应急厅&document=nothing&task=7",
        "queries/tasks?document=nothing",
    ],
)
def test_an_unknown_document_is_told_the_known_ones(client: TestClient, path: str) -> None:
    problem = client.get(f"/api/v1/{path}").json()
    assert problem["type"].endswith("/unknown-document")
    assert problem["detail"] == "There is no document 'nothing'; known are chuanbanfa-2021-57."


def test_a_wrong_method_is_told_the_right_one(client: TestClient) -> None:
    for path in ("/api/v1/tasks", "/dumps/zhize.nq", "/"):
        answer = client.post(path)
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
        assert answer.json()["detail"] == f"{path} does not take POST; use GET, HEAD."
    for method in ("GET", "HEAD", "PUT"):
        assert client.request(method, "/api/v1/validation").headers["allow"] == "POST"
    assert client.get("/api/v1/validation").json()["detail"] == "/api/v1/validation does not take GET; use POST."


def test_without_a_graph_questions_get_503_and_health_does_not(tmp_path: Path) -> None:
    client = TestClient(create_app(Settings(data=shipped("data"), store=tmp_path)))
    for path in ("/api/v1/tasks", "/readyz", "/api/v1/organizations/应急厅/tasks"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "zhize build" in answer.json()["detail"]
    assert client.get("/healthz").json()["status"] == "ok"
    shown = client.get("/", headers={"Accept": "text/html"})
    assert (shown.status_code, shown.headers["content-type"]) == (503, "text/html; charset=utf-8")
    assert "zhize build" in shown.text


def test_a_fault_is_told_without_its_inside(settings: Settings) -> None:
    app = create_app(settings)
    app.state.house = None
    answer = TestClient(app, raise_server_exceptions=False).get("/api/v1/tasks")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "house" not in answer.text
