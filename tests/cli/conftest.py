"""The command with an empty store and with one that is built, the shipped data, and copies of it to spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.resources import shipped
from tests.support.command import PRESENT, Zhize

__all__ = ["DOCUMENT", "PRESENT", "Zhize"]

DOCUMENT = "documents/chuanbanfa-2021-57/2021-11-09/text.txt"


@pytest.fixture
def zhize(tmp_path: Path) -> Zhize:
    """Give the command with an empty store, in an empty folder."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return Zhize(folder, tmp_path / "store")


@pytest.fixture(scope="session")
def built(seed_command: Callable[[], Zhize]) -> Zhize:
    """Return the command with the shipped data built, for tests that only read."""
    return seed_command()


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
