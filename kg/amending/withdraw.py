"""Withdraw a version: it stays as it is, and from now on it does not count."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from kg.amending.commit import LOCK, PATIENCE, refuse_shipped, sync, toml_table
from kg.datafolder import known_document, load_data_folder
from kg.errors import InputError
from kg.stores.lock import writing

if TYPE_CHECKING:
    from kg.datafolder import DocumentData, VersionData


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Say why a version does not count: in whose name, since which day."""

    date: date
    reason: str
    by: str


def withdraw(
    data_folder: Path, document: str, version: date | None, withdrawal: Withdrawal, patience: float = PATIENCE
) -> VersionData:
    """Record that a version (the newest that counts, when none is named) is withdrawn, and give it.

    Raises :class:`~kg.errors.InputError` when there is no such version, when it is the only one that counts, or when
    the data folder cannot be written.
    """
    refuse_shipped(data_folder)
    try:
        with writing(data_folder, patience, LOCK):
            known = known_document(load_data_folder(data_folder), document)
            chosen = version_to_withdraw(known, version)
            _append(data_folder / "documents" / known.id / "withdrawals.toml", chosen.date, withdrawal)
            return chosen
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(
            f"the withdrawal cannot be stored here ({why})", str(data_folder), "nothing was changed"
        ) from error


def version_to_withdraw(document: DocumentData, version: date | None) -> VersionData:
    """Choose the version to withdraw, or refuse."""
    counting = document.effective
    if len(counting) < 2:
        raise InputError(
            "only one version of the document counts", document.id, "it cannot be withdrawn, the document needs one"
        )
    if version is None:
        return counting[-1]
    found = next((one for one in document.versions if one.date == version), None)
    if found is None:
        dates = ", ".join(one.date.isoformat() for one in counting)
        raise InputError(f"there is no version of {version}", document.id, f"its versions are {dates}")
    if found.withdrawn is not None:
        raise InputError(f"the version of {version} has been withdrawn already", document.id, "nothing was changed")
    if found is document.versions[0]:
        raise InputError(f"the version of {version} is the first", document.id, "withdraw a later one")
    return found


def _append(file: Path, version: date, withdrawal: Withdrawal) -> None:
    """Add a record to the file in one step."""
    before = file.read_text(encoding="utf-8").rstrip() + "\n\n" if file.exists() else ""
    fields: dict[str, str | date | None] = {
        "version": version,
        "date": withdrawal.date,
        "reason": withdrawal.reason,
        "by": withdrawal.by,
    }
    part = file.with_name(f".{file.name}-{os.getpid()}-{token_hex(4)}")
    try:
        part.write_text(f"{before}[[withdrawal]]\n{toml_table(fields)}", encoding="utf-8", newline="\n")
        sync(part)
        part.replace(file)
        sync(file.parent)
    finally:
        part.unlink(missing_ok=True)
