"""Every page that a link leads to is there, in both languages, and so is every place in it; no page is a dead end."""

from __future__ import annotations

from collections import deque
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient

from api.pages.language import without_language
from tests.pages.conftest import BROWSER
from tests.pages.html import Element, anchors, links, read

ONTOLOGY = "/ontology"
SERVED = ("/page/", "/data/", "/dumps/", "/ontology", "/catalog", "/.well-known/", "/static/", "/role/", "/id/")
ELSEWHERE = (*SERVED, "/healthz", "/readyz", "/problem")
"""What has tests of its own (tests/linked), in either language; the page on the ontology is read all the same."""
PAIRS = "with="
"""What is in the address of the tasks of two bodies: as many as there are pairs (tests/pages/test_network.py)."""
FEWEST = 8
"""So many links a page has at least."""


def in_english(address: str) -> bool:
    return address == "/en" or address.startswith("/en/")


def is_read(address: str) -> bool:
    """Tell whether an address is a page that is read for its links, rather than only asked whether it is there."""
    plain = without_language(address)
    if plain == ONTOLOGY:
        return True
    elsewhere = plain.startswith((*ELSEWHERE, "/api/"))
    return not (elsewhere or "query=" in address or urlsplit(address).path.endswith(".svg"))


def links_to_follow(page: Element, here: str) -> list[str]:
    """Give the links of a page, but those that are too many, and those from the ontology to what it builds on."""
    outside = "http" if without_language(here) == ONTOLOGY else "no link"
    return [link for link in links(page) if PAIRS not in link and not link.startswith(outside)]


def crawl(site: TestClient, start: str) -> dict[str, Element]:
    """Follow every link from a page to pages in its language; give them all, by their addresses."""
    pages: dict[str, Element] = {}
    others: set[str] = set()
    places: list[tuple[str, str]] = []
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here in pages:
            continue
        answer = site.get(here)
        if answer.status_code == 303:
            waiting.append(urljoin(here, answer.headers["location"]))
            pages[here] = pages.get(answer.headers["location"], Element("", {}))
            continue
        assert answer.status_code == 200, (here, answer.status_code)
        assert answer.headers["content-type"].startswith("text/html"), here
        pages[here] = page = read(answer.text)
        for link in links_to_follow(page, here):
            address, anchor = urldefrag(urljoin(here, link))
            assert not address.startswith("http"), (here, link)
            if anchor:
                places.append((address, unquote(anchor)))
            if is_read(address) and in_english(address) == in_english(start):
                waiting.append(address)
            else:
                others.add(address)
    for address in sorted(others):
        assert site.get(address, headers={"Accept": BROWSER}).status_code in {200, 303}, address
    for address, anchor in places:
        if address in pages and pages[address].children:
            assert anchor in anchors(pages[address]), (address, anchor)
    return {address: page for address, page in pages.items() if page.children}


@pytest.mark.parametrize("start", ["/", pytest.param("/en", marks=pytest.mark.soak)])
def test_every_link_leads_somewhere_and_no_page_is_a_dead_end(site: TestClient, start: str) -> None:
    pages = crawl(site, start)
    assert len(pages) > 100
    assert ("/en" if start == "/en" else "") + ONTOLOGY in pages
    for address, page in pages.items():
        assert len(links(page)) >= FEWEST, address
        (html,) = page.all("html")
        assert html.attributes["lang"] == ("en" if start == "/en" else "zh-Hans"), address
        assert len(page.all("h1")) == 1, address
        assert page.all("title")[0].text, address
        identities = [one.attributes["id"] for one in page.all() if "id" in one.attributes]
        assert len(identities) == len(set(identities)), address
