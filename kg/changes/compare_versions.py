"""What changed in meaning between two versions of a document: per task and body, measure, target and deadline.

Two versions are compared part by part, by the ids that their parts have; nothing is matched here. A difference of width
or white space alone is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Protocol

from kg.changes.change_summary import nothing_about, summary
from kg.changes.change_table import Change, ChangeTable
from kg.changes.numbered_part_changes import measure_changes, task_changes
from kg.changes.part_derivations import NO_DERIVATIONS, Derivations
from kg.changes.party_changes import clause_changes, parties_of
from kg.changes.target_and_deadline_changes import deadline_changes, target_changes
from kg.changes.version_view import VersionView
from kg.linking import LinkedDocument


class ComparableVersion(Protocol):
    """A version that can be compared: of which document, of which day, and what it says."""

    @property
    def document_id(self) -> str:
        """Return the id of the document."""

    @property
    def version(self) -> date:
        """Return the day of the version."""

    @property
    def linked(self) -> LinkedDocument:
        """Return what the version says, with the ids that its parts have over versions."""


def changes_between(
    old: ComparableVersion, new: ComparableVersion, derivations: Derivations = NO_DERIVATIONS
) -> ChangeTable:
    """Compare two versions of one document.

    ``derivations`` say which parts were made of which; without them, a merged part is new and its sources are gone.
    The table of a version with itself is empty, and that of (new, old) is that of (old, new), looking back.
    """
    before, after = VersionView(old.linked), VersionView(new.linked)
    same_text = before.source.text == after.source.text
    found = _changes(before, after, derivations)
    return change_table(old.document_id, old.version, new.version, found, same_text=same_text)


def about_organization(table: ChangeTable, organization: str) -> ChangeTable:
    """Keep the changes that affect one body, by its id: what it was given, what was taken from it, and as what."""
    kept = tuple(change for change in table.changes if change.organization == organization)
    if table.changes and not kept:
        words = nothing_about(table.from_version, table.to_version)
    else:
        words = summary(table.from_version, table.to_version, kept, same_text=table.same_text)
    return replace(table, changes=kept, summary_zh=words.zh, summary_en=words.en)


def change_table(document: str, old: date, new: date, found: Iterable[Change], *, same_text: bool) -> ChangeTable:
    """Return the table of changes between two versions of a document, in the order of the text, with its summary."""
    changes = tuple(sorted(found, key=lambda change: change.order))
    words = summary(old, new, changes, same_text=same_text)
    return ChangeTable(document, old, new, changes, same_text, words.zh, words.en)


def _changes(old: VersionView, new: VersionView, derivations: Derivations) -> Iterator[Change]:
    yield from task_changes(old, new, derivations)
    for task in (*old.tasks, *(task for task in new.tasks if task not in old.tasks)):
        if task in old.tasks and task in new.tasks:
            yield from clause_changes(task, old, new)
        else:
            came = task in new.tasks
            yield from parties_of(task, new if came else old, came=came)
    yield from measure_changes(old, new, derivations)
    yield from target_changes(old, new)
    yield from deadline_changes(old, new)
