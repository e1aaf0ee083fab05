"""Measure the build as a process, and the 应急厅 question in three ways over the same triples.

The ways take turns, so that whatever else the machine does falls on all of them. Medians, and the fastest.
"""

from __future__ import annotations

import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from rdflib import Dataset, Graph, URIRef

from kg.querying import ask, load_queries, resolve_organization
from kg.register import load_register
from kg.resources import shipped
from kg.stores import PREFIXES, Publications, Snapshot

BUILDS = 5
TURNS = 20
FAST = 10
SLOW = 1
"""How many times a way is asked in each of its turns."""
BODY = "应急厅"
QUERY = "tasks-of-organization"
PRESENT = "2026-01-01"


@dataclass(frozen=True)
class Measure:
    """What was measured: seconds, one for each time; ``target`` is what the median must stay under."""

    name: str
    seconds: list[float]
    rows: int
    target: float | None = None

    @property
    def median(self) -> float:
        """Give the middle one."""
        return statistics.median(self.seconds)


def main() -> int:
    """Measure and print; exit with 1 when a target is missed."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        built = measure_builds(Path(folder), store)
        snapshot = Publications(store).current()
        asked = measure_questions(snapshot, store)
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {len(snapshot)} quads, present {PRESENT}\n")
    show([built])
    print()
    show(asked)
    missed = [one for one in (built, *asked) if one.target is not None and one.median > one.target]
    for one in missed:
        print(f"\nMissed: {one.name} took {unit(one.median)}, its target is {unit(one.target or 0)}.")
    return 1 if missed else 0


def environment(store: Path) -> dict[str, str]:
    """Give the settings of every process that is measured, and no others."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ZHIZE_")}
    return {**clean, "ZHIZE_STORE": str(store), "ZHIZE_PRESENT": PRESENT, "ZHIZE_DATA": str(shipped("data"))}


def measure_builds(folder: Path, store: Path) -> Measure:
    """Build the whole document into an empty store, validation included, as a process from start to end."""
    command = [sys.executable, "-m", "kg.cli", "build"]
    seconds = []
    for turn in range(BUILDS):
        target = store if turn == 0 else folder / f"store-{turn}"
        began = time.perf_counter()
        subprocess.run(command, env=environment(target), check=True, capture_output=True)
        seconds.append(time.perf_counter() - began)
    return Measure("zhize build, a whole process", seconds, len(Publications(store).current()), target=5.0)


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
    return lambda: len(ask(snapshot, query, {"organization": BODY}, register))


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
def server(store: Path) -> Iterator[int]:
    """Run the real server on a free port, quietly."""
    command = [sys.executable, "-m", "kg.cli", "serve", "--port", "0"]
    quiet = {**environment(store), "ZHIZE_LOG_LEVEL": "warning"}
    with subprocess.Popen(command, env=quiet, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            assert process.stderr is not None
            words = next((line for line in process.stderr if line.startswith("Zhize is at ")), "")
            if not words:
                raise SystemExit("the server did not start")
            yield urlsplit(words.split()[3]).port or 0
        finally:
            process.terminate()


def show(measures: list[Measure]) -> None:
    """Print one line a measure, each with its ratio to the first."""
    print(f"{'':42}{'median':>11}{'fastest':>11}{'times':>7}{'ratio':>9}{'rows':>8}{'target':>11}")
    for one in measures:
        ratio = one.median / measures[0].median
        target = f"< {unit(one.target)}" if one.target is not None else ""
        print(
            f"{one.name:42}{unit(one.median):>11}{unit(min(one.seconds)):>11}{len(one.seconds):>7}"
            f"{ratio:>8.1f}×{one.rows:>8}{target:>11}"
        )


def unit(seconds: float) -> str:
    """Give seconds as a person reads them.

    >>> unit(2.5), unit(0.00032)
    ('2.50 s', '0.320 ms')
    """
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.3f} ms"


if __name__ == "__main__":
    sys.exit(main())
