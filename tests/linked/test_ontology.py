"""The ontology is served as it ships, in every form, and as a page that has every term."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad

from api.app import create_app
from kg.rdf.ontology_graph import SKOLEM, ontology_file
from kg.resources import shipped
from kg.settings import Settings
from kg.stores import Snapshot
from tests.linked.conftest import Graph, read

ONTOLOGY = "https://w3id.org/zhize/ontology"
TYPES = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "nt": "application/n-triples",
}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def skolemised(graph: Graph) -> Graph:
    """Give each blank node the IRI that the store gives it, by its canonical label."""
    dataset = Dataset(Quad(one.subject, one.predicate, one.object) for one in graph)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return read(
        re.sub(
            rb"_:(c14n[0-9]+)",
            rb"<" + SKOLEM.encode() + rb"\1>",
            b"".join(f"{one.triple} .\n".encode() for one in dataset),
        ),
        "nt",
    )


@pytest.mark.parametrize(("extension", "kind"), TYPES.items())
def test_every_form_is_the_ontology_of_the_store(client: TestClient, seed: Snapshot, extension: str, kind: str) -> None:
    answer = client.get("/ontology", headers={"Accept": kind})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["content-location"] == f"/ontology.{extension}"
    assert "Accept" in answer.headers["vary"].split(", ")
    same = client.get(f"/ontology.{extension}")
    assert (same.content, same.headers["etag"]) == (answer.content, answer.headers["etag"])
    stored = seed.store.quads_for_pattern(None, None, None, NamedNode(ONTOLOGY))
    found = read(answer.content, extension)
    assert skolemised(found) == frozenset(quad.triple for quad in stored)


def test_turtle_is_the_file(client: TestClient) -> None:
    assert client.get("/ontology").content == ontology_file().read_bytes()


def test_the_bytes_do_not_hang_on_the_hash_seed() -> None:
    script = (
        "from hashlib import sha256; from kg.describing.ontology_terms import ontology, shapes; from kg.exports import *;"
        "print([sha256(write(said(), form)).hexdigest() for said in (ontology, shapes) for form in Format])"
    )
    first, second = (
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        )
        for seed in ("1", "2")
    )
    assert first.stdout == second.stdout != b""


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        ("/ontology", "image/png", 406),
        ("/ontology.exe", "*/*", 404),
        ("/ontology/0.1.0", "*/*", 303),
        ("/ontology/9", "*/*", 404),
        ("/ontology", "text/html", 200),
    ],
)
def test_what_else_is_asked(client: TestClient, path: str, accept: str, status: int) -> None:
    assert client.get(path, headers={"Accept": accept}, follow_redirects=False).status_code == status


def test_it_is_not_sent_twice(client: TestClient) -> None:
    for accept in (*TYPES.values(), "text/html"):
        tag = client.get("/ontology", headers={"Accept": accept}).headers["etag"]
        again = client.get("/ontology", headers={"Accept": accept, "If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert "Accept" in again.headers["vary"].split(", ")


class Page(HTMLParser):
    """Reads a page and holds it to be well-formed: every tag is closed, in order, and each id stands once."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert tag not in {"script", "img", "iframe", "object"}
        assert not any(name.startswith("on") for name in given)
        assert not ({"p", "h1", "h2", "h3"} & {tag} and "p" in self.open), "a block in a paragraph"
        if tag not in VOID:
            self.open.append(tag)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module", params=["/ontology", "/en/ontology"])
def text(client: TestClient, request: pytest.FixtureRequest) -> str:
    answer = client.get(request.param, headers={"Accept": "text/html"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return answer.text


def test_the_page_has_every_term_with_its_words(text: str, client: TestClient) -> None:
    page = Page(text)
    english = '<html lang="en">' in text
    assert len(set(page.ids)) == len(page.ids)
    assert page.headings[0] == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert english or '<html lang="zh-Hans">' in text
    for one in read(client.get("/ontology.nt").content, "nt"):
        if isinstance(one.subject, NamedNode) and one.subject.value.startswith(f"{ONTOLOGY}#"):
            assert one.subject.value.partition("#")[2] in page.ids
    for words in ("重点任务", "每千人口", "按职责分工负责", "role-lead", "change-party-added"):
        assert words in text
    in_english, in_chinese = "The last day that still counts.", "由任务指向其一项责任分派。"
    assert (in_english in text, in_chinese in text) == (english, not english)


def test_every_link_of_the_page_leads_somewhere(text: str, client: TestClient) -> None:
    page = Page(text)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    inside = {link for link in page.links if link.startswith("/")}
    root = "/en" if '<html lang="en">' in text else ""
    assert any(link.startswith(f"{root}/page/id/") for link in inside)
    for link in inside:
        assert client.get(link).status_code == 200, link


def test_a_things_page_is_well_formed_too(amended_client: TestClient, client: TestClient) -> None:
    for there, path in (
        (client, "/page/id/document/chuanbanfa-2021-57/task/7"),
        (client, "/page/id/organization/sichuan-civil-affairs"),
        (client, "/page/role/lead"),
        (client, "/page/shape/TaskNamesALead"),
        (amended_client, "/page/id/document/chuanbanfa-2021-57/version/2022-09-01"),
    ):
        page = Page(there.get(path).text)
        assert page.headings[0] == 1
        assert len(page.links) > 5


def test_without_a_graph_there_are_words_and_no_examples(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = Settings(data=shipped("data"), store=tmp_path_factory.mktemp("empty"))
    with TestClient(create_app(settings)) as client:
        assert client.get("/ontology.rdf").status_code == 200
        page = client.get("/ontology", headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert "/id/" not in page.text
        assert client.get("/id/x").status_code == 503
