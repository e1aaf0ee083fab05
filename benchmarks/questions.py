"""The 应急厅 question in three ways over the same triples: in process, in rdflib, over REST."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

from rdflib import Dataset, Graph, URIRef

from benchmarks.measures import Measure, environment
from kg.querying import load_queries, resolve_organization, run_query
from kg.register import load_register
from kg.resources import shipped
from kg.stores import PREFIXES, Snapshot

TURNS = 20
FAST = 10
SLOW = 1
"""How many times a way is asked in each of its turns."""
BODY = "应急厅"
QUERY = "tasks-of-organization"


def measure_questions(snapshot: Snapshot, store: Path) -> list[Measure]:
    """Ask the same question of each engine in turn, and see that all give the same number of rows."""
    graph = triples(snapshot)
    with server(store) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        ways: list[tuple[str, Callable[[], int], int, float | None]] = [
            ("named query in pyoxigraph, in process", in_process(snapshot), FAST, 0.001),
            ("the same query in rdflib, in process", in_rdflib(snapshot, graph), SLOW, None),
            ("over REST, uvicorn on loopback", over_rest(connection), FAST, None),
        ]
        rows = [way() for _, way, _, _ in ways]  # once, to warm up
        if len(set(rows)) != 1 or not rows[0]:
            raise SystemExit(f"the ways answer with different numbers of rows: {rows}")
        seconds: list[list[float]] = [[] for _ in ways]
        for _ in range(TURNS):
            for place, (_, way, times, _) in enumerate(ways):
                for _ in range(times):
                    began = time.perf_counter()
                    way()
                    seconds[place].append(time.perf_counter() - began)
        connection.close()
    return [Measure(way[0], taken, rows[0], way[3]) for way, taken in zip(ways, seconds, strict=True)]


def in_process(snapshot: Snapshot) -> Callable[[], int]:
    """Ask by the name a person types, as the command line and REST do."""
    query, register = load_queries()[QUERY], load_register(shipped("data") / "organizations.toml")
    return lambda: len(run_query(snapshot, query, {"organization": BODY}, register))


def in_rdflib(snapshot: Snapshot, graph: Graph) -> Callable[[], int]:
    """Ask rdflib with the same SPARQL text, read once."""
    from rdflib.plugins.sparql import prepareQuery

    register = load_register(shipped("data") / "organizations.toml")
    prepared = prepareQuery(load_queries()[QUERY].sparql, initNs=dict(PREFIXES))

    def asked() -> int:
        body = resolve_organization(register, BODY)
        iri = URIRef(f"{snapshot.manifest.base_iri}organization/{body.id}")
        return len(list(graph.query(prepared, initBindings={"organization": iri})))

    return asked


def over_rest(connection: http.client.HTTPConnection) -> Callable[[], int]:
    """Ask over one connection that stays open, and read the JSON."""
    path = f"/api/v1/organizations/{quote(BODY)}/tasks"

    def asked() -> int:
        connection.request("GET", path)
        return len(json.loads(connection.getresponse().read())["items"])

    return asked


def triples(snapshot: Snapshot) -> Graph:
    """Give the snapshot as rdflib has it: a dataset if the query names graphs, and all of its triples."""
    dataset = Dataset()
    dataset.parse(data=snapshot.dump("nquads"), format="nquads")
    return dataset


@contextmanager
def server(store: Path, **settings: str) -> Iterator[int]:
    """Run the real server on a free port, quietly."""
    command = [sys.executable, "-m", "api.cli", "serve", "--port", "0"]
    quiet = {**environment(store), "ZHIZE_LOG_LEVEL": "warning", **settings}
    with subprocess.Popen(command, env=quiet, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            assert process.stderr is not None
            words = next((line for line in process.stderr if line.startswith("Zhize is at ")), "")
            if not words:
                raise SystemExit("the server did not start")
            yield urlsplit(words.split()[3]).port or 0
        finally:
            process.terminate()
