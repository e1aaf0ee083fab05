"""Plan an amendment: read the new text, find which part is which, what changed and what is found. Nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.bilingual import Text
from kg.changes.compare_versions import changes_between
from kg.changes.match_parts import propose
from kg.changes.part_derivations import Derivations
from kg.changes.retired_parts import retired_parts
from kg.changes.used_ids import highest_ids
from kg.corpus.folder import known_document
from kg.corpus.identities import PartType, Relation, identify
from kg.corpus.read_version import link_text, read_version
from kg.errors import InputError, shown
from kg.rdf import Iris, build_linked, build_version
from kg.rdf.register_graph import register_graph
from kg.reading.load_text import read_bytes, read_raw
from kg.stores import code_digest
from kg.validating import Acceptance, Report, accept, compare, load_accepted, validate
from kg.validating.acceptances import FILE
from kg.validating.report_json import report_from_json

if TYPE_CHECKING:
    from kg.changes.change_table import ChangeTable
    from kg.changes.identity_decisions import Decision
    from kg.changes.match_parts import Proposal
    from kg.corpus.folder import DataFolder, DocumentData, VersionData
    from kg.linking import LinkedDocument
    from kg.rdf import BuiltVersion
    from kg.reading import SourceText
    from kg.stores import Snapshot

KINDS = ("amendment", "correction")


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a new text is: from which day it counts, on what basis, and whether it changes or corrects.

    ``basis`` is the number (文号) of the document that changed the text, or a reason. Without notes, the sentence that
    sums up the changes is kept as the note.
    """

    date: date
    kind: str
    basis: str
    note_zh: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an amendment would do: the version it would make, beside the version before it.

    ``report`` has new, known and solved findings. :func:`kg.amending.store_version` stores what is planned here.
    """

    data: DataFolder
    document: DocumentData
    amendment: Amendment
    text: bytes
    before: VersionData
    built: BuiltVersion
    proposal: Proposal
    changes: ChangeTable
    report: Report


def plan_amendment(
    data: DataFolder,
    document: str,
    text_file: Path,
    amendment: Amendment,
    base_iri: str,
    decisions: Sequence[Decision] = (),
    published: Snapshot | None = None,
) -> Plan:
    """Plan a new version of a document.

    ``published`` is the current snapshot: where it was made of this data, the findings of the version before are read
    from it and not looked for again.

    Raises :class:`~kg.errors.InputError` when the call is wrong: an unknown document, a date that a version has, a text
    that is none of this document, holds no task or changes nothing, a decision about something that is not there.
    """
    known = known_document(data, document)
    _check_call(known, amendment)
    source, raw = _read(text_file)
    before, after = _neighbours(known, amendment.date)
    old = _read_version(known, before, data, base_iri)
    _refuse_what_changes_nothing(source, old.linked, before, str(text_file))
    new, _ = link_text(source, data, str(text_file), known)
    _refuse_another_document(new, known, str(text_file))
    following = read_version(known, after, data.register) if after else None
    compared = [version.date for version in (before, after) if version is not None]
    used = highest_ids(known, data.register)
    retired = retired_parts(known, data.register, compared)
    proposal = propose(new, old.linked, following, used, decisions, compared, retired)
    _refuse_what_continues_nothing(proposal, str(text_file))
    linked = identify(new, proposal.identities, str(text_file))
    iris = Iris(base_iri)
    built = build_linked(linked, iris, known, amendment.date, proposal.identities)
    records = [*(version.identities for version in known.versions), proposal.identities]
    changes = changes_between(old, built, Derivations.of(records))
    noted = replace(
        amendment,
        note_zh=amendment.note_zh.strip() or changes.summary_zh,
        note_en=amendment.note_en.strip() or changes.summary_en,
    )
    accepted = load_accepted(known.folder / FILE)
    then = _published_report(published, data, known, before, base_iri) or _report(data, known, old, accepted, iris)
    report = compare(_report(data, known, built, accepted, iris), then)
    return Plan(data, known, noted, raw, before, built, proposal, changes, report)


def _check_call(document: DocumentData, amendment: Amendment) -> None:
    """Refuse a kind, a basis or a date that cannot be."""
    if amendment.kind not in KINDS:
        raise InputError(
            Text(f"{shown(amendment.kind)!r}不是修订的种类", f"{shown(amendment.kind)!r} is no kind of amendment"),
            "--kind",
            Text(f"请用 {'、'.join(KINDS)} 之一", f"use one of {', '.join(KINDS)}"),
        )
    if not amendment.basis.strip():
        raise InputError(
            Text("依据是空的", "the basis is empty"),
            "--basis",
            Text("请给出修订文件的文号或理由", "give the number of the amending document, or the reason"),
        )
    taken = next((version for version in document.versions if version.date == amendment.date), None)
    if taken is not None:
        state = Text("已撤回的版本", "a version that was withdrawn") if taken.withdrawn else Text("版本", "a version")
        raise InputError(
            Text(
                f"{document.id}已有{amendment.date}的{state.zh}",
                f"{document.id} has {state.en} of {amendment.date} already",
            ),
            "--date",
            Text("版本从不修改，请另给日期", "a version is never edited, give a date"),
        )
    first = document.versions[0].date
    if amendment.date < first:
        raise InputError(
            Text(
                f"{amendment.date}早于{document.id}的第一个版本",
                f"{amendment.date} is before the first version of {document.id}",
            ),
            "--date",
            Text(f"请给出{first}之后的日期", f"give a date after {first}"),
        )


def _read(file: Path) -> tuple[SourceText, bytes]:
    """Read the file once: what is checked is what is stored."""
    raw = read_raw(file)
    return read_bytes(raw, str(file)), raw


def _neighbours(document: DocumentData, day: date) -> tuple[VersionData, VersionData | None]:
    """Return the version that counts before a day, and the one after it if there is one."""
    before = document.in_force(day)
    if before is None:
        raise InputError(
            Text(f"{day}之前{document.id}没有有效的版本", f"no version of {document.id} counts before {day}"),
            "--date",
            Text("请给出更晚的日期", "give a later date"),
        )
    return before, next((version for version in document.effective if version.date > day), None)


def _read_version(document: DocumentData, version: VersionData, data: DataFolder, base_iri: str) -> BuiltVersion:
    return build_version(document, version, data.register, Iris(base_iri))


def _refuse_what_changes_nothing(source: SourceText, old: LinkedDocument, before: VersionData, file: str) -> None:
    if source.text == old.document.source.text:
        raise InputError(
            Text(f"该文本与{before.date}的版本相同", f"the text is that of the version of {before.date}"),
            file,
            Text("没有可修订的内容", "there is nothing to amend"),
        )


def _refuse_another_document(new: LinkedDocument, document: DocumentData, file: str) -> None:
    """Refuse a text that holds no task, or carries the number of another document."""
    if not new.document.tasks:
        raise InputError(
            Text("该文本中没有任务", "the text holds no task"),
            file,
            Text("请给出方案全文，包括任务分工表", "give the whole text of the plan with its table of tasks"),
        )
    number = new.document.number
    if number and number != document.number:
        raise InputError(
            Text(f"该文本是{number}，不是{document.number}", f"the text is that of {number}, not of {document.number}"),
            file,
            Text("请指明它所属的文件，或换一份文本", "name its document, or give another text"),
        )


def _refuse_what_continues_nothing(proposal: Proposal, file: str) -> None:
    """Refuse a text none of whose tasks comes from a task of the version before."""
    tasks = [match.record for match in proposal.matches if match.record.type is PartType.TASK]
    if all(record.relation is Relation.NEW for record in tasks):
        raise InputError(
            Text("该文本没有一项任务延续上一版本的任务", "no task of the text continues one of the version before"),
            file,
            Text("它似乎是另一份文件", "it seems to be another document"),
        )


def _published_report(
    published: Snapshot | None, data: DataFolder, document: DocumentData, before: VersionData, base_iri: str
) -> Report | None:
    """Return the findings of the version before, if the snapshot has them and was made of the same things."""
    if published is None:
        return None
    manifest = published.manifest
    state = manifest.documents.get(document.id)
    made_of = (manifest.code_digest, manifest.register_digest, manifest.base_iri)
    if (
        made_of != (code_digest(), data.register_digest, base_iri)
        or state is None
        or (state.digest, state.in_force) != (document.digest, before.date)
    ):
        return None
    stored = published.report_of(document.id)
    return report_from_json(stored) if stored else None


def _report(
    data: DataFolder, document: DocumentData, version: BuiltVersion, accepted: Sequence[Acceptance], iris: Iris
) -> Report:
    """Validate a version, and mark what people accept."""
    return accept(validate(version, register_graph(data.register, iris)), document.id, accepted)
