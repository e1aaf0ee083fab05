"""Where the interface begins: an index of its lists, and of what describes it."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from api.app import create_app
from kg import __version__
from kg.resources import shipped
from kg.settings import Settings


def test_it_names_every_list_and_the_description(client: TestClient) -> None:
    index = client.get("/api/v1").json()
    assert index["version"] == __version__
    described = client.get(index["openapi"]).json()["paths"]
    single = {path: paths["get"] for path, paths in described.items() if path.count("/") == 3 and "get" in paths}
    lists = {path for path, get in single.items() if not any(one["required"] for one in get.get("parameters", ()))}
    assert set(index["lists"].values()) == {path for path in lists if path.startswith("/api/v1/")}
    for name, address in index["lists"].items():
        assert address == f"/api/v1/{name}"
        assert set(client.get(address).json()) >= {"total", "items", "next"}


def test_it_answers_without_a_graph(client: TestClient, tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data=shipped("data"), store=tmp_path))) as empty:
        assert empty.get("/api/v1").json() == client.get("/api/v1").json()


def test_what_is_wrong_is_a_problem(client: TestClient) -> None:
    for address, status in (("/api/v1?x=1", 400), ("/api/v1/", 404), ("/api/v1/nothing", 404), ("/api", 404)):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), address
