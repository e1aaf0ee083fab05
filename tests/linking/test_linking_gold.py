"""The real document's links, uncovered provisions and commitments against the tables made by reading."""

import csv
from pathlib import Path

import pytest

from kg.linking import LinkedDocument, MatchKind
from tests.support.whole_dataset import BuiltDataset

GOLD = Path(__file__).parents[1] / "gold"


def rows(name: str) -> list[dict[str, str]]:
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def linked(seed_dataset: BuiltDataset) -> LinkedDocument:
    return seed_dataset.versions[0].linked


def test_every_task_comes_from_the_measures_a_reader_named_and_as_closely(linked: LinkedDocument) -> None:
    expected = {(int(row["task"]), int(row["measure"])): row["kind"] for row in rows("links.tsv")}
    assert {(item.task, item.measure): item.kind.value for item in linked.elaborations} == expected


def test_the_uncovered_provisions_are_the_readers(linked: LinkedDocument) -> None:
    expected = {(int(row["measure"]), int(row["provision"])) for row in rows("uncovered.tsv")}
    assert {(measure, provision.number) for measure, provision in linked.uncovered()} == expected


def test_differences_of_wording_are_found_on_both_sides(linked: LinkedDocument) -> None:
    differences = {
        (item.task, difference.measure_words, difference.task_words)
        for item in linked.elaborations
        if item.kind is not MatchKind.SAME
        for difference in item.differences
    }
    assert (10, "—", "至") in differences
    assert (30, "", "社会") in differences
    assert (25, "and", "和") in differences
    assert (14, "有效降低养老托育服务企业建设和运营成本", "带动企业提供普惠性“服务包”") in differences


def test_the_words_of_a_difference_stand_where_it_says(linked: LinkedDocument) -> None:
    text = linked.document.source.text
    for item in linked.elaborations:
        for difference in item.differences:
            for words, span in (
                (difference.measure_words, difference.measure_span),
                (difference.task_words, difference.task_span),
            ):
                if span is not None:
                    written = "".join(text[span.start : span.end].split())
                    assert len(written) == len(words)


def test_targets_agree_with_the_reader(linked: LinkedDocument) -> None:
    due = {item.number: item.statement.due_by for item in linked.deadlines}
    found = [
        (
            item.statement.comparator.value,
            str(item.statement.value),
            item.statement.unit,
            "yes" if item.statement.aspiration else "no",
            "yes" if item.statement.standing else "no",
            str(due[item.deadline] or "") if item.deadline else "",
            len(item.places),
        )
        for item in linked.targets
    ]
    expected = [
        (
            row["comparator"],
            row["value"],
            row["unit"],
            row["aspiration"],
            row["standing_standard"],
            row["deadline"],
            row["places"].count(" | ") + 1,
        )
        for row in rows("targets.tsv")
    ]
    assert found == expected


def test_a_unit_is_inherited_from_the_part_before(linked: LinkedDocument) -> None:
    eight = next(item for item in linked.targets if str(item.statement.value) == "8")
    assert (eight.statement.basis, eight.statement.inherited, eight.statement.scope) == (
        "每千人口",
        True,
        "老城区和已建成居住区",
    )


def test_deadlines_agree_with_the_reader_and_know_their_tasks(linked: LinkedDocument) -> None:
    found = [
        (item.as_written, str(item.statement.due_by), item.statement.precision, len(item.places))
        for item in linked.deadlines
    ]
    expected = [
        (row["as_written"], row["due_by"], row["precision"], row["places"].count(" | ") + 1)
        for row in rows("deadlines.tsv")
    ]
    assert found == expected
    assert [item.tasks for item in linked.deadlines] == [(), (16,), (30,)]


def test_slips_are_read_through_their_corrections(linked: LinkedDocument) -> None:
    corrected = {(item.task, item.as_written) for item in linked.assignments if item.correction is not None}
    assert corrected == {(task, "民政部") for task in range(12, 18)} | {(39, "省政府服务和资源交易服务中心")}
