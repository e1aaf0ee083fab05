"""axe-core finds nothing on any kind of page; nothing scrolls sideways; large text, forced colours and print are readable."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT as AXE
from playwright.sync_api import Browser, Page

from api.site.language import in_language
from kg.bilingual import Language
from tests.support.browser_pages import Watched, opened
from tests.support.page_kinds import KINDS, Kind

ALL = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What another scheme of colours can break."""
RUN = "only => axe.run(document, { runOnly: only, resultTypes: ['violations'] })"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def violations(page: Page, rules: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Give the rules that are broken, each with the elements that break it."""
    found = page.evaluate(RUN, rules)["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, addresses: dict[bool, str], kind: Kind, language: Language
) -> None:
    context = browser.new_context(reduced_motion="reduce", bypass_csp=True)
    for visit in opened(context, addresses[kind.amended]):
        page = visit.go(in_language(kind.path, language), kind.status)
        page.evaluate(AXE)
        assert violations(page, ALL) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page, OF_COLOURS) == []
        for width, size in ((390, "100%"), (780, "200%")):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
            assert page.evaluate(TOO_WIDE) <= 0, (width, size)
        visit.faults.clear()  # axe itself writes to the console


def test_what_has_the_focus_is_seen(visit: Watched) -> None:
    page = visit.go("/")
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none", page.evaluate("document.activeElement.outerHTML")


def test_motion_is_only_for_those_who_like_it(browser: Browser, address: str) -> None:
    for wish, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        for visit in opened(browser.new_context(reduced_motion=wish), address):
            page = visit.go("/")
            assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour
            assert page.evaluate("document.getAnimations().length") == 0


def test_roles_are_told_without_colours(browser: Browser, address: str) -> None:
    for visit in opened(browser.new_context(forced_colors="active"), address):
        page = visit.go("/")
        badge = page.locator(".matrix .badge").first
        assert badge.inner_text().strip()[0] in "牵分参责属"
        assert page.evaluate("e => getComputedStyle(e).borderTopStyle", badge.element_handle()) == "solid"
