"""One version as the comparison sees it: parts by their ids, parties in their order, and sides with their evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from kg.changes.change_table import PartName, Side
from kg.changes.word_differences import WordChange, word_changes
from kg.corpus.identities import PartType
from kg.linking import Assignment, Deadline, LinkedDocument, Target, UnregisteredBody
from kg.parsing import Measure, Task
from kg.parsing.clauses import PartKind
from kg.reading import Reading, SourceText, Span
from kg.reading.folding import fold_wording


@dataclass(frozen=True, slots=True)
class Member:
    """A body in a role for a task: who, and at which rank among all parties of the task, from 1."""

    assignment: Assignment
    position: int

    @property
    def organization(self) -> str:
        """Return the id of the body."""
        return self.assignment.body.id

    @property
    def role(self) -> str:
        """Return the id of the role."""
        return self.assignment.role.value

    @property
    def key(self) -> str:
        """Return the name of the assignment within its task."""
        return f"{self.organization}.{self.role}"

    @property
    def as_written(self) -> str:
        """Return the name as the clause writes it, without spaces."""
        return fold_wording(self.assignment.as_written)


class VersionView:
    """A version to be compared; everything is found by the id that names it over versions."""

    def __init__(self, linked: LinkedDocument) -> None:
        self.linked = linked
        self.source = linked.document.source

    @cached_property
    def tasks(self) -> Mapping[int, Task]:
        """Return the tasks in the order of the text."""
        return {task.id: task for task in self.linked.document.tasks}

    @cached_property
    def measures(self) -> Mapping[int, Measure]:
        """Return the measures in the order of the text."""
        return {measure.id: measure for measure in self.linked.document.measures}

    @cached_property
    def targets(self) -> Mapping[int, Target]:
        """Return the targets."""
        return {target.number: target for target in self.linked.targets}

    @cached_property
    def deadlines(self) -> Mapping[int, Deadline]:
        """Return the deadlines."""
        return {deadline.number: deadline for deadline in self.linked.deadlines}

    @cached_property
    def members(self) -> Mapping[int, tuple[Member, ...]]:
        """Return the parties of each task, in the order of its clause."""
        found: dict[int, list[Assignment]] = defaultdict(list)
        for assignment in self.linked.assignments:
            found[assignment.task].append(assignment)
        return {
            task: tuple(
                Member(assignment, rank)
                for rank, assignment in enumerate(sorted(assignments, key=lambda one: one.position), 1)
            )
            for task, assignments in found.items()
        }

    @cached_property
    def names(self) -> frozenset[str]:
        """Return every name of every body in the text: as written, and official and usual ones."""
        found: set[str] = set(self.linked.names)
        for assignment in self.linked.assignments:
            body = assignment.body
            found.add(assignment.as_written)
            found.update((body.name,) if isinstance(body, UnregisteredBody) else body.names)
        return frozenset(fold_wording(name) for name in found)

    def name(self, part: PartType, identity: int) -> PartName:
        """Return what a reader of this version calls a part."""
        match part:
            case PartType.TASK:
                return PartName(self.tasks[identity].number, fold_wording(self.tasks[identity].text))
            case PartType.MEASURE:
                return PartName(self.measures[identity].number, fold_wording(self.measures[identity].heading))
            case PartType.TARGET:
                return PartName(None, self.targets[identity].statement.indicator)
            case PartType.DEADLINE:
                return PartName(None, fold_wording(self.deadlines[identity].as_written))

    def side(self, value: str, span: Span) -> Side:
        """Return a value with the words that say so."""
        return Side(value, self.source.quote(span), span.start, span.end, self.source.line_of(span.start))

    def member_side(self, member: Member) -> Side:
        """Return a party as it is written, with its English name where the register has one."""
        span, body = member.assignment.spans[0], member.assignment.body
        words, line = self.source.quote(span), self.source.line_of(span.start)
        english = None if isinstance(body, UnregisteredBody) else body.name_en
        return Side(member.as_written, words, span.start, span.end, line, member.position, name_en=english)

    def order_side(self, task: int) -> Side:
        """Return the order of all parties of a task, with its clause."""
        members, span = self.members.get(task, ()), self.tasks[task].clause.span
        names = "、".join(member.as_written for member in members)
        line = self.source.line_of(span.start)
        order = tuple(member.key for member in members)
        return Side(names, self.source.quote(span), span.start, span.end, line, order=order)


def words_changed(
    old: VersionView, new: VersionView, before: Iterable[Reading], after: Iterable[Reading]
) -> tuple[WordChange, ...]:
    """Compare the words of two versions, run by run; the names of the bodies of both stay whole."""
    names = old.names | new.names
    return tuple(
        replace(
            change,
            line_before=old.source.line_of(change.place_before.start) if change.place_before else None,
            line_after=new.source.line_of(change.place_after.start) if change.place_after else None,
        )
        for ours, theirs in zip(before, after, strict=True)
        for change in word_changes(ours, theirs, names)
    )


def clause_reading(task: Task) -> Reading:
    """Return a responsibility clause to be read, without the page furniture inside it."""
    kept = [
        (character, at)
        for part in task.clause.parts
        if part.kind is not PartKind.BREAK
        for at, character in enumerate(part.text, part.span.start)
    ]
    return Reading("".join(character for character, _ in kept), tuple(at for _, at in kept))


def measure_reading(measure: Measure) -> Reading:
    """Return all sentences of a measure as one run."""
    readings = [provision.reading for provision in measure.provisions]
    text = "".join(reading.text for reading in readings)
    return Reading(text, tuple(at for one in readings for at in one.positions[: len(one.text)]))


def heading_reading(measure: Measure, source: SourceText) -> Reading:
    """Return the heading of a measure with the places of its characters: those nearest to the heading's end."""
    places: list[int] = []
    at = measure.heading_span.end
    for character in reversed(measure.heading):
        at = source.text.rfind(character, measure.heading_span.start, at)
        if at < 0:
            return Reading(measure.heading, range(measure.heading_span.start, measure.heading_span.end))
        places.append(at)
    return Reading(measure.heading, tuple(reversed(places)))
