"""The changes of each part as rows of a table: what it was, what it is, and where the words of both stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from api.pages.changes.published_versions import address_in, place_in
from api.site.body_names import Named, body_named
from kg.bilingual import Text
from kg.changes.change_summary import ASPECTS, DERIVED, RENUMBERED, with_their_task
from kg.changes.change_table import ChangeKind
from kg.changes.labels import KINDS, part_label, short, value_label
from kg.corpus.identities import PartType
from kg.reading.folding import fold_wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.site.visit import Visit
    from kg.changes.change_table import Change, Side
    from kg.stores.version_history import DocumentVersion

LONGEST: Final = 60
"""So many characters of a quote are shown."""
_WHOLE: Final = frozenset({ChangeKind.TASK_ADDED, ChangeKind.TASK_REMOVED, *DERIVED})
"""What brings or takes a task as a whole."""


@dataclass(frozen=True, slots=True)
class Words:
    """What one version says: in words of the page or, ``quoted``, in its own, and where they stand, if known."""

    words: str
    quoted: bool
    line: int | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """How it was, or is: the roles of a body, a value, and the words that say so."""

    roles: tuple[str, ...] = ()
    value: str | None = None
    words: tuple[Words, ...] = ()
    parties: tuple[tuple[Named, tuple[str, ...]], ...] = ()
    """The bodies of a task that came or went as a whole, with their roles."""


@dataclass(frozen=True, slots=True)
class Row:
    """One change."""

    kind: str
    body: Named | None
    before: Cell
    after: Cell


@dataclass(frozen=True, slots=True)
class Part:
    """A part with its changes; ``anchor`` names it on the page, ``address`` is its own page."""

    anchor: str
    name: str
    words: str
    address: str | None
    rows: tuple[Row, ...]


def parts_of(visit: Visit, changes: Sequence[Change], before: DocumentVersion, after: DocumentVersion) -> list[Part]:
    """Group changes by the part they concern; they are in the order of the text."""
    found, aside = [], with_their_task(changes)
    parties = [one for one in changes if one in aside]
    told = (one for one in changes if one not in aside)
    for (part, identity), group in groupby(told, key=lambda one: (one.part, one.id)):
        mine = [*group]
        name = mine[0].name
        there = after if any(one.name_after for one in mine) else before
        linked = part in (PartType.TASK, PartType.MEASURE)
        address = address_in(visit, there, f"/{part.value}/{identity}") if linked else None
        rows = tuple(_row(visit, one, before, after, parties, first=one is mine[0]) for one in mine)
        words = short(fold_wording(name.words), LONGEST) if linked else ""
        found.append(Part(f"{part.value}-{identity}", visit.say(part_label(part, name)), words, address, rows))
    return found


def _row(
    visit: Visit,
    change: Change,
    before: DocumentVersion,
    after: DocumentVersion,
    parties: Sequence[Change],
    *,
    first: bool,
) -> Row:
    body = body_named(change.organization, visit) if change.organization else None
    was = _cell(visit, change, change.before, before, change.roles_before)
    now = _cell(visit, change, change.after, after, change.roles_after)
    if change.kind in RENUMBERED:
        was, now = (Cell(value=_number(one)) for one in (change.name_before, change.name_after))
    elif change.words:
        was, now = _reworded(visit, change, before, after)
    elif change.kind in _WHOLE:
        went = [one for one in parties if one.roles_before and one.id in (change.id, *change.derived_from)]
        came = [one for one in parties if one.roles_after and one.id == change.id and first]
        was, now = replace(was, parties=_parties(visit, went)), replace(now, parties=_parties(visit, came))
    return Row(visit.say(KINDS[change.kind]), body, was, now)


def _parties(visit: Visit, changes: Sequence[Change]) -> tuple[tuple[Named, tuple[str, ...]], ...]:
    """Give the bodies that came with a task, or went with it, each with its roles."""
    found = ((one.organization, one.roles_after or one.roles_before) for one in changes)
    return tuple((body_named(body, visit), roles) for body, roles in found if body)


def _number(name: object) -> str:
    number = getattr(name, "number", None)
    return "?" if number is None else str(number)


def _cell(visit: Visit, change: Change, side: Side | None, version: DocumentVersion, roles: tuple[str, ...]) -> Cell:
    """Tell one side of a change: roles by their badges, what is measured by its value, all else by its words."""
    if side is None:
        return Cell(roles)
    value = None
    if change.kind in ASPECTS:
        value = visit.say(value_label(change.kind, side.value))
    elif change.kind.value.endswith("carried-by-changed"):
        value = visit.say(_carriers(side.value.split()))
    quoted = short(fold_wording(side.quote), LONGEST)
    words = Words(quoted, True, side.line, place_in(visit, version, side.start, side.line))
    return Cell(roles, value, (words,) if quoted else ())


def _carriers(numbers: Sequence[str]) -> Text:
    """Name the tasks that carry a commitment."""
    if not numbers:
        return Text("没有任务", "no task")
    return Text(f"任务{'、'.join(numbers)}", f"task{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}")


def _reworded(visit: Visit, change: Change, before: DocumentVersion, after: DocumentVersion) -> tuple[Cell, Cell]:
    """Tell the words that took the place of others."""
    was: list[Words] = []
    now: list[Words] = []
    for one in change.words:
        for words, place, line, version, cell in (
            (one.before, one.place_before, one.line_before, before, was),
            (one.after, one.place_after, one.line_after, after, now),
        ):
            if words:
                known = place is not None and line is not None
                address = place_in(visit, version, place.start, line) if known and place and line else None
                cell.append(Words(short(words, LONGEST), True, line, address))
    return Cell(words=tuple(was)), Cell(words=tuple(now))
