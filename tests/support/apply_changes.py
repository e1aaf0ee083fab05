"""The assignments of one version, with a table of changes, give those of the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.changes.change_table import Change, ChangeKind, ChangeTable
from kg.changes.version_view import VersionView
from kg.corpus.identities import PartType
from kg.linking import LinkedDocument


@dataclass(frozen=True, slots=True, order=True)
class AssignmentRow:
    """One body in one role for one task: its rank among all parties of the task, from 1, and its name as written.

    Of the name, neither width nor white space counts.
    """

    task: int
    position: int
    organization: str
    role: str
    as_written: str

    @property
    def key(self) -> str:
        """Name the assignment within its task."""
        return f"{self.organization}.{self.role}"


def assignments_of(linked: LinkedDocument) -> tuple[AssignmentRow, ...]:
    """Give every assignment of a version, in the order of tasks by their ids, and of their clauses."""
    return tuple(
        sorted(
            AssignmentRow(task, member.position, member.organization, member.role, member.as_written)
            for task, members in VersionView(linked).members.items()
            for member in members
        )
    )


def apply(table: ChangeTable, rows: Iterable[AssignmentRow]) -> tuple[AssignmentRow, ...]:
    """Carry out the changes of a table on the assignments of its earlier version."""
    tasks: dict[int, list[AssignmentRow]] = defaultdict(list)
    for row in sorted(rows):
        tasks[row.task].append(row)
    changes: dict[int, list[Change]] = defaultdict(list)
    for change in table.changes:
        if change.part is PartType.TASK:
            changes[change.id].append(change)
    return tuple(
        row for task in sorted({*tasks, *changes}) for row in _applied(task, tasks.get(task, []), changes.get(task, []))
    )


def _applied(task: int, rows: list[AssignmentRow], changes: list[Change]) -> list[AssignmentRow]:
    """Carry out the changes of one task: who goes, who comes at which rank, and the new order if there is one."""
    named: dict[str, tuple[str, str, str]] = {row.key: (row.organization, row.role, row.as_written) for row in rows}
    order = [row.key for row in rows]
    come: list[tuple[int, str]] = []
    for change in changes:
        if change.kind in (ChangeKind.PARTY_REMOVED, ChangeKind.ROLE_CHANGED):
            order.remove(f"{change.organization}.{change.roles_before[0]}")
        if change.kind in (ChangeKind.PARTY_ADDED, ChangeKind.ROLE_CHANGED, ChangeKind.PARTY_RENAMED) and change.after:
            key = f"{change.organization}.{change.roles_after[0]}"
            named[key] = change.organization or "", change.roles_after[0], change.after.value
            if change.kind is not ChangeKind.PARTY_RENAMED:
                come.append((change.after.position or 0, key))
    for position, key in sorted(come):
        order.insert(position - 1, key)
    for change in changes:
        if change.kind is ChangeKind.PARTY_ORDER_CHANGED and change.after:
            order = list(change.after.order)
    return [AssignmentRow(task, rank, *named[key]) for rank, key in enumerate(order, 1)]
