"""What else there is to know of a body: what it must do by when, what validation found, what changed, how to ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from api.answers import rows
from api.pages.validation.task_findings import findings_of
from api.site.evidence import Evidence, Texts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from api.answers.rows import Row
    from api.site.visit import Visit
    from kg.register import Body

_QUESTION: Final = "tasks-of-organization"
_BEFORE: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline of a task of the body, with the words that set it."""

    document: str
    number: int | None
    id: int
    role: str
    day: date
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Side:
    """What a change was from or to: the roles, the words, and a day on which they held."""

    roles: tuple[str, ...]
    words: str | None
    start: int | None
    day: date


@dataclass(frozen=True, slots=True)
class Change:
    """What an amendment did to a body in a task."""

    day: date
    document: str
    number: int | None
    id: int
    kind: str
    basis: str | None
    before: Side
    after: Side

    @property
    def last(self) -> date:
        """Give a day on which the task is there: that of the change, or the one before where the task ended."""
        return self.before.day if self.after.words is None and not self.after.roles else self.after.day


def due_of(visit: Visit, body: Body) -> list[Due]:
    """Give the deadlines of a body's tasks, the earliest first."""
    texts = Texts(visit)
    return [
        Due(
            rows.last_part(rows.text(row, "document")),
            rows.optional_whole(row, "number"),
            int(rows.text(row, "iri").rpartition("/assignment/")[0].rpartition("/")[2]),
            rows.last_part(rows.text(row, "role")),
            rows.day(row, "due_by"),
            texts.evidence(rows.last_part(rows.text(row, "document")), _words_of_the_deadline(row)),
        )
        for row in visit.asking.rows("who-is-due-when", organization=body.id)
    ]


def _words_of_the_deadline(row: Row) -> Row:
    return {name.removeprefix("deadline_"): value for name, value in row.items() if name.startswith("deadline_")}


def findings_about(visit: Visit, tasks: Iterable[tuple[str, int]]) -> list[dict[str, Any]]:
    """Give what validation found in some tasks: the gravest first, then in the order of the text."""
    wanted = set(tasks)
    found = [
        one
        for document in sorted({document for document, _ in wanted})
        for one in findings_of(visit, document)
        if (document, one["task_id"]) in wanted
    ]
    grave = ("violation", "warning", "info")
    return sorted(found, key=lambda one: grave.index(one["severity"]))


def history_of(visit: Visit, body: Body) -> list[Change]:
    """Give what the amendments did to a body, the latest first."""
    found = [
        Change(
            day := rows.day(row, "date"),
            rows.last_part(rows.text(row, "document")),
            _number(row),
            rows.whole(row, "id"),
            rows.text(row, f"kind_{visit.language}"),
            rows.optional_text(row, "basis"),
            _side(row, "before", day - _BEFORE),
            _side(row, "after", day),
        )
        for row in visit.asking.rows("history-of-organization", organization=body.id)
    ]
    return sorted(found, key=lambda one: one.day, reverse=True)


def _number(row: Row) -> int | None:
    after = rows.optional_whole(row, "number_after")
    return rows.optional_whole(row, "number_before") if after is None else after


def _side(row: Row, side: str, day: date) -> Side:
    roles = tuple(rows.last_part(one) for one in (rows.optional_text(row, f"roles_{side}") or "").split())
    return Side(roles, rows.optional_text(row, f"quote_{side}"), rows.optional_whole(row, f"start_{side}"), day)


def asked_in_sparql(visit: Visit, body: Body) -> str:
    """Give the address at which SPARQL is asked for the tasks of a body."""
    query = visit.asking.queries[_QUESTION]
    lines = [line for line in query.sparql.splitlines() if not line.startswith("#+")]
    asked = [f"# {visit.say(query.title)}", *lines, f"VALUES ?organization {{ <{visit.asking.iri(body)}> }}"]
    return f"/sparql?{urlencode({'query': chr(10).join(asked)})}"
