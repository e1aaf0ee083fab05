"""Every command in a process that was started for it does and tells what the forked one does (tests/support/forking_server.py)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from api.cli.main import app
from tests.cli.conftest import Zhize
from tests.support import forking_server as forking
from tests.support.amendment_scenario import STEPS, amend

PLAN = "chuanbanfa-2021-57"
WHY = ("--reason", "已核对", "--by", "王某")
CALLS: tuple[tuple[str | Path, ...], ...] = (
    ("init", "data"),
    ("init", "data"),
    ("build",),
    ("read", "data/documents/chuanbanfa-2021-57/2021-11-09/text.txt", "--format", "csv"),
    ("validate", "--fail-on", "warning"),
    ("accept", PLAN, "0" * 16, *WHY),
    (*amend(STEPS[1]), "--yes"),
    ("diff", PLAN, "2021-11-09", str(STEPS[1]["date"])),
    ("rollback", PLAN, *WHY, "--yes"),
    ("history", PLAN),
    ("tasks", "应急厅"),
    ("tasks", "应急局"),
    ("query", "roles"),
    ("sparql", "-"),
    ("export", "--format", "nquads"),
    ("store", "load", "one.nt", "--store", "scratch"),
    ("serve", "--port", "none"),
    ("--version",),
    ("tasks",),
)
"""One after the other, in one folder; some are refused."""
QUESTION = b"SELECT (COUNT(*) AS ?all) WHERE { ?task a zz:Task }"


def played(folder: Path, *, fresh: bool) -> tuple[list[tuple[int, bytes, str]], dict[str, bytes]]:
    """Make all calls, and give what each told and which files there are then."""
    folder.mkdir()
    (folder / "one.nt").write_text('<x:one> <x:says> "it" .\n')
    zhize = Zhize(folder, folder / "store")
    run = zhize.fresh if fresh else zhize
    told = [_told(run(*call, stdin=QUESTION), folder) for call in CALLS]
    data = folder / "data"
    return told, {str(file.relative_to(data)): file.read_bytes() for file in data.rglob("*") if file.is_file()}


def _told(finished: subprocess.CompletedProcess[bytes], folder: Path) -> tuple[int, bytes, str]:
    """Leave out where it was, and what depends on the time it took."""
    words = re.sub(r"^[a-z ]+ …\n| \([\d.]+ s\)", "", finished.stderr.decode(), flags=re.MULTILINE)
    return finished.returncode, finished.stdout, words.replace(str(folder), "FOLDER")


def test_every_command_is_among_the_calls() -> None:
    groups = {group.name for group in app.registered_groups}
    assert {call[0] for call in CALLS} >= groups | {command.name for command in app.registered_commands}


@pytest.mark.skipif(not forking.POSSIBLE, reason="here every process is a fresh one")
def test_a_fresh_process_tells_what_a_forked_one_tells(tmp_path: Path) -> None:
    fresh, files = played(tmp_path / "fresh", fresh=True)
    forked, others = played(tmp_path / "forked", fresh=False)
    for call, one, other in zip(CALLS, fresh, forked, strict=True):
        assert one == other, call
    assert files == others
    assert {code for code, _, _ in fresh} == {0, 1, 2}
