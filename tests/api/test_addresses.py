"""HEAD answers as GET does, without the body; a day is written as a day."""

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize("address", ["/healthz", "/api/v1/organizations/应急厅/tasks", "/api/v1/organizations/x", "/"])
def test_head_is_get_without_the_body(client: TestClient, address: str) -> None:
    head, got = client.head(address), client.get(address)
    assert (head.status_code, head.headers["content-type"]) == (got.status_code, got.headers["content-type"])
    assert head.content == b""
    assert head.headers["content-length"] == str(len(got.content))


@pytest.mark.parametrize("address", ["/api/v1/tasks?due_before=", "/api/v1/deadlines?before="])
def test_a_day_is_written_as_a_day(client: TestClient, address: str) -> None:
    assert client.get(f"{address}2023-01-01").status_code == 200
    assert client.get(f"{address}1735689600").status_code == 400
