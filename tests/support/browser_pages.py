"""A page that is watched: it asks nowhere else, writes nothing to the console, and fails in nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Page, Request


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
        self.page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.faults.append(f"asked elsewhere: {request.url}")

    def go(self, path: str, status: int = 200) -> Page:
        """Open a page of the site."""
        answer = self.page.goto(self.address.rstrip("/") + path)
        assert answer is not None
        assert answer.status == status, path
        return self.page


def opened(context: BrowserContext, address: str) -> Iterator[Watched]:
    """Open a page, and see in the end that it did nothing that no page may."""
    watched = Watched(context.new_page(), address)
    yield watched
    context.close()
    assert watched.faults == []
