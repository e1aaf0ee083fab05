"""Every table holds what the graph holds, and its description is true of every cell."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions

from kg.corpus.folder import DataFolder
from kg.exports.csvw_tables import NAMES, metadata, table_of, write_table
from kg.querying import load_queries, run_query
from kg.rdf import build_text
from kg.reading.load_text import read_text
from kg.register import OrganizationKind, load_register
from kg.stores import PREFIXES, Manifest, Snapshot, current, publish
from kg.validating import Report
from kg.validating.report_json import report_from_json
from tests.support.amended_data import BASE, DOCUMENT, PRESENT
from tests.support.whole_dataset import BuiltDataset

DATATYPES = {
    "string": str,
    "anyURI": lambda word: NamedNode(word).value,
    "integer": int,
    "decimal": Decimal,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
    "gMonthDay": lambda word: re.fullmatch(r"--\d\d-\d\d", word)[0],  # type: ignore[index]
}
OF_THE_GRAPH = [name for name in NAMES if name != "findings"]
SAME = {
    "tasks": ("tasks", {}),
    "assignments": ("assignments", {"task": "number"}),
    "targets": ("targets-with-deadlines", {}),
    "deadlines": ("deadlines", {}),
    "organizations": ("organizations", {}),
}
"""The named query that has the rows of a table too, and which column of it is called otherwise."""
BESIDE = {
    "tasks.leads": "SELECT ?iri ?id { ?a zz:task ?iri ; zz:role role:lead ; zz:organization/dcterms:identifier ?id }",
    "tasks.parties": "SELECT ?iri ?id { ?a zz:task ?iri ; zz:organization/dcterms:identifier ?id }",
    "organizations.parent": "SELECT ?iri ?id { ?iri org:subOrganizationOf/dcterms:identifier ?id }",
    "organizations.member_of": "SELECT ?iri ?id { ?group org:hasMember ?iri ; dcterms:identifier ?id }",
}
"""What no named query shows, and how the graph is asked for it."""


@pytest.fixture(scope="module")
def snapshot(seed_store: Callable[[], Path]) -> Snapshot:
    return current(seed_store())


@pytest.fixture(scope="module")
def report(snapshot: Snapshot) -> Report:
    return report_from_json(snapshot.report_of(DOCUMENT) or "")


def rows_of(snapshot: Snapshot, name: str) -> list[dict[str, str]]:
    content = b"".join(write_table(snapshot, name))
    assert content.count(b"\r\n") >= 1
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def described(snapshot: Snapshot, name: str) -> dict[str, Any]:
    found = json.loads(metadata(snapshot, name))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", OF_THE_GRAPH)
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
    table, rows = described(snapshot, name), rows_of(snapshot, name)
    columns = table["tableSchema"]["columns"]
    header = next(csv.reader([next(iter(write_table(snapshot, name))).decode()]))
    assert header == [column["name"] for column in columns] == [column["titles"] for column in columns]
    assert table["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    assert table["url"] == f"{name}.csv"
    assert rows
    for column in columns:
        cells = [row[column["name"]] for row in rows]
        read = DATATYPES[column["datatype"]]
        assert not column.get("required") or all(cells), column
        assert all(read(word) is not None for row in rows for word in words(row, column))
    keys = [row[table["tableSchema"]["primaryKey"]] for row in rows]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", OF_THE_GRAPH)
def test_what_a_row_states_of_its_thing_is_what_the_graph_states(snapshot: Snapshot, name: str) -> None:
    """As CSVW reads it: aboutUrl is the thing, propertyUrl the property, and the cell its values."""
    assert described(snapshot, name)["tableSchema"]["aboutUrl"] == "{+iri}"
    seen = 0
    for column in described(snapshot, name)["tableSchema"]["columns"]:
        assert ("propertyUrl" in column) != column.get("suppressOutput", False)
        for row in rows_of(snapshot, name) if "propertyUrl" in column else ():
            said = snapshot.store.quads_for_pattern(
                NamedNode(row["iri"]), NamedNode(column["propertyUrl"]), None, DefaultGraph()
            )
            values = {quad.object for quad in said if getattr(quad.object, "language", None) == column.get("lang")}
            stated = {as_csvw_reads(word, column) for word in words(row, column)}
            seen += len(stated)
            assert stated == values, (row["iri"], column["name"])
    assert seen > 2


def as_csvw_reads(word: str, column: dict[str, Any]) -> NamedNode | Literal:
    if "valueUrl" in column:
        assert column["valueUrl"] == f"{{+{column['name']}}}"
        return NamedNode(word)
    if "lang" in column:
        assert column["datatype"] == "string"
        return Literal(word, language=column["lang"])
    return Literal(word, datatype=NamedNode(PREFIXES["xsd"] + column["datatype"]))


@pytest.mark.parametrize("name", OF_THE_GRAPH)
def test_what_a_row_shows_besides_is_what_queries_answer(snapshot: Snapshot, seed_data: DataFolder, name: str) -> None:
    query, renamed = SAME[name]
    answer = run_query(snapshot, load_queries()[query], {}, load_register(seed_data.path / "organizations.toml"))
    rows = {row["iri"]: row for row in rows_of(snapshot, name)}
    assert {row["iri"] for row in answer.rows} == set(rows)
    columns = [column for column in described(snapshot, name)["tableSchema"]["columns"] if "suppressOutput" in column]
    assert len(columns) > 2
    for column in columns:
        shown, found = column["name"], {iri: set[str]() for iri in rows}
        if beside := BESIDE.get(f"{name}.{shown}"):
            for iri, identifier in pairs(snapshot, beside):
                found[iri].add(identifier)
        else:
            for one in answer.rows:
                cell = one[renamed.get(shown, shown)]
                told = "" if cell is None else str(cell)
                found[str(one["iri"])] |= set(told.split() if "separator" in column else filter(None, [told]))
        assert {iri: words(row, column) for iri, row in rows.items()} == found, shown


def words(row: dict[str, str], column: dict[str, Any]) -> set[str]:
    cell = row[column["name"]]
    return set(filter(None, cell.split(column["separator"]) if "separator" in column else [cell]))


def pairs(snapshot: Snapshot, sparql: str) -> Iterator[tuple[str, str]]:
    found = snapshot.query(sparql)
    assert isinstance(found, QuerySolutions)
    for thing, end in found:
        assert isinstance(thing, NamedNode)
        assert isinstance(end, Literal)
        yield thing.value, end.value


def test_the_tasks_of_a_deadline_are_no_targets(snapshot: Snapshot) -> None:
    deadlines = {row["as_written"]: row["tasks"] for row in rows_of(snapshot, "deadlines")}
    assert deadlines == {"2022年底前": "16", "到2022年": "30", "到2025年": ""}


def test_organizations_have_the_kinds_of_the_register_and_their_aliases_by_language(snapshot: Snapshot) -> None:
    rows = {row["id"]: row for row in rows_of(snapshot, "organizations")}
    assert {row["kind"] for row in rows.values()} == {*OrganizationKind, "group"}
    government = rows["sichuan-government"]
    assert government["aliases"] == "四川省政府|省人民政府|省政府"
    assert government["aliases_en"] == "Sichuan Government|Sichuan Provincial People's Government"


def test_a_body_that_the_register_lacks_is_unregistered(seed_data: DataFolder, tmp_path: Path) -> None:
    built = build_text(read_text("一、要求\n\n（一）建设。建设养老院。（民政厅牵头，火星事务局参加）"), seed_data, BASE)
    dataset = BuiltDataset(BASE, PRESENT, (built,), (built,), {built.iri: built.graph}, built.graph)
    snapshot = publish(dataset.nquads(), tmp_path, Manifest("a draft", PRESENT, BASE, datetime.now(UTC)))
    [row] = rows_of(snapshot, "organizations")
    assert (row["id"], row["kind"], row["registered"]) == ("unregistered-火星事务局", "unregistered", "false")


def test_the_findings_are_those_of_the_report(snapshot: Snapshot, report: Report) -> None:
    rows = rows_of(snapshot, "findings")
    assert len(rows) == len(report.findings) > 50
    for row, finding in zip(rows, report.findings, strict=True):
        assert row.pop("document") == DOCUMENT
        for name, cell in row.items():
            value = getattr(finding, name)
            assert cell == ("" if value is None else str(value)), name


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
