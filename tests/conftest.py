"""How every test runs: the number of examples Hypothesis draws, which tests wait for `make soak`, and what many share."""

from datetime import date

import pytest
from rdflib import Graph

from kg.corpus.folder import DataFolder, load_data_folder
from kg.rdf import BuiltDataset, build_dataset
from kg.resources import shipped
from tests.support.example_counts import SOAKING
from tests.support.skips import pytest_make_collect_report, pytest_runtest_makereport

__all__ = ["pytest_make_collect_report", "pytest_runtest_makereport"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests marked `soak` unless they are asked for."""
    if SOAKING:
        return
    for item in items:
        if item.get_closest_marker("soak"):
            item.add_marker(pytest.mark.skip(reason="a long run: make soak"))


BASE = "https://w3id.org/zhize/id/"


@pytest.fixture(scope="session")
def seed_data() -> DataFolder:
    """Give the data folder of the project."""
    return load_data_folder(shipped("data"))


@pytest.fixture(scope="session")
def seed_dataset(seed_data: DataFolder) -> BuiltDataset:
    """Give the project's own data, built with a fixed present date."""
    return build_dataset(seed_data, BASE, date(2026, 11, 24))


@pytest.fixture(scope="session")
def seed_graph(seed_dataset: BuiltDataset) -> Graph:
    """Give what one version says, with the register."""
    version, register = seed_dataset.versions[0].graph, seed_dataset.graphs[f"{BASE}graph/register"]
    graph = Graph()
    for source in (version, register):
        for triple in source:
            graph.add(triple)
    return graph
