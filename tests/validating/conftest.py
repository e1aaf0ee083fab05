"""The small plan in which nothing is found, the real document, and what validates them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from rdflib import Graph

from kg.corpus.folder import DataFolder, load_data_folder
from kg.rdf import Iris, build_text
from kg.rdf.register_graph import register_graph
from kg.reading.load_text import read_text
from kg.resources import shipped
from kg.validating import Report, validate

BASE = "https://w3id.org/zhize/id/"
TEXT = shipped("data") / "documents" / "chuanbanfa-2021-57" / "2021-11-09" / "text.txt"


@dataclass(frozen=True)
class Version:
    """A version of which only the graphs are known."""

    document_id: str
    iri: str
    graph: Graph
    inferred: Graph


@pytest.fixture
def plan() -> Graph:
    return Graph().parse(Path(__file__).with_name("plan.ttl"), format="turtle")


@pytest.fixture(scope="session")
def find() -> Callable[[Graph], Report]:
    """Validate a graph as the version of the small plan."""
    return lambda graph: validate(Version("plan", f"{BASE}document/plan/version/2021-11-09", graph, Graph()), Graph())


@pytest.fixture(scope="session")
def data() -> DataFolder:
    return load_data_folder(shipped("data"))


@pytest.fixture(scope="session")
def text() -> str:
    return TEXT.read_bytes().decode()


@pytest.fixture(scope="session")
def find_in_text(data: DataFolder) -> Callable[[str], Report]:
    """Validate a text with the register and corrections that ship; no two findings may share a key."""
    register = register_graph(data.register, Iris(BASE))

    def find(words: str) -> Report:
        report = validate(build_text(read_text(words), data, BASE), register)
        assert len({finding.key for finding in report.findings}) == len(report.findings)
        return report

    return find


@pytest.fixture(scope="session")
def report(find_in_text: Callable[[str], Report], text: str) -> Report:
    """Give the report about the document as it is."""
    return find_in_text(text)
