"""One real store, built from the shipped documents, for all tests of the interface."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kg.resources import shipped
from kg.settings import Settings
from kg.stores import current

GOLD = Path(__file__).parent.parent / "gold"
DOCUMENT = "chuanbanfa-2021-57"
BASE = "https://w3id.org/zhize/id/"
PRESENT = date(2026, 11, 24)


@dataclass(frozen=True)
class Gold:
    """One body in one clause, as the hand-checked table has it."""

    task: int
    position: int
    role: str
    as_written: str
    means: str


def read_gold() -> list[Gold]:
    lines = (GOLD / "assignments.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return [Gold(int(r["task"]), int(r["position"]), r["role"], r["as_written"], r["means"]) for r in rows]


@pytest.fixture(scope="session")
def gold() -> list[Gold]:
    return read_gold()


@pytest.fixture(scope="session")
def file_text() -> str:
    return (shipped("data") / "documents" / DOCUMENT / "2021-11-09" / "text.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def nquads(settings: Settings) -> bytes:
    return current(settings.store_folder).dump("nquads")


@pytest.fixture(scope="session")
def settings(seed_store: Callable[[], Path]) -> Settings:
    return Settings(data=shipped("data"), store=seed_store(), present=PRESENT)


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), raise_server_exceptions=False) as found:
        yield found
