"""Who runs the server sees every request, by its route, and nothing that a client sends gets into a line or a name."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from api.app import create_app
from api.operating.counts import SECONDS, Metrics
from api.operating.observed import Observed
from kg.resources import shipped
from kg.settings import Settings
from tests.support.serving import serving

ROOT = Path(__file__).parents[2]
SAMPLE = re.compile(r'([a-z_:]+)(?:\{((?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (\S+)')


def samples(text: str) -> dict[str, float]:
    """Read the text format; every sample must follow the lines that tell of it."""
    found, told = {}, set()
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            told.add(line.split()[2])
        elif not line.startswith("# HELP "):
            parts = SAMPLE.fullmatch(line)
            assert parts, line
            assert parts[1] in told or re.sub("_(bucket|sum|count)$", "", parts[1]) in told
            found[line.rpartition(" ")[0]] = float(parts[3])
    return found


@pytest.fixture(scope="module")
def app(seed_store: Callable[[], Path]) -> FastAPI:
    return create_app(Settings(data=shipped("data"), store=seed_store(), access_log="json"))


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as found:
        yield found


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "zhize.access"]


def test_a_request_is_counted_by_its_route_and_never_by_its_address(client: TestClient) -> None:
    before = samples(client.get("/metrics").text)
    for name in ("应急厅", "民政厅", "nobody", "a/b"):
        client.get(f"/api/v1/organizations/{name}/tasks")
    client.get("/secret-that-is-nowhere")
    client.get("/sparql", params={"query": "ASK {}"})
    answer = client.get("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    after = samples(answer.text)

    def more(name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    route = "/api/v1/organizations/{org}/tasks"
    assert more(f'zhize_requests_total{{method="GET",route="{route}",status="200"}}') == 2
    assert more(f'zhize_requests_total{{method="GET",route="{route}",status="404"}}') == 2
    assert more(f'zhize_request_seconds_count{{route="{route}"}}') == 4
    assert more(f'zhize_request_seconds_bucket{{route="{route}",le="+Inf"}}') == 4
    assert more('zhize_requests_total{method="GET",route="none",status="404"}') == 1
    assert more('zhize_requests_total{method="GET",route="/sparql",status="200"}') == 1
    assert "secret" not in answer.text
    assert "nobody" not in answer.text
    assert after["zhize_requests_running"] == 1


def test_what_is_kept_who_waits_and_how_old_the_graph_is(client: TestClient) -> None:
    for _ in range(2):
        client.get("/sparql", params={"query": "ASK { ?s ?p 'kept' }"})
    found = samples(client.get("/metrics").text)
    assert found['zhize_kept_hits_total{cache="sparql"}'] >= 1
    assert found['zhize_kept_bytes{cache="sparql"}'] > 0
    assert found['zhize_sparql_running{lane="quick"}'] == 0
    assert found['zhize_sparql_waiting{lane="slow"}'] == 0
    assert found["zhize_sparql_workers"] >= 1
    assert found["zhize_validations_running"] == 0
    assert found["zhize_snapshot_age_seconds"] >= 0
    assert found["zhize_snapshot_quads"] > 10_000


def test_buckets_hold_those_below_them() -> None:
    counts = Metrics()
    counts.declare("zhize_t", "histogram", "T.")
    for seconds in (0.0005, 0.001, 0.3, 99.0):
        counts.observe("zhize_t", (), seconds)
    found = samples(counts.text())
    assert found['zhize_t_bucket{le="0.001"}'] == 2
    assert found[f'zhize_t_bucket{{le="{SECONDS[-1]}"}}'] == 3
    assert found['zhize_t_bucket{le="+Inf"}'] == found["zhize_t_count"] == 4
    assert found["zhize_t_sum"] == pytest.approx(99.3015)


def test_processes_add_up_and_one_that_has_ended_still_counts(tmp_path: Path) -> None:
    def counts() -> Metrics:
        found = Metrics(tmp_path)
        found.declare("zhize_n_total", "counter", "N.")
        found.read("zhize_g", "G.", lambda: 2)
        found.read("zhize_age", "A.", lambda: 5, greatest=True)
        found.add("zhize_n_total", (("a", "b"),), 3)
        return found

    state = {
        "zhize_n_total": [[[["a", "b"]], [4]], [[["a", "c"]], [1]]],
        "zhize_g": [[[], [7]]],
        "zhize_age": [[[], [9]]],
    }
    (tmp_path / f"{os.getppid()}.json").write_text(json.dumps(state), encoding="utf-8")
    gone = 4_194_304 + 1  # more than Linux gives
    (tmp_path / f"{gone}.json").write_text(json.dumps(state), encoding="utf-8")
    found = samples(counts().text())
    assert found['zhize_n_total{a="b"}'] == 11
    assert found['zhize_n_total{a="c"}'] == 2
    assert found["zhize_g"] == 9
    assert found["zhize_age"] == 9


@pytest.mark.parametrize("sane", ["abc-1.2_X", "a" * 64])
def test_a_sane_id_is_kept(client: TestClient, sane: str) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": sane}).headers["x-request-id"] == sane


@pytest.mark.parametrize("odd", ["", "a b", "a" * 65, 'a"', "é", "a\tb", "../x"])
@pytest.mark.parametrize("path", ["/healthz", "/nothing", "/sparql?query=x", "/tasks"])
def test_another_id_is_replaced(client: TestClient, odd: str, path: str) -> None:
    given = client.get(path, headers={"X-Request-ID": odd.encode("latin-1")}).headers.get_list("x-request-id")
    assert len(given) == 1
    assert re.fullmatch("[0-9a-f]{16}", given[0])


def test_a_fault_has_an_id_too(app: FastAPI, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr(app.state.house, "questions", broken)
    answer = client.get("/api/v1/tasks")
    assert answer.status_code == 500
    assert answer.headers["x-request-id"]


def test_a_line_a_request(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="zhize.access")
    client.get("/api/v1/tasks?q=%E5%85%BB", headers={"X-Request-ID": "mine"})
    said = json.loads(lines(caplog)[-1])
    assert said.pop("time").endswith("Z")
    assert said.pop("seconds") > 0
    assert said.pop("bytes") > 100
    target = "/api/v1/tasks?q=%E5%85%BB"
    assert said == {"client": "testclient", "method": "GET", "target": target, "status": 200, "request_id": "mine"}


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    ("method", "path", "query"),
    [
        ("GET", b'/a\x1b[31m\n"x" \xe5\xba\x94\\', b"\r\nX: 1"),
        ("GET", b"/" + b"a" * 10_000, b""),
        ("BRE\x7fW", b"/", b"\xff"),
    ],
)
def test_nothing_breaks_a_line(
    caplog: pytest.LogCaptureFixture, form: str, method: str, path: bytes, query: bytes
) -> None:
    async def nothing(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"abc"})

    async def receive() -> Message:
        raise AssertionError

    async def send(message: Message) -> None:
        assert message

    caplog.set_level(logging.INFO, logger="zhize.access")
    scope = {"type": "http", "method": method, "path": path.decode("latin-1"), "raw_path": path, "query_string": query}
    client = ("1.2.3.4\n", 1)
    observed = Observed(nothing, Metrics(), "/api/v1", (), form)
    asyncio.run(observed({**scope, "client": client, "headers": []}, receive, send))
    (line,) = lines(caplog)
    assert line.isascii()
    assert line.isprintable()
    assert len(line) < 2600
    assert (json.loads(line)["status"] if form == "json" else int(line.split()[-4])) == 200


def test_no_line_where_none_is_wanted(seed_store: Callable[[], Path], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="zhize.access")
    TestClient(create_app(Settings(data=shipped("data"), store=seed_store(), access_log="off"))).get("/healthz")
    assert lines(caplog) == []


def test_several_processes_are_one_server(seed_store: Callable[[], Path], tmp_path: Path) -> None:
    env = {**os.environ, "ZHIZE_DATA": str(shipped("data")), "ZHIZE_STORE": str(seed_store()), "PYTHONPATH": str(ROOT)}
    name = 'zhize_requests_total{method="GET",route="/api/v1",status="200"}'
    with serving("--workers", "2", env=env, cwd=tmp_path) as server:
        for _ in range(20):
            server.fetch("api/v1")
        for _ in range(200):  # each process lets the others know within half a second
            found = samples(server.fetch("metrics").decode())
            if found.get(name) == 20:
                break
        assert found[name] == 20
        said = [line for line in server.words if " GET /api/v1 200 " in line]
        assert len(said) == 20
        request = urllib.request.Request(f"{server.address}healthz", headers={"X-Request-ID": "seen"})  # noqa: S310
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - the server's own address
            assert answer.headers["X-Request-ID"] == "seen"
