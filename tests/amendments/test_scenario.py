"""The real document through six amendments: after each, everything is what the hand-written expectations say."""

import csv
import io
import json
from itertools import pairwise
from typing import Any

import pytest

from tests.support.amendment_scenario import (
    DOCUMENT,
    EXPECTED,
    HERE,
    STEPS,
    Scenario,
    changes,
    day_before,
    findings,
    identities,
    play,
    told,
)
from tests.support.command import Zhize

BY_STEP = pytest.mark.parametrize("number", range(len(STEPS)), ids=[step["text"][:1] for step in STEPS])


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    folder = tmp_path_factory.mktemp("scenario")
    return play(Zhize(folder, folder / "store"))


def rows(scenario: Scenario, *arguments: str) -> list[dict[str, str]]:
    """Ask, and give the rows."""
    return list(csv.DictReader(io.StringIO(scenario.zhize.data(*arguments, "--format", "csv").decode())))


def tasks_of(scenario: Scenario, body: str, day: str) -> list[int]:
    """Give the printed numbers of a body's tasks as of a day."""
    return [int(row["number"]) for row in rows(scenario, "tasks", body, "--as-of", day)]


@BY_STEP
def test_each_task_is_the_one_that_a_reader_says(scenario: Scenario, number: int) -> None:
    matches = [item for item in scenario.answers[number]["matches"] if item["type"] == "task"]
    assert {item["number"]: item["id"] for item in matches} == identities(STEPS[number])
    assert not any(item["uncertain"] for item in matches)


@BY_STEP
def test_measures_targets_and_deadlines_keep_their_identities(scenario: Scenario, number: int) -> None:
    matches = scenario.answers[number]["matches"]
    for part, count in (("measure", 22), ("target", 7), ("deadline", 3)):
        assert [item["id"] for item in matches if item["type"] == part] == list(range(1, count + 1))


@BY_STEP
def test_the_change_table_is_what_a_reader_says(scenario: Scenario, number: int) -> None:
    table, expected = scenario.answers[number]["changes"], changes(STEPS[number])
    assert {told(change, expected) for change in table["changes"]} == expected
    assert table["total"] == len(expected)
    assert table["to"] == str(STEPS[number]["date"])


@BY_STEP
def test_every_quote_stands_in_its_version(scenario: Scenario, number: int) -> None:
    table = scenario.answers[number]["changes"]
    for side, day in (("before", table["from"]), ("after", table["to"])):
        text = (scenario.zhize.folder / "data/documents" / DOCUMENT / day / "text.txt").read_bytes().decode()
        for change in table["changes"]:
            if source := change[f"source_{side}"]:
                assert _folded(text[source["start"] : source["end"]]) == _folded(source["quote"])
                assert source["line"] == text.count("\n", 0, source["start"]) + 1


def _folded(words: str) -> str:
    return "".join(words.split())


@BY_STEP
def test_findings_are_new_known_and_solved(scenario: Scenario, number: int) -> None:
    report = scenario.answers[number]["validation"]
    assert findings(report["findings"], "new") == sorted(STEPS[number]["new"])
    assert findings(report["solved"], "solved") == sorted(STEPS[number]["solved"])
    assert {item["status"] for item in report["findings"]} <= {"new", "known"}


@BY_STEP
def test_answers_as_of_the_day_before_and_of_the_day(scenario: Scenario, number: int) -> None:
    step = STEPS[number]
    assert tasks_of(scenario, "应急厅", day_before(step["date"])) == step["then"]
    assert tasks_of(scenario, "应急厅", str(step["date"])) == step["now"]


def test_the_present_is_the_last_version(scenario: Scenario) -> None:
    assert [int(row["number"]) for row in rows(scenario, "tasks", "应急厅")] == STEPS[-1]["now"]


def test_a_correction_is_not_retroactive(scenario: Scenario) -> None:
    def slips(day: str) -> list[str]:
        return [
            row["number"] for row in rows(scenario, "tasks", "民政厅", "--as-of", day) if row["as_written"] == "民政部"
        ]

    assert slips("2022-01-09") == ["12", "13", "14", "15", "16", "17"]
    assert slips("2022-01-10") == []


def test_targets_and_deadlines_as_of_a_day(scenario: Scenario) -> None:
    def lottery(day: str) -> str:
        found = rows(scenario, "query", "targets-with-deadlines", "--as-of", day)
        return next(row["value"] for row in found if "彩票公益金" in row["quote"])

    assert (float(lottery("2023-03-19")), float(lottery("2023-03-20"))) == (55, 60)
    due = [
        {row["due_by"] for row in rows(scenario, "query", "deadlines", "--as-of", day)}
        for day in ("2023-03-19", "2023-03-20")
    ]
    assert "2023-06-30" not in due[0]
    assert "2023-06-30" in due[1]


def test_before_the_first_version_nothing_held(scenario: Scenario) -> None:
    answer = scenario.zhize("tasks", "应急厅", "--as-of", "2021-11-08", "--format", "json")
    assert json.loads(answer.stdout)["items"] == []
    assert "2021-11-09" in answer.stderr.decode()


@pytest.mark.parametrize("body", EXPECTED["history"])
def test_what_happened_to_a_body(scenario: Scenario, body: str) -> None:
    found = rows(scenario, "query", "history-of-organization", f"organization={body}")
    lines = [
        f"{row['date']} {row['kind']} {row['id']}: {row['roles_before']} > {row['roles_after']}".replace(" ", "")
        for row in found
    ]
    assert sorted(lines) == sorted(line.replace(" ", "") for line in EXPECTED["history"][body])


def test_the_versions_in_order(scenario: Scenario) -> None:
    found = rows(scenario, "history")
    assert [row["version"] for row in found] == ["2021-11-09", *(str(step["date"]) for step in STEPS)]
    assert [row["status"] for row in found] == ["past"] * 6 + ["in force"]


def test_any_two_versions_can_be_compared(scenario: Scenario) -> None:
    dates = [row["version"] for row in rows(scenario, "history")]
    for one, other in (*pairwise(dates), (dates[0], dates[-1]), (dates[-1], dates[0])):
        table: dict[str, Any] = json.loads(scenario.zhize.data("diff", DOCUMENT, one, other, "--format", "json"))
        assert table["total"] > 0
    same = json.loads(scenario.zhize.data("diff", DOCUMENT, dates[3], dates[3], "--format", "json"))
    assert (same["total"], same["same_text"]) == (0, True)


def test_a_build_from_the_data_alone_gives_the_same_graph(scenario: Scenario) -> None:
    zhize = Zhize(scenario.zhize.folder, scenario.zhize.store.with_name("another-store"))
    zhize.data("build")
    assert zhize.data("export", "--format", "nquads") == scenario.graphs[-1]


def test_an_intermediate_version_keeps_every_published_identity(scenario: Scenario) -> None:
    # As of 2022-10-01, between c and d: task 2 is reworded, everything else is as in c, also what came new with c.
    before = HERE / "texts" / STEPS[2]["text"]
    text = scenario.zhize.folder / "between.txt"
    text.write_bytes(before.read_bytes().replace("推进国土空间规划".encode(), "加快推进国土空间规划".encode()))
    call = ["amend", DOCUMENT, text, "--date", "2022-10-01", "--kind", "amendment", "--basis", "川办函〔2022〕70号"]
    answer = json.loads(scenario.zhize.data(*call, "--dry-run", "--format", "json"))
    found = {item["number"]: item["id"] for item in answer["matches"] if item["type"] == "task"}
    assert found == identities(STEPS[2])
    assert answer["compared_with"] == "2022-09-01"


def test_a_withdrawn_version_no_longer_counts_and_its_ids_stay_used(scenario: Scenario) -> None:
    # Last in the file: it changes what the others look at.
    zhize = scenario.zhize
    told_so = zhize("rollback", DOCUMENT, "--reason", "误录", "--by", "王某", "--yes")
    assert told_so.returncode == 0, told_so.stderr.decode()
    assert "2023-08-30" in told_so.stderr.decode()
    assert [int(row["number"]) for row in rows(scenario, "tasks", "应急厅")] == STEPS[-2]["now"]
    assert rows(scenario, "history")[-1]["status"].startswith("withdrawn")
    again = Zhize(zhize.folder, zhize.store.with_name("after-the-withdrawal"))
    again.data("build")
    assert again.data("export", "--format", "nquads") == zhize.data("export", "--format", "nquads")
    step = STEPS[-1]
    call = ["amend", DOCUMENT, HERE / "texts" / step["text"], "--kind", "amendment", "--basis", "再次", "--yes"]
    assert "already" in zhize.refusal(*call, "--date", "2023-08-30")
    zhize.data(*call, "--date", "2023-08-31")
    assert [int(row["number"]) for row in rows(scenario, "tasks", "应急厅")] == step["now"]
