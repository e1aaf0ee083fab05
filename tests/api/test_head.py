"""HEAD answers as GET does, without the body."""

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize("address", ["/healthz", "/api/v1/organizations/应急厅/tasks", "/api/v1/organizations/x", "/"])
def test_head_is_get_without_the_body(client: TestClient, address: str) -> None:
    head, got = client.head(address), client.get(address)
    assert (head.status_code, head.headers["content-type"]) == (got.status_code, got.headers["content-type"])
    assert head.content == b""
    assert head.headers["content-length"] == str(len(got.content))
