"""The real document, built and published once."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.querying import NamedQuery, Table, load_queries, run_query
from kg.register import Register, load_register
from kg.resources import shipped
from kg.stores import Snapshot, current

GOLD = Path(__file__).parent.parent / "gold"


@pytest.fixture(scope="session")
def seed(seed_store: Callable[[], Path]) -> Snapshot:
    return current(seed_store())


@pytest.fixture(scope="session")
def register() -> Register:
    return load_register(shipped("data") / "organizations.toml")


@pytest.fixture(scope="session")
def queries() -> dict[str, NamedQuery]:
    return load_queries()


@pytest.fixture(scope="session")
def answer(seed: Snapshot, queries: dict[str, NamedQuery], register: Register) -> Callable[..., Table]:
    return lambda name, **values: run_query(seed, queries[name], values, register)


@pytest.fixture(scope="session")
def text() -> str:
    file = shipped("data") / "documents" / "chuanbanfa-2021-57" / "2021-11-09" / "text.txt"
    return file.read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def gold() -> dict[str, list[dict[str, str]]]:
    tables = {}
    for path in GOLD.glob("*.tsv"):
        lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
        tables[path.stem] = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tables
