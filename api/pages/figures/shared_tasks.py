"""With whom bodies have tasks: who leads whom over a whole plan, and all the ties of one body."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.answers import rows
from api.site.body_names import Named, in_order
from kg.querying import THROUGH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from api.answers.rows import Row
    from api.site.visit import Visit
    from kg.register import Body


@dataclass(frozen=True, slots=True)
class LeadGrid:
    """Who leads whom: the bodies that lead, those that take part, and in how many tasks."""

    leads: tuple[Named, ...]
    participants: tuple[Named, ...]
    counts: dict[tuple[str, str], int]
    """By the ids of the body that leads and of the one that takes part."""

    @property
    def most(self) -> int:
        """Give the largest number of a cell."""
        return max(self.counts.values(), default=0)


@dataclass(frozen=True, slots=True)
class Tie:
    """Another body: in how many tasks it is with the body, how many of them it leads and the body joins, and so on."""

    body: Named
    tasks: int
    leads: int
    """It leads, the body takes part."""
    follows: int
    """The body leads, it takes part."""
    shares: int
    """Both lead."""


def lead_grid(visit: Visit, document: str | None) -> LeadGrid:
    """Count who leads whom, in a document or in all."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for row in visit.asking.rows("who-calls-on-whom", document=document):
        counts[_id(row, "lead"), _id(row, "participant")] += rows.whole(row, "tasks_together")
    leads, participants = (in_order({pair[side] for pair in counts}, visit) for side in (0, 1))
    return LeadGrid(tuple(leads), tuple(participants), dict(counts))


def ties_of(visit: Visit, body: Body, document: str | None = None) -> list[Tie]:
    """Give every body that has tasks with a body, those with the most first, then in protocol order."""
    calls = visit.asking.rows("who-calls-on-whom", organization=body.id, document=document)
    together = _counted(visit, body, "who-works-with-whom", "first", "second", document)
    shares = _counted(visit, body, "who-leads-with-whom", "first", "second", document)
    leads = _count(body, ((row, _id(row, "participant"), _id(row, "lead")) for row in calls))
    follows = _count(body, ((row, _id(row, "lead"), _id(row, "participant")) for row in calls))
    named = in_order(together, visit)
    return sorted(
        (
            Tie(one, together[one.id], leads.get(one.id, 0), follows.get(one.id, 0), shares.get(one.id, 0))
            for one in named
        ),
        key=lambda tie: -tie.tasks,
    )


def _counted(visit: Visit, body: Body, name: str, one: str, other: str, document: str | None) -> dict[str, int]:
    """Count the tasks of pairs that have no direction, by the body at the other side."""
    found = visit.asking.rows(name, organization=body.id, document=document)
    sides = ((row, _id(row, here), _id(row, there)) for row in found for here, there in ((one, other), (other, one)))
    return _count(body, sides)


def _count(body: Body, sides: Iterable[tuple[Row, str, str]]) -> dict[str, int]:
    """Count tasks by the body at the other side; a task that comes by the body and by one before it counts once."""
    gathered: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row, here, there in sides:
        own = {body.id, str(row.get(THROUGH) or body.id)}
        if here in own and there not in own:
            gathered[there, rows.text(row, "document")].append(row)
    counts: dict[str, int] = defaultdict(int)
    for (there, _), found in gathered.items():
        numbers = {number for row in found for number in rows.numbers(row, "tasks")}
        counts[there] += rows.whole(found[0], "tasks_together") if len(found) == 1 else len(numbers)
    return dict(counts)


def _id(row: Row, column: str) -> str:
    return rows.last_part(rows.text(row, column))
