"""Every column of every named query has a value in some row, and an unplanned empty one is seen.

The rows are those of the document that ships, of documents that were amended, and of a text in which one clause is
misspelt and one deadline comes again every year.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from kg.corpus.folder import load_data_folder
from kg.querying import NamedQuery, load_queries
from kg.resources import shipped
from kg.stores import Snapshot
from tests.support.amended_data import PRESENT, built_on, write_amended

TEXT = Path("documents") / "chuanbanfa-2021-57" / "2021-11-09" / "text.txt"
SPOILED = (("2022年底前", "每年12月底前"), ("到2025年", "每年6月底前"), ("牵头，", "牵投，"))
"""Of the same length: the record of which task is which has their places."""


@pytest.fixture(scope="module")
def snapshots(seed: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> list[Snapshot]:
    """Return the graphs that are asked."""
    folder = tmp_path_factory.mktemp("columns")
    amended = write_amended(folder / "amended")
    spoiled = Path(shutil.copytree(shipped("data"), folder / "spoiled"))
    words = (spoiled / TEXT).read_bytes().decode()
    for before, after in SPOILED:
        assert before in words
        words = words.replace(before, after)
    (spoiled / TEXT).write_bytes(words.encode())
    return [seed, *(built_on(load_data_folder(data), PRESENT) for data in (amended, spoiled))]


def filled(query: NamedQuery, snapshots: list[Snapshot]) -> Iterator[str]:
    """Yield the columns of a row's values, row by row."""
    for snapshot in snapshots:
        rows = snapshot.store.query(query.sparql)
        assert isinstance(rows, QuerySolutions)
        names = [variable.value for variable in rows.variables]
        for row in rows:
            yield from (name for name in names if row[name] is not None and str(getattr(row[name], "value", "iri")))


@pytest.mark.parametrize("name", load_queries())
def test_every_column_has_a_value_in_some_row(
    name: str, queries: Mapping[str, NamedQuery], snapshots: list[Snapshot]
) -> None:
    query = queries[name]
    assert set(query.columns) - set(filled(query, snapshots)) == set()
