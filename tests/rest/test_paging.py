"""Lists in pieces."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize("path", ["tasks", "organizations", "organizations/民政厅/tasks", "queries", "queries/tasks"])
@pytest.mark.parametrize("limit", [1, 7, 52])
def test_a_walk_gives_every_item_once(client: TestClient, path: str, limit: int) -> None:
    whole = client.get(f"/api/v1/{path}", params={"limit": 1000}).json()
    assert whole["next"] is None
    walked: list[Any] = []
    parameters: dict[str, Any] = {"limit": limit}
    while True:
        piece = client.get(f"/api/v1/{path}", params=parameters).json()
        assert piece["total"] == whole["total"]
        assert len(piece["items"]) <= limit
        walked += piece["items"]
        if piece["next"] is None:
            break
        parameters["next"] = piece["next"]
    assert walked == whole["items"]


@pytest.mark.parametrize(
    "cursor", ["", "x", "!!!", "5", "應", "AAAA", base64.urlsafe_b64encode(b"0" * 20).decode(), "A" * 5000]
)
def test_a_malformed_cursor_is_refused(client: TestClient, cursor: str) -> None:
    answer = client.get("/api/v1/tasks", params={"next": cursor})
    assert answer.status_code == 400
    assert "next" in answer.json()["detail"]


def test_a_cursor_of_another_question_is_refused(client: TestClient) -> None:
    cursor = client.get("/api/v1/tasks", params={"limit": 5}).json()["next"]
    assert client.get("/api/v1/tasks", params={"limit": 9, "next": cursor}).status_code == 200
    assert client.get("/api/v1/tasks", params={"has_lead": False, "next": cursor}).status_code == 400
    assert client.get("/api/v1/organizations", params={"next": cursor}).status_code == 400


@pytest.mark.parametrize("limit", ["0", "-1", "1001", "many", "", "1.5"])
def test_a_limit_out_of_range_is_refused(client: TestClient, limit: str) -> None:
    answer = client.get("/api/v1/tasks", params={"limit": limit})
    assert answer.status_code == 400
    assert "'limit'" in answer.json()["detail"]
