"""Every place on a page that a link leads to is there."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import NamedNode

from kg.describing.statement_builder import named
from kg.stores import Snapshot
from tests.linked.conftest import iris_of, path_of
from tests.linked.test_ontology import Page
from tests.support.amended_data import DOCUMENT

HERE = "http://testserver"
DOCUMENTS = tuple(
    f"{root}{path}"
    for root in ("", "/en")
    for path in ("/catalog", f"/catalog/{DOCUMENT}", "/.well-known/void", "/ontology")
)


def page_at(client: TestClient, path: str) -> Page:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200, path
    return Page(answer.text)


def places(page: Page, path: str) -> set[tuple[str, str]]:
    """List the places on pages of ours that a page links to: each page's address, and the id there, if it is not its top."""
    parts = (link.removeprefix(HERE).partition("#") for link in page.links)
    return {(address or path, place) for address, _, place in parts if place and not address.startswith("http")}


def examples(snapshot: Snapshot) -> set[str]:
    """Give a thing of each class and one with each property: their pages name all the words."""
    found: dict[str, str] = {}
    for iri in (one for one in iris_of(snapshot) if "/ontology" not in one):
        for quad in snapshot.store.quads_for_pattern(NamedNode(iri), None, None):
            found.setdefault(str(quad.object if quad.predicate == named("rdf:type") else quad.predicate), iri)
    assert len(found) > 100
    return set(found.values())


def is_there(place: str, page: Page) -> bool:
    """Tell whether a browser finds a place: it looks for the words as they are, then without escapes."""
    return place in page.ids or unquote(place) in page.ids


@pytest.mark.parametrize("which", ["client", "amended_client"])
@pytest.mark.parametrize("path", DOCUMENTS)
def test_every_place_on_the_page_itself_is_there(path: str, which: str, request: pytest.FixtureRequest) -> None:
    page = page_at(request.getfixturevalue(which), path)
    assert len(page.ids) == len(set(page.ids))
    here = {place for address, place in places(page, path) if address == path}
    assert len(here) > 3
    assert {place for place in here if not is_there(place, page)} == set()


def test_every_place_on_another_page_is_there(amended_client: TestClient, amended: Snapshot) -> None:
    linked = set[tuple[str, str]]()
    for path in (*DOCUMENTS, "/page/shape", *(f"/page{path_of(iri)}" for iri in examples(amended))):
        linked |= places(page_at(amended_client, path), path)
    pages = {path: page_at(amended_client, path) for path in {path for path, _ in linked}}
    assert {(path, place) for path, place in linked if not is_there(place, pages[path])} == set()
    assert {"/ontology", "/catalog"} <= set(pages)
