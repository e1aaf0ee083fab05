"""How every test runs: the number of examples Hypothesis draws, which tests wait for `make soak`, and what many share."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rdflib import Graph

from kg.corpus.folder import DataFolder, load_data_folder
from kg.publishing import catch_up
from kg.resources import shipped
from tests.support import command
from tests.support.amended_data import publish_amended
from tests.support.command import Zhize
from tests.support.example_counts import SOAKING
from tests.support.made_once import made_once
from tests.support.skips import pytest_make_collect_report, pytest_runtest_makereport
from tests.support.whole_dataset import BuiltDataset, build_dataset

__all__ = ["pytest_make_collect_report", "pytest_runtest_makereport"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests marked `soak` unless they are asked for."""
    if SOAKING:
        return
    for item in items:
        if item.get_closest_marker("soak"):
            item.add_marker(pytest.mark.skip(reason="a long run: make soak"))


PRESENT = date(2026, 11, 24)
BASE = "https://w3id.org/zhize/id/"


@pytest.fixture(scope="session")
def seed_data() -> DataFolder:
    """Give the data folder of the project."""
    return load_data_folder(shipped("data"))


@pytest.fixture(scope="session")
def seed_dataset(seed_data: DataFolder) -> BuiltDataset:
    """Give the project's own data, built with a fixed present date."""
    return build_dataset(seed_data, BASE, PRESENT)


@pytest.fixture(scope="session")
def seed_graph(seed_dataset: BuiltDataset) -> Graph:
    """Give what one version says, with the register."""
    version, register = seed_dataset.versions[0].graph, seed_dataset.graphs[f"{BASE}graph/register"]
    graph = Graph()
    for source in (version, register):
        for triple in source:
            graph.add(triple)
    return graph


StoreMaker = Callable[[], Path]


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory) -> StoreMaker:
    """Return a maker of stores: each holds the seed with its report, and may be written to."""

    def make(folder: Path) -> None:
        catch_up(shipped("data"), folder / "store", BASE, PRESENT)

    return lambda: made_once(tmp_path_factory, "seed", make) / "store"


@pytest.fixture(scope="session")
def seed_command(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Zhize]:
    """Return a maker of commands in a folder of their own, with a store that `zhize build` has made there."""

    def make(folder: Path) -> None:
        catch_up(shipped("data"), folder / "store", BASE, date.fromisoformat(command.PRESENT), pinned=True)

    def made() -> Zhize:
        folder = made_once(tmp_path_factory, "seed-command", make)
        return Zhize(folder, folder / "store")

    return made


@pytest.fixture(scope="session")
def amended_folder(tmp_path_factory: pytest.TempPathFactory) -> StoreMaker:
    """Return a maker of folders with the amended documents: their ``data`` and their ``store``."""
    return lambda: made_once(tmp_path_factory, "amended", publish_amended)
