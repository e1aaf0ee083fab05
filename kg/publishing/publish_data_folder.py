"""Bring the store up to date with the data folder: the one way by which a graph is built and published."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Protocol

from kg.corpus.folder import DataFolder, DocumentData, load_data_folder
from kg.errors import ZhizeError
from kg.publishing.document_contents import Contents, ReportOn, report_on
from kg.publishing.quad_differences import difference
from kg.rdf import Iris
from kg.rdf.register_graph import register_graph
from kg.stores import DocumentState, Manifest, Snapshot, current
from kg.stores.freshness import DATA_FOLDER, folder_note
from kg.stores.snapshot import MissingQuadsError, current_stamp
from kg.stores.write_snapshot import PATIENCE, Draft, drafting

if TYPE_CHECKING:
    from pathlib import Path


class Steps(Protocol):
    """Shows a person how far a publication is."""

    def step(self, words: str) -> None:
        """Report what is done next."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the current snapshot, whether that is another one than before, and what was built for it.

    ``built`` are the ids of the documents that were built and validated; ``whole`` says that nothing was taken over.
    """

    snapshot: Snapshot
    changed: bool
    built: tuple[str, ...] = ()
    whole: bool = False


def catch_up(
    data_folder: Path,
    store_folder: Path,
    base_iri: str,
    present: date,
    *,
    force: bool = False,
    pinned: bool = False,
    steps: Steps | None = None,
    report_on: ReportOn = report_on,
    patience: float = PATIENCE,
) -> Outcome:
    """Publish what the data folder says on the ``present`` date, unless that is the current snapshot already.

    Where only documents have changed, the current snapshot is copied and what is of those is replaced. ``force`` builds
    everything anew. ``pinned`` says that a person chose the date, so that no later day moves it. Raises
    :class:`~kg.errors.InputError` for what cannot be read, built or stored; the old snapshot then stays current.
    """
    report_step = steps.step if steps else _quiet
    report_step("reading the data folder")
    before = current_stamp(store_folder)
    data = load_data_folder(data_folder)
    wanted = _manifest(data, base_iri, present, pinned=pinned)
    if not force and (found := _is_current(store_folder, wanted)):
        return Outcome(found, changed=False)
    with drafting(store_folder, patience) as draft:
        if current_stamp(store_folder) != before:  # what was published meanwhile may be of newer data
            data = load_data_folder(data_folder)
            wanted = _manifest(data, base_iri, present, pinned=pinned)
            if not force and (found := _is_current(store_folder, wanted)):
                return Outcome(found, changed=False)
        if not force and (found := draft.find(wanted.name)) and _same(found.manifest, wanted):
            return Outcome(draft.point(found), changed=True)
        contents = Contents(data.register, Iris(base_iri), present, report_on)
        report_step("building the graph and validating")
        base = None if force else _to_copy(store_folder, wanted)
        if base:
            with suppress(MissingQuadsError):  # the snapshot is damaged: nothing of it is used
                return _publish(draft, wanted, _replace(draft, base, contents, data), report_step)
        return _publish(draft, wanted, _write(draft, contents, data), report_step)


def _quiet(_words: str) -> None:
    pass


def _manifest(data: DataFolder, base_iri: str, present: date, *, pinned: bool) -> Manifest:
    """Describe the snapshot that is wanted; its documents are filled in when they are built."""
    return Manifest(
        sources_digest=data.digest,
        present_date=present,
        base_iri=base_iri,
        built_at=datetime.now(UTC),
        notes={DATA_FOLDER: folder_note(data.path)},
        register_digest=data.register_digest,
        pinned=pinned,
    )


def _is_current(store_folder: Path, wanted: Manifest) -> Snapshot | None:
    """Return the current snapshot if it is the one that is wanted and whole."""
    try:
        found = current(store_folder, count=False)
        return current(store_folder) if _same(found.manifest, wanted) else None
    except ZhizeError:
        return None


def _to_copy(store_folder: Path, wanted: Manifest) -> Snapshot | None:
    """Return the current snapshot if what it holds of a document is what a whole build would make of it today."""
    try:
        found = current(store_folder, count=False)
    except ZhizeError:
        return None
    inputs = ("register_digest", "code_digest", "base_iri")
    return found if all(getattr(found.manifest, name) == getattr(wanted, name) for name in inputs) else None


def _same(found: Manifest, wanted: Manifest) -> bool:
    """Return whether a snapshot is the one that is wanted."""
    return (found.name, found.pinned, found.notes) == (wanted.name, wanted.pinned, wanted.notes)


@dataclass(frozen=True, slots=True)
class _Filled:
    """What a draft was filled with: every document, and those that were built for it."""

    documents: dict[str, DocumentState]
    built: tuple[str, ...]
    whole: bool


def _publish(draft: Draft, wanted: Manifest, filled: _Filled, report_step: Callable[[str], None]) -> Outcome:
    report_step("publishing")
    snapshot = draft.publish(replace(wanted, documents=filled.documents))
    return Outcome(snapshot, changed=True, built=filled.built, whole=filled.whole)


def _write(draft: Draft, contents: Contents, data: DataFolder) -> _Filled:
    """Fill a draft from nothing, one document after the other, so that a large folder needs no large memory."""
    documents: dict[str, DocumentState] = {}
    register = register_graph(contents.register, contents.iris)

    def lines() -> Iterator[bytes]:
        yield from contents.common()
        for document in data.documents:
            content = contents.of(document, register)
            documents[document.id] = content.state
            if content.report:
                draft.put_report(document.id, content.report)
            yield from content.lines

    draft.load(lines())
    return _Filled(documents, tuple(documents), whole=True)


def _replace(draft: Draft, base: Snapshot, contents: Contents, data: DataFolder) -> _Filled:
    """Fill a draft with a copy of a snapshot in which the documents that have changed are replaced."""
    before = base.manifest.documents
    register = register_graph(contents.register, contents.iris)
    built = {
        document.id: contents.of(document, register)
        for document in data.documents
        if not _as_before(document, before.get(document.id), contents.present)
    }
    draft.copy(base)
    found = difference(base, built.values(), before.keys() - {document.id for document in data.documents})
    draft.change(found.removed, found.added)
    documents: dict[str, DocumentState] = {}
    for document in data.documents:
        content = built.get(document.id)
        documents[document.id] = content.state if content else before[document.id]
        if content is None:
            draft.keep_report(base, document.id)
        elif content.report:
            draft.put_report(document.id, content.report)
    return _Filled(documents, tuple(built), whole=False)


def _as_before(document: DocumentData, state: DocumentState | None, present: date) -> bool:
    """Return whether a document is in a snapshot already, with the version that is in force on a date."""
    holding = document.in_force(present)
    return (
        state is not None and state.digest == document.digest and state.in_force == (holding.date if holding else None)
    )
