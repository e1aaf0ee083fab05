"""What a build gives: no blank nodes, the same bytes, true evidence, one graph for each thing."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef

from kg.corpus.folder import DataFolder
from kg.rdf import build_text
from kg.rdf.derive_short_cuts import ZZ
from kg.reading.load_text import read_text
from tests.support.whole_dataset import BuiltDataset, build_dataset

OA = Namespace("http://www.w3.org/ns/oa#")
BASE = "https://w3id.org/zhize/id/"
VERSION = f"{BASE}document/chuanbanfa-2021-57/version/2021-11-09"
BUILD = """
import sys
from datetime import date
from tests.support.whole_dataset import build_dataset
from kg.corpus.folder import load_data_folder
from kg.resources import shipped
data = build_dataset(load_data_folder(shipped("data")), "https://w3id.org/zhize/id/", date(2026, 11, 24))
sys.stdout.buffer.write(data.nquads())
"""


def test_no_graph_has_a_blank_node(seed_dataset: BuiltDataset) -> None:
    for graph in (seed_dataset.default, *seed_dataset.graphs.values()):
        assert not [term for triple in graph for term in triple if isinstance(term, BNode)]


def test_the_same_bytes_for_every_hash_seed(seed_dataset: BuiltDataset) -> None:
    for seed in ("0", "4711"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        built = subprocess.run([sys.executable, "-c", BUILD], env=environment, capture_output=True, check=True)
        assert built.stdout == seed_dataset.nquads()


def test_every_quote_is_what_stands_at_its_offsets(seed_dataset: BuiltDataset) -> None:
    built = seed_dataset.versions[0]
    text = built.linked.document.source.text
    spans = list(built.graph.subjects(RDF.type, ZZ.SourceSpan))
    assert len(spans) > 400
    for span in spans:
        start, end = (int(str(built.graph.value(span, part))) for part in (ZZ.start, ZZ.end))
        assert str(built.graph.value(span, OA.exact)) == text[start:end]
        assert str(built.graph.value(span, ZZ.line)) == str(text.count("\n", 0, start) + 1)


def test_every_task_assignment_target_and_deadline_has_evidence(seed_dataset: BuiltDataset) -> None:
    graph = seed_dataset.versions[0].graph
    for kind, count in ((ZZ.Task, 52), (ZZ.Assignment, 279), (ZZ.Target, 7), (ZZ.Deadline, 3)):
        subjects = list(graph.subjects(RDF.type, kind))
        assert len(subjects) == count
        assert all((subject, ZZ.source, None) in graph for subject in subjects)


def test_the_default_graph_is_the_version_in_force_with_register_ontology_and_inferences(
    seed_dataset: BuiltDataset,
) -> None:
    for name, graph in seed_dataset.graphs.items():
        if not name.endswith("graph/provenance"):
            assert all(triple in seed_dataset.default for triple in graph)
    assert set(seed_dataset.graphs) == {
        VERSION,
        f"{VERSION}/inferred",
        f"{BASE}graph/register",
        f"{BASE}graph/provenance",
        "https://w3id.org/zhize/ontology",
    }


def test_before_the_first_version_the_present_knows_no_task(seed_data: DataFolder) -> None:
    early = build_dataset(seed_data, BASE, date(2021, 11, 8))
    assert (None, RDF.type, ZZ.Task) not in early.default
    assert (None, RDF.type, ZZ.Task) in early.graphs[VERSION]


def test_the_base_of_instances_can_be_another(seed_data: DataFolder) -> None:
    built = build_dataset(seed_data, "https://example.org/zz/", date(2026, 11, 24))
    task = URIRef("https://example.org/zz/document/chuanbanfa-2021-57/task/7")
    assert (task, ZZ.number, Literal(7)) in built.default
    assert b"w3id.org/zhize/id/" not in built.nquads().replace(b"https://w3id.org/zhize/id/>", b"")


def test_a_text_alone_counts_as_a_version_of_the_document_whose_number_it_bears(
    seed_data: DataFolder, seed_dataset: BuiltDataset
) -> None:
    text = seed_dataset.versions[0].linked.document.source.text
    built = build_text(read_text(text), seed_data, BASE)
    assert set(built.graph) == set(seed_dataset.versions[0].graph)


def test_a_text_of_no_known_document_is_a_draft(seed_data: DataFolder) -> None:
    built = build_text(read_text("一、要求\n\n（一）建设。建设养老院。（民政厅牵头，火星事务局参加）"), seed_data, BASE)
    assert built.document_id == "draft"
    body = URIRef(f"{BASE}organization/unregistered-火星事务局")
    assert (body, ZZ.registered, Literal(False)) in built.graph


def test_control_characters_and_quotes_survive_as_one_line_each(seed_data: DataFolder) -> None:
    text = '一、要求\n\n（一）建设。建设"养老\\院\t\x0b"。（民政厅牵头）'
    built = build_text(read_text(text), seed_data, BASE)
    lines = BuiltDataset(BASE, date(2026, 1, 1), (built,), (built,), {built.iri: built.graph}, Graph()).nquads()
    assert Graph().parse(data=lines.decode().replace(f" <{built.iri}> .", " ."), format="nt") is not None


def test_the_data_folder_is_where_the_tests_think(seed_data: DataFolder) -> None:
    assert (Path(seed_data.path) / "documents/chuanbanfa-2021-57/2021-11-09/text.txt").is_file()
