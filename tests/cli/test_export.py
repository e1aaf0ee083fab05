"""`zhize export`: every format holds the graph, and the same graph gives the same bytes."""

from pathlib import Path

import pytest
from rdflib import Dataset, Graph, URIRef

from tests.cli.conftest import Zhize

TASK = URIRef("https://w3id.org/zhize/id/document/chuanbanfa-2021-57/task/7")


@pytest.mark.parametrize(("form", "reader"), [("turtle", "turtle"), ("jsonld", "json-ld")])
def test_the_present_in_two_formats(built: Zhize, form: str, reader: str) -> None:
    graph = Graph().parse(data=built.data("export", "--format", form), format=reader)
    rows = built.data("sparql", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--format", "tsv").decode().splitlines()
    assert len(graph) == int(rows[1])
    assert (TASK, None, None) in graph


@pytest.mark.parametrize(("form", "reader"), [("trig", "trig"), ("nquads", "nquads")])
def test_every_graph_in_two_formats(built: Zhize, form: str, reader: str) -> None:
    dataset = Dataset()
    dataset.parse(data=built.data("export", "--format", form), format=reader)
    version = URIRef("https://w3id.org/zhize/id/document/chuanbanfa-2021-57/version/2021-11-09")
    names = {graph.identifier for graph in dataset.graphs()}
    assert {version, version + "/inferred", URIRef("https://w3id.org/zhize/ontology")} <= names


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "jsonld"])
def test_the_bytes_do_not_hang_on_the_hash_seed(built: Zhize, form: str) -> None:
    first, second = (built("export", "--format", form, env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2"))
    assert first == second != b""


def test_json_ld_speaks_the_short_names_of_the_context(built: Zhize) -> None:
    written = built.data("export", "--format", "jsonld").decode()
    assert '"responsibilityText": ' in written
    assert '"zz:responsibilityText": ' not in written


def test_a_file_instead_of_stdout(built: Zhize, tmp_path: Path) -> None:
    out = tmp_path / "graph.nq"
    assert built.data("export", "--format", "nquads", "-o", out) == b""
    assert out.read_bytes() == built.data("export", "--format", "nquads")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.nq"]
    built.refusal("export", "--format", "nquads", "-o", tmp_path / "no" / "such" / "folder")
