"""What changed among targets and deadlines: which came and went; value, date, unit, scope and words of the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias, TypeVar

from kg.changes.change_table import Change, ChangeKind
from kg.changes.version_view import VersionView
from kg.corpus.identities import PartType
from kg.linking import Deadline, Target
from kg.parsing.deadlines import TimeStatement
from kg.reading.folding import fold_wording

Item = TypeVar("Item", Target, Deadline)
Read: TypeAlias = Callable[[VersionView, Item], str]
Aspects: TypeAlias = Sequence[tuple[ChangeKind, Read[Item], Read[Item]]]
"""Kinds of change, each with how an aspect is compared, and its words."""


def target_changes(old: VersionView, new: VersionView) -> Iterator[Change]:
    """Compare the targets of two versions."""
    for identity in sorted(old.targets.keys() | new.targets.keys()):
        ours, theirs = old.targets.get(identity), new.targets.get(identity)
        if ours and theirs:
            yield from _aspects(PartType.TARGET, identity, (old, ours), (new, theirs), _TARGET_ASPECTS)
            if ours.tasks != theirs.tasks:
                yield _carried(ChangeKind.TARGET_CARRIED_BY_CHANGED, PartType.TARGET, identity, old, new)
        else:
            yield _came_or_went(PartType.TARGET, identity, old, new)


def deadline_changes(old: VersionView, new: VersionView) -> Iterator[Change]:
    """Compare the deadlines of two versions; other words for another date are no news of their own."""
    for identity in sorted(old.deadlines.keys() | new.deadlines.keys()):
        ours, theirs = old.deadlines.get(identity), new.deadlines.get(identity)
        if ours and theirs:
            found = _aspects(PartType.DEADLINE, identity, (old, ours), (new, theirs), _DEADLINE_ASPECTS)
            yield from list(found)[:1]
            if ours.tasks != theirs.tasks:
                yield _carried(ChangeKind.DEADLINE_CARRIED_BY_CHANGED, PartType.DEADLINE, identity, old, new)
        else:
            yield _came_or_went(PartType.DEADLINE, identity, old, new)


def _aspects(
    part: PartType,
    identity: int,
    before: tuple[VersionView, Item],
    after: tuple[VersionView, Item],
    aspects: Aspects[Item],
) -> Iterator[Change]:
    """Compare what two versions state of one commitment, one aspect after the other."""
    (old, ours), (new, theirs) = before, after
    for kind, compared, words in aspects:
        if compared(old, ours) != compared(new, theirs):
            sides = (
                old.side(words(old, ours), ours.places[0].span),
                new.side(words(new, theirs), theirs.places[0].span),
            )
            yield Change(kind, part, identity, old.name(part, identity), new.name(part, identity), *sides)


def _carried(kind: ChangeKind, part: PartType, identity: int, old: VersionView, new: VersionView) -> Change:
    """Return by which tasks a commitment was and is carried: by their printed numbers."""
    before, after = (
        view.side(_carriers(view, part, identity), _commitment(view, part, identity).places[0].span)
        for view in (old, new)
    )
    return Change(kind, part, identity, old.name(part, identity), new.name(part, identity), before, after)


def _carriers(view: VersionView, part: PartType, identity: int) -> str:
    numbers = (view.tasks[task].number for task in _commitment(view, part, identity).tasks)
    return " ".join("?" if number is None else str(number) for number in numbers)


def _commitment(view: VersionView, part: PartType, identity: int) -> Target | Deadline:
    found: Mapping[int, Target | Deadline] = view.targets if part is PartType.TARGET else view.deadlines
    return found[identity]


def _came_or_went(part: PartType, identity: int, old: VersionView, new: VersionView) -> Change:
    came = identity in (new.targets if part is PartType.TARGET else new.deadlines)
    view = new if came else old
    item, name = _commitment(view, part, identity), view.name(part, identity)
    value = time_value(item.statement) if isinstance(item, Deadline) else _amount(view, item)
    side = view.side(value, item.places[0].span)
    if came:
        return Change(ChangeKind(f"{part}-added"), part, identity, None, name, None, side)
    return Change(ChangeKind(f"{part}-removed"), part, identity, name, None, side, None)


def _number(_view: VersionView, target: Target) -> str:
    value = target.statement.value
    return "" if value is None else f"{value.normalize():f}"


def _amount(view: VersionView, target: Target) -> str:
    """Return the value with its unit: 55%."""
    return f"{_number(view, target)}{target.statement.unit_text}"


def _comparator(_view: VersionView, target: Target) -> str:
    return target.statement.comparator.value


def _unit(_view: VersionView, target: Target) -> str:
    return target.statement.unit_text


def _scope(_view: VersionView, target: Target) -> str:
    return fold_wording(target.statement.scope)


def _indicator(_view: VersionView, target: Target) -> str:
    return fold_wording(target.statement.indicator)


def _due(view: VersionView, target: Target) -> str:
    deadline = None if target.deadline is None else view.deadlines.get(target.deadline)
    return "" if deadline is None else time_value(deadline.statement)


def _force(_view: VersionView, target: Target) -> str:
    """Return whether a target binds or is striven for, and whether it is a standard that always holds."""
    force = "aspiration" if target.statement.aspiration else "duty"
    return f"{force} standing-standard" if target.statement.standing else force


def time_value(statement: TimeStatement) -> str:
    """Write what a statement about time says as one value.

    >>> from datetime import date
    >>> time_value(TimeStatement(0, 7, date(2022, 12, 31)))
    '2022-12-31'
    >>> time_value(TimeStatement(0, 7, recurrence=(6, 30)))
    '--06-30'
    """
    if statement.due_by is not None:
        until = statement.due_by.isoformat()
        return until if statement.begins is None else f"{statement.begins.isoformat()}/{until}"
    if statement.recurrence is not None:
        month, day = statement.recurrence
        return f"--{month:02}-{day:02}"
    return "ongoing" if statement.ongoing else ""


def _date(_view: VersionView, deadline: Deadline) -> str:
    return time_value(deadline.statement)


def _words(_view: VersionView, deadline: Deadline) -> str:
    return fold_wording(deadline.as_written)


_TARGET_ASPECTS: Final[Aspects[Target]] = (
    (ChangeKind.TARGET_VALUE_CHANGED, _number, _amount),
    (ChangeKind.TARGET_COMPARATOR_CHANGED, _comparator, _comparator),
    (ChangeKind.TARGET_UNIT_CHANGED, _unit, _unit),
    (ChangeKind.TARGET_DEADLINE_CHANGED, _due, _due),
    (ChangeKind.TARGET_SCOPE_CHANGED, _scope, _scope),
    (ChangeKind.TARGET_FORCE_CHANGED, _force, _force),
    (ChangeKind.TARGET_REWORDED, _indicator, _indicator),
)
_DEADLINE_ASPECTS: Final[Aspects[Deadline]] = (
    (ChangeKind.DEADLINE_DATE_CHANGED, _date, _date),
    (ChangeKind.DEADLINE_REWORDED, _words, _words),
)
