"""A table of changes, looking back: what the comparison of the two versions the other way round must find."""

from __future__ import annotations

from kg.changes.change_table import Change, ChangeTable
from kg.changes.compare_versions import change_table


def reversed_table(table: ChangeTable) -> ChangeTable:
    """Return the same changes, looking back."""
    found = map(reversed_change, table.changes)
    return change_table(table.document, table.to_version, table.from_version, found, same_text=table.same_text)


def reversed_change(change: Change) -> Change:
    """Return the same change, looking back."""
    return Change(
        change.kind.reversed,
        change.part,
        change.derived_from[0] if change.derived_from else change.id,
        change.name_after,
        change.name_before,
        change.after,
        change.before,
        change.organization,
        change.roles_after,
        change.roles_before,
        tuple(word.reversed() for word in change.words),
        (change.id,) if change.derived_from else (),
    )
