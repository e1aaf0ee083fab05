"""Publishing: one atomic step, whatever happens on the way."""

from __future__ import annotations

import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from kg.errors import BusyError, DamagedError, InputError, MissingError, NotStoredError
from kg.stores import Publications, Snapshot, current, publish
from kg.stores.writer_lock import writing
from tests.support.example_counts import KILLS
from tests.support.killing import Victim, moments
from tests.support.store_writer import manifest, quads

QUADS = 2000


def put(folder: Path, source: str, count: int = QUADS) -> Snapshot:
    return publish(quads(source, count), folder, manifest(source))


def sources(snapshot: Snapshot) -> set[str]:
    return {str(quad.object) for quad in snapshot.store.quads_for_pattern(None, None, None)}


def names(folder: Path) -> set[str]:
    return {path.name for path in (folder / "snapshots").iterdir()}


def test_what_was_published_is_current(tmp_path: Path) -> None:
    published = publish(quads("a", QUADS), tmp_path / "store", manifest("a"), reports={"plan": '{"findings": []}'})
    found = current(tmp_path / "store")
    assert found.name == published.name == manifest("a").name
    assert len(found) == found.manifest.quads == QUADS
    assert found.report_of("plan") == '{"findings": []}'
    assert found.report_of("another") is None
    assert found.manifest.present_date == date(2021, 11, 9)


def test_nothing_published_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="no graph has been built; run zhize build"):
        current(tmp_path)
    with pytest.raises(MissingError, match="no graph has been built"):
        Publications(tmp_path / "nowhere").current()


def test_the_same_inputs_are_not_written_twice(tmp_path: Path) -> None:
    first = put(tmp_path, "a")
    stamp = (first.folder / "manifest.json").stat().st_mtime_ns
    put(tmp_path, "b")
    again = put(tmp_path, "a")
    assert (again.folder / "manifest.json").stat().st_mtime_ns == stamp
    assert current(tmp_path).name == first.name


def test_the_newest_three_are_kept(tmp_path: Path) -> None:
    published = [put(tmp_path, source, 5).name for source in "abcde"]
    assert names(tmp_path) == set(published[-3:])


def test_a_reader_keeps_the_snapshot_it_got(tmp_path: Path) -> None:
    publications = Publications(tmp_path)
    put(tmp_path, "a")
    old = publications.current()
    assert publications.current() is old
    for source in "bcdef":
        put(tmp_path, source)
    assert sources(publications.current()) == {'"f"'}
    assert sources(old) == {'"a"'}


def test_a_damaged_snapshot_is_told_and_built_again(tmp_path: Path) -> None:
    folder = put(tmp_path, "a").folder
    text = (folder / "manifest.json").read_text()
    (folder / "manifest.json").write_text(text.replace(f'"quads": {QUADS}', '"quads": 1'))
    with pytest.raises(DamagedError, match="2000 of its 1 quads"):
        current(tmp_path)
    put(tmp_path, "a")
    assert len(current(tmp_path)) == QUADS


def test_leftovers_of_killed_writers_go(tmp_path: Path) -> None:
    (tmp_path / "building-1-ab" / "graph").mkdir(parents=True)
    (tmp_path / "building-1-ab.name").write_text("x")
    put(tmp_path, "a")
    assert not list(tmp_path.glob("building-*"))


def test_quads_that_are_none_leave_nothing(tmp_path: Path) -> None:
    put(tmp_path, "a")
    with pytest.raises(SyntaxError):
        publish(b"this is no quad\n", tmp_path, manifest("b"))
    assert names(tmp_path) == {manifest("a").name}
    assert not list(tmp_path.glob("building-*"))
    assert sources(current(tmp_path)) == {'"a"'}


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotStoredError, match="the graph cannot be stored here"):
        put(tmp_path / "file" / "store", "a")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full disk to try")
def test_a_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a")
    monkeypatch.setattr("kg.stores.write_snapshot._put", lambda _path, text: Path("/dev/full").write_text(text))
    with pytest.raises(NotStoredError, match="No space left on device"):
        put(tmp_path, "b")
    assert sources(current(tmp_path)) == {'"a"'}
    assert not list(tmp_path.glob("building-*"))


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path) -> None:
    with writing(tmp_path, 0), pytest.raises(BusyError, match="another process is writing here"):
        publish(quads("a", QUADS), tmp_path, manifest("a"), patience=0.1)


def test_two_writers_at_once_both_publish(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda source: put(tmp_path, source), "ab"))
    assert names(tmp_path) == {snapshot.name for snapshot in both}
    assert sources(current(tmp_path)) in ({'"a"'}, {'"b"'})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_kill_at_any_moment_leaves_the_old_snapshot_or_the_new_one(tmp_path: Path) -> None:
    writer = Victim(Path(__file__).parents[1] / "support" / "store_writer.py", tmp_path, cwd=tmp_path)
    events = writer.measure(str(tmp_path), "old", str(QUADS))
    publications = Publications(tmp_path)
    died = 0
    for number, moment in enumerate(moments(events, KILLS)):
        before = sources(publications.current())
        source = f"new{number}"
        died += writer.run_until(moment, str(tmp_path), source, str(QUADS))
        after = current(tmp_path)
        assert sources(after) in (before, {f'"{source}"'}), moment
        assert len(after) == QUADS
        assert len(publications.current()) == QUADS
    assert died > KILLS // 2
    assert sources(put(tmp_path, "last")) == {'"last"'}
    assert sources(publications.current()) == {'"last"'}
    assert not list(tmp_path.glob("building-*"))
    assert len(names(tmp_path)) <= 3


def test_an_export_is_the_same_bytes_from_two_stores(tmp_path: Path) -> None:
    one, two = put(tmp_path / "one", "a"), put(tmp_path / "two", "a")
    for form in ("turtle", "trig", "nquads", "ntriples", "jsonld"):
        assert one.dump(form) == two.dump(form)
    assert one.dump("nquads") == b"".join(sorted(quads("a", QUADS).splitlines(keepends=True)))
    with pytest.raises(InputError, match="there is no format 'xml'"):
        one.dump("xml")


def test_the_current_snapshot_that_has_gone_is_one_sentence(tmp_path: Path) -> None:
    shutil.rmtree(put(tmp_path, "a").folder)
    with pytest.raises(MissingError, match="run zhize build"):
        current(tmp_path)
