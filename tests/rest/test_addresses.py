"""An address has one form; HEAD answers as GET does, without the body; a day is written as a day."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize("address", ["/healthz", "/api/v1/organizations/应急厅/tasks", "/api/v1/organizations/x", "/"])
def test_head_is_get_without_the_body(client: TestClient, address: str) -> None:
    plain = {"Accept-Encoding": "identity"}
    head, got = client.head(address, headers=plain), client.get(address, headers=plain)
    assert (head.status_code, head.headers["content-type"]) == (got.status_code, got.headers["content-type"])
    assert head.content == b""
    assert head.headers["content-length"] == str(len(got.content))


@pytest.mark.parametrize("address", ["/api/v1/tasks?due_before=", "/api/v1/deadlines?before="])
def test_a_day_is_written_as_a_day(client: TestClient, address: str) -> None:
    assert client.get(f"{address}2023-01-01").status_code == 200
    assert client.get(f"{address}1735689600").status_code == 400


def addresses(client: TestClient) -> Iterator[str]:
    """Give an address of every route, without the parameters after its question mark."""
    description = client.get("/openapi.json").json()
    for path, operations in description["paths"].items():
        if "get" not in operations:
            continue
        for parameter in operations["get"].get("parameters", ()):
            if parameter["in"] == "path":
                path = path.replace(f"{{{parameter['name']}}}", quote(str(parameter["schema"]["examples"][0]), safe=""))
        yield path
    yield from ("/openapi.json", "/api/v1/openapi.json")


def test_no_address_ends_with_a_slash(client: TestClient) -> None:
    known = list(addresses(client))
    assert len(known) > 15
    for address in known:
        assert client.get(address, follow_redirects=False).status_code in {200, 303, 400}, address
        for more in ("/", "//", "%2F"):
            answer = client.get(address + more, follow_redirects=False)
            assert answer.status_code == 404, address + more
            assert answer.headers["content-type"] == "application/problem+json"
            assert "ends with a slash" in answer.json()["detail"]
        assert client.post(f"{address}/", follow_redirects=False).status_code in {404, 405}
    assert client.get("/").status_code == 200
