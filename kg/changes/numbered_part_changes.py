"""What changed among the tasks, or among the measures: which came and went, moved, or have another number or words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from kg.changes.change_table import Change, ChangeKind, Side
from kg.changes.moved_parts import moved
from kg.changes.part_derivations import Derivations
from kg.changes.version_view import VersionView, heading_reading, measure_reading, words_changed
from kg.corpus.identities import PartType
from kg.reading import Reading, Span
from kg.reading.folding import fold_wording

Words: TypeAlias = tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class _Sort:
    """How one sort of numbered parts is read: which there are, their words, where the words and the number stand."""

    part: PartType
    ids: Callable[[VersionView], Mapping[int, object]]
    words: Callable[[VersionView, int], Words]
    span: Callable[[VersionView, int], Span]
    number_span: Callable[[VersionView, int], Span]

    def kind(self, what: str) -> ChangeKind:
        return ChangeKind(f"{self.part}-{what}")

    def whole(self, view: VersionView, identity: int) -> Side:
        text = "".join(fold_wording(reading.text) for reading in self.words(view, identity))
        return view.side(text, self.span(view, identity))

    def numbered(self, view: VersionView, identity: int) -> Side:
        number = view.name(self.part, identity).number
        return view.side("" if number is None else str(number), self.number_span(view, identity))


def _task_number(view: VersionView, identity: int) -> Span:
    task = view.tasks[identity]
    return task.number_span or task.reading.span()


_TASKS = _Sort(
    PartType.TASK,
    lambda view: view.tasks,
    lambda view, identity: (view.tasks[identity].reading,),
    lambda view, identity: view.tasks[identity].reading.span(),
    _task_number,
)
_MEASURES = _Sort(
    PartType.MEASURE,
    lambda view: view.measures,
    lambda view, identity: (
        heading_reading(view.measures[identity], view.source),
        measure_reading(view.measures[identity]),
    ),
    lambda view, identity: view.measures[identity].span,
    lambda view, identity: view.measures[identity].heading_span,
)


def _came_and_went(old: VersionView, new: VersionView, sort: _Sort, derivations: Derivations) -> Iterator[Change]:
    """Yield a change for each part that is new, gone, merged or split."""
    ours, theirs = sort.ids(old), sort.ids(new)
    gone, come = sorted(ours.keys() - theirs.keys()), sorted(theirs.keys() - ours.keys())
    made = _made_of(sort.part, gone, come, derivations)
    for (source, result), kind in made.items():
        names = old.name(sort.part, source), new.name(sort.part, result)
        sides = sort.whole(old, source), sort.whole(new, result)
        yield Change(sort.kind(kind), sort.part, result, *names, *sides, derived_from=(source,))
    explained = {(False, source) for source, _ in made} | {(True, result) for _, result in made}
    for identity in gone:
        if (False, identity) not in explained:
            name, side = old.name(sort.part, identity), sort.whole(old, identity)
            yield Change(sort.kind("removed"), sort.part, identity, name, None, side, None)
    for identity in come:
        if (True, identity) not in explained:
            name, side = new.name(sort.part, identity), sort.whole(new, identity)
            yield Change(sort.kind("added"), sort.part, identity, None, name, None, side)


def _made_of(
    part: PartType, gone: Sequence[int], come: Sequence[int], derivations: Derivations
) -> dict[tuple[int, int], str]:
    """Return which parts that went are in which that came, merged or split; looking back, the other way round.

    Where parts were merged and split by turns, what has several sources is merged from them.
    """
    forth = {(old, new) for new in come for old in derivations.ancestors(part, new) if old in gone}
    back = {(old, new) for old in gone for new in derivations.ancestors(part, old) if new in come}
    merged = {(old, new): _is_merged(part, old, new, forth, derivations) for old, new in forth}
    turned = {(new, old) for old, new in back}
    merged |= {(old, new): not _is_merged(part, new, old, turned, derivations) for old, new in back - forth}
    return {pair: "merged" if merged[pair] else "split" for pair in sorted(merged)}


def _is_merged(
    part: PartType, source: int, result: int, pairs: Collection[tuple[int, int]], derivations: Derivations
) -> bool:
    """Return whether one of the pairs of source and result is of a merger: else it is of a split."""
    if sum(new == result for _, new in pairs) > 1:
        return True
    return sum(old == source for old, _ in pairs) == 1 and derivations.is_merged(part, result)


def _stayed(old: VersionView, new: VersionView, sort: _Sort) -> Iterator[Change]:
    """Yield a change for each part of both versions that moved, or has another number or other words."""
    ours, theirs = sort.ids(old), sort.ids(new)
    elsewhere = moved(tuple(ours), tuple(theirs))
    for identity in (one for one in theirs if one in ours):
        change = partial(
            Change,
            part=sort.part,
            id=identity,
            name_before=old.name(sort.part, identity),
            name_after=new.name(sort.part, identity),
        )
        before, after = sort.numbered(old, identity), sort.numbered(new, identity)
        if identity in elsewhere:
            yield change(kind=sort.kind("moved"), before=before, after=after)
        elif before.value != after.value:
            yield change(kind=sort.kind("renumbered"), before=before, after=after)
        was, now = sort.whole(old, identity), sort.whole(new, identity)
        if was.value != now.value:
            words = words_changed(old, new, sort.words(old, identity), sort.words(new, identity))
            yield change(kind=sort.kind("reworded"), before=was, after=now, words=words)


def task_changes(old: VersionView, new: VersionView, derivations: Derivations) -> Iterator[Change]:
    """Compare the tasks of two versions; their clauses are compared elsewhere."""
    yield from _came_and_went(old, new, _TASKS, derivations)
    yield from _stayed(old, new, _TASKS)


def measure_changes(old: VersionView, new: VersionView, derivations: Derivations) -> Iterator[Change]:
    """Compare the measures of two versions."""
    yield from _came_and_went(old, new, _MEASURES, derivations)
    yield from _stayed(old, new, _MEASURES)
