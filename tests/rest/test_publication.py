"""A server moves to a newly published graph, and no walk through a list mixes two of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from fastapi.testclient import TestClient

from api.app import create_app
from kg.resources import shipped
from kg.settings import Settings
from kg.stores import Manifest, publish


def test_the_server_moves_to_the_newest_graph(tmp_path: Path, nquads: bytes) -> None:
    client = TestClient(create_app(Settings(data=shipped("data"), store=tmp_path)))
    assert client.get("/readyz").status_code == 503
    publish_on(tmp_path, date(2026, 1, 1), nquads)
    assert client.get("/readyz").json()["present"] == "2026-01-01"
    cursor = client.get("/api/v1/tasks?limit=5").json()["next"]
    assert client.get("/api/v1/tasks", params={"limit": 5, "next": cursor}).status_code == 200
    publish_on(tmp_path, date(2026, 1, 2), nquads)
    assert client.get("/readyz").json()["present"] == "2026-01-02"
    answer = client.get("/api/v1/tasks", params={"limit": 5, "next": cursor})
    assert answer.status_code == 410
    assert "begin again" in answer.json()["detail"]


def publish_on(store: Path, present: date, nquads: bytes) -> None:
    publish(nquads, store, Manifest("the same", present, "https://w3id.org/zhize/id/", datetime.now(UTC)))
