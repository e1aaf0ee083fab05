"""Debian's Chromium, launched for the tests of one file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.programs import needed


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return the browser. Playwright keeps an event loop running in the thread, so it ends with the tests of the file."""
    program = needed("chromium", "chromium")
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
        found = playwright.chromium.launch(executable_path=program, args=options)
        yield found
        found.close()


__all__ = ["browser"]
