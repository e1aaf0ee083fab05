"""A part that comes back is the part that it was: after it was left out, after a merger, after a version was withdrawn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.amendment_folder import CURRENT_TEXT, FREE, ISSUED, WITHDRAWN, Desk, call, copy
from tests.support.amendment_scenario import DOCUMENT, HERE, STEPS

LATER, LAST = "2023-06-01", "2023-09-01"


def without_the_last(text: str) -> str:
    """Leave out the last row of the table, so that no number is missing."""
    return text[: text.index("\n52\t")] + "\n"


@pytest.fixture(scope="module")
def short(furnished: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Give a desk on which the last task was left out; it is planned on, and nothing is stored."""
    desk = copy(furnished, tmp_path_factory.mktemp("short") / "desk")
    desk.zhize.data(*call(desk.text(without_the_last), FREE, "--yes"))
    return desk


def planned(desk: Desk, text: Path, day: str, *options: str | Path) -> dict[str, Any]:
    """Tell what an amendment would do."""
    found: dict[str, Any] = json.loads(
        desk.zhize.data(*call(text, day, "--dry-run", "--format", "json", "--fail-on", "never", *options))
    )
    return found


def tasks(plan: dict[str, Any]) -> dict[int | None, dict[str, Any]]:
    """Give what is proposed for each task, by its printed number."""
    return {match["number"]: match for match in plan["matches"] if match["type"] == "task"}


def same(desk: Desk) -> Path:
    """Give the text in force before the amendments of these tests."""
    return desk.file(CURRENT_TEXT.read_bytes(), "same.txt")


def test_a_task_that_was_left_out_and_comes_back_has_its_id_again(short: Desk, tmp_path: Path) -> None:
    desk, gone = copy(short, tmp_path / "desk"), "SELECT ?t WHERE { GRAPH ?g { ?t prov:invalidatedAtTime ?when } }"
    assert "/task/52" in desk.zhize.data("sparql", gone, "--format", "csv").decode()
    told = desk.zhize.data(*call(same(desk), LATER, "--yes")).decode()
    assert "？ 任务52（标识52）未变 1.00" in told
    assert "与2022-05-20版本的任务52（标识52）文字相同，而所比较的版本中没有它：视为恢复" in told
    assert "compared_with = [2022-05-20, 2023-01-15]" in (desk.document / LATER / "identities.toml").read_text("utf-8")
    assert "/task/52" not in desk.zhize.data("sparql", gone, "--format", "csv").decode()
    # The version of its going does not count any more, and nothing has changed.
    desk.zhize.data("rollback", DOCUMENT, "--version", FREE, "--reason", "误录", "--by", "王某", "--yes")
    table = json.loads(desk.zhize.data("diff", DOCUMENT, "2022-05-20", LATER, "--format", "json"))
    assert (table["same_text"], table["changes"]) == (True, [])


def test_tasks_that_were_merged_and_are_apart_again_have_their_ids_again(desk: Desk) -> None:
    merged = next(step for step in STEPS if "merge" in step["text"])
    # The steps are cumulative: the text before the merger comes back after it.
    before = desk.file((HERE / "texts" / STEPS[STEPS.index(merged) - 1]["text"]).read_bytes(), "before.txt")
    desk.zhize.data(*call(before, FREE, "--yes"))
    desk.zhize.data(*call(HERE / "texts" / merged["text"], LATER, "--yes"))
    plan = planned(desk, before, LAST)
    found = tasks(plan)
    assert [(found[number]["id"], found[number]["relation"]) for number in (34, 35)] == [
        (33, "unchanged"),
        (34, "unchanged"),
    ]
    kinds = {change["kind"] for change in plan["changes"]["changes"] if change["part"] == "task"}
    assert "task-split" in kinds
    assert not kinds & {"task-added", "task-removed", "task-merged"}


def test_what_a_withdrawn_version_had_keeps_its_id(short: Desk) -> None:
    text = HERE / "texts" / STEPS[2]["text"]
    found = tasks(planned(short, text, LATER))
    record = short.document / WITHDRAWN / "identities.toml"
    assert f"id = {found[21]['id']}\nnumber = 21\n" in record.read_text(encoding="utf-8")
    assert found[21]["uncertain"]


def test_a_person_may_say_that_it_is_another(short: Desk) -> None:
    mapping = short.file(b"[[task]]\nnumber = 52\nnew = true\n", "map.toml")
    match = tasks(planned(short, same(short), LATER, "--mapping", mapping, "--by", "王某"))[52]
    assert (match["id"], match["relation"], match["uncertain"]) == (54, "new", False)


def test_a_person_may_say_which_it_is_where_the_words_are_others(short: Desk) -> None:
    text = short.reworded(52)
    match = tasks(planned(short, text, LATER))[52]
    assert (match["id"], match["relation"]) == (54, "new")
    assert match["doubt"]["zh"].startswith("与2022-05-20版本的任务52（标识52）相似（")
    mapping = short.file(b"[[task]]\nnumber = 52\nid = 52\n", "map.toml")
    match = tasks(planned(short, text, LATER, "--mapping", mapping, "--by", "王某"))[52]
    assert (match["id"], match["relation"], match["decided_by"]) == (52, "reworded", "王某")


def test_sources_are_those_of_the_versions_compared_with(short: Desk) -> None:
    mapping = short.file(b"[[task]]\nnumber = 52\nderived_from = [52]\n", "map.toml")
    told = short.zhize.refusal(*call(same(short), LATER, "--mapping", mapping, "--by", "王某", "--yes"))
    assert "map.toml, task 1: no version compared with it has a task with the id 52; use one of 1, 2" in told


def test_a_version_put_in_between_takes_the_ids_of_later_ones(short: Desk) -> None:
    found = tasks(planned(short, short.file((HERE / "texts" / STEPS[2]["text"]).read_bytes(), "x.txt"), "2022-02-01"))
    assert (found[21]["id"], ISSUED < "2022-02-01" < WITHDRAWN) == (53, True)
