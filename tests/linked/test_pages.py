"""The pages of linked data are pages of the site: in its layout, in two languages, and each leads on in its own."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, unquote

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import DefaultGraph, NamedNode

from api.site.rdf_terms import own_page
from api.site.render_page import POLICY, TEMPLATES
from kg.stores import Snapshot
from tests.linked.conftest import path_of
from tests.support.amended_data import BASE, DOCUMENT
from tests.support.html_tree import Element, anchors, links, read

TASK = f"/page/id/document/{DOCUMENT}/task/7"
UNIT = f"/page/id/unit/{quote('个')}%2F{quote('千人口')}"
PATHS = (
    "/ontology",
    TASK,
    UNIT,
    "/page/id/organization/sichuan-civil-affairs",
    "/page/role/lead",
    "/page/shape/TaskNamesALead",
    "/catalog",
    f"/catalog/{DOCUMENT}",
    "/.well-known/void",
    "/problem",
    "/problem/busy",
)
FEWEST = 8
"""So many links a page has at least."""
PAGES = ("/page", "/ontology", "/catalog", "/problem", "/document", "/organization", "/tasks", "/.well-known")


def page_at(client: TestClient, path: str) -> Element:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200, path
    assert answer.headers["content-security-policy"] == POLICY
    return read(answer.text)


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_the_layout_of_the_site(client: TestClient, path: str, root: str) -> None:
    page = page_at(client, f"{root}{path}")
    (html,) = page.all("html")
    assert html.attributes["lang"] == ("en" if root else "zh-Hans")
    assert len(page.all("h1")) == 1
    assert page.all("title")[0].text
    assert len(links(page)) >= FEWEST
    assert len(anchors(page)) == len([one for one in page.all() if "id" in one.attributes])
    assert not page.all("style")
    assert not [one for one in page.all() if "style" in one.attributes]
    (header,), (footer,) = page.all("header"), page.all("footer")
    assert f"{root}/tasks" in links(header)
    assert [form.attributes["action"] for form in header.all("form")] == [f"{root}/search"]
    assert footer.text
    assert not footer.all("form")


@pytest.mark.parametrize("path", PATHS)
def test_each_page_leads_to_itself_in_the_other_language(client: TestClient, path: str) -> None:
    chinese, english = page_at(client, path), page_at(client, f"/en{path}")
    assert f"/en{path}" in links(chinese.all("header")[0])
    assert path in links(english.all("header")[0])


@pytest.mark.parametrize("path", PATHS)
def test_an_english_page_leads_to_english_pages(client: TestClient, path: str) -> None:
    (main,) = page_at(client, f"/en{path}").all("main")
    chinese = [
        link for link in links(main) if link.startswith(PAGES) and not link.endswith((".ttl", ".jsonld", ".rdf", ".nt"))
    ]
    assert chinese == []
    (main,) = page_at(client, path).all("main")
    assert [link for link in links(main) if link.startswith("/en")] == []


def test_an_english_address_is_a_page_whatever_is_accepted(client: TestClient) -> None:
    for path in PATHS:
        for accept in ("text/turtle", "application/json", "image/png", "*/*"):
            answer = client.get(f"/en{path}", headers={"Accept": accept})
            assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8"), path
    assert client.get(f"/en/catalog/{DOCUMENT}.ttl").status_code == 404
    assert client.get("/en/page/id/nothing").status_code == client.get("/en/catalog/nothing").status_code == 404
    assert client.get("/en/ontology?as_of=2022-01-01").status_code == 400


@pytest.mark.parametrize("path", [path for path in PATHS if "problem" not in path])
def test_a_page_has_a_version_in_each_language_and_coding(client: TestClient, path: str) -> None:
    tags = set()
    for address in (path, f"/en{path}"):
        for coding in ("gzip", "identity"):
            headers = {"Accept": "text/html", "Accept-Encoding": coding}
            answer = client.get(address, headers=headers)
            assert answer.headers.get("content-encoding", "identity") == coding
            assert {"Accept", "Accept-Encoding"} <= set(answer.headers["vary"].split(", "))
            tag = answer.headers["etag"]
            tags.add(tag)
            assert client.get(address, headers={**headers, "If-None-Match": tag}).status_code == 304
    assert len(tags) == 4


def test_words_of_the_page_come_first_and_others_say_their_language(client: TestClient) -> None:
    chinese, english = (page_at(client, f"{root}/page/id/organization/sichuan-civil-affairs") for root in ("", "/en"))
    assert "民政厅" in chinese.all("h1")[0].text
    assert english.all("h1")[0].text.isascii()
    for page, first in ((chinese, "zh-Hans"), (english, "en")):
        (names,) = page.all("dl")
        values = [one.attributes["lang"] for one in names.all("span") if one.attributes.get("lang")]
        assert values[0] == first
        assert {"zh-Hans", "en"} == set(values)


def test_the_pages_of_the_site_need_nothing_of_linked_data() -> None:
    for file in TEMPLATES.parent.rglob("*.py"):
        assert "api.linked" not in file.read_text(encoding="utf-8"), file


def own_pages(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """List the things of the present that have a page written for people, each with that page's path."""
    said = snapshot.present.quads_for_pattern(None, None, None, DefaultGraph())
    for iri in sorted({quad.subject.value for quad in said if isinstance(quad.subject, NamedNode)}):
        own = own_page(iri, snapshot)
        if own is not None:
            yield iri, own.path


def test_every_page_that_is_written_for_people_is_there(amended_client: TestClient, amended: Snapshot) -> None:
    found = dict(own_pages(amended))
    assert {path.split("/")[-2] for path in found.values()} == {"organization", "document", "task", "measure"}
    for path in found.values():
        assert amended_client.get(path).status_code == 200, path


@pytest.mark.parametrize(
    ("thing", "own"),
    [
        (f"document/{DOCUMENT}/task/7", f"/document/{DOCUMENT}/task/7"),
        (f"document/{DOCUMENT}", f"/document/{DOCUMENT}"),
        ("organization/sichuan-civil-affairs", "/organization/sichuan-civil-affairs"),
        ("document/guobanfa-2020-52", None),
    ],
)
@pytest.mark.parametrize("root", ["", "/en"])
def test_a_thing_leads_to_its_page_and_back(client: TestClient, thing: str, own: str | None, root: str) -> None:
    statements = f"{root}/page{path_of(f'{BASE}{thing}')}"
    (main,) = page_at(client, statements).all("main")
    found = [link for link in links(main) if link.startswith((f"{root}/document/", f"{root}/organization/"))]
    assert found == ([f"{root}{own}"] if own else [])
    if own:
        assert statements in links(page_at(client, f"{root}{own}"))


def test_the_site_leads_to_places_that_the_words_have(client: TestClient) -> None:
    for root in ("", "/en"):
        places = anchors(page_at(client, f"{root}/ontology"))
        linked = links(read(client.get(f"{root}/sparql", headers={"Accept": "text/html"}).text))
        linked += links(page_at(client, f"{root}{TASK}"))
        wanted = {unquote(link.partition("#")[2]) for link in linked if link.startswith(f"{root}/ontology#")}
        assert len(wanted) > 50
        assert wanted <= places
