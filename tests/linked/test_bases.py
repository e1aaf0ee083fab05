"""The IRIs may have any base, and words may be anything: a page shows them, and runs nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple
from starlette.requests import Request

from api.iri_addresses import Addresses
from api.linked.term_names import Naming
from api.linked.thing_page import thing_context
from api.site.render_page import page
from api.site.visit import PlainVisit
from kg.corpus.folder import DataFolder
from kg.describing import Description
from kg.stores import Manifest, Snapshot, publish
from tests.linked.conftest import client_of, read
from tests.linked.test_ontology import Page
from tests.support.amended_data import DOCUMENT, PRESENT
from tests.support.whole_dataset import build_dataset


@pytest.mark.parametrize("base", ["https://example.org/kg#", "http://10.0.0.1:8080/other/place/"])
def test_another_base_is_served_at_the_same_addresses(base: str, seed_data: DataFolder, tmp_path: Path) -> None:
    quads = build_dataset(seed_data, base, PRESENT).nquads()
    snapshot = publish(quads, tmp_path, Manifest("another base", PRESENT, base, datetime.now(UTC)))
    task = f"document/{DOCUMENT}/task/7"
    with client_of(snapshot) as client:
        said = read(client.get(f"/id/{task}", headers={"Accept": "application/n-triples"}).content, "nt")
        assert {one.subject for one in said} == {NamedNode(base + task)}
        for language in ("", "/en"):
            page = client.get(f"{language}/page/id/{task}").text
            assert f'href="{language}/page/id/document/{DOCUMENT}"' in page
            assert f'href="{language}/{task}"' in page
        for path in ("/catalog", f"/catalog/{DOCUMENT}", "/.well-known/void", "/role/lead", "/ontology"):
            assert client.get(path).status_code == 200
        assert client.get("/dumps/tables/tasks.csv").text.count(f"\n{base}{task},") == 1


@pytest.mark.parametrize(
    "value",
    [
        Literal("<script>alert(1)</script>\"'&amp;"),
        Literal("</main></body>", language="zh"),
        NamedNode("javascript:alert(1)"),
        NamedNode("https://example.org/'onmouseover=alert(1)"),
    ],
)
def test_words_stay_words(value: Literal | NamedNode, seed: Snapshot) -> None:
    thing = NamedNode("https://w3id.org/zhize/id/x")
    triples = (Triple(thing, NamedNode("https://w3id.org/zhize/ontology#text"), value),)
    scope = {"type": "http", "path": "/page/id/x", "query_string": b"", "headers": [], "server": ("localhost", 80)}
    visit, here = PlainVisit(Request(scope), None), Addresses("https://w3id.org/zhize/id/")
    naming = Naming(visit, here, lambda *_: [Literal(value.value, language="zh")])
    told = thing_context(Description(thing.value, triples), naming, [(thing, thing)], seed)
    text = bytes(page(visit, "thing.html", **told).body).decode()
    assert "<script" not in text
    assert not any(link.startswith("javascript") for link in Page(text).links)
