"""A desk for tests that only read or are refused, and a copy of it for each test that stores something."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.amendment_folder import Desk, copy, furnish


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Give a desk on which nothing may change."""
    return furnish(tmp_path_factory.mktemp("furnished"))


@pytest.fixture
def desk(furnished: Desk, tmp_path: Path) -> Desk:
    """Give a desk to change."""
    return copy(furnished, tmp_path / "desk")
