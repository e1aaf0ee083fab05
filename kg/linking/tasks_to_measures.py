"""Which measure a task's words come from, how closely they follow it, and where the wording differs.

Words are compared clause by clause (between commas and stops), in any order: a task may take two sentences of a
measure the other way round, leave some out, or take from two measures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.likeness import block_likeness
from kg.linking.wording_differences import Wording, changes, wordings
from kg.parsing import Measure, Task
from kg.reading import Span
from kg.reading.folding import fold_spaces

ALIKE = 0.6
"""From this likeness on, a clause of a task is taken for a reworded clause of the measure."""
ELSEWHERE = 0.8
"""So alike must a clause be to another measure's before it is taken to come from there."""
NEAR_SHARE = 0.75
"""A task is near its measure when this share of its characters stands in alike clauses; below, it is a paraphrase."""
LEAST_SHARE = 0.5
"""Below this share of its characters, a task is not taken to come from a measure at all."""


class MatchKind(StrEnum):
    """How closely a task's words follow the measure's."""

    SAME = "same"
    NEAR = "near"
    HEADING = "heading"
    PARAPHRASE = "paraphrase"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference of wording; the words on one side are empty where the other side adds them."""

    measure_words: str
    measure_span: Span | None
    task_words: str
    task_span: Span | None


@dataclass(frozen=True, slots=True)
class Elaboration:
    """A task's words come from a measure: how, from which provisions, and with which differences.

    ``provisions`` are the numbers of the measure's provisions that the task takes up; ``taken`` the places of
    their clauses that it takes.
    """

    task: int
    measure: int
    kind: MatchKind
    provisions: tuple[int, ...]
    taken: tuple[Span, ...] = ()
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class _MeasureWords:
    measure: Measure
    clauses: tuple[Wording, ...]
    provisions: tuple[int, ...]


@dataclass(slots=True)
class _Match:
    """The clauses of one task against those of one measure: partner and likeness of each task clause."""

    words: _MeasureWords
    partners: dict[int, tuple[int, float]]

    def share(self, clauses: Sequence[Wording]) -> float:
        total = sum(len(clause.text) for clause in clauses)
        return sum(len(clauses[i].text) * score for i, (_, score) in self.partners.items()) / total if total else 0.0


def find_elaborations(
    measures: Sequence[Measure], tasks: Sequence[Task], names: frozenset[str] = frozenset()
) -> tuple[Elaboration, ...]:
    """Find the measures that each task's words come from, in the order of tasks; ``names`` of bodies stay whole."""
    words = [_measure_words(measure) for measure in measures]
    found = [elaboration for task in tasks for elaboration in _of_task(task, words, names)]
    return tuple(_with_left_out(found, words))


def _measure_words(measure: Measure) -> _MeasureWords:
    pairs = [(clause, provision.number) for provision in measure.provisions for clause in wordings(provision.reading)]
    return _MeasureWords(measure, tuple(clause for clause, _ in pairs), tuple(number for _, number in pairs))


def _of_task(task: Task, words: Sequence[_MeasureWords], names: frozenset[str]) -> Iterator[Elaboration]:
    if task.measure is not None:
        yield from (_whole(task, item, MatchKind.SAME) for item in words if item.measure.id == task.measure)
        return
    clauses = wordings(task.reading)
    for item in words:
        if len(clauses) == 1 and _heading(item.measure) == clauses[0].text:
            yield _whole(task, item, MatchKind.HEADING)
            return
    matches = sorted((_match(clauses, item) for item in words), key=lambda match: -match.share(clauses))
    if not matches or matches[0].share(clauses) < LEAST_SHARE:
        return
    left = set(range(len(clauses))) - set(matches[0].partners)
    kept = [matches[0]]
    for match in matches[1:]:
        taken = {i for i in left if i in match.partners and match.partners[i][1] >= ELSEWHERE}
        if taken:
            kept.append(_Match(match.words, {i: match.partners[i] for i in taken}))
            left -= taken
    for match in kept:
        yield _elaboration(task, clauses, match, left if match is kept[0] else set(), names)


def _heading(measure: Measure) -> str:
    return fold_spaces(measure.heading)


def _whole(task: Task, item: _MeasureWords, kind: MatchKind) -> Elaboration:
    """Return the elaboration of every provision: the task stands for the whole measure."""
    numbers = tuple(provision.number for provision in item.measure.provisions)
    return Elaboration(task.id, item.measure.id, kind, numbers, tuple(clause.span for clause in item.clauses))


def _match(clauses: Sequence[Wording], item: _MeasureWords) -> _Match:
    """Pair each clause of a task with the measure's clause most like it: the same one first."""
    places: dict[str, list[int]] = defaultdict(list)
    for j, clause in enumerate(item.clauses):
        places[clause.text].append(j)
    partners: dict[int, tuple[int, float]] = {}
    for i, clause in enumerate(clauses):
        if free := places.get(clause.text):
            partners[i] = free.pop(0), 1.0
    used = {j for j, _ in partners.values()}
    for i, clause in enumerate(clauses):
        if i in partners:
            continue
        scored = (
            (block_likeness(clause.text, other.text, ALIKE), -j)
            for j, other in enumerate(item.clauses)
            if j not in used
        )
        score, j = max(scored, default=(0.0, 0))
        if score >= ALIKE:
            partners[i] = -j, score
            used.add(-j)
    return _Match(item, partners)


def _elaboration(
    task: Task, clauses: Sequence[Wording], match: _Match, left: set[int], names: frozenset[str]
) -> Elaboration:
    partners = dict(match.partners)
    differences = [
        Difference(theirs, their_span, ours, our_span)
        for i, (j, score) in sorted(partners.items())
        if score < 1.0
        for their_span, theirs, our_span, ours in changes(match.words.clauses[j], clauses[i], names)
    ]
    for i in sorted(left):
        j = _in_place_of(i, partners, match.words)
        theirs = match.words.clauses[j] if j is not None else None
        if j is not None:
            partners[i] = j, 0.0
        differences.append(
            Difference(theirs.text if theirs else "", theirs.span if theirs else None, clauses[i].text, clauses[i].span)
        )
    considered = [clauses[i] for i in sorted({*match.partners, *left})]
    share = match.share(clauses) * sum(len(c.text) for c in clauses) / sum(len(c.text) for c in considered)
    kind = MatchKind.SAME if not differences else MatchKind.NEAR if share >= NEAR_SHARE else MatchKind.PARAPHRASE
    indexes = sorted({j for j, _ in partners.values()})
    provisions = tuple(sorted({match.words.provisions[j] for j in indexes}))
    taken = tuple(match.words.clauses[j].span for j in indexes)
    return Elaboration(task.id, match.words.measure.id, kind, provisions, taken, tuple(differences))


def _in_place_of(i: int, partners: dict[int, tuple[int, float]], words: _MeasureWords) -> int | None:
    """Find the measure's clause in whose place a task's own clause stands: beside the partner of its neighbour."""
    used = {j for j, _ in partners.values()}
    for neighbour, step in ((i - 1, 1), (i + 1, -1)):
        if neighbour in partners:
            j = partners[neighbour][0] + step
            if 0 <= j < len(words.clauses) and j not in used:
                same_sentence = words.provisions[j] == words.provisions[j - step]
                return j if same_sentence else None
    return None


def _with_left_out(found: Sequence[Elaboration], words: Sequence[_MeasureWords]) -> Iterator[Elaboration]:
    """Note, with the first task that takes up a provision, the provision's clauses that no task takes."""
    taken = {span for elaboration in found for span in elaboration.taken}
    noted: set[tuple[int, int]] = set()
    by_measure = {item.measure.id: item for item in words}
    for elaboration in found:
        item = by_measure[elaboration.measure]
        fresh = [number for number in elaboration.provisions if (elaboration.measure, number) not in noted]
        noted.update((elaboration.measure, number) for number in fresh)
        left_out = tuple(
            Difference(clause.text, clause.span, "", None)
            for clause, number in zip(item.clauses, item.provisions, strict=True)
            if number in fresh and clause.span not in taken
        )
        yield replace(elaboration, differences=elaboration.differences + left_out) if left_out else elaboration
