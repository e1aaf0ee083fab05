"""What the matcher looks at in a part: what must be equal, and what may be more or less alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.corpus.identities import Part, PartType, parts_of
from kg.likeness import overlap, sequence_likeness
from kg.linking import Deadline, LinkedDocument, Place, Target
from kg.parsing import Measure, Task
from kg.parsing.clauses import PartKind
from kg.reading import Span
from kg.reading.folding import fold_wording

_SENTENCE_END = re.compile(r"[。；;\t]|\n\s*\n")

Mark = str | frozenset[str]
Weighed = tuple[tuple[float, Mark], ...]


@dataclass(frozen=True, slots=True)
class Features:
    """One part with what the matcher compares.

    A part is unchanged when its ``words`` are the same. ``keys`` settle that two parts are one: the first of them in
    the order of the text, each other one where it is unique (an empty one settles nothing). ``marks`` weigh what may
    be more or less alike; without the first nothing is alike. ``body`` holds the words that a merged or a split part
    takes over.
    """

    part: Part
    words: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]
    marks: Weighed
    body: str = ""

    def likeness(self, other: Features, least: float) -> float:
        """Return how alike two parts are, from 0 to 1; 0 when their first marks are less alike than ``least``."""
        total = 0.0
        for index, ((weight, one), (_, two)) in enumerate(zip(self.marks, other.marks, strict=True)):
            alike = _alike(one, two)
            if index == 0 and alike < least:
                return 0.0
            total += weight * alike
        return min(total, 1.0)


def _alike(one: Mark, other: Mark) -> float:
    if isinstance(one, str) and isinstance(other, str):
        return sequence_likeness(one, other)
    return overlap(frozenset(one), frozenset(other))


@dataclass(frozen=True, slots=True)
class Owners:
    """The ids under which tasks and measures are compared: those that a new text's parts get, or their own."""

    tasks: Mapping[int, int]
    measures: Mapping[int, int]

    def of(self, item: Target | Deadline) -> frozenset[str]:
        """Return what states or carries a commitment."""
        tasks = {f"task {self.tasks.get(task, task)}" for task in item.tasks}
        return frozenset(tasks | {name for place in item.places for name in self._place(place)})

    def _place(self, place: Place) -> Iterator[str]:
        if place.task is not None:
            yield f"task {self.tasks.get(place.task, place.task)}"
        elif place.measure is not None:
            yield f"measure {self.measures.get(place.measure, place.measure)}"
        else:
            yield f"chapter {place.chapter}"


OWN = Owners({}, {})


def features_of(linked: LinkedDocument, part: PartType, owners: Owners = OWN) -> tuple[Features, ...]:
    """Return the parts of one sort as the matcher sees them, in the order of the text."""
    parts = [item for item in parts_of(linked) if item.type is part]
    found: Iterable[Features]
    match part:
        case PartType.TASK:
            found = map(_task, parts, linked.document.tasks)
        case PartType.MEASURE:
            found = map(_measure, parts, linked.document.measures)
        case PartType.TARGET:
            found = (_target(linked, *pair, owners) for pair in zip(parts, linked.targets, strict=True))
        case PartType.DEADLINE:
            found = (_deadline(linked, *pair, owners) for pair in zip(parts, linked.deadlines, strict=True))
    return tuple(sorted(found, key=lambda item: item.part.start))


def _task(part: Part, task: Task) -> Features:
    text = fold_wording(task.text)
    clause = fold_wording("".join(item.text for item in task.clause.parts if item.kind is not PartKind.BREAK))
    return Features(part, (text, clause), ((text, clause), _key("text", text)), ((0.7, text), (0.3, clause)), text)


def _measure(part: Part, measure: Measure) -> Features:
    heading, body = fold_wording(measure.heading), "".join(fold_wording(item.text) for item in measure.provisions)
    keys = ((heading, body), _key("body", body), _key("heading", heading))
    return Features(part, (heading, body), keys, ((0.6, body or heading), (0.4, heading)), heading + body)


def _key(sort: str, words: str) -> tuple[str, ...]:
    """Return a key of words; where there are none, there is no key."""
    return (sort, words) if words else ()


def _target(linked: LinkedDocument, part: Part, target: Target, owners: Owners) -> Features:
    words, context, carried = fold_wording(part.words), _sentence(linked, target.places[0].span), owners.of(target)
    about = f"{target.statement.scope}/{target.statement.indicator}/{target.statement.unit_text}"
    owned = " ".join(sorted(carried))
    keys = ((words, context, owned), ("in", words, context), ("of", about, owned))
    return Features(part, (words,), keys, ((0.5, words), (0.2, context), (0.3, carried)))


def _deadline(linked: LinkedDocument, part: Part, deadline: Deadline, owners: Owners) -> Features:
    words, context, carried = fold_wording(part.words), _sentence(linked, deadline.places[0].span), owners.of(deadline)
    keys = ((words, context, " ".join(sorted(carried))), ("in", words, context))
    return Features(part, (words,), keys, ((0.5, context), (0.3, carried), (0.2, words)))


def _sentence(linked: LinkedDocument, span: Span) -> str:
    """Return the sentence in which something stands."""
    text = linked.document.source.text
    before = [match.end() for match in _SENTENCE_END.finditer(text, max(0, span.start - _LONGEST), span.start)]
    after = _SENTENCE_END.search(text, span.end, span.end + _LONGEST)
    first, last = before[-1] if before else span.start, after.start() if after else span.end
    return fold_wording(text[first:last])


_LONGEST = 400
"""No sentence is followed further than this from what stands in it."""
