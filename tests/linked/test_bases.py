"""The IRIs may have any base, and words may be anything: a page shows them, and runs nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from api.linked.addresses import Addresses
from api.linked.page import thing_page
from kg.building import build_dataset
from kg.datafolder import DataFolder
from kg.describing import Description
from kg.stores import Manifest, publish
from tests.amended import DOCUMENT, PRESENT
from tests.linked.conftest import client_of, read
from tests.linked.test_ontology import Page


@pytest.mark.parametrize("base", ["https://example.org/kg#", "http://10.0.0.1:8080/other/place/"])
def test_another_base_is_served_at_the_same_addresses(base: str, seed_data: DataFolder, tmp_path: Path) -> None:
    quads = build_dataset(seed_data, base, PRESENT).nquads()
    snapshot = publish(quads, tmp_path, Manifest("another base", PRESENT, base, datetime.now(UTC)))
    task = f"document/{DOCUMENT}/task/7"
    with client_of(snapshot) as client:
        said = read(client.get(f"/id/{task}", headers={"Accept": "application/n-triples"}).content, "nt")
        assert {one.subject for one in said} == {NamedNode(base + task)}
        assert f'href="/id/document/{DOCUMENT}"' in client.get(f"/page/id/{task}").text
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
def test_words_stay_words(value: Literal | NamedNode) -> None:
    thing = NamedNode("https://w3id.org/zhize/id/x")
    triples = (Triple(thing, NamedNode("https://w3id.org/zhize/ontology#text"), value),)
    here = Addresses("https://w3id.org/zhize/id/")
    text = thing_page(Description(thing.value, triples), here, lambda _: value.value, [(thing, thing)]).decode()
    page = Page(text)
    assert "<script" not in text
    assert not any(link.startswith("javascript") for link in page.links)
