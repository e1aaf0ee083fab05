"""A document whose writer means harm is shown harmlessly on every page and in every picture."""

from __future__ import annotations

import re
from collections import deque
from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser_pages import Watched, opened
from tests.support.hostile_data import BODIES, DOCUMENT, TEXT

ALIEN = "img, iframe, object, embed, foreignObject, base, meta[http-equiv], script:not([src^='/static/']), a[href^='javascript']"
"""What no page has."""
HANDLERS = (
    "[...document.querySelectorAll('*')].filter(one => [...one.attributes].some(a => /^on/i.test(a.name))).length"
)
PARSED = """([text, alien]) => {
  const all = new DOMParser().parseFromString(text, "image/svg+xml");
  return all.querySelectorAll(alien).length
    + [...all.querySelectorAll('*')].filter(one => [...one.attributes].some(a => /^on/i.test(a.name))).length;
}"""
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
"""Marks that turn the writing round them: they are shown as what they are."""
OTHERS = ("/api/", "/data/", "/dumps/", "/catalog", "/id/", "/.well-known/", "/problem", "/healthz")
ONCE = ("/questions", "/sparql", "/docs", "/help", "/downloads", "/ontology")
"""Sections that show the same whatever a document says, or are asked below."""
OF_OTHERS = re.compile(rf"/organization/(?!sichuan-(?:{'|'.join(BODIES)})\b|unregistered)")
"""The pages of bodies whose names do no harm; one of them is looked at."""
ASKED = (
    "/organization/sichuan-prefecture-governments",
    "/questions/assignments",
    "/questions/tasks",
    "/sparql?query=SELECT * { ?s skos:prefLabel ?label } LIMIT 500",
)


def harmless(page: Page, path: str) -> None:
    """See that nothing of the document has become part of the page."""
    assert page.locator(ALIEN).count() == 0, path
    assert page.evaluate(HANDLERS) == 0, path
    assert not TURNING.search(page.evaluate("document.documentElement.textContent")), path


def drawn(visit: Watched, path: str) -> None:
    """See that a picture is one, with nothing of the document in it but words."""
    answer = visit.page.request.get(visit.address.rstrip("/") + path)
    assert answer.status == 200, path
    alien = visit.page.evaluate(PARSED, [answer.text(), f"{ALIEN}, parsererror, a, style, use, animate, set"])
    assert alien == 0, path
    assert not TURNING.search(answer.text()), path


def onward(page: Page, root: str) -> list[str]:
    """Give where the links of a page lead on this site, in this language."""
    found = page.evaluate("[...document.querySelectorAll('a[href]')].map(one => one.getAttribute('href'))")
    paths = (urldefrag(one)[0] for one in found)
    return [
        one
        for one in paths
        if one.startswith("/")
        and not one.removeprefix("/en").startswith((*OTHERS, *ONCE))
        and not OF_OTHERS.search(one)
        and (one == "/en" or one.startswith("/en/")) == bool(root)
    ]


@pytest.mark.parametrize("root", ["", "/en"])
def test_every_page_and_picture_is_harmless(browser: Browser, hostile_address: str, root: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, reduced_motion="reduce")
    for visit in opened(context, hostile_address):
        waiting, seen = deque([root or "/", *(root + one for one in ASKED)]), set[str]()
        while waiting:
            path = waiting.popleft()
            place = urlsplit(path).path + "?" * ("?" in path)  # one filter of a list shows what another does
            if place in seen:
                continue
            seen.add(place)
            if urlsplit(path).path.endswith(".svg"):
                drawn(visit, path)
                continue
            page = visit.go(path)
            harmless(page, path)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, (path, wide)
            if not place.startswith(f"{root}/page/"):  # they lead to one another without end
                waiting += onward(page, root)
        for body in BODIES:
            assert f"{root}/organization/sichuan-{body}" in seen
        for part in ("text", "versions", "task/1", "task/2", "task/3", "task/4", "measure/1"):
            assert f"{root}/document/{DOCUMENT}/{part}" in seen
        assert {f"{root}/{one}.svg" for one in ("matrix", "network", "targets")} <= {one.rstrip("?") for one in seen}


@pytest.mark.parametrize("root", ["", "/en"])
def test_a_pasted_text_is_harmless(browser: Browser, hostile_address: str, root: str) -> None:
    for visit in opened(browser.new_context(), hostile_address):
        page = visit.go(f"{root}/validation")
        page.locator("#pasted").fill(TEXT)
        page.locator("form.check button").click()
        page.locator("section.finding").first.wait_for()
        harmless(page, "the pasted text")
