"""Withdraw a version: it stays as it is, and from now on it does not count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.amending.append_record import append_record
from kg.amending.store_version import LOCK, PATIENCE, clear_leftovers, refuse_shipped
from kg.bilingual import Text
from kg.corpus.folder import known_document, load_data_folder
from kg.errors import InputError, NotFoundError, NotStoredError
from kg.files.toml_records import TomlTable
from kg.stores.writer_lock import writing

if TYPE_CHECKING:
    from kg.corpus.folder import DocumentData, VersionData


@dataclass(frozen=True, slots=True)
class WithdrawalRequest:
    """Why a version is to count no more, in whose name and since which day.

    Raises :class:`~kg.errors.InputError` for words that could not be read again from the data folder.
    """

    date: date
    reason: str
    by: str

    def __post_init__(self) -> None:
        for option, words in (("reason", self.reason), ("by", self.by)):
            TomlTable(f"--{option}", {option: words}, frozenset({option})).text(option)


def withdraw(
    data_folder: Path, document: str, version: date | None, withdrawal: WithdrawalRequest, patience: float = PATIENCE
) -> VersionData:
    """Record that a version (the newest that counts, when none is named) is withdrawn, and give it.

    Raises :class:`~kg.errors.InputError` when there is no such version, when it is the only one that counts, or when
    the data folder cannot be written.
    """
    refuse_shipped(data_folder)
    try:
        with writing(data_folder, patience, LOCK):
            known = known_document(load_data_folder(data_folder), document)
            withdrawn = version_to_withdraw(known, version)
            clear_leftovers(known.folder)
            append_record(known.folder / "withdrawals.toml", "withdrawal", _fields(withdrawn, withdrawal))
            return withdrawn
    except OSError as error:
        why = error.strerror or str(error)
        raise NotStoredError(
            Text(f"无法在此保存撤回记录（{why}）", f"the withdrawal cannot be stored here ({why})"),
            data_folder,
            Text("未作任何改动", "nothing was changed"),
        ) from error


def version_to_withdraw(document: DocumentData, version: date | None) -> VersionData:
    """Choose the version to withdraw, or refuse."""
    counting = document.effective
    if len(counting) < 2:
        raise InputError(
            Text("该文件只有一个有效版本", "only one version of the document counts"),
            document.id,
            Text("不能撤回，文件至少要有一个版本", "it cannot be withdrawn, the document needs one"),
        )
    if version is None:
        return counting[-1]
    found = next((one for one in document.versions if one.date == version), None)
    if found is None:
        dates = ", ".join(one.date.isoformat() for one in counting)
        raise NotFoundError(
            Text(f"没有{version}的版本", f"there is no version of {version}"),
            document.id,
            Text(f"现有版本：{dates}", f"its versions are {dates}"),
        )
    if found.withdrawn is not None:
        raise InputError(
            Text(f"{version}的版本已经撤回", f"the version of {version} has been withdrawn already"),
            document.id,
            Text("未作任何改动", "nothing was changed"),
        )
    if found is document.versions[0]:
        raise InputError(
            Text(f"{version}的版本是第一个版本", f"the version of {version} is the first"),
            document.id,
            Text("请撤回较晚的版本", "withdraw a later one"),
        )
    return found


def _fields(version: VersionData, withdrawal: WithdrawalRequest) -> dict[str, str | int | date | None]:
    """Return what stands in the record."""
    return {"version": version.date, "date": withdrawal.date, "reason": withdrawal.reason, "by": withdrawal.by}
