"""What is made once in a run is made by one worker, whole or not at all, and copied for each that needs it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.made_once import made_once


@dataclass(frozen=True)
class Worker:
    """A worker of a run, with its folder."""

    own: Path

    def getbasetemp(self) -> Path:
        self.own.mkdir(parents=True, exist_ok=True)
        return self.own

    def mktemp(self, basename: str) -> Path:
        folder = self.getbasetemp() / basename
        folder.mkdir()
        return folder


def test_several_workers_make_it_once_and_have_their_own_copies(
    tmp_path: Path,
) -> None:
    calls: list[Path] = []

    def make(folder: Path) -> None:
        calls.append(folder)
        (folder / "store").write_text("whole", encoding="utf-8")

    workers = [Worker(tmp_path / f"popen-gw{number}") for number in range(4)]
    with ThreadPoolExecutor() as threads:
        copies = list(threads.map(lambda one: made_once(one, "seed", make), workers))
    assert len(calls) == 1
    assert len(set(copies)) == 4
    (copies[0] / "store").write_text("changed", encoding="utf-8")
    assert [(copy / "store").read_text(encoding="utf-8") for copy in copies[1:]] == ["whole"] * 3


def test_what_failed_is_made_again_from_the_beginning(tmp_path: Path) -> None:
    worker = Worker(tmp_path / "popen-gw0")

    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise ValueError(folder)

    def make(folder: Path) -> None:
        (folder / "whole").touch()

    with pytest.raises(ValueError, match="made-seed"):
        made_once(worker, "seed", fail)
    assert [file.name for file in made_once(worker, "seed", make).iterdir()] == ["whole"]


def test_a_run_without_workers_keeps_to_its_own_folder(tmp_path: Path) -> None:
    alone = Worker(tmp_path / "pytest-0")
    made_once(alone, "seed", lambda folder: (folder / "store").touch())
    assert (tmp_path / "pytest-0" / "made-seed" / "store").exists()


TESTS = Path(__file__).parents[1]
BUILDERS = {"build_dataset", "catch_up", "publish", "publish_amended", "built_on", "play", "furnish"}
BY_THEMSELVES = {
    "conftest.py::seed_dataset": "graphs in memory: a build costs less than reading them from a file",
    "amendments/test_scenario.py::scenario": "the test is about what these calls answer",
    "changes/test_provenance.py::dataset": "of data that it changed",
    "cli/test_ask.py::amended": "the amended documents as the command builds them",
    "cli/test_keeping_up.py::data": "a document of one task",
    "linked/conftest.py::later": "the amended documents on another day",
    "publishing/test_disks.py::locked": "a document of a few tasks",
    "querying/test_as_of.py::built": "graphs of many days in memory",
    "querying/test_asking.py::small": "a graph of a few lines",
    "querying/test_columns.py::snapshots": "spoiled documents in memory",
    "querying/test_history.py::amended": "of data that it changed",
}
"""The fixtures that build a graph, and why it is not one of those made once in a run (tests/conftest.py)."""


def building_fixtures(source: str) -> Iterator[str]:
    """Yield the names of the fixtures that build a graph outside of what is made once."""
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef) and any(
            "fixture" in ast.unparse(one) for one in function.decorator_list
        ):
            calls = [one for one in ast.walk(function) if isinstance(one, ast.Call)]
            names = {ast.unparse(one.func).rpartition(".")[2] for one in calls}
            commands = {one.args[0].value for one in calls if one.args and isinstance(one.args[0], ast.Constant)}
            if (names & BUILDERS or "build" in commands) and "made_once" not in names:
                yield function.name


def test_no_fixture_builds_by_itself_what_is_made_once() -> None:
    files = {file.relative_to(TESTS).as_posix(): file for file in TESTS.rglob("*.py")}
    found = {
        f"{name}::{fixture}" for name, file in files.items() for fixture in building_fixtures(file.read_text("utf-8"))
    }
    found -= {"conftest.py::seed_store", "conftest.py::seed_command", "conftest.py::amended_folder"}
    assert found == set(BY_THEMSELVES)


def test_a_fixture_that_builds_the_seed_is_found() -> None:
    planted = "@pytest.fixture(scope='session')\ndef store(zhize):\n    zhize.data('build')\n"
    assert [*building_fixtures(planted)] == ["store"]
    assert [*building_fixtures(planted.replace("zhize.data('build')", "return publish(seed.nquads(), folder, facts)"))]
    assert not [*building_fixtures(planted.replace("zhize.data('build')", "return seed_store()"))]
