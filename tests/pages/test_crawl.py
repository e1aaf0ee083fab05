"""Every page that a link leads to is there, in both languages, and so is every place in it; no page is a dead end."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient

from api.site.language import language_of, without_language
from kg.bilingual import Language
from tests.pages.conftest import BROWSER
from tests.support.html_tree import Element, anchors, links, read

ONTOLOGY = "/ontology"
SERVED = ("/page/", "/data/", "/dumps/", "/ontology", "/catalog", "/.well-known/", "/static/", "/role/", "/id/")
ELSEWHERE = (*SERVED, "/healthz", "/readyz", "/problem")
"""What has tests of its own (tests/linked), in either language; the page on the ontology is read all the same."""
PAIRS = "with="
"""What is in the address of the tasks of two bodies: as many as there are pairs (tests/pages/test_network.py)."""
FEWEST = 8
"""So many links a page has at least."""


def in_english(address: str) -> bool:
    return language_of(urlsplit(address).path) is Language.EN


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
    waiting = deque([(start, "")])
    while waiting:
        here, before = waiting.popleft()
        if here in pages:
            continue
        answer = site.get(here)
        if answer.status_code == 303:
            waiting.append((urljoin(here, answer.headers["location"]), here))
            pages[here] = pages.get(answer.headers["location"], Element("", {}))
            continue
        assert answer.status_code == 200, (before, here, answer.status_code)
        assert answer.headers["content-type"].startswith("text/html"), here
        pages[here] = page = read(answer.text)
        for link in links_to_follow(page, here):
            address, anchor = urldefrag(urljoin(here, link))
            assert not address.startswith("http"), (here, link)
            if anchor:
                places.append((address, unquote(anchor)))
            if is_read(address) and in_english(address) == in_english(start):
                waiting.append((address, here))
            else:
                others.add(address)
    missing = {address: site.get(address, headers={"Accept": BROWSER}).status_code for address in sorted(others)}
    assert {address: status for address, status in missing.items() if status not in {200, 303}} == {}
    for address, anchor in places:
        if address in pages and pages[address].children:
            assert anchor in anchors(pages[address]), (address, anchor)
    return {address: page for address, page in pages.items() if page.children}


@dataclass(frozen=True)
class Crawled:
    """What was found from one page on."""

    start: str
    pages: dict[str, Element]


STARTS = [
    ("site", "/"),
    *(pytest.param(one, marks=pytest.mark.soak) for one in (("site", "/en"), ("amended", "/"), ("amended", "/en"))),
]
"""Which documents, and from which page on: those that ship, or two of which one was amended."""


@pytest.fixture(scope="module", params=STARTS, ids="".join)
def crawled(request: pytest.FixtureRequest) -> Crawled:
    """Give the pages of the shipped document, or of two documents of which one was amended."""
    name, start = request.param
    return Crawled(start, crawl(request.getfixturevalue(name), start))


def test_every_link_leads_somewhere_and_no_page_is_a_dead_end(crawled: Crawled) -> None:
    root = crawled.start.rstrip("/")
    assert len(crawled.pages) > 100
    assert root + ONTOLOGY in crawled.pages
    for address, page in crawled.pages.items():
        assert len(links(page)) >= FEWEST, address
        (html,) = page.all("html")
        assert html.attributes["lang"] == ("en" if root else "zh-Hans"), address
        assert len(page.all("h1")) == 1, address
        assert page.all("title")[0].text, address
        identities = [one.attributes["id"] for one in page.all() if "id" in one.attributes]
        assert len(identities) == len(set(identities)), address


def test_a_number_that_leads_to_tasks_is_how_many_there_are(crawled: Crawled) -> None:
    checked = 0
    for address, page in crawled.pages.items():
        for link in page.all("a"):
            target = urljoin(address, link.attributes["href"]) if "href" in link.attributes else ""
            number = re.match(r"\d+", link.text)
            if number and without_language(urlsplit(target).path) == "/tasks" and target in crawled.pages:
                listed = [row for row in crawled.pages[target].all("tr") if row.all("td")]
                assert int(number[0]) == len(listed), (address, target)
                checked += 1
    assert checked > 40
