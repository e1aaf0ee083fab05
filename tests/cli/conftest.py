"""The real command, run as a process with no setting of the person who runs the tests."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.resources import shipped

PRESENT = "2026-01-01"
DOCUMENT = "documents/chuanbanfa-2021-57/2021-11-09/text.txt"


@dataclass(frozen=True)
class Zhize:
    """Runs the command in a folder, on one store."""

    folder: Path
    store: Path

    def environment(self, **more: str) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("ZHIZE_")}
        return {**clean, "ZHIZE_STORE": str(self.store), "ZHIZE_PRESENT": PRESENT, **more}

    def __call__(
        self, *arguments: str | Path, env: Mapping[str, str] | None = None, stdin: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "kg.cli", *map(str, arguments)]
        finished = subprocess.run(
            command, cwd=self.folder, env=self.environment(**(env or {})), input=stdin, capture_output=True, check=False
        )
        assert b"Traceback" not in finished.stderr, finished.stderr.decode()
        return finished

    def data(self, *arguments: str | Path) -> bytes:
        """Run a command that must succeed, and give what it wrote to stdout."""
        finished = self(*arguments)
        assert finished.returncode == 0, finished.stderr.decode()
        return finished.stdout

    def refusal(self, *arguments: str | Path) -> str:
        """Run a command that must be refused in one sentence, and give the sentence."""
        finished = self(*arguments)
        assert finished.returncode == 2, finished.stdout.decode() + finished.stderr.decode()
        assert finished.stdout == b""
        *steps, words = finished.stderr.decode().splitlines(keepends=True)
        assert all(step.endswith(" …\n") for step in steps), steps  # told where a run is slow
        assert words.endswith(".\n"), words
        return words


@pytest.fixture
def zhize(tmp_path: Path) -> Zhize:
    """Give the command with an empty store, in an empty folder."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return Zhize(folder, tmp_path / "store")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Zhize:
    """Give the command with the shipped data built, for tests that only read."""
    folder = tmp_path_factory.mktemp("built")
    command = Zhize(folder, folder / "store")
    command.data("build")
    return command


@pytest.fixture(scope="session")
def text() -> str:
    """Give the text of the document that ships."""
    return (shipped("data") / DOCUMENT).read_bytes().decode("utf-8")


@pytest.fixture
def own_data(tmp_path: Path) -> Path:
    """Give a copy of the shipped data folder to change."""
    return Path(shutil.copytree(shipped("data"), tmp_path / "own"))


@pytest.fixture
def planted(tmp_path: Path, text: str) -> Callable[[str, str], Path]:
    """Give a maker of copies of the document with one passage changed."""

    def plant(before: str, after: str) -> Path:
        assert text.count(before) == 1, f"{before} stands there {text.count(before)} times"
        path = tmp_path / "planted.txt"
        path.write_bytes(text.replace(before, after).encode("utf-8"))
        return path

    return plant
