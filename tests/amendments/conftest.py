"""A desk for tests that only read or are refused, and a copy of it for each test that stores something."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.amendment_folder import Desk, copy, furnish
from tests.support.command import Zhize
from tests.support.made_once import made_once


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Give a desk on which nothing may change."""
    folder = made_once(tmp_path_factory, "furnished", furnish)
    return Desk(Zhize(folder, folder / "store"))


@pytest.fixture
def desk(furnished: Desk, tmp_path: Path) -> Desk:
    """Give a desk to change."""
    return copy(furnished, tmp_path / "desk")
