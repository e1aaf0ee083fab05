"""A data folder of small made-up plans, and a store that catches up with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, Store

from benchmarks.plans import ISSUED, Plan, add_document, add_version, data_folder, plan
from kg.corpus.folder import DocumentData, load_data_folder
from kg.publishing import Outcome, catch_up
from kg.rdf import BuiltDocument
from kg.validating import Report
from tests.support.whole_dataset import build_dataset

if TYPE_CHECKING:
    from rdflib import Graph

BASE = "https://w3id.org/zhize/id/"
PRESENT = date(2026, 1, 1)


_BODY = """[[organization]]
id = "{0}"
name = "{1}"
name_en = "{0}"
short_name = "{2}"
aliases = []
aliases_en = []
kind = "department"
protocol_order = {3}
"""
REGISTER = 'province = "四川省"\n' + "".join(
    _BODY.format(*body)
    for body in (
        ("sichuan-government-office", "四川省人民政府办公厅", "省政府办公厅", 10),
        ("sichuan-civil-affairs", "四川省民政厅", "民政厅", 20),
        ("sichuan-finance", "四川省财政厅", "财政厅", 30),
    )
)
"""A register that is read in no time."""


def unchecked(_document: DocumentData, built: BuiltDocument, _register: Graph) -> Report | None:
    """Stand in for validation, which takes longer than all the rest."""
    return Report((), built.in_force.iri) if built.in_force else None


@dataclass
class House:
    """A data folder and its store."""

    folder: Path
    present: date = PRESENT

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def store(self) -> Path:
        return self.folder / "store"

    def catch_up(self, *, force: bool = False) -> Outcome:
        return catch_up(self.data, self.store, BASE, self.present, force=force, report_on=unchecked)

    def whole(self) -> bytes:
        """Build everything from the data folder, without any store, and write it as the engine writes it."""
        store = Store()
        built = build_dataset(load_data_folder(self.data), BASE, self.present)
        store.bulk_load(built.nquads(), format=RdfFormat.N_QUADS)
        written = store.dump(format=RdfFormat.N_QUADS) or b""
        return b"".join(sorted(written.splitlines(keepends=True)))

    def add(self, one: Plan, day: date = ISSUED) -> None:
        add_document(self.data, one, day)

    def amend(self, one: Plan, day: date) -> None:
        add_version(self.data, one, day)

    def withdraw(self, one: Plan, day: date) -> None:
        file = self.data / "documents" / one.id / "withdrawals.toml"
        with file.open("a", encoding="utf-8") as out:
            out.write(f'[[withdrawal]]\nversion = {day}\ndate = 2025-01-01\nby = "某人"\nreason = "误录。"\n')


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Give two plans, and a store that nothing was published in."""
    data_folder(tmp_path / "data", [plan(1), plan(2)], REGISTER)
    return House(tmp_path)
