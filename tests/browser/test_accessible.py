"""axe-core finds nothing on any sort of page; nothing scrolls sideways; large text, forced colours and print are readable."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.watched import Watched, opened
from tests.soaking import SOAKING

DOCUMENT = "chuanbanfa-2021-57"
CORE = (
    "",
    "/organization/sichuan-emergency-management",
    f"/document/{DOCUMENT}/task/12",
    "/matrix?by=task",
    "/validation",
    "/sparql",
)
OTHERS = (
    "/organizations",
    "/organization/sichuan-prefecture-governments",
    "/tasks",
    f"/document/{DOCUMENT}",
    f"/document/{DOCUMENT}/measure/5",
    f"/document/{DOCUMENT}/text",
    f"/document/{DOCUMENT}/versions",
    f"/document/{DOCUMENT}/changes",
    "/versions",
    "/matrix",
    "/search?q=养老",
    "/network",
    "/network?organization=sichuan-emergency-management",
    "/targets",
    "/questions",
    "/questions/tasks-of-organization?organization=应急厅",
    "/sparql?query=SELECT * { ?task a zz:Task ; zz:text ?text } LIMIT 9",
    "/downloads",
    "/docs",
    "/help",
)
KINDS = (*CORE, *(pytest.param(kind, marks=pytest.mark.soak) for kind in OTHERS))
"""A page of every sort."""
SCHEMES = {"": ("light", "dark"), "/en": ("light", "dark")} if SOAKING else {"": ("light",), "/en": ("dark",)}
"""Colours are the same in both languages: a short run looks at one scheme in each."""
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, address: str, kind: str, language: str
) -> None:
    context = browser.new_context(reduced_motion="reduce", bypass_csp=True)
    for visit in opened(context, address):
        page = visit.go(f"{language}{kind}" or "/")
        for scheme in SCHEMES[language]:
            page.emulate_media(color_scheme=scheme)
            found = Axe().run(page, options=RULES)
            assert found.violations_count == 0, (scheme, found.generate_report())
        for width, size in ((390, "100%"), (780, "200%")):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, (width, size, wide)
        visit.faults.clear()  # axe itself writes to the console


def test_what_has_the_focus_is_seen(visit: Watched) -> None:
    page = visit.go("/")
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none", page.evaluate("document.activeElement.outerHTML")


def test_roles_are_told_without_colours(browser: Browser, address: str) -> None:
    for visit in opened(browser.new_context(forced_colors="active"), address):
        page = visit.go("/")
        badge = page.locator(".matrix .badge").first
        assert badge.inner_text().strip()[0] in "牵分参责属"
        assert page.evaluate("e => getComputedStyle(e).borderTopStyle", badge.element_handle()) == "solid"
