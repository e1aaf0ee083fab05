"""What ships is found in a checkout and in an installation, and never in a folder that is somebody else's."""

from pathlib import Path

import pytest

from kg.errors import MissingError
from kg.resources import _find


def made(*folders: Path) -> None:
    for folder in folders:
        folder.mkdir(parents=True)


def test_a_checkout_has_it_at_its_top(tmp_path: Path) -> None:
    made(tmp_path / "kg", tmp_path / "data")
    (tmp_path / "pyproject.toml").touch()
    assert _find("data", tmp_path / "kg") == tmp_path / "data"


def test_an_installation_has_it_inside_the_package(tmp_path: Path) -> None:
    made(tmp_path / "kg" / "shipped" / "data", tmp_path / "data")
    assert _find("data", tmp_path / "kg") == tmp_path / "kg" / "shipped" / "data"


def test_a_folder_beside_an_installation_is_not_ours(tmp_path: Path) -> None:
    made(tmp_path / "kg", tmp_path / "data")
    with pytest.raises(MissingError, match="no folder 'data'; install zhize again"):
        _find("data", tmp_path / "kg")
