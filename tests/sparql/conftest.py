"""A real server on the built document, one with narrow limits, and ways to talk to them."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.support.command import Zhize
from tests.support.serving import serving

JSON = "application/sparql-results+json"
LIMITS = {
    "ZHIZE_SPARQL_SECONDS": "1.5",
    "ZHIZE_SPARQL_WAITING_SECONDS": "1",
    "ZHIZE_SPARQL_SENDING_SECONDS": "3",
    "ZHIZE_SPARQL_MEMORY_BYTES": "200000000",
    "ZHIZE_SPARQL_ROWS": "5000",
    "ZHIZE_SPARQL_ANSWER_BYTES": "40000000",
}


@dataclass(frozen=True)
class Reply:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True)
class Endpoint:
    """The address of an endpoint."""

    address: str

    @property
    def where(self) -> tuple[str, int]:
        parts = urlsplit(self.address)
        assert parts.hostname
        assert parts.port
        return parts.hostname, parts.port

    def send(
        self, method: str, query: str = "", headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Reply:
        """Send a request as it is; ``query`` is what stands behind the question mark."""
        connection = http.client.HTTPConnection(*self.where, timeout=60)
        try:
            connection.request(method, f"/sparql{'?' if query else ''}{query}", body, dict(headers or {}))
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, found, answer.read())
        finally:
            connection.close()

    def get(self, query: str, accept: str = JSON, **parameters: str) -> Reply:
        return self.send("GET", urlencode({"query": query, **parameters}), {"Accept": accept})

    def post(self, query: str | bytes, accept: str = JSON) -> Reply:
        raw = query.encode() if isinstance(query, str) else query
        return self.send("POST", "", {"Content-Type": "application/sparql-query", "Accept": accept}, raw)


@pytest.fixture(scope="session")
def store(seed_command: Callable[[], Zhize]) -> Path:
    return seed_command().store


def running(store: Path, **settings: str) -> Iterator[Endpoint]:
    """Run a server with these settings."""
    with serving(env=Zhize(store.parent, store).environment(**settings), cwd=store.parent) as server:
        yield Endpoint(server.address)


@pytest.fixture(scope="session")
def endpoint(store: Path) -> Iterator[Endpoint]:
    yield from running(store)


@pytest.fixture(scope="session")
def narrow(store: Path) -> Iterator[Endpoint]:
    """Give an endpoint with narrow limits."""
    yield from running(store, **LIMITS)
