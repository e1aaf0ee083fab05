"""Behind a proxy: every address that leaves the server is the client's, and only who is trusted says what that is."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from kg.resources import shipped
from kg.settings import Settings
from tests.support.html_tree import Element, read
from tests.support.page_kinds import DOCUMENT, KINDS, Kind
from tests.support.reverse_proxy import KINDS as PROXIES
from tests.support.reverse_proxy import before
from tests.support.serving import serving

ROOT = Path(__file__).parents[2]
PREFIX = "/plans"
PROXY = "192.0.2.1"
SAYS = {
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "plans.example",
    "X-Forwarded-Prefix": PREFIX,
    "X-Forwarded-For": "198.51.100.7",
}


@pytest.fixture(scope="module")
def app(seed_store: Callable[[], Path]) -> FastAPI:
    return create_app(Settings(data=shipped("data"), store=seed_store(), proxies="192.0.2.0/24"))


@pytest.fixture(scope="module")
def trusted(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, client=(PROXY, 1), headers=SAYS, follow_redirects=False) as found:
        yield found


@pytest.fixture(scope="module")
def stranger(app: FastAPI, trusted: TestClient) -> TestClient:  # noqa: ARG001 - it runs for as long as the other
    return TestClient(app, client=("203.0.113.9", 1), headers=SAYS, follow_redirects=False)


@pytest.fixture(scope="module")
def public(seed_store: Callable[[], Path]) -> Iterator[TestClient]:
    """Ask a server that knows its address by itself."""
    settings = Settings(data=shipped("data"), store=seed_store(), public_address="https://plans.example/plans/")
    with TestClient(create_app(settings), follow_redirects=False) as found:
        yield found


def addresses(page: Element) -> list[str]:
    """Give every value of an attribute that is an address of this server."""
    return [value for one in page.all() for value in one.attributes.values() if value.startswith("/")]


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("kind", [one for one in KINDS if not one.amended], ids=lambda one: one.name)
def test_every_address_on_every_kind_of_page_has_the_prefix(trusted: TestClient, language: str, kind: Kind) -> None:
    path = f"{language}{kind.path}".removesuffix("/") or "/"
    answer = trusted.get(quote(path, safe="/?=&"), headers={"Accept": "text/html"})
    assert answer.status_code == kind.status
    found = addresses(read(answer.text))
    assert len(found) > 8
    assert [one for one in found if not one.startswith(f"{PREFIX}/") and one != PREFIX] == []
    assert "testserver" not in answer.text


def test_headers_have_the_prefix(trusted: TestClient) -> None:
    sent = trusted.get(f"/id/document/{DOCUMENT}", headers={"Accept": "text/turtle"})
    assert sent.headers["location"] == f"{PREFIX}/data/id/document/{DOCUMENT}.ttl"
    assert trusted.get("/en/").headers["location"] == f"{PREFIX}/en"
    assert trusted.get("/catalog").headers["content-location"] == f"{PREFIX}/catalog.ttl"
    assert trusted.get("/dumps/tables/tasks.csv").headers["link"].startswith(f"<{PREFIX}/dumps/tables/tasks.csv")
    piece = trusted.get("/api/v1/queries/tasks", params={"limit": 2, "format": "csv"})
    assert piece.headers["link"].startswith(f"<{PREFIX}/api/v1/queries/tasks?")


@pytest.mark.parametrize("who", ["trusted", "public"])
def test_data_name_the_address_of_the_client(who: str, request: pytest.FixtureRequest) -> None:
    client: TestClient = request.getfixturevalue(who)
    assert "<https://plans.example/plans/catalog" in client.get("/catalog.ttl").text
    assert "<https://plans.example/plans/sparql>" in client.get("/sparql", headers={"Accept": "text/turtle"}).text
    assert client.get("/api/v1").json()["openapi"] == "/plans/api/v1/openapi.json"
    problem = client.get("/api/v1/nothing").json()
    assert problem["instance"] == "/plans/api/v1/nothing"
    server = client.get("/openapi.json").json()["servers"]
    assert [urlsplit(one["url"]).path for one in server] == [PREFIX]
    page = client.get("/tasks", headers={"Accept": "text/html"}).text
    assert '<meta property="og:url" content="https://plans.example/plans/tasks">' in page
    query = "ASK { SERVICE <https://plans.example/plans/sparql> { ?task a zz:Task } }"
    assert client.get("/sparql", params={"query": query, "format": "json"}).json()["boolean"] is True


def test_a_proxy_may_leave_the_prefix_on(public: TestClient) -> None:
    asked = {"Accept": "application/json"}
    assert public.get(f"{PREFIX}/api/v1/documents", headers=asked).json() == public.get("/api/v1/documents").json()
    assert public.get(PREFIX, headers={"Accept": "text/html"}).status_code == 200
    name = "%E5%BA%94%E6%80%A5%E5%8E%85"
    assert public.get(f"{PREFIX}/api/v1/organizations/{name}").json()["short_name"] == "应急厅"
    assert public.get(f"{PREFIX}less/api/v1").status_code == 404


def test_what_is_known_wins_over_what_is_said(public: TestClient) -> None:
    page = public.get("/tasks", headers={"Accept": "text/html", **SAYS, "X-Forwarded-Host": "evil.example"}).text
    assert "evil.example" not in page
    assert public.get("/catalog.ttl", headers={"Host": "evil.example"}).text.count("evil.example") == 0


def test_a_stranger_is_not_believed(stranger: TestClient) -> None:
    for path in ("/tasks", "/catalog.ttl", "/api/v1", "/openapi.json", "/sparql"):
        answer = stranger.get(path, headers={"Accept": "text/html, text/turtle;q=0.5, */*;q=0.1"})
        assert answer.status_code == 200
        assert "plans.example" not in answer.text
        assert PREFIX not in answer.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"X-Forwarded-Prefix": '/"><script>'},
        {"X-Forwarded-Prefix": "//evil.example"},
        {"X-Forwarded-Prefix": "/../x"},
        {"X-Forwarded-Prefix": "zhize"},
        {"X-Forwarded-Prefix": "/a" * 200},
        {"X-Forwarded-Host": 'a"b'},
        {"X-Forwarded-Host": "a/b"},
        {"X-Forwarded-Proto": "javascript"},
    ],
    ids=str,
)
def test_what_cannot_be_is_passed_over(app: FastAPI, trusted: TestClient, wrong: dict[str, str]) -> None:  # noqa: ARG001
    client = TestClient(app, client=(PROXY, 1))
    answer = client.get("/tasks", headers={"Accept": "text/html", **wrong})
    assert answer.status_code == 200
    assert answer.text == client.get("/tasks", headers={"Accept": "text/html"}).text


def test_no_other_module_reads_what_proxies_say() -> None:
    readers = [
        path.relative_to(ROOT).as_posix()
        for folder in ("api", "kg")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "x-forwarded" in path.read_text(encoding="utf-8").lower()
    ]
    assert readers == ["api/forwarded.py"]


@pytest.mark.parametrize("proxy", PROXIES)
def test_through_a_real_proxy(proxy: str, seed_store: Callable[[], Path], tmp_path: Path) -> None:
    env = {**os.environ, "ZHIZE_DATA": str(shipped("data")), "ZHIZE_STORE": str(seed_store()), "PYTHONPATH": str(ROOT)}
    with serving(env={**env, "ZHIZE_PROXIES": "127.0.0.1"}, cwd=tmp_path) as server:
        port = urlsplit(server.address).port
        assert port is not None
        with before(proxy, port, "/plans", tmp_path) as address:
            here = address.removesuffix("/plans")
            todo, seen = [f"{address}/"], set[str]()
            while todo and len(seen) < 30:
                one = todo.pop(0)
                request = urllib.request.Request(one, headers={"Accept": "text/html"})  # noqa: S310 - the proxy's
                with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - as above
                    assert answer.status == 200
                    kind, raw = answer.headers["Content-Type"], answer.read()
                seen.add(one)
                if kind.startswith("text/html"):
                    found = addresses(read(raw.decode()))
                    assert all(link == "/plans" or link.startswith("/plans/") for link in found), one
                    todo += [f"{here}{link.partition('#')[0]}" for link in found if f"{here}{link}" not in seen]
            with urllib.request.urlopen(f"{address}/catalog.ttl", timeout=60) as answer:  # noqa: S310 - as above
                assert f"<https://{urlsplit(address).netloc}/plans/catalog" in answer.read().decode()
            with urllib.request.urlopen(f"{address}/openapi.json", timeout=60) as answer:  # noqa: S310 - as above
                assert json.load(answer)["servers"] == [{"url": "/plans"}]
            with pytest.raises(urllib.error.HTTPError, match=r"40[34]"):
                urllib.request.urlopen(f"{here}/tasks", timeout=60)  # noqa: S310 - as above
