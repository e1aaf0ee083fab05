"""A real browser on a real server: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.amended_data import write_amended
from tests.support.browser_pages import Watched, opened
from tests.support.browser_visitor import SORTS, Sort, Visitor
from tests.support.command import Zhize
from tests.support.hostile_data import write_hostile
from tests.support.launched_browser import browser
from tests.support.made_once import made_once
from tests.support.serving import serving

__all__ = ["browser"]


Maker = Callable[[Path], Path]
"""Writes a data folder."""


@contextmanager
def served(factory: pytest.TempPathFactory, name: str, write: Maker) -> Iterator[str]:
    """Serve a data folder that is written and built once in a run; yield the address."""

    def make(folder: Path) -> None:
        Zhize(folder, folder / "store").data("build", "--data", write(folder / "data"))

    folder = made_once(factory, name, make)
    zhize = Zhize(folder, folder / "store")
    with serving(env=zhize.environment(ZHIZE_DATA=str(folder / "data")), cwd=folder) as server:
        yield server.address


@pytest.fixture(scope="session")
def address(seed_command: Callable[[], Zhize]) -> Iterator[str]:
    """Give the address of a server on the document as it ships."""
    zhize = seed_command()
    with serving(env=zhize.environment(), cwd=zhize.folder) as server:
        yield server.address


@pytest.fixture(scope="session")
def amended_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a server on two documents, one of them amended (tests/support/amended_data.py)."""
    with served(tmp_path_factory, "served-amended", write_amended) as found:
        yield found


@pytest.fixture(scope="session")
def addresses(address: str, amended_address: str) -> dict[bool, str]:
    """Give the addresses of both by whether their documents were amended."""
    return {False: address, True: amended_address}


@pytest.fixture(scope="session")
def hostile_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a server on a document that means harm (tests/support/hostile_data.py)."""
    with served(tmp_path_factory, "served-hostile", write_hostile) as found:
        yield found


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Watched]:
    """Give a page of a new visitor."""
    yield from opened(browser.new_context(locale="zh-CN"), address)


@pytest.fixture
def scriptless(browser: Browser, address: str) -> Iterator[Watched]:
    """Give a page of a new visitor whose browser runs no script."""
    yield from opened(browser.new_context(java_script_enabled=False), address)


@pytest.fixture(params=SORTS, ids=str)
def visitor(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """Give a visitor of each sort."""
    yield from visiting(browser, address, request.param)


@pytest.fixture(params=SORTS, ids=str)
def amended_visitor(browser: Browser, amended_address: str, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """Give a visitor of each sort to the documents that were amended."""
    yield from visiting(browser, amended_address, request.param)


def visiting(browser: Browser, address: str, sort: Sort) -> Iterator[Visitor]:
    """Open a page for a visitor."""
    context = browser.new_context(locale=sort.language.tag, java_script_enabled=sort.scripts, reduced_motion="reduce")
    for watched in opened(context, address):
        yield Visitor(watched, sort)
