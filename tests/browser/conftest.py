"""A real browser on a real server: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from tests.cli.serving import serving
from tests.command import Zhize
from tests.programs import needed


@dataclass
class Watched:
    """A page that notes what no page may do: ask elsewhere, write to the console, fail."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.faults.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", self._asked)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.faults.append(f"asked elsewhere: {request.url}")

    def go(self, path: str) -> Page:
        """Open a page of the site."""
        answer = self.page.goto(self.address.rstrip("/") + path)
        assert answer is not None
        assert answer.status == 200, path
        return self.page


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a server on the document as it ships."""
    folder = tmp_path_factory.mktemp("browser")
    zhize = Zhize(folder, folder / "store")
    zhize.data("build")
    with serving(env=zhize.environment(), cwd=folder) as server:
        yield server.address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give the browser. Playwright keeps an event loop running in the thread, so it ends with the tests of the file."""
    program = needed("chromium", "chromium")
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
        found = playwright.chromium.launch(executable_path=program, args=options)
        yield found
        found.close()


def opened(context: BrowserContext, address: str) -> Iterator[Watched]:
    """Open a page, and see in the end that it did nothing that no page may."""
    watched = Watched(context.new_page(), address)
    yield watched
    context.close()
    assert watched.faults == []


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Watched]:
    """Give a page of a new visitor."""
    yield from opened(browser.new_context(locale="zh-CN"), address)


@pytest.fixture
def scriptless(browser: Browser, address: str) -> Iterator[Watched]:
    """Give a page of a new visitor whose browser runs no script."""
    yield from opened(browser.new_context(java_script_enabled=False), address)
