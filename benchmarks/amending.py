"""What an amendment costs: of the seed, and of one document in a store of one and of a thousand."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measures import PRESENT, Measure, environment, timed
from benchmarks.plans import ISSUED, data_folder, plan
from kg.publishing import catch_up
from kg.resources import shipped
from kg.settings import Settings
from kg.stores import Publications
from kg.validating import Report

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.corpus.folder import DocumentData
    from kg.rdf import BuiltDocument

STORES = (1, 1_000)
"""So many documents are in the stores that take turns."""
AMENDMENTS = 7
MOST = 5.0
"""In the large store an amendment takes at most so many times as long as in the small one."""
SEED = "chuanbanfa-2021-57"


def measure_seed(folder: Path, store: Path) -> Measure:
    """Read a new text of the seed, compare it and validate both, as a process from start to end; nothing is stored."""
    text = shipped("data") / "documents" / SEED / "2021-11-09" / "text.txt"
    new = folder / "new.txt"
    new.write_bytes(text.read_bytes().replace("民政部".encode(), "民政厅".encode()))
    call: list[str | Path] = ["amend", SEED, new, "--date", "2022-01-10", "--basis", "勘误", "--kind", "correction"]
    seconds = [timed([*call, "--dry-run"], environment(store)) for _ in range(AMENDMENTS)]
    return Measure("text, changes and findings of the seed", seconds, len(Publications(store).current()), target=3.0)


def measure_stores(folder: Path) -> list[Measure]:
    """Amend the same document, in turn in a store of its own and in one of a thousand documents, and publish it."""
    seconds: dict[int, list[float]] = {size: [] for size in STORES}
    quads = {size: _built(folder / str(size), size) for size in STORES}
    one = plan(1)
    for turn in range(AMENDMENTS):
        one, day = one.amended(turn), ISSUED + timedelta(days=1 + turn)
        new = folder / "amended.txt"
        new.write_text(one.text(day), encoding="utf-8")
        call: list[str | Path] = [
            "amend",
            one.id,
            new,
            "--date",
            str(day),
            "--basis",
            "工作需要",
            "--kind",
            "amendment",
        ]
        for size in STORES:
            place = folder / str(size)
            seconds[size].append(timed([*call, "--yes"], environment(place / "store", place / "data")))
    return [
        Measure(f"zhize amend, published, among {size:,}", seconds[size], quads[size], most=MOST if size > 1 else None)
        for size in STORES
    ]


def _built(folder: Path, size: int) -> int:
    """Build a store of so many made-up plans, not validated, which would take minutes; count its quads."""
    data_folder(folder / "data", [plan(number) for number in range(1, size + 1)])
    base = str(Settings.model_fields["base_iri"].default)
    built = catch_up(folder / "data", folder / "store", base, date.fromisoformat(PRESENT), report_on=unchecked)
    return built.snapshot.manifest.quads


def unchecked(_document: DocumentData, built: BuiltDocument, _register: Graph) -> Report | None:
    """Stand in for the reports of the other documents, which an amendment takes over as they are."""
    return Report((), built.in_force.iri) if built.in_force else None
