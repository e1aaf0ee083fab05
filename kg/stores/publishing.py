"""Write a snapshot and make it the current one, in one atomic step."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from secrets import token_hex

from pyoxigraph import RdfFormat, Store

from kg.errors import InputError
from kg.stores.lock import writing
from kg.stores.manifest import Manifest
from kg.stores.snapshot import Snapshot, current_name, open_snapshot

KEPT = 3
"""So many snapshots stay on disk; the newest ones."""
PATIENCE = 60.0
"""So many seconds a writer waits for another one."""


def publish(
    nquads: bytes,
    store_folder: Path,
    manifest: Manifest,
    *,
    report_json: str | None = None,
    patience: float = PATIENCE,
) -> Snapshot:
    """Write these quads as a snapshot and make it the current one.

    Readers see the old snapshot until the new one is whole on disk, also when this process is killed on the way. A
    snapshot of this name that is there already is not written again. Raises :class:`~kg.errors.InputError` when the
    disk does not take it, or another process goes on writing for longer than ``patience`` seconds.
    """
    try:
        (store_folder / "snapshots").mkdir(parents=True, exist_ok=True)
        with writing(store_folder, patience):
            _clear(store_folder)
            snapshot = _existing(store_folder, manifest.name)
            if snapshot is None:
                snapshot = _write(nquads, store_folder, manifest, report_json)
            _point(store_folder, manifest.name)
            _forget(store_folder)
            return snapshot
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(
            f"the graph cannot be stored here ({why})", str(store_folder), "nothing was changed"
        ) from error


def _existing(store_folder: Path, name: str) -> Snapshot | None:
    """Open the snapshot of this name if it is there and whole."""
    try:
        return open_snapshot(store_folder / "snapshots" / name)
    except (InputError, OSError):
        return None


def _write(nquads: bytes, store_folder: Path, manifest: Manifest, report_json: str | None) -> Snapshot:
    """Write the snapshot beside the others and move it in."""
    building = store_folder / f"building-{os.getpid()}-{token_hex(4)}"
    building.mkdir()
    try:
        quads = _load(nquads, building / "graph")
        _put(building / "manifest.json", replace(manifest, quads=quads).to_json())
        if report_json is not None:
            _put(building / "report.json", report_json)
        open_snapshot(building)  # counts the quads again, from disk
        for path in sorted(building.rglob("*")):
            _sync(path)
        _sync(building)
        place = store_folder / "snapshots" / manifest.name
        _discard(place, store_folder)
        building.rename(place)
        _sync(place.parent)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    return open_snapshot(place)


def _load(nquads: bytes, folder: Path) -> int:
    """Load the quads into new files and give their number; the files are closed afterwards."""
    store = Store(str(folder))
    store.bulk_load(nquads, format=RdfFormat.N_QUADS)
    store.flush()
    return len(store)


def _point(store_folder: Path, name: str) -> None:
    """Make the snapshot of this name the current one."""
    with suppress(OSError):
        os.utime(store_folder / "snapshots" / name)  # the newest, also when it was written long ago
    new = store_folder / f"building-{os.getpid()}-{token_hex(4)}.name"
    _put(new, name + "\n")
    _sync(new)
    new.replace(store_folder / "CURRENT")
    _sync(store_folder)


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _sync(path: Path) -> None:
    """Have the disk hold a file or a folder; a system that cannot do so for folders is left alone."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _clear(store_folder: Path) -> None:
    """Remove what killed writers left; under the lock nobody else is building."""
    for path in store_folder.glob("building-*"):
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
            _discard(path, store_folder)


def _discard(path: Path, store_folder: Path) -> None:
    """Move a snapshot out of the way in one step, then remove it."""
    if path.exists():
        away = store_folder / f"building-{os.getpid()}-{token_hex(4)}"
        path.rename(away)
        shutil.rmtree(away, ignore_errors=True)
