"""What is made once in a run is made by one worker, whole or not at all, and copied for each that needs it."""

from __future__ import annotations

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
