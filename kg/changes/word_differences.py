"""Where two wordings differ: clause by clause first, then by character, and never inside the name of a body.

Width of letters and white space do not count. A name, a number and a word in Latin letters are each one piece, so that
省残联 does not become 省妇联 by one character, nor 2022年 2023年.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.likeness import block_likeness, edits
from kg.reading import Reading, Span
from kg.reading.folding import fold_width, fold_wording

STOPS = "，；。：！？"
"""Where a clause ends."""
ALIKE = 0.5
"""From this likeness on, a clause is taken for a reworded one; below, it is another clause."""
_PIECE = re.compile(r"[0-9]+(?:[.,][0-9]+)*[%‰]?|[A-Za-z]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that took the place of others; one side is empty, and has no place, where the other adds or drops words.

    The lines are those where the places begin, where they are known.
    """

    before: str
    after: str
    place_before: Span | None
    place_after: Span | None
    line_before: int | None = None
    line_after: int | None = None

    def reversed(self) -> WordChange:
        """Return the change the other way round."""
        return WordChange(
            self.after, self.before, self.place_after, self.place_before, self.line_after, self.line_before
        )


def word_changes(before: Reading, after: Reading, names: Collection[str] = ()) -> tuple[WordChange, ...]:
    """Return every place where two texts differ, in their order; ``names`` are those of bodies, which stay whole.

    Looking back gives the same places: the order of the two texts decides nothing.

    >>> old, new = (Reading(words, range(10)) for words in ("民政部牵头，省残联。", "民政厅牵头，省残联。"))
    >>> [(change.before, change.after) for change in word_changes(old, new, ["民政部", "民政厅"])]
    [('民政部', '民政厅')]
    """
    old, new = _Pieces.of(before, names), _Pieces.of(after, names)
    if old.text > new.text:
        return tuple(change.reversed() for change in _changes(new, old))
    return tuple(_changes(old, new))


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A text in pieces: the words of each, and where it stands in the file."""

    text: str
    pieces: tuple[str, ...]
    places: tuple[Span, ...]

    @classmethod
    def of(cls, reading: Reading, names: Collection[str]) -> _Pieces:
        kept = [
            (fold_width(one), at) for one, at in zip(reading.text, reading.positions, strict=False) if not one.isspace()
        ]
        text = "".join(one for one, _ in kept)
        bounds = list(_bounds(text, names))
        places = tuple(Span(kept[start][1], kept[end - 1][1] + 1) for start, end in bounds)
        return cls(text, tuple(text[start:end] for start, end in bounds), places)

    def clauses(self) -> list[range]:
        """Return the clauses as stretches of pieces, each with the stop that ends it."""
        ends = [index + 1 for index, piece in enumerate(self.pieces) if piece in STOPS]
        return [range(start, end) for start, end in pairwise((0, *ends, len(self.pieces))) if start < end]

    def words(self, pieces: range) -> str:
        return "".join(self.pieces[pieces.start : pieces.stop])

    def place(self, pieces: range) -> Span | None:
        return Span(self.places[pieces.start].start, self.places[pieces.stop - 1].end) if pieces else None


def _bounds(text: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Cut a text into pieces; names that overlap are one."""
    at = 0
    for start, end in _names_in(text, names):
        yield from (match.span() for match in _PIECE.finditer(text, at, start))
        yield start, end
        at = end
    yield from (match.span() for match in _PIECE.finditer(text, at))


def _names_in(text: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Find where names stand, in order; where two overlap, the stretch that both cover."""
    found = sorted(
        (match.start(), match.start() + len(name))
        for name in {fold_wording(name) for name in names} - {""}
        for match in re.finditer(f"(?={re.escape(name)})", text)
    )
    while found:
        start, end = found.pop(0)
        while found and found[0][0] < end:
            end = max(end, found.pop(0)[1])
        yield start, end


def _changes(old: _Pieces, new: _Pieces) -> Iterator[WordChange]:
    changed: list[tuple[range, range]] = []
    for ours, theirs in _paired(old, new):
        changed += _edits(old, new, ours, theirs)
    for ours, theirs in _joined(old, changed):
        yield WordChange(old.words(ours), new.words(theirs), old.place(ours), new.place(theirs))


def _paired(old: _Pieces, new: _Pieces) -> Iterator[tuple[range, range]]:
    """Pair stretches that differ, in order: a clause with the one it was reworded to, or with nothing."""
    ours, theirs = old.clauses(), new.clauses()
    words = [old.words(clause) for clause in ours], [new.words(clause) for clause in theirs]
    for i, j, k, m in edits(*words):
        at, to = i, k
        for left, right in _alike(words[0][i:j], words[1][k:m]):
            yield _stretch(old, ours, at, i + left), _stretch(new, theirs, to, k + right)
            yield ours[i + left], theirs[k + right]
            at, to = i + left + 1, k + right + 1
        yield _stretch(old, ours, at, j), _stretch(new, theirs, to, m)


def _stretch(text: _Pieces, clauses: Sequence[range], first: int, last: int) -> range:
    """Return the pieces of clauses ``first`` to ``last``, the end exclusive; an empty stretch knows its place too."""
    start = clauses[first].start if first < len(clauses) else len(text.pieces)
    return range(start, clauses[last - 1].stop if last > first else start)


def _alike(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Pair clauses in order so that the pairs are most alike in all."""
    best: dict[tuple[int, int], tuple[float, list[tuple[int, int]]]] = {}
    for i in range(len(ours), -1, -1):
        for j in range(len(theirs), -1, -1):
            if i == len(ours) or j == len(theirs):
                best[i, j] = 0.0, []
                continue
            choices = [best[i + 1, j], best[i, j + 1]]
            score = block_likeness(ours[i].rstrip(STOPS), theirs[j].rstrip(STOPS))
            if score >= ALIKE:
                rest = best[i + 1, j + 1]
                choices.append((rest[0] + score, [(i, j), *rest[1]]))
            best[i, j] = max(choices, key=lambda choice: choice[0])
    return best[0, 0][1]


def _edits(old: _Pieces, new: _Pieces, ours: range, theirs: range) -> Iterator[tuple[range, range]]:
    """Compare two stretches piece by piece."""
    if not ours or not theirs:
        if ours or theirs:
            yield ours, theirs
        return
    one, other = old.pieces[ours.start : ours.stop], new.pieces[theirs.start : theirs.stop]
    for i, j, k, m in edits(one, other):
        yield range(ours.start + i, ours.start + j), range(theirs.start + k, theirs.start + m)


def _joined(old: _Pieces, found: Sequence[tuple[range, range]]) -> list[tuple[range, range]]:
    """Join edits between which nothing, or a single character, stays: 2022年 → 2023年6月 is one change."""
    joined: list[tuple[range, range]] = []
    for ours, theirs in found:
        if joined:
            earlier, before = joined[-1]
            between = old.words(range(earlier.stop, ours.start))
            if not between or (len(between) == 1 and between not in STOPS):
                joined[-1] = range(earlier.start, ours.stop), range(before.start, theirs.stop)
                continue
        joined.append((ours, theirs))
    return joined
