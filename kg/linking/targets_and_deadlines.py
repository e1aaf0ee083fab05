"""Targets and deadlines: what several places state in nearly the same words is one commitment with several places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kg.likeness import block_likeness
from kg.linking.tasks_to_measures import Elaboration, MatchKind
from kg.parsing import Document, Provision, Task
from kg.parsing.deadlines import TimeStatement, time_statement_at
from kg.parsing.targets import TargetStatement
from kg.reading import Reading, Span
from kg.reading.folding import fold_width, fold_wording

ALIKE = 0.6
"""Indicators at least this much alike, with the same number and unit, are one."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a commitment is stated: a provision of a chapter or a measure, or a task."""

    span: Span
    chapter: int | None = None
    measure: int | None = None
    provision: int | None = None
    task: int | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A statement about time: ``number`` counts through the document, ``tasks`` carry it."""

    number: int
    as_written: str
    statement: TimeStatement
    places: tuple[Place, ...]
    tasks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A quantitative target: ``deadline`` is the number of the deadline by which it is due, if the text says one."""

    number: int
    statement: TargetStatement
    deadline: int | None
    places: tuple[Place, ...]
    tasks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _StatementText:
    """A run of text that states something, and what it belongs to."""

    reading: Reading
    targets: tuple[TargetStatement, ...]
    times: tuple[TimeStatement, ...]
    chapter: int | None = None
    measure: int | None = None
    provision: int | None = None
    task: int | None = None

    def words(self, statement: TargetStatement | TimeStatement) -> str:
        return self.reading.text[statement.start : statement.end]

    def targets_in_turn(self, target: TargetStatement) -> bool:
        """Return whether further values follow that 分别 pairs with the dates in turn."""
        return any(other.turn and other.indicator == target.indicator for other in self.targets)

    def place(self, start: int, end: int) -> Place:
        return Place(self.reading.span(start, end), self.chapter, self.measure, self.provision, self.task)


def find_commitments(
    document: Document, elaborations: Sequence[Elaboration]
) -> tuple[tuple[Target, ...], tuple[Deadline, ...]]:
    """Find every target and deadline of a document, each once, in the order of their first places."""
    collector = _Collector(elaborations)
    for text in _texts(document):
        collector.take(text)
    return collector.targets(), collector.deadlines()


def _texts(document: Document) -> Iterator[_StatementText]:
    for chapter in document.chapters:
        yield from (_provision(item, chapter.id, None) for item in chapter.provisions)
    for measure in document.measures:
        yield from (_provision(item, measure.chapter, measure.id) for item in measure.provisions)
    for task in document.tasks:
        yield from _of_task(task, document.issued)


def _provision(provision: Provision, chapter: int | None, measure: int | None) -> _StatementText:
    statements = provision.statements
    return _StatementText(provision.reading, statements.targets, statements.times, chapter, measure, provision.number)


def _of_task(task: Task, issued: date | None) -> Iterator[_StatementText]:
    yield _StatementText(task.reading, task.statements.targets, task.statements.times, task=task.id)
    for cell in task.cells:
        yield _StatementText(cell.reading, cell.statements.targets, cell.statements.times, task=task.id)
    for part in task.clause.deadlines:
        reading = Reading(part.text, range(part.span.start, part.span.end))
        statement = time_statement_at(fold_width(part.text), 0, issued)
        if statement is not None:
            yield _StatementText(reading, (), (statement,), task=task.id)


@dataclass(slots=True)
class _Target:
    statement: TargetStatement
    words: str
    places: list[Place]
    deadline: int | None


@dataclass(slots=True)
class _Deadline:
    statement: TimeStatement
    words: str
    places: list[Place]


class _Collector:
    """Gathers statements; one that repeats an earlier one joins it."""

    def __init__(self, elaborations: Sequence[Elaboration]) -> None:
        self.elaborations = elaborations
        self.found_targets: list[_Target] = []
        self.found_deadlines: list[_Deadline] = []

    def take(self, text: _StatementText) -> None:
        numbers = [self._deadline(text, statement) for statement in text.times]
        for statement in text.targets:
            self._target(text, statement, _due(text, statement, numbers))

    def _deadline(self, text: _StatementText, statement: TimeStatement) -> int:
        place, words = text.place(statement.start, statement.end), text.words(statement)
        for number, known in enumerate(self.found_deadlines, 1):
            if _same_time(known, statement, words) and self._repeats(place, known.places):
                known.places.append(place)
                return number
        self.found_deadlines.append(_Deadline(statement, words, [place]))
        return len(self.found_deadlines)

    def _target(self, text: _StatementText, statement: TargetStatement, deadline: int | None) -> None:
        place, words = text.place(statement.start, statement.end), text.words(statement)
        for known in self.found_targets:
            if _same_target(known, statement, words) and self._repeats(place, known.places):
                known.places.append(place)
                return
        self.found_targets.append(_Target(statement, words, [place], deadline))

    def _repeats(self, place: Place, earlier: Sequence[Place]) -> bool:
        """Return whether a task repeats what a provision of its measure states, or what it states itself."""
        if place.task is None:
            return False
        if any(other.task is None and _overlap(other.span, place.span) for other in earlier):
            return True
        measures = {item.measure for item in self.elaborations if item.task == place.task}
        return any(other.measure in measures if other.task is None else other.task == place.task for other in earlier)

    def _carriers(self, places: Sequence[Place]) -> tuple[int, ...]:
        """Return the tasks that state a commitment, or take up the words in which a provision states it."""
        stated = {place.task for place in places if place.task is not None}
        taken = {
            item.task
            for item in self.elaborations
            for place in places
            if place.task is None and item.measure == place.measure and _takes(item, place)
        }
        return tuple(sorted(stated | taken))

    def targets(self) -> tuple[Target, ...]:
        return tuple(
            Target(number, item.statement, item.deadline, tuple(item.places), self._carriers(item.places))
            for number, item in enumerate(self.found_targets, 1)
        )

    def deadlines(self) -> tuple[Deadline, ...]:
        return tuple(
            Deadline(number, item.words, item.statement, tuple(item.places), self._carriers(item.places))
            for number, item in enumerate(self.found_deadlines, 1)
        )


def _overlap(one: Span, other: Span) -> bool:
    """Return whether two stretches share words: a task of the running text states what the sentence there does."""
    return one.start < other.end and other.start < one.end


def _takes(elaboration: Elaboration, place: Place) -> bool:
    if elaboration.kind is MatchKind.HEADING:
        return True
    return any(span.start < place.span.end and place.span.start < span.end for span in elaboration.taken)


def _same_time(known: _Deadline, other: TimeStatement, words: str) -> bool:
    """Compare the dates; words that say no date are the same only as words."""
    one = known.statement
    if not one.readable or not other.readable:
        return one.readable == other.readable and fold_wording(known.words) == fold_wording(words)
    return (one.due_by, one.begins, one.recurrence, one.ongoing, one.every) == (
        other.due_by,
        other.begins,
        other.recurrence,
        other.ongoing,
        other.every,
    )


def _same_target(known: _Target, other: TargetStatement, words: str) -> bool:
    """Compare numbers, units and scopes, and how alike the indicators are; words without a number, as words."""
    one = known.statement
    stated = (other.comparator, other.value, other.upper, other.unit_text, other.per)
    if (one.comparator, one.value, one.upper, one.unit_text, one.per) != stated:
        return False
    if one.value is None and fold_wording(known.words) != fold_wording(words):
        return False
    return one.scope == other.scope and block_likeness(one.indicator, other.indicator) >= ALIKE


def _due(text: _StatementText, target: TargetStatement, numbers: Sequence[int]) -> int | None:
    """Return the deadline of a target: the last before it in its sentence, else the first after it."""
    words = fold_width(text.reading.text)
    first = words.rfind("。", 0, target.start) + 1
    last = words.find("。", target.end)
    last = len(words) if last < 0 else last
    within = [
        (time, number)
        for time, number in zip(text.times, numbers, strict=True)
        if first <= time.start and time.end <= last
    ]
    before = [number for time, number in within if time.end <= target.start]
    if target.turn and len(before) > target.turn:
        return before[target.turn]
    if text.targets_in_turn(target) and before:
        return before[0]
    after = [number for time, number in within if time.start >= target.end]
    return before[-1] if before else after[0] if after else None
