"""Targets and deadlines: what is to be reached by when, how strongly it binds, in which words, who answers for it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from api.answers import rows
from api.site.body_names import Named, body_named
from api.site.evidence import Evidence, Texts
from api.site.role_badges import rank
from kg.changes.change_table import ChangeKind
from kg.changes.labels import value_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from api.answers.models import DocumentRow
    from api.answers.rows import Row
    from api.site.visit import Visit


_SIGNS = {"gteq": "≥", "lteq": "≤", "eq": "=", "gt": ">", "lt": "<", "approximately": "≈", "between": "≥"}
_ANSWERS = frozenset({"lead", "shared", "responsible", "local"})
"""The roles that answer for a task; who takes part does not."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A task that carries something, with the bodies that answer for it; without an id only its number is known."""

    number: int | None
    id: int | None
    parties: tuple[tuple[str, Named], ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """A target: so much of an indicator, by when if a time is told."""

    indicator: str
    comparator: str
    """In words."""
    sign: str
    amount: str
    """The value with its unit."""
    scope: str | None
    aspiration: bool
    standing: bool
    due_by: date | None
    deadline: str | None
    evidence: Evidence
    carriers: tuple[Carrier, ...]
    carried: bool

    @property
    def label(self) -> str:
        """Say it in short."""
        return f"{self.indicator} {self.sign}{self.amount}"


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline: a last day, a day of every year, or none because it goes on."""

    words: str
    due_by: date | None
    recurrence: str | None
    ongoing: bool
    evidence: Evidence
    carriers: tuple[Carrier, ...]
    carried: bool

    @property
    def label(self) -> str:
        """Say it in short."""
        return self.words


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that a document wants reached: targets with a deadline, standards, others, and deadlines alone."""

    document: DocumentRow
    dated: tuple[Goal, ...]
    standing: tuple[Goal, ...]
    others: tuple[Goal, ...]
    terms: tuple[Term, ...]

    @property
    def goals(self) -> tuple[Goal, ...]:
        """Give all targets."""
        return (*self.dated, *self.standing, *self.others)


def board_of(visit: Visit, document: DocumentRow) -> Board:
    """Gather the targets and deadlines of a document."""
    goals = _goals(visit, document.id)
    dated = [one for one in goals if one.deadline is not None]
    return Board(
        document,
        tuple(sorted(dated, key=lambda one: (one.due_by is None, str(one.due_by)))),
        tuple(one for one in goals if one.deadline is None and one.standing),
        tuple(one for one in goals if one.deadline is None and not one.standing),
        tuple(_terms(visit, document.id)),
    )


def _goals(visit: Visit, document: str) -> list[Goal]:
    answering = visit.asking.rows("who-answers-for-targets", document=document)
    carriers = _carriers(visit, answering, "target")
    alone = {row["iri"] for row in visit.asking.rows("targets-without-task", document=document)}
    texts = Texts(visit)
    return [
        Goal(
            rows.text(row, "indicator"),
            visit.say(value_label(ChangeKind.TARGET_COMPARATOR_CHANGED, rows.text(row, "comparator"))),
            _SIGNS[rows.text(row, "comparator")],
            _amount(row),
            rows.optional_text(row, "scope"),
            rows.flag(row, "aspiration"),
            rows.flag(row, "standing_standard"),
            rows.optional_day(row, "due_by"),
            rows.optional_text(row, "deadline_as_written"),
            texts.evidence(document, row),
            _with_numbers(carriers.get(row["number"], ()), rows.numbers(row, "tasks")),
            row["iri"] not in alone,
        )
        for row in visit.asking.rows("targets-with-deadlines", document=document)
    ]


def _terms(visit: Visit, document: str) -> list[Term]:
    """Give the deadlines that belong to no target."""
    due = [
        {**row, "role": rows.last_part(rows.text(row, "role"))}
        for row in visit.asking.rows("who-is-due-when", document=document)
    ]
    carriers = _carriers(visit, [row for row in due if row["role"] in _ANSWERS], "deadline_start")
    alone = {row["iri"] for row in visit.asking.rows("deadlines-without-task", document=document)}
    texts = Texts(visit)
    found = [
        Term(
            rows.text(row, "as_written"),
            rows.optional_day(row, "due_by"),
            rows.optional_text(row, "recurrence"),
            rows.flag(row, "ongoing"),
            texts.evidence(document, row),
            _with_numbers(carriers.get(row["start"], ()), rows.numbers(row, "tasks")),
            row["iri"] not in alone,
        )
        for row in visit.asking.rows("deadlines-without-target", document=document)
    ]
    return sorted(found, key=lambda one: (one.due_by is None, str(one.due_by), one.evidence.start))


def _amount(row: Row) -> str:
    """Write a value with its unit: 55%, 4.5 个/千人口."""
    value, unit = row["value"], rows.optional_text(row, "unit") or ""
    written = f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
    return written + (unit if unit in {"", "%", "‰"} else f" {unit}")


def _carriers(visit: Visit, found: Iterable[Row], key: str) -> Mapping[object, tuple[Carrier, ...]]:
    """Gather the tasks that carry something and who answers for them; an assignment's IRI has its task's in it."""
    gathered: dict[object, dict[tuple[int | None, int], list[tuple[str, Named]]]] = defaultdict(dict)
    for row in found:
        task = int(rows.text(row, "iri").rpartition("/assignment/")[0].rpartition("/")[2])
        party = (
            rows.last_part(rows.text(row, "role")),
            body_named(rows.last_part(rows.text(row, "organization")), visit),
        )
        parties = gathered[row[key]].setdefault((rows.optional_whole(row, "number"), task), [])
        if party not in parties:
            parties.append(party)
    return {
        what: tuple(
            Carrier(number, task, tuple(sorted(parties, key=lambda one: rank(one[0]))))
            for (number, task), parties in tasks.items()
        )
        for what, tasks in gathered.items()
    }


def _with_numbers(carriers: tuple[Carrier, ...], numbers: list[int]) -> tuple[Carrier, ...]:
    """Add the tasks for which nobody answers."""
    known = {carrier.number for carrier in carriers}
    return (*carriers, *(Carrier(number, None, ()) for number in dict.fromkeys(numbers) if number not in known))
