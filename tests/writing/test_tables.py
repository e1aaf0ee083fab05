"""Every table holds what the graph holds, and its description is true of every cell."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.building import BuiltDataset
from kg.datafolder import DataFolder
from kg.stores import PREFIXES, Snapshot
from kg.writing.tables import NAMES, metadata, table_of, write_table
from tests.amended import BASE, built_on

DATATYPES = {
    "string": str,
    "anyURI": lambda word: NamedNode(word).value,
    "integer": int,
    "decimal": Decimal,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
    "gMonthDay": lambda word: re.fullmatch(r"--\d\d-\d\d", word)[0],  # type: ignore[index]
}


@pytest.fixture(scope="module")
def snapshot(seed_data: DataFolder, seed_dataset: BuiltDataset) -> Snapshot:
    return built_on(seed_data, seed_dataset.present_date)


def rows_of(snapshot: Snapshot, name: str) -> list[dict[str, str]]:
    content = b"".join(write_table(snapshot, name))
    assert content.count(b"\r\n") >= 1
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def described(name: str) -> dict[str, Any]:
    found = json.loads(metadata(name))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", [name for name in NAMES if name != "findings"])
def test_there_is_a_row_for_each_thing(snapshot: Snapshot, name: str) -> None:
    kind = table_of(name).of_class.removeprefix("zz:")
    said = snapshot.store.quads_for_pattern(
        None, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["zz"] + kind), DefaultGraph()
    )
    things = {quad.subject.value for quad in said if isinstance(quad.subject, NamedNode)}
    iris = [row["iri"] for row in rows_of(snapshot, name)]
    assert sorted(iris) == sorted(things)
    assert iris


@pytest.mark.parametrize("name", NAMES)
def test_the_description_is_true_of_every_cell(snapshot: Snapshot, name: str) -> None:
    table, rows = described(name), rows_of(snapshot, name)
    columns = table["tableSchema"]["columns"]
    header = next(csv.reader([next(iter(write_table(snapshot, name))).decode()]))
    assert header == [column["name"] for column in columns] == [column["titles"] for column in columns]
    assert (table["@context"][0], table["url"]) == ("http://www.w3.org/ns/csvw", f"{name}.csv")
    for column in columns:
        cells = [row[column["name"]] for row in rows]
        read = DATATYPES[column["datatype"]]
        assert not column.get("required") or all(cells), column
        for cell in cells:
            for word in cell.split(column["separator"]) if "separator" in column else [cell]:
                assert not word or read(word) is not None
    keys = [row[table["tableSchema"]["primaryKey"]] for row in rows]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "findings"])
def test_what_a_row_states_of_its_thing_is_in_the_graph(snapshot: Snapshot, name: str) -> None:
    """As CSVW reads it: aboutUrl is the thing, propertyUrl the property, and the cell a value of it."""
    assert described(name)["tableSchema"]["aboutUrl"] == "{+iri}"
    seen = 0
    for column in described(name)["tableSchema"]["columns"]:
        assert ("propertyUrl" in column) != column.get("suppressOutput", False)
        for row in rows_of(snapshot, name) if "propertyUrl" in column else ():
            said = snapshot.store.quads_for_pattern(
                NamedNode(row["iri"]), NamedNode(column["propertyUrl"]), None, DefaultGraph()
            )
            values = {quad.object for quad in said}
            for word in filter(None, row[column["name"]].split(column.get("separator", "\n\n\n"))):
                seen += 1
                assert any(fits(value, word, column) for value in values), (row["iri"], column["name"], word)
    assert seen > 2


def fits(value: object, word: str, column: dict[str, Any]) -> bool:
    if isinstance(value, NamedNode):
        return column["datatype"] == "anyURI" and value.value == word
    assert isinstance(value, Literal)
    return value.value == word and column.get("lang") in {None, value.language}


def test_the_numbers_of_the_seed(snapshot: Snapshot) -> None:
    assert [len(rows_of(snapshot, name)) for name in ("tasks", "assignments", "targets", "deadlines")] == [
        52,
        279,
        7,
        3,
    ]
    first = rows_of(snapshot, "assignments")[0]
    assert (first["task"], first["organization"], first["role"], first["quote"]) == (
        "1",
        "sichuan-civil-affairs",
        "shared",
        "民政厅",
    )
    deadlines = {row["as_written"]: (row["due_by"], row["tasks"]) for row in rows_of(snapshot, "deadlines")}
    assert deadlines["2022年底前"] == ("2022-12-31", "16")
    assert [row["number"] for row in rows_of(snapshot, "tasks")] == [str(number) for number in range(1, 53)]
    assert all(row["iri"].startswith(BASE) for row in rows_of(snapshot, "organizations"))
