"""Measure and print: the build, the 应急厅 question in three ways, what an amendment costs, pages, the SPARQL endpoint.

`python -m benchmarks pages` measures the pages alone.

The ways take turns, so that whatever else the machine does falls on all of them. Medians, and the fastest.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.amending import measure_seed, measure_stores
from benchmarks.endpoint import measure_endpoint
from benchmarks.measures import PRESENT, Measure, environment, missed, show, timed
from benchmarks.pages import measure_pages
from benchmarks.questions import measure_questions
from kg.stores import Publications

BUILDS = 5


def main() -> int:
    """Measure and print; exit with 1 when a target is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = folder / "store"
        if sys.argv[1:] == ["pages"]:
            timed(["build"], environment(store))
            return told_of(measure_pages(folder, store))
        built = measure_builds(folder, store)
        snapshot = Publications(store).current()
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {len(snapshot)} quads, present {PRESENT}")
        told = printed([built])
        told += printed(measure_questions(snapshot, store))
        told += printed([measure_seed(folder, store)])
        told += printed(measure_stores(folder))
        told += measure_pages(folder, store)
        told += measure_endpoint(folder)
    return told_of(told)


def told_of(missed: list[str]) -> int:
    """Print what was missed, if anything was, and give the exit code."""
    print("".join(f"\n{line}" for line in missed))
    return 1 if missed else 0


def printed(measures: list[Measure]) -> list[str]:
    """Print a table, and give what is missed."""
    print()
    show(measures)
    return missed(measures)


def measure_builds(folder: Path, store: Path) -> Measure:
    """Build the whole document into an empty store, validation included, as a process from start to end."""
    seconds = []
    for turn in range(BUILDS):
        target = store if turn == 0 else folder / f"store-{turn}"
        seconds.append(timed(["build"], environment(target)))
    return Measure("zhize build, a whole process", seconds, len(Publications(store).current()), target=5.0)


if __name__ == "__main__":
    sys.exit(main())
