"""Whether a store is behind: its data folder says something else, or a day has come that changes what is in force.

This reads files and a manifest, and no graph, so that every command can afford to ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.files.digests import data_digest
from kg.stores.manifest import Manifest
from kg.stores.snapshot import current_name

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

DATA_FOLDER = "data_folder"
"""The note in a manifest that says which folder the documents came from."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What must be published: with which base, for which present date, and whether a person chose that date.

    ``why`` reads on from "The graph is behind:".
    """

    base_iri: str
    present: date
    pinned: bool
    why: str


def behind(data_folder: Path, store_folder: Path, today: date, pinned_now: date | None = None) -> Behind | None:
    """Return what a store lacks that was built from this data folder; ``None`` where it lacks nothing.

    A date that a person chose stays, unless another is ``pinned_now``; else the present never goes back. Nothing is
    said of a store that is empty, cannot be read, or was built from another folder.
    """
    manifest = current_manifest(store_folder)
    if manifest is None or manifest.notes.get(DATA_FOLDER) != folder_note(data_folder):
        return None
    present, pinned = _present_of(manifest, today, pinned_now)
    if data_digest(data_folder) != manifest.sources_digest:
        return Behind(manifest.base_iri, present, pinned, "the data folder has changed since it was built")
    if pinned_now not in {None, manifest.present_date}:
        return Behind(manifest.base_iri, present, pinned, f"it is that of {manifest.present_date}")
    return due(manifest, today)


def present_to_publish(
    data_folder: Path, store_folder: Path, today: date, pinned_now: date | None
) -> tuple[date, bool]:
    """Return the present date of the next publication after the data folder has changed, and whether it is pinned.

    The date ``pinned_now`` is pinned. Else one that was pinned stays, whatever has changed; else it is ``today``.
    """
    manifest = current_manifest(store_folder)
    if manifest is None or manifest.notes.get(DATA_FOLDER) != folder_note(data_folder) or not manifest.pinned:
        return pinned_now or today, pinned_now is not None
    return _present_of(manifest, today, pinned_now)


def _present_of(manifest: Manifest, today: date, pinned_now: date | None) -> tuple[date, bool]:
    if pinned_now is not None:
        return pinned_now, True
    return (manifest.present_date, True) if manifest.pinned else (max(today, manifest.present_date), False)


def due(manifest: Manifest, today: date) -> Behind | None:
    """Return whether a day has come on which other versions are in force than in a snapshot.

    A snapshot whose date a person chose stays at that date.
    """
    if manifest.pinned or today <= manifest.present_date:
        return None
    for document, state in manifest.documents.items():
        if state.holding(today) != state.in_force:
            why = f"from {state.holding(today)} on another version of {document} is in force"
            return Behind(manifest.base_iri, today, pinned=False, why=why)
    return None


def folder_note(data_folder: Path) -> str:
    """Return what a manifest notes of a data folder."""
    return str(data_folder.resolve())


def current_manifest(store_folder: Path) -> Manifest | None:
    """Read what the current snapshot was made of, without opening it; ``None`` where that cannot be read."""
    try:
        name = current_name(store_folder)
        file = store_folder / "snapshots" / name / "manifest.json" if name else None
        return Manifest.from_json(file.read_text(encoding="utf-8")) if file else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
