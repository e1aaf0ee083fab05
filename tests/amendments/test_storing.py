"""What amend and rollback store, and when: after a yes, whole, once, and with who decided."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from kg.amending.store_version import LOCK
from kg.stores.writer_lock import writing
from tests.support.amendment_folder import FREE, ISSUED, JOINED, WITHDRAWN, Desk, call
from tests.support.amendment_scenario import DOCUMENT
from tests.support.command import PRESENT, Zhize

if sys.platform != "win32":
    from tests.support.terminal import answer

NOBODY = "\n46\t大力培育发展养老托育领域社会组织。\t"
"""A row whose clause says nothing: a new violation."""


def history(desk: Desk, *options: str) -> dict[str, str]:
    """Give the status of each version."""
    told = desk.zhize.data("history", DOCUMENT, "--format", "csv", *options).decode()
    return {row["version"]: row["status"] for row in csv.DictReader(io.StringIO(told))}


def tasks(desk: Desk, *options: str) -> list[str]:
    """Give the numbers of the tasks of 应急厅."""
    told = desk.zhize.data("tasks", "应急厅", "--format", "csv", *options).decode()
    return [row["number"] for row in csv.DictReader(io.StringIO(told))]


def is_as_built_anew(desk: Desk) -> bool:
    """Tell whether the graph is the one that a build of the data folder makes."""
    other = Zhize(desk.zhize.folder, desk.zhize.store.with_name("another"))
    other.data("build")
    return other.data("export", "--format", "nquads") == desk.zhize.data("export", "--format", "nquads")


def test_a_dry_run_shows_what_would_be_and_stores_nothing(desk: Desk) -> None:
    before = desk.everything()
    for options in ((), ("--yes",)):
        finished = desk.zhize(*call(desk.reworded(), FREE, "--dry-run", *options))
        assert finished.returncode == 0
        assert "第46项" in finished.stdout.decode()
        assert finished.stderr.decode().endswith("nothing was stored (--dry-run)\n")
    assert desk.everything() == before


def test_a_new_violation_keeps_a_text_out_until_it_is_let_in(desk: Desk) -> None:
    text = desk.text(lambda text: text[: text.index("\n46\t")] + NOBODY + text[text.index("\n47\t") :])
    before = desk.everything()
    kept_out = desk.zhize(*call(text, FREE, "--yes"))
    assert kept_out.returncode == 1
    assert "TaskHasAccountableBody" in kept_out.stdout.decode()
    told = "nothing was stored: the text has new findings from violation on; mend it, or add --fail-on never\n"
    assert kept_out.stderr.decode().endswith(told)
    assert desk.everything() == before
    desk.zhize.data(*call(text, FREE, "--yes", "--fail-on", "never"))
    assert history(desk)[FREE] == "in force"
    # Next time that finding is known, and keeps nothing out.
    again = desk.file(text.read_bytes().replace(b"\n47\t", "\n47\t更".encode()), "again.txt")
    desk.zhize.data(*call(again, "2023-02-01", "--yes"))


def test_a_new_warning_keeps_a_text_out_where_that_is_asked(desk: Desk) -> None:
    row = "53\t建立统计监测制度。\t省统计局、民政厅按职责分工负责。"
    text = desk.text(lambda text: text.rstrip("\n") + f"\n{row}\n")
    before = desk.everything()
    assert desk.zhize(*call(text, FREE, "--yes", "--fail-on", "warning")).returncode == 1
    assert desk.everything() == before
    desk.zhize.data(*call(text, FREE, "--yes"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminal")
@pytest.mark.parametrize("words", ["n\n", "\n", "\x04"], ids=["no", "nothing", "the end"])
def test_on_a_terminal_only_a_yes_stores(desk: Desk, words: str) -> None:
    before = desk.everything()
    code, shown = answer(desk.zhize, call(desk.continued()), words)
    assert code == 1, shown
    assert f"Store the version of {FREE}, with 1 uncertain match(es)? [y/N]" in shown
    assert shown.index("第34项") < shown.index("[y/N]")
    code, shown = answer(desk.zhize, ["rollback", DOCUMENT, "--reason", "误录", "--by", "王某"], words)
    assert code == 1, shown
    assert f"Withdraw the version of {JOINED} of {DOCUMENT}? [y/N]" in shown
    assert desk.everything() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminal")
def test_on_a_terminal_a_yes_stores(desk: Desk) -> None:
    code, shown = answer(desk.zhize, call(desk.reworded()), "y\n")
    assert (code, history(desk)[FREE]) == (0, "in force"), shown
    assert "stored " in shown
    code, shown = answer(desk.zhize, ["rollback", DOCUMENT, "--reason", "误录", "--by", "王某"], "y\n")
    assert (code, history(desk)[FREE]) == (0, f"withdrawn on {PRESENT}: 误录"), shown


def record_of(desk: Desk, number: int) -> dict[str, object]:
    """Give what identities.toml of the new version says of a task."""
    record = tomllib.loads((desk.document / FREE / "identities.toml").read_text(encoding="utf-8"))
    (found,) = [entry for entry in record["task"] if entry["number"] == number]
    assert isinstance(found, dict)
    return found


def test_a_person_settles_what_is_uncertain_and_is_named(desk: Desk) -> None:
    text, mapping = desk.continued(), desk.file(b"[[task]]\nnumber = 34\nid = 34\n", "map.toml")
    (doubtful,) = [match for match in matches(desk, text) if match["uncertain"]]
    assert (doubtful["number"], doubtful["relation"]) == (34, "new")
    assert "？ 任务34（标识54）新增" in desk.zhize.data(*call(text, FREE, "--dry-run")).decode()
    decided = (*call(text), "--mapping", mapping, "--by", " 民政厅 王某 ")
    assert not any(match["uncertain"] for match in matches(desk, text, *decided[len(call(text)) :]))
    desk.zhize.data(*decided, "--yes")
    found = record_of(desk, 34)
    assert (found["id"], found["relation"], found["decided_by"]) == (34, "reworded", "民政厅 王某")
    assert record_of(desk, 33)["decided_by"] == "matcher"
    assert is_as_built_anew(desk)


def test_without_a_decision_the_proposal_is_recorded_as_the_matchers(desk: Desk) -> None:
    desk.zhize.data(*call(desk.continued(), FREE, "--yes"))
    found = record_of(desk, 34)
    # 53 was given to the task of the version that was withdrawn, and stays used.
    assert (found["id"], found["relation"], found["decided_by"]) == (54, "new", "matcher")


def matches(desk: Desk, text: Path, *options: str | Path) -> list[dict[str, object]]:
    """Give what is proposed."""
    found = json.loads(desk.zhize.data(*call(text, FREE, "--dry-run", "--format", "json", *options)))["matches"]
    assert isinstance(found, list)
    return found


def test_after_a_publication_that_failed_the_next_one_has_both(desk: Desk) -> None:
    blocked = desk.file(b"", "blocked")
    current = (desk.zhize.store / "CURRENT").read_bytes()
    finished = desk.zhize(*call(desk.reworded(46), FREE, "--yes", "--store", blocked))
    assert finished.returncode == 2
    told = finished.stderr.decode().splitlines()[-1]
    assert FREE in told
    assert "it is stored, and not published yet (" in told
    assert told.endswith("mend that and run zhize build.")
    assert history(desk)[FREE] == "in force"
    assert (desk.zhize.store / "CURRENT").read_bytes() == current
    both = desk.file(desk.reworded(46).read_bytes().replace(b"\n47\t", "\n47\t更".encode()), "both.txt")
    told = desk.zhize.data(*call(both, "2023-02-01", "--yes")).decode()
    assert "第47项" in told
    assert "第46项" not in told, "it is compared with what is stored, not with what is published"
    assert list(history(desk).items())[-2:] == [(FREE, "past"), ("2023-02-01", "in force")]
    assert is_as_built_anew(desk)


def start(desk: Desk, row: int, day: str) -> subprocess.Popen[bytes]:
    """Begin to amend; what it writes is to be read."""
    arguments = call(desk.reworded(row, f"row-{row}.txt"), day, "--yes")
    return subprocess.Popen(
        [sys.executable, "-m", "api.cli", *map(str, arguments)],
        cwd=desk.zhize.folder,
        env=desk.zhize.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("days", [(FREE, "2023-02-01"), (FREE, FREE)], ids=["two dates", "one date"])
def test_of_two_that_planned_at_once_one_wins_and_the_other_is_told(desk: Desk, days: tuple[str, str]) -> None:
    before = desk.versions
    with start(desk, 46, days[0]) as one, start(desk, 47, days[1]) as other:
        with writing(desk.zhize.folder / "data", 60, LOCK):
            for process in (one, other):  # what is planned is shown before it is stored
                assert process.stdout is not None
                assert process.stdout.read(1)
        told = {process.communicate()[1].decode(): process.returncode for process in (one, other)}
    assert sorted(told.values()) == [0, 2], told
    (refused,) = [words for words, code in told.items() if code == 2]
    assert refused.endswith("the document has been amended in the meantime; nothing was changed, run it again.\n")
    assert len(desk.versions) == len(before) + 1
    assert not list(desk.document.glob(".*"))
    assert is_as_built_anew(desk)


def test_an_amendment_between_two_versions_leaves_the_present(desk: Desk) -> None:
    now = tasks(desk)
    row = "9\t加强城乡公办养老机构建设"
    issued = (desk.document / ISSUED / "text.txt").read_bytes().decode()
    text = desk.file(issued.replace(f"\n{row}", f"\n{row}和运营").encode(), "between.txt")
    desk.zhize.data(*call(text, "2022-01-10", "--yes"))
    told = history(desk)
    assert list(told) == [ISSUED, "2022-01-10", JOINED, WITHDRAWN]
    assert [told[ISSUED], told["2022-01-10"], told[JOINED]] == ["past", "past", "in force"]
    assert tasks(desk) == now
    assert tasks(desk, "--as-of", "2022-01-10") == [number for number in now if number != "9"]
    assert "和运营" in desk.zhize.data("diff", DOCUMENT, ISSUED, "2022-01-10").decode()
    assert "和运营" in desk.zhize.data("diff", DOCUMENT, "2022-01-10", JOINED).decode()
    assert is_as_built_anew(desk)


def test_an_amendment_to_come_leaves_the_present_until_its_day(desk: Desk) -> None:
    now, day = tasks(desk), "2030-07-01"
    text = desk.text(lambda text: text.replace("省残联牵头，省发展改革委、应急厅参加", "省残联牵头，省发展改革委参加"))
    desk.zhize.data(*call(text, day, "--yes"))
    assert "9" in now
    later = [number for number in now if number != "9"]
    assert (history(desk)[day], history(desk)[JOINED]) == ("to come", "in force")
    assert (tasks(desk), tasks(desk, "--as-of", day)) == (now, later)
    assert (history(desk, "--present", day)[day], history(desk, "--present", day)[JOINED]) == ("in force", "past")
    assert is_as_built_anew(desk)
    desk.zhize.data("build", "--present", day)
    assert tasks(desk) == later
