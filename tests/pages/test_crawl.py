"""Every page that a link leads to is there, in both languages, and so is every place in it; no page is a dead end."""

from __future__ import annotations

from collections import deque
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient

from tests.pages.conftest import BROWSER
from tests.pages.html import Element, anchors, links, read

SERVED = ("/page/", "/data/", "/dumps/", "/ontology", "/catalog", "/.well-known/", "/static/", "/role/", "/id/")
ELSEWHERE = (*SERVED, "/healthz", "/readyz", "/problem")
"""What has tests of its own (tests/linked)."""
PAIRS = "with="
"""What is in the address of the tasks of two bodies: as many as there are pairs (tests/pages/test_network.py)."""
FEWEST = 8
"""So many links a page has at least."""


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
        for link in (one for one in links(page) if PAIRS not in one):
            address, anchor = urldefrag(urljoin(here, link))
            assert not address.startswith("http"), (here, link)
            if anchor:
                places.append((address, unquote(anchor)))
            english = address == "/en" or address.startswith("/en/")
            if (
                address.startswith((*ELSEWHERE, "/api/"))
                or "query=" in address
                or urlsplit(address).path.endswith(".svg")
                or english != start.startswith("/en")
            ):
                others.add(address)
            else:
                waiting.append(address)
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
    for address, page in pages.items():
        assert len(links(page)) >= FEWEST, address
        (html,) = page.all("html")
        assert html.attributes["lang"] == ("en" if start == "/en" else "zh-Hans"), address
        assert len(page.all("h1")) == 1, address
        assert page.all("title")[0].text, address
        identities = [one.attributes["id"] for one in page.all() if "id" in one.attributes]
        assert len(identities) == len(set(identities)), address
