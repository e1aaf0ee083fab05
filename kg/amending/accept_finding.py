"""Accept a finding: a record in the document's accepted.toml, after which it fails nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.amending.append_record import append_record
from kg.amending.store_version import LOCK, PATIENCE, refuse_shipped
from kg.bilingual import Text
from kg.errors import InputError, NotStoredError, shown
from kg.files.toml_records import TomlTable
from kg.stores.writer_lock import writing
from kg.validating.acceptances import ACCEPTANCE_RULE, FIELDS, FILE, read_acceptance
from kg.validating.findings import Status

if TYPE_CHECKING:
    from datetime import date

    from kg.corpus.folder import DocumentData
    from kg.validating import Finding
    from kg.validating.validate_document import DocumentValidator


@dataclass(frozen=True, slots=True)
class AcceptanceReason:
    """Why a finding is accepted, since which day and by whom. Without ``reason_en`` the reason is for both."""

    date: date
    reason: str
    by: str
    reason_en: str = ""


def accept_finding(
    validator: DocumentValidator, document: str, key: str, reason: AcceptanceReason, patience: float = PATIENCE
) -> Finding:
    """Record that a finding about the version in force is accepted, and give it. The beginning of a key will do.

    Raises :class:`~kg.errors.InputError` when there is no such finding, when it is accepted already, or when the data
    folder cannot be written.
    """
    folder = validator.data.path
    refuse_shipped(folder)
    named = validator.data.document_named(document)
    known = named or validator.find(document)
    try:
        with writing(folder, patience, LOCK):
            finding = _finding(validator, known, key)
            fields = _fields(finding, reason)
            read_acceptance(TomlTable("the acceptance", fields, FIELDS))  # what is written must be what can be read
            append_record(known.folder / FILE, "accepted", fields, finding.message_zh)
            return finding
    except OSError as error:
        why = error.strerror or str(error)
        raise NotStoredError(
            Text(f"无法在此保存该接受记录（{why}）", f"the acceptance cannot be stored here ({why})"),
            known.folder,
            Text("未作任何改动", "nothing was changed"),
        ) from error


def _fields(finding: Finding, reason: AcceptanceReason) -> dict[str, str | int | date | None]:
    """Return what stands in the record."""
    one = {"reason": reason.reason}
    both = {"reason_zh": reason.reason, "reason_en": reason.reason_en}
    task = {} if finding.task_id is None else {"task": finding.task_id}
    why = both if reason.reason_en else one
    return {"rule": finding.rule, **task, "key": finding.key, **why, "date": reason.date, "by": reason.by}


def _finding(validator: DocumentValidator, document: DocumentData, key: str) -> Finding:
    """Find the finding that a key, or its beginning, names."""
    version = document.in_force(validator.present)
    if version is None:
        raise InputError(
            Text(f"{validator.present}时该文件尚未生效", f"it is not in force on {validator.present}"),
            document.id,
            Text("请在生效后再接受所发现的问题", "accept what is found when it is"),
        )
    findings = validator.version(document, version).findings
    found = [finding for finding in findings if key and finding.key.startswith(key.lower())]
    if len(found) != 1:
        what = Text(
            f"{version.date}的版本有{len(found)}个问题的标识以{shown(key)!r}开头",
            f"{len(found)} findings about the version of {version.date} have a key that begins with {shown(key)!r}",
        )
        raise InputError(
            what, document.id, Text("请给出 zhize validate 所列的标识", "give a key as zhize validate tells it")
        )
    if found[0].status is Status.ACCEPTED:
        raise InputError(
            Text(f"{found[0].key}已经被接受", f"{found[0].key} is accepted already"),
            document.id,
            Text("未作任何改动", "nothing was changed"),
        )
    if found[0].rule == ACCEPTANCE_RULE:
        raise InputError(
            Text(
                f"{found[0].key}针对的是 accepted.toml 中的一条记录",
                f"{found[0].key} is about a record of accepted.toml",
            ),
            document.id,
            Text("请修改该记录", "mend that record"),
        )
    return found[0]
