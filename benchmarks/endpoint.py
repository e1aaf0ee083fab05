"""The SPARQL endpoint beside Oxigraph's own server over the same triples, and beside a bare FastAPI route.

Single questions are asked in turn, one of each server after the other; throughput is that of eight connections.
"""

from __future__ import annotations

import asyncio
import http.client
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from pyoxigraph import QueryResultsFormat, QuerySolutions

from benchmarks.amending import unchecked
from benchmarks.measures import PRESENT, environment, interval
from benchmarks.plans import add_document, plan
from benchmarks.questions import server
from kg.publishing import catch_up
from kg.querying import load_queries
from kg.resources import shipped
from kg.sandbox.limits import Limits
from kg.sandbox.sandbox import Sandbox
from kg.sandbox.worker_protocol import Question
from kg.settings import Settings
from kg.stores import Publications, Snapshot

PLANS = 60
"""So many made-up plans beside the seed, so that some questions are heavy."""
ROUNDS = 40
HEAVY = 0.020
"""A question that takes Oxigraph so many seconds is heavy."""
SMALL_MOST, HEAVY_MOST = 1.5, 1.25
CONNECTIONS, SECONDS = 8, 4.0
LEAST = {"small": 0.5, "heavy": 0.8, "repeated": 1.0}
QUERIES = (
    "tasks-without-lead",
    "open-ended-tasks",
    "documents",
    "roles",
    "deadlines",
    "targets-with-deadlines",
    "counts-by-body-and-role",
    "corrections",
    "who-leads-with-whom",
    "differences-annex-body",
)
JSON = "application/sparql-results+json"


@dataclass(frozen=True)
class Way:
    """A server that is asked, at a port and a path."""

    port: int
    path: str

    def connect(self) -> Callable[[str], int]:
        """Open a connection, and give what asks a query over it and counts the bytes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

        def ask(query: str) -> int:
            address = f"{self.path}?{urlencode({'query': query})}" if query else self.path
            connection.request("GET", address, headers={"Accept": JSON})
            answer = connection.getresponse()
            raw = answer.read()
            if answer.status != 200:
                raise SystemExit(f"{self.path} answers {answer.status}: {raw[:200]!r}")
            return len(raw)

        return ask


def measure_endpoint(folder: Path) -> list[str]:
    """Measure, print, and give what is missed."""
    store = _built(folder)
    snapshot = Publications(store).current()
    with ExitStack() as stack:
        ours = Way(
            stack.enter_context(server(store, ZHIZE_SPARQL_KEPT_BYTES="0", ZHIZE_SPARQL_SECONDS="60")), "/sparql"
        )
        keeping = Way(stack.enter_context(server(store)), "/sparql")
        theirs = Way(stack.enter_context(_oxigraph(snapshot.folder / "graph")), "/query")
        bare = Way(stack.enter_context(_bare()), "/")
        missed, heavy = _single(ours, theirs, bare, snapshot)
        missed += _throughput(ours, keeping, theirs, heavy)
    return missed


def _built(folder: Path) -> Path:
    """Build the seed with many plans beside it."""
    data = Path(shutil.copytree(shipped("data"), folder / "many"))
    for number in range(1, PLANS + 1):
        add_document(data, plan(number))
    base = str(Settings.model_fields["base_iri"].default)
    catch_up(data, folder / "many-store", base, date.fromisoformat(PRESENT), report_on=unchecked)
    return folder / "many-store"


def _single(ours: Way, theirs: Way, bare: Way, snapshot: Snapshot) -> tuple[list[str], str]:
    """Ask each query of each server in turn; give what is missed, and the heaviest query."""
    ask_ours, ask_theirs, ask_bare = ours.connect(), theirs.connect(), bare.connect()
    print(f"\n{'median (95 % interval)':26}{'endpoint':>24}{'Oxigraph':>24}{'bare':>20}{'above':>9}{'safety':>9}")
    missed, slowest = [], (0.0, "")
    for name in QUERIES:
        query = load_queries()[name].sparql
        taken = _interleaved([lambda q=query: ask_ours(q), lambda q=query: ask_theirs(q), lambda: ask_bare("")])
        mine, other, http_alone = (statistics.median(one) for one in taken)
        safety = max(0.0, asyncio.run(_sandboxed(snapshot, query)) - _inside(snapshot, query)) / mine
        heavy = other >= HEAVY
        above = mine / other if heavy else (mine - other) / http_alone
        most = HEAVY_MOST if heavy else SMALL_MOST
        told = f"{above:.2f}×" if heavy else f"{above:+.2f} b"
        print(f"{name:26}" + "".join(f"{interval(one):>24}" for one in taken[:2]) + f"{interval(taken[2]):>20}", end="")
        print(f"{told:>9}{safety:>8.0%}")
        if above > most:
            missed.append(f"Missed: {name} takes {told} ({'times Oxigraph' if heavy else 'bare routes above it'}).")
        slowest = max(slowest, (other, query))
    print("above: times as long as Oxigraph where it takes 20 ms or more, else the time above it in bare routes (b).")
    print("safety: the share of an answer's time that it takes to ask another process.")
    return missed, slowest[1]


def _interleaved(ways: list[Callable[[], int]]) -> list[list[float]]:
    """Time each way in turn, after asking each once."""
    for way in ways:
        way()
    seconds: list[list[float]] = [[] for _ in ways]
    for _ in range(ROUNDS):
        for place, way in enumerate(ways):
            began = time.perf_counter()
            way()
            seconds[place].append(time.perf_counter() - began)
    return seconds


def _inside(snapshot: Snapshot, query: str) -> float:
    """Time a query in this process, written as JSON."""
    seconds = []
    for _ in range(ROUNDS // 2):
        began = time.perf_counter()
        found = snapshot.query(query)
        assert isinstance(found, QuerySolutions)
        found.serialize(format=QueryResultsFormat.JSON)
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


async def _sandboxed(snapshot: Snapshot, query: str) -> float:
    """Time the same query in the sandbox, without HTTP."""
    sandbox, seconds = Sandbox(Limits(seconds=60)), []
    question = Question(str(snapshot.folder), query, JSON, None)
    for _ in range(ROUNDS // 2 + 1):
        began = time.perf_counter()
        answer = await sandbox.ask(question, "")
        async for _piece in answer.pieces():
            pass
        seconds.append(time.perf_counter() - began)
    sandbox.close()
    return statistics.median(seconds[1:])


def _throughput(ours: Way, keeping: Way, theirs: Way, heavy: str) -> list[str]:
    """Ask over eight connections for some seconds, small, heavy, and one and the same thing again."""
    small = load_queries()["tasks-without-lead"].sparql + "LIMIT 5"
    cases = {
        "small": (ours, lambda number: f"{small} # {number}"),
        "heavy": (ours, lambda number: f"{heavy} # {number}"),
        "repeated": (keeping, lambda _number: small),
    }
    print(f"\n{'answers a second, 8 connections':34}{'endpoint':>12}{'Oxigraph':>12}{'ratio':>9}{'target':>9}")
    missed = []
    for name, (way, query) in cases.items():
        mine, other = _rate(way, query), _rate(theirs, query)
        mine, other = (mine + _rate(way, query)) / 2, (other + _rate(theirs, query)) / 2
        print(f"{name:34}{mine:>12.0f}{other:>12.0f}{mine / other:>8.2f}×{f'> {LEAST[name]}×':>9}")
        if mine / other < LEAST[name]:
            missed.append(f"Missed: {name} has {mine / other:.2f} times the throughput, its target is {LEAST[name]}.")
    return missed


def _rate(way: Way, query: Callable[[int], str]) -> float:
    """Count the answers a second."""
    end, counts = time.perf_counter() + SECONDS, [0] * CONNECTIONS

    def client(place: int) -> None:
        ask = way.connect()
        while time.perf_counter() < end:
            ask(query(place * 1_000_000 + counts[place]))
            counts[place] += 1

    threads = [threading.Thread(target=client, args=(place,)) for place in range(CONNECTIONS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - began)


@contextmanager
def _oxigraph(graph: Path) -> Iterator[int]:
    """Run Oxigraph's server on the graph of a snapshot."""
    port = _free_port()
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    with _process([program, "serve-read-only", "--location", str(graph), "--bind", f"127.0.0.1:{port}"], port):
        yield port


@contextmanager
def _bare() -> Iterator[int]:
    port = _free_port()
    command = [sys.executable, "-m", "uvicorn", "benchmarks.bare:app", "--port", str(port), "--log-level", "warning"]
    with _process(command, port):
        yield port


@contextmanager
def _process(command: list[str], port: int) -> Iterator[None]:
    """Run a server until the block ends, once it takes connections."""
    with subprocess.Popen(
        command, env=environment(Path()), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as run:
        try:
            while run.poll() is None:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    time.sleep(0.05)
            yield
        finally:
            run.terminate()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
