"""Dumps hold the graphs, are the same bytes wherever they are made, and are kept where they can be."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, parse

from kg.errors import BusyError
from kg.exports import dumps
from kg.exports.dumps import DATASET, GRAPH, PRESENT, WHOLE, Dumps, version_names
from kg.stores import Snapshot, current
from kg.stores.write_snapshot import drafting
from tests.support.amended_data import publish_amended


@pytest.fixture(scope="module")
def snapshot(amended_folder: Callable[[], Path]) -> Snapshot:
    return current(amended_folder() / "store")


def got(dumping: Dumps, snapshot: Snapshot, name: str) -> bytes:
    """Give a dump's bytes, and see that its size and its sum are theirs."""
    dump = dumping.get(snapshot, name)
    assert dump is not None
    content = dump.path.read_bytes()
    assert (dump.size, dump.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    return content


def test_the_whole_is_every_quad(snapshot: Snapshot) -> None:
    for name in WHOLE:
        content = got(Dumps(), snapshot, name)
        found = list(parse(content, format=DATASET[name.rpartition(".")[2]]))
        assert set(found) == set(snapshot.store)
        assert len(found) == len(snapshot)


def test_the_present_is_the_default_graph(snapshot: Snapshot) -> None:
    for name in PRESENT:
        found = set(parse(got(Dumps(), snapshot, name), format=GRAPH[name.rpartition(".")[2]]))
        assert found == set(snapshot.store.quads_for_pattern(None, None, None, DefaultGraph()))


def test_a_version_is_its_two_graphs(snapshot: Snapshot) -> None:
    assert len(snapshot.history.versions) == 7
    for version in snapshot.history.versions:
        graphs = (NamedNode(version.iri), NamedNode(f"{version.iri}/inferred"))
        said = {quad for graph in graphs for quad in snapshot.store.quads_for_pattern(None, None, None, graph)}
        for name in version_names(version):
            found = set(parse(got(Dumps(), snapshot, name), format=DATASET[name.rpartition(".")[2]]))
            assert found == said


def test_a_versions_dump_is_the_same_from_another_snapshot(snapshot: Snapshot, tmp_path: Path) -> None:
    other = publish_amended(tmp_path, date(2022, 3, 1))
    assert other.name != snapshot.name
    for version in snapshot.history.versions:
        for name in version_names(version):
            assert got(Dumps(), other, name) == got(Dumps(), snapshot, name)


def test_the_whole_is_the_same_however_it_came_to_be(snapshot: Snapshot, tmp_path: Path) -> None:
    """One store is loaded at once, the other is a copy that was changed, and changed back."""
    removed = [quad for quad in snapshot.store if isinstance(quad, Quad)][::3]
    with drafting(tmp_path) as draft:
        draft.copy(snapshot)
        draft.change(removed, [])
        draft.change([], removed)
        other = draft.publish(snapshot.manifest)
    for name in (*WHOLE, *PRESENT):
        assert got(Dumps(), other, name) == got(Dumps(), snapshot, name), name


def test_it_is_made_once_and_found_by_the_next_process(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    dumping = Dumps()
    first = dumping.get(snapshot, "present.nt")
    monkeypatch.setattr(dumps, "_write", lambda *_: pytest.fail("it is there already"))
    assert dumping.get(snapshot, "present.nt") == Dumps().get(snapshot, "present.nt") == first
    assert first is not None
    assert first.path.is_relative_to(snapshot.folder)
    assert not [path for path in first.path.parent.iterdir() if path.name.startswith(".")]


def test_what_cannot_be_written_whole_is_not_there(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(_snapshot: Snapshot, _name: str, path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError("the disk is full")

    dumping = Dumps()
    monkeypatch.setattr(dumps, "_write", half)
    with pytest.raises(OSError, match="full"):
        dumping.get(snapshot, "tables/findings.csv")
    dumping.close()
    monkeypatch.undo()
    assert got(Dumps(), snapshot, "tables/findings.csv").startswith(b"key,")


def test_a_snapshot_that_takes_no_file_is_left_alone(snapshot: Snapshot, tmp_path: Path) -> None:
    other = publish_amended(tmp_path)
    (other.folder / "dumps").write_bytes(b"no folder")
    dumping = Dumps()
    assert got(dumping, other, "present.nt") == got(Dumps(), snapshot, "present.nt")
    dumping.close()
    assert (other.folder / "dumps").read_bytes() == b"no folder"


def test_a_snapshot_that_has_gone_does_not_come_back(tmp_path: Path) -> None:
    other = publish_amended(tmp_path)
    other.folder.rename(tmp_path / "away")
    dumping = Dumps()
    dump = dumping.get(other, "tables/tasks.csv")
    assert dump is not None
    assert not other.folder.exists()
    dumping.close()
    assert not dump.path.exists()


@pytest.mark.parametrize(
    "name", ["", "zhize", "zhize.ttl", "../manifest.json", "tables/tasks", "chuanbanfa-2021-57/2020-01-01.nq"]
)
def test_no_other_name_is_a_dump(snapshot: Snapshot, name: str) -> None:
    assert Dumps().get(snapshot, name) is None


def test_who_comes_when_too_many_wait_is_told_so(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dumps, "WAITING", 1)
    dumping, begun, go_on = Dumps(), threading.Semaphore(0), threading.Event()
    real = dumps._made

    def held(one: Snapshot, name: str, folder: Path) -> Path:
        begun.release()
        assert go_on.wait(60)
        return real(one, name, folder)

    monkeypatch.setattr(dumps, "_made", held)
    waiting = threading.Thread(target=dumping.get, args=(snapshot, "zhize.nq"))
    waiting.start()
    assert begun.acquire(timeout=60)
    with pytest.raises(BusyError):
        dumping.get(snapshot, "present.ttl")
    go_on.set()
    waiting.join(60)
    assert dumping.get(snapshot, "present.ttl") is not None
