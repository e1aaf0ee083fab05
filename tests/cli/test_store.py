"""``zhize store load``: RDF from anywhere, asked and served."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Zhize
from tests.support.serving import serving

FILES = {
    "a.ttl": "@prefix x: <http://x/> . x:a x:p x:b , [ x:q 1 ] .",
    "b.nq": "<http://x/c> <http://x/p> <http://x/d> <http://x/graph> .\n<http://x/e> <http://x/p> _:b .\n",
    "c.jsonld": '{"@id": "http://x/f", "http://x/p": {"@id": "http://x/g"}}',
    "d.rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/">'
    '<rdf:Description rdf:about="http://x/h"><x:p rdf:resource="http://x/i"/></rdf:Description></rdf:RDF>',
}


@pytest.fixture
def files(zhize: Zhize) -> list[Path]:
    for name, text in FILES.items():
        (zhize.folder / name).write_text(text)
    return [zhize.folder / name for name in FILES]


def graphs(zhize: Zhize, store: str) -> dict[str, int]:
    """Count the triples in each graph."""
    query = "SELECT ?g (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } GROUP BY ?g"
    lines = zhize.data("sparql", query, "--store", store, "--format", "csv").decode().splitlines()[1:]
    return {graph: int(number) for graph, _, number in (line.partition(",") for line in lines)}


def test_files_of_every_form_are_loaded_and_added(zhize: Zhize, files: list[Path]) -> None:
    finished = zhize("store", "load", *files, "--store", "scratch")
    assert finished.returncode == 0, finished.stderr.decode()
    assert "loaded 4 file(s)" in finished.stderr.decode()
    assert graphs(zhize, "scratch") == {"": 6, "http://x/graph": 1}
    zhize.data("store", "load", files[0], "--store", "scratch", "--graph", "http://x/named")
    assert graphs(zhize, "scratch") == {"": 6, "http://x/graph": 1, "http://x/named": 3}


def test_a_scratch_store_is_served(zhize: Zhize, files: list[Path]) -> None:
    zhize.data("store", "load", *files, "--store", "scratch")
    with serving("--store", "scratch", env=zhize.environment(), cwd=zhize.folder) as server:
        answer = server.fetch_json("sparql?query=ASK%20%7B%20%3Chttp://x/f%3E%20?p%20?o%20%7D")
        assert answer["boolean"] is True
        assert server.fetch_json("readyz")["quads"] == 7
        assert server.fetch_json("api/v1/tasks")["total"] == 0


def test_wrong_use_is_one_sentence_and_changes_nothing(zhize: Zhize, files: list[Path]) -> None:
    assert "--store" in zhize.refusal("store", "load", files[0])
    zhize.data("store", "load", files[0], "--store", "scratch")
    before = graphs(zhize, "scratch")
    broken = zhize.folder / "broken.ttl"
    broken.write_text("<a> <b>")
    odd = zhize.folder / "odd.pdf"
    odd.write_text("x")
    for call, told in (
        ([broken], "cannot be read as RDF"),
        ([odd], "no ending of an RDF file"),
        ([zhize.folder / "nowhere.ttl"], "cannot be read"),
        ([files[0], "--graph", "no iri"], "not the IRI of a graph"),
    ):
        assert told in zhize.refusal("store", "load", *call, "--store", "scratch")
    assert graphs(zhize, "scratch") == before


def test_a_store_of_documents_takes_no_files(built: Zhize) -> None:
    file = built.folder / "a.ttl"
    file.write_text(FILES["a.ttl"])
    assert "built from documents" in built.refusal("store", "load", file, "--store", built.store)
