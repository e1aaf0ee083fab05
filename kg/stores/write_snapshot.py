"""Write a snapshot and make it the current one, in one atomic step.

::

    with drafting(store) as draft:            the only writer, in a folder of its own
        draft.load(lines)                     a graph from nothing; or
        draft.copy(old); draft.change(…)      the old one (hard links), and what differs
        draft.put_report(…)
        draft.publish(manifest)               counted, held by the disk, renamed

Readers see the old snapshot until the new one is whole on disk, also when the writer is killed on the way.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, RdfFormat, Store

from kg.bilingual import Text
from kg.errors import NotStoredError, ZhizeError
from kg.files.atomic import discard, put_in_place, write_whole
from kg.stores.snapshot import Snapshot, current_name, open_snapshot
from kg.stores.writer_lock import writing

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.stores.manifest import Manifest

KEPT = 3
"""How many snapshots stay on disk, the newest ones."""
PATIENCE = 60.0
"""The seconds that a writer waits for another one."""


def publish(
    nquads: bytes,
    store_folder: Path,
    manifest: Manifest,
    *,
    reports: Mapping[str, str] | None = None,
    patience: float = PATIENCE,
) -> Snapshot:
    """Write these quads as a snapshot and make it the current one; ``reports`` holds one for each document.

    A snapshot of this name that is there already is not written again. Raises :class:`~kg.errors.InputError` when the
    disk does not take it, or another process goes on writing for longer than ``patience`` seconds.
    """
    with drafting(store_folder, patience) as draft:
        found = draft.find(manifest.name)
        if found is not None:
            return draft.point(found)
        draft.load([nquads])
        for document, report in (reports or {}).items():
            draft.put_report(document, report)
        return draft.publish(manifest)


@contextmanager
def drafting(store_folder: Path, patience: float = PATIENCE) -> Iterator[Draft]:
    """Lock a store as its only writer, and make a new snapshot to fill; what was not published is gone afterwards.

    Raises :class:`~kg.errors.InputError` when the disk does not take it, or another process goes on writing for longer
    than ``patience`` seconds.
    """
    with ExitStack() as stack:
        with _storing(store_folder):
            (store_folder / "snapshots").mkdir(parents=True, exist_ok=True)
            stack.enter_context(writing(store_folder, patience))
            _clear(store_folder)
            draft = Draft(store_folder)
        try:
            yield draft
        finally:
            shutil.rmtree(draft.folder, ignore_errors=True)


class Draft:
    """A snapshot in the making, which nobody reads yet. Every method may raise :class:`~kg.errors.InputError`."""

    def __init__(self, store_folder: Path) -> None:
        self._store_folder = store_folder
        self._quads = 0
        self.folder = _aside(store_folder)
        (self.folder / "reports").mkdir(parents=True)

    def find(self, name: str) -> Snapshot | None:
        """Open the snapshot of this name if it is there and whole."""
        try:
            return open_snapshot(self._store_folder / "snapshots" / name)
        except (ZhizeError, OSError):
            return None

    def load(self, lines: Iterable[bytes]) -> None:
        """Fill the graph with N-Quads, and with nothing else.

        Raises SyntaxError for what is none.
        """
        with _storing(self._store_folder):
            shutil.rmtree(self.folder / "graph", ignore_errors=True)
            file = self.folder / "graph.nq"
            with file.open("wb") as out:
                out.writelines(lines)
            store = Store(str(self.folder / "graph"))
            store.bulk_load(path=file, format=RdfFormat.N_QUADS)
            store.flush()
            self._quads = len(store)
            file.unlink()

    def copy(self, base: Snapshot) -> None:
        """Begin with the graph of a published snapshot; its files are shared where the disk can do that."""
        with _storing(self._store_folder):
            graph = self.folder / "graph"
            try:
                Store.read_only(str(base.folder / "graph")).backup(str(graph))
            except OSError:  # a disk without hard links
                shutil.rmtree(graph, ignore_errors=True)
                shutil.copytree(base.folder / "graph", graph)
            self._quads = base.manifest.quads

    def change(self, removed: Collection[Quad], added: Collection[Quad]) -> None:
        """Remove quads that the graph has and add some that it has not, in one transaction."""
        if not (removed or added):
            return
        with _storing(self._store_folder):
            store = Store(str(self.folder / "graph"))
            store.update(f"DELETE DATA {{\n{_data(removed)}}} ;\nINSERT DATA {{\n{_data(added)}}}")
            store.flush()
            self._quads += len(added) - len(removed)

    def put_report(self, document: str, report: str) -> None:
        """Keep the report of a document beside the graph."""
        with _storing(self._store_folder):
            _put(self.folder / "reports" / f"{document}.json", report)

    def keep_report(self, base: Snapshot, document: str) -> None:
        """Take over the report of a document from a published snapshot, if that has one."""
        old, new = (folder / "reports" / f"{document}.json" for folder in (base.folder, self.folder))
        with _storing(self._store_folder):
            try:
                new.hardlink_to(old)
            except FileNotFoundError:
                return
            except OSError:  # a disk without hard links
                shutil.copyfile(old, new)

    def publish(self, manifest: Manifest) -> Snapshot:
        """Compare the counts, have the disk hold everything, and make this the current snapshot.

        Raises :class:`~kg.stores.snapshot.MissingQuadsError` when a copy holds less than it should.
        """
        with _storing(self._store_folder):
            _put(self.folder / "manifest.json", replace(manifest, quads=self._quads).to_json())
            open_snapshot(self.folder)  # counts the quads again, from disk
            place = self._place(manifest.name)
            put_in_place(self.folder, place)
            return self.point(open_snapshot(place, count=False))

    def point(self, snapshot: Snapshot) -> Snapshot:
        """Make a published snapshot the current one."""
        with _storing(self._store_folder):
            with suppress(OSError):
                os.utime(snapshot.folder)  # the newest, also when it was written long ago
            write_whole(self._store_folder / "CURRENT", f"{snapshot.folder.name}\n".encode())
            _forget(self._store_folder)
            return snapshot

    def _place(self, name: str) -> Path:
        """Choose the folder: another than the current one's, so that nobody's reading is disturbed."""
        place = self._store_folder / "snapshots" / name
        if place.exists() and current_name(self._store_folder) != name:
            discard(place, _aside(self._store_folder))
        return place.with_name(f"{name}-{token_hex(4)}") if place.exists() else place


@contextmanager
def _storing(store_folder: Path) -> Iterator[None]:
    """Raise an error of one sentence where the disk did not take it."""
    try:
        yield
    except OSError as error:
        why = error.strerror or " ".join(str(error).split())
        raise NotStoredError(
            Text(f"无法在此保存该图（{why}）", f"the graph cannot be stored here ({why})"),
            store_folder,
            Text("未作任何改动", "nothing was changed"),
        ) from error


def _data(quads: Iterable[Quad]) -> str:
    """Write quads as the data of a SPARQL update."""
    graphs: dict[object, list[str]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name, []).append(f"{quad.triple} .\n")
    blocks = (
        "".join(triples) if isinstance(graph, DefaultGraph) else f"GRAPH {graph} {{\n{''.join(triples)}}}\n"
        for graph, triples in graphs.items()
    )
    return "".join(blocks)


def _aside(store_folder: Path) -> Path:
    """Return a name that no reader looks at, and that the next writer clears away."""
    return store_folder / f"building-{os.getpid()}-{token_hex(4)}"


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _clear(store_folder: Path) -> None:
    """Remove what killed writers left; under the lock nobody else is building."""
    for path in (*store_folder.glob("building-*"), *store_folder.glob(".CURRENT-*")):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _forget(store_folder: Path) -> None:
    """Remove all but the newest snapshots; one that cannot be removed now is removed another time."""
    with suppress(OSError):
        kept = current_name(store_folder)
        others = [path for path in (store_folder / "snapshots").iterdir() if path.name != kept]
        others.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in others[KEPT - 1 :]:
            discard(path, _aside(store_folder))
