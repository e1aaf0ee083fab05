"""Put a planned version into the data folder: one rename, after which it is there for good."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from kg.bilingual import Text
from kg.corpus.folder import load_data_folder
from kg.corpus.identities import identities_toml
from kg.errors import InputError, NotStoredError
from kg.files.atomic import put_in_place
from kg.files.toml_records import toml_lines
from kg.resources import PACKAGE
from kg.stores.writer_lock import writing

if TYPE_CHECKING:
    from datetime import date

    from kg.amending.amendment_plan import Plan

LOCK = ".lock"
PATIENCE = 60.0
"""The seconds that a writer of the data folder waits for another one."""


def commit(plan: Plan, patience: float = PATIENCE) -> Path:
    """Store the version that was planned, and give its folder.

    The folder is written under a hidden name and renamed at the end: killed on the way, nothing of it counts. Raises
    :class:`~kg.errors.InputError` when the data folder cannot be written, or when the document has been amended since
    the plan was made.
    """
    folder = plan.data.path / "documents" / plan.document.id
    place = folder / plan.amendment.date.isoformat()
    refuse_shipped(plan.data.path)
    try:
        with writing(plan.data.path, patience, LOCK):
            _still_as_planned(plan)
            clear_leftovers(folder)
            staging = folder / f".staging-{os.getpid()}-{token_hex(4)}"
            try:
                _write(plan, staging)
                put_in_place(staging, place)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        why = error.strerror or str(error)
        raise NotStoredError(
            Text(f"无法在此保存该版本（{why}）", f"the version cannot be stored here ({why})"),
            folder,
            Text("未作任何改动", "nothing was changed"),
        ) from error
    return place


def clear_leftovers(document_folder: Path) -> None:
    """Remove what writers that were killed left beside a document's files; under the lock nobody else is writing."""
    for path in (*document_folder.glob(".staging-*"), *document_folder.glob(".withdrawals.toml-*")):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def refuse_shipped(data_folder: Path) -> None:
    """Refuse to write to the documents that belong to the installation."""
    if data_folder.resolve().is_relative_to(PACKAGE):
        raise InputError(
            Text("这些文件属于安装包", "these documents belong to the installation"),
            data_folder,
            Text("请用 zhize init DIR 建立自己的数据文件夹", "make your own with zhize init DIR"),
        )


def _still_as_planned(plan: Plan) -> None:
    """Refuse a plan that was made before another change of the same document."""
    now = load_data_folder(plan.data.path)
    found = next((document for document in now.documents if document.id == plan.document.id), None)
    if found is None or found.digest != plan.document.digest:
        raise InputError(
            Text("该文件在此期间已被修订", "the document has been amended in the meantime"),
            plan.document.id,
            Text("未作任何改动，请重新运行", "nothing was changed, run it again"),
        )


def _write(plan: Plan, folder: Path) -> None:
    """Write the three files of a version."""
    amendment = plan.amendment
    folder.mkdir()
    about: dict[str, str | date | None] = {
        "date": amendment.date,
        "kind": amendment.kind,
        "basis": amendment.basis,
        "note_zh": amendment.note_zh,
        "note_en": amendment.note_en,
    }
    (folder / "text.txt").write_bytes(plan.text)
    (folder / "version.toml").write_text(toml_lines(about), encoding="utf-8", newline="\n")
    record = identities_toml(plan.proposal.identities)
    (folder / "identities.toml").write_text(record, encoding="utf-8", newline="\n")
