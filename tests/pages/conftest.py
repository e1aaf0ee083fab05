"""The pages over the real document, without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kg.resources import shipped
from kg.settings import Settings

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
"""What browsers accept."""
BASE = "https://w3id.org/zhize/id/"
PRESENT = date(2026, 11, 24)


@pytest.fixture(scope="session")
def settings(seed_store: Callable[[], Path]) -> Settings:
    """Return the settings of a server on the document that ships, built and validated."""
    return Settings(data=shipped("data"), store=seed_store())


@pytest.fixture(scope="session")
def site(settings: Settings) -> Iterator[TestClient]:
    """Give a client that asks as a browser does."""
    with TestClient(create_app(settings), headers={"Accept": "text/html"}, follow_redirects=False) as found:
        yield found


@pytest.fixture(scope="session")
def amended(amended_folder: Callable[[], Path]) -> Iterator[TestClient]:
    """Return a client that asks a server on two documents, one of them amended (tests/support/amended_data.py)."""
    folder = amended_folder()
    settings = Settings(data=folder / "data", store=folder / "store")
    with TestClient(create_app(settings), headers={"Accept": "text/html"}, follow_redirects=False) as found:
        yield found


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[TestClient]:
    """Give a client of one event loop that asks as a browser does and follows where it is sent."""
    with TestClient(create_app(settings), raise_server_exceptions=False, headers={"Accept": BROWSER}) as found:
        yield found
