"""What changed between two versions, as a table: one :class:`Change` for each thing that a reader would name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from kg.changes.word_differences import WordChange
from kg.corpus.identities import PartType


class ChangeKind(StrEnum):
    """What happened, by the names of the concepts under https://w3id.org/zhize/change/."""

    TASK_ADDED = "task-added"
    TASK_REMOVED = "task-removed"
    TASK_MERGED = "task-merged"
    TASK_SPLIT = "task-split"
    TASK_MOVED = "task-moved"
    TASK_RENUMBERED = "task-renumbered"
    TASK_REWORDED = "task-reworded"
    CLAUSE_REWORDED = "clause-reworded"
    LEAD_GAINED = "lead-gained"
    LEAD_LOST = "lead-lost"
    LOCAL_GAINED = "local-gained"
    LOCAL_LOST = "local-lost"
    OPEN_ENDED_GAINED = "open-ended-gained"
    OPEN_ENDED_LOST = "open-ended-lost"
    PARTY_ADDED = "party-added"
    PARTY_REMOVED = "party-removed"
    ROLE_CHANGED = "role-changed"
    PARTY_RENAMED = "party-renamed"
    PARTY_ORDER_CHANGED = "party-order-changed"
    MEASURE_ADDED = "measure-added"
    MEASURE_REMOVED = "measure-removed"
    MEASURE_MERGED = "measure-merged"
    MEASURE_SPLIT = "measure-split"
    MEASURE_MOVED = "measure-moved"
    MEASURE_RENUMBERED = "measure-renumbered"
    MEASURE_REWORDED = "measure-reworded"
    TARGET_ADDED = "target-added"
    TARGET_REMOVED = "target-removed"
    TARGET_VALUE_CHANGED = "target-value-changed"
    TARGET_COMPARATOR_CHANGED = "target-comparator-changed"
    TARGET_UNIT_CHANGED = "target-unit-changed"
    TARGET_DEADLINE_CHANGED = "target-deadline-changed"
    TARGET_SCOPE_CHANGED = "target-scope-changed"
    TARGET_FORCE_CHANGED = "target-force-changed"
    TARGET_REWORDED = "target-reworded"
    TARGET_CARRIED_BY_CHANGED = "target-carried-by-changed"
    DEADLINE_ADDED = "deadline-added"
    DEADLINE_REMOVED = "deadline-removed"
    DEADLINE_DATE_CHANGED = "deadline-date-changed"
    DEADLINE_REWORDED = "deadline-reworded"
    DEADLINE_CARRIED_BY_CHANGED = "deadline-carried-by-changed"

    @property
    def reversed(self) -> ChangeKind:
        """Return what the same change is, looking back.

        >>> ChangeKind.LEAD_GAINED.reversed.value, ChangeKind.TASK_MOVED.reversed.value
        ('lead-lost', 'task-moved')
        """
        subject, _, what = self.value.rpartition("-")
        return ChangeKind(f"{subject}-{_OPPOSITES.get(what, what)}")


_OPPOSITES: Final = {
    one: other
    for pair in (("added", "removed"), ("gained", "lost"), ("merged", "split"))
    for one, other in (pair, pair[::-1])
}
_PART_ORDER: Final = {part: order for order, part in enumerate(PartType)}
_KIND_ORDER: Final = {kind: order for order, kind in enumerate(ChangeKind)}


@dataclass(frozen=True, slots=True)
class PartName:
    """What a reader of one version calls a part: its printed number, if it has a readable one, and its words."""

    number: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Side:
    """How it was, or is: a ``value`` to compare, and the words of that version that say so, with their place.

    ``value`` is a number, a date, a name, or words, without spaces. ``position`` is the rank of a party among all of
    its task, from 1; ``order`` names all parties of a task in their order, each as ``organization.role``.
    ``name_en`` is what the register calls a party in English.
    """

    value: str
    quote: str
    start: int
    end: int
    line: int
    position: int | None = None
    order: tuple[str, ...] = ()
    name_en: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its kind, the part it concerns with what either version calls it, and how it was and is.

    ``organization`` is the id of the body that the change affects, if it affects one, with its roles before and after.
    ``id`` names the part over versions; where a part came from another one by a merger or a split, it is the one of the
    later version, and ``derived_from`` the one of the earlier.
    """

    kind: ChangeKind
    part: PartType
    id: int
    name_before: PartName | None
    name_after: PartName | None
    before: Side | None
    after: Side | None
    organization: str | None = None
    roles_before: tuple[str, ...] = ()
    roles_after: tuple[str, ...] = ()
    words: tuple[WordChange, ...] = ()
    derived_from: tuple[int, ...] = ()

    @property
    def name(self) -> PartName:
        """Return what the later version calls the part, or the earlier one where the later has it no more."""
        name = self.name_after or self.name_before
        if name is None:
            raise ValueError(f"the {self.part} {self.id} is in neither version")
        return name

    @property
    def order(self) -> tuple[object, ...]:
        """Return what changes are sorted by: the part in the order of the text, then what happened to it."""
        number = self.name.number
        positions = [side.position or 0 for side in (self.after, self.before) if side is not None]
        return (
            _PART_ORDER[self.part],
            self.id if number is None else number,
            self.id,
            self.derived_from,
            _KIND_ORDER[self.kind],
            positions[:1],
            self.organization or "",
            self.roles_after,
            self.roles_before,
        )


@dataclass(frozen=True, slots=True)
class ChangeTable:
    """Every change from one version of a document to another, in order, and a sentence that sums them up.

    ``same_text`` means that the two texts are the same to the character: an empty table alone does not say so.
    """

    document: str
    from_version: date
    to_version: date
    changes: tuple[Change, ...]
    same_text: bool
    summary_zh: str
    summary_en: str
