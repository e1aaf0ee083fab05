"""The questions about versions and what happened over time, on the document with two amendments and a withdrawn version."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kg.publishing import catch_up
from kg.querying import NamedQuery, Table, run_query
from kg.register import Register
from kg.resources import shipped
from kg.stores import Snapshot
from tests.support.seed_versions import DOCUMENT, JOINED, RAISED, add_version, withdraw

Ask = Callable[..., Table]
LEFT = (("\t民政厅、省残联牵头，省发展改革委、应急厅参加；", "\t民政厅、省残联牵头，省发展改革委参加；"),)


@pytest.fixture(scope="module")
def amended(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, Path]:
    folder = tmp_path_factory.mktemp("amended")
    data = folder / "data"
    shutil.copytree(shipped("data"), data)
    add_version(data, date(2022, 5, 20), *JOINED)
    add_version(data, date(2022, 8, 1), ("\t民政部牵头，农业农村厅", "\t应急厅牵头，农业农村厅"))
    withdraw(data, date(2022, 8, 1), date(2022, 8, 2))
    back = (("\t应急厅牵头，农业农村厅", "\t民政部牵头，农业农村厅"),)
    add_version(data, date(2023, 3, 20), *RAISED, *LEFT, *back, basis="川办发〔2023〕9号")
    outcome = catch_up(
        data, folder / "store", "https://w3id.org/zhize/id/", date(2026, 1, 1), report_on=lambda *_: None
    )
    return outcome.snapshot, data


@pytest.fixture
def answer(amended: tuple[Snapshot, Path], queries: dict[str, NamedQuery], register: Register) -> Ask:
    def found(name: str, as_of: date | None = None, **values: str) -> Table:
        return run_query(amended[0], queries[name], values, register, as_of)

    return found


def column(table: Table, *names: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in names) for row in table.rows]


def test_what_happened_to_a_body_over_time(answer: Ask) -> None:
    found = answer("history-of-organization", organization="应急厅")
    assert column(found, "date", "kind", "id", "roles_before", "roles_after", "basis") == [
        ("2022-05-20", "party-added", 9, None, "participant", "川办函〔2022〕15号"),
        ("2023-03-20", "party-removed", 9, "participant", None, "川办发〔2023〕9号"),
    ]
    assert column(found, "quote_before", "line_before", "quote_after", "line_after") == [
        (None, None, "应急厅", 116),
        ("应急厅", 116, None, None),
    ]
    assert column(
        answer("history-of-organization", organization="省残联"), "kind_zh", "roles_before", "roles_after"
    ) == [("改变角色", "participant", "lead")]


def test_as_of_a_day_only_what_had_happened_by_then(answer: Ask) -> None:
    then = answer("history-of-organization", date(2022, 12, 31), organization="应急厅")
    assert column(then, "date", "kind") == [("2022-05-20", "party-added")]


def test_what_the_amendments_changed(answer: Ask) -> None:
    found = answer("changes-of-document", document=DOCUMENT)
    days = [row["date"] for row in found.rows]
    assert days == sorted(days, key=str)
    assert "2022-08-01" not in days
    last = answer("changes-of-document", document=DOCUMENT, date="2023-03-20")
    assert column(last, "kind", "part", "id", "before", "after") == [
        ("party-removed", "task", 9, "应急厅", None),
        ("task-reworded", "task", 30, "55%", "60%"),
        ("measure-reworded", "measure", 7, "2022年", "2023年6月"),
        ("measure-reworded", "measure", 13, "55%", "60%"),
        ("target-value-changed", "target", 6, "55%", "60%"),
        ("deadline-date-changed", "deadline", 2, "2022-12-31", "2023-06-30"),
    ]


def test_every_quote_stands_in_its_version(answer: Ask, amended: tuple[Snapshot, Path]) -> None:
    folder = amended[1] / "documents" / DOCUMENT
    previous = {row["version"]: row["previous"] for row in answer("versions-of-document", document=DOCUMENT).rows}
    for row in answer("changes-of-document", document=DOCUMENT).rows:
        for side, day in (("before", previous[row["date"]]), ("after", row["date"])):
            if row[f"quote_{side}"] is not None:
                start, end = row[f"start_{side}"], row[f"end_{side}"]
                assert isinstance(start, int)
                assert isinstance(end, int)
                text = (folder / str(day) / "text.txt").read_bytes().decode("utf-8")
                assert text[start:end] == row[f"quote_{side}"]
                assert row[f"line_{side}"] == text.count("\n", 0, start) + 1


def test_the_versions_of_a_document(answer: Ask) -> None:
    found = answer("versions-of-document", document="川办发〔2021〕57号")
    assert column(found, "version", "kind", "previous", "changes", "withdrawn") == [
        ("2021-11-09", "original", None, 0, None),
        ("2022-05-20", "amendment", "2021-11-09", 2, None),
        ("2022-08-01", "amendment", "2022-05-20", 0, "2022-08-02"),
        ("2023-03-20", "amendment", "2022-05-20", 6, None),
    ]


def test_the_workload_in_each_version_that_counts(answer: Ask) -> None:
    found = answer("workload-by-version", organization="应急厅")
    assert column(found, "version", "tasks", "joined", "led") == [
        ("2021-11-09", 6, 3, 0),
        ("2022-05-20", 7, 4, 0),
        ("2023-03-20", 6, 3, 0),
    ]
    then = answer("workload-by-version", date(2022, 12, 31), organization="应急厅")
    assert column(then, "version") == [("2021-11-09",), ("2022-05-20",)]
