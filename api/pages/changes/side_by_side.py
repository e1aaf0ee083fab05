"""Two texts side by side: the lines that differ, and in them the words, never half a body's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Final

from kg.changes.word_differences import ALIKE, word_changes
from kg.likeness import aligned, block_likeness
from kg.reading import Reading, Span
from kg.reading.folding import fold_wording

KEPT: Final = 32
"""So many comparisons are kept, those asked for last."""
PAIRED: Final = 1600
"""Among more lines times lines than that, lines are paired by their order."""
AROUND: Final = 24
"""So many characters of what is the same are shown on either side of a difference."""
_NUMBER: Final = re.compile(r"[0-9]+\t")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line, where they begin, and whether the other text has others; an … stands for what is left out."""

    start: int
    words: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one of the texts: its number, and its words in pieces."""

    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A line beside the one that it became; one side is absent where a line came or went, or has ``moved``."""

    before: Line | None
    after: Line | None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """The lines that differ, and how many differ in nothing but the number that begins a row."""

    pairs: tuple[Pair, ...]
    renumbered: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with its place; what is compared is ``key``: without the number of a row."""

    number: int
    start: int
    text: str

    @property
    def key(self) -> str:
        return fold_wording(_NUMBER.sub("", self.text, count=1))


@lru_cache(KEPT)
def side_by_side(old: str, new: str, names: frozenset[str]) -> Comparison:
    r"""Compare two texts line by line; ``names`` are those of bodies, which stay whole.

    >>> found = side_by_side("1\t民政部牵头。", "1\t民政厅牵头。", frozenset(["民政部", "民政厅"])).pairs[0]
    >>> [[piece.words for piece in line.pieces if piece.differs] for line in (found.before, found.after)]
    [['民政部'], ['民政厅']]
    """
    ours, theirs = _rows(old), _rows(new)
    pairs: list[tuple[_Row | None, _Row | None]] = []
    renumbered = 0
    keys = [row.key for row in ours], [row.key for row in theirs]
    for equal, i, j, k, m in aligned(*keys):
        if equal:
            renumbered += sum(
                fold_wording(one.text) != fold_wording(other.text)
                for one, other in zip(ours[i:j], theirs[k:m], strict=True)
            )
        else:
            pairs += _paired(ours[i:j], theirs[k:m])
    return Comparison(tuple(_told(pairs, names)), renumbered)


def _rows(text: str) -> list[_Row]:
    """Cut a text into lines; those with nothing in them are left out."""
    found, at = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            found.append(_Row(number, at, line.rstrip("\r")))
        at += len(line) + 1
    return found


def _paired(ours: Sequence[_Row], theirs: Sequence[_Row]) -> list[tuple[_Row | None, _Row | None]]:
    """Pair lines in their order so that they are most alike; the others have nothing beside them."""
    if len(ours) * len(theirs) > PAIRED:
        return [*zip_longest(ours, theirs)]
    best: dict[tuple[int, int], tuple[float, tuple[tuple[_Row | None, _Row | None], ...]]] = {}
    for i in range(len(ours), -1, -1):
        for j in range(len(theirs), -1, -1):
            choices: list[tuple[float, tuple[tuple[_Row | None, _Row | None], ...]]] = []
            if i < len(ours):
                score, rest = best[i + 1, j]
                choices.append((score, ((ours[i], None), *rest)))
            if j < len(theirs):
                score, rest = best[i, j + 1]
                choices.append((score, ((None, theirs[j]), *rest)))
            if i < len(ours) and j < len(theirs) and (alike := block_likeness(ours[i].key, theirs[j].key)) >= ALIKE:
                score, rest = best[i + 1, j + 1]
                choices.append((score + alike, ((ours[i], theirs[j]), *rest)))
            best[i, j] = max(choices, key=lambda choice: choice[0], default=(0.0, ()))
    return [*best[0, 0][1]]


def _told(pairs: Sequence[tuple[_Row | None, _Row | None]], names: frozenset[str]) -> Iterator[Pair]:
    gone = Counter(one.key for one, other in pairs if one and not other)
    come = Counter(other.key for one, other in pairs if other and not one)
    for one, other in pairs:
        if one and other:
            yield _words(one, other, names)
        else:
            moved = any(row is not None and gone[row.key] and come[row.key] for row in (one, other))
            yield Pair(_whole(one, moved=moved), _whole(other, moved=moved), moved)


def _whole(row: _Row | None, *, moved: bool) -> Line | None:
    """Show a line that stands on one side alone; of one that only moved, its beginning."""
    if row is None:
        return None
    if moved:
        return Line(row.number, (Piece(row.start, _beginning(row.text)),))
    return Line(row.number, (Piece(row.start, row.text, differs=True),))


def _words(one: _Row, other: _Row, names: frozenset[str]) -> Pair:
    """Mark the words in which two lines differ."""
    together = fold_wording(one.text + "\n" + other.text)
    there = [name for name in names if fold_wording(name) in together]
    old, new = (Reading(row.text, range(row.start, row.start + len(row.text))) for row in (one, other))
    found = word_changes(old, new, there)
    return Pair(
        Line(one.number, tuple(_pieces(one, [change.place_before for change in found]))),
        Line(other.number, tuple(_pieces(other, [change.place_after for change in found]))),
    )


def _pieces(row: _Row, places: Iterable[Span | None]) -> Iterator[Piece]:
    """Cut a line at the places where it differs; what stays the same between them is shortened."""
    there = [one for one in places if one is not None]
    if not there:  # words came into the other line, or left it
        yield Piece(row.start, row.text)
        return
    at, first = row.start, True
    for place in there:
        same = row.text[at - row.start : place.start - row.start]
        if same:
            yield Piece(at, _end(same) if first else _middle(same))
        yield Piece(place.start, row.text[place.start - row.start : place.end - row.start], differs=True)
        at, first = place.end, False
    rest = row.text[at - row.start :]
    if rest:
        yield Piece(at, _beginning(rest))


def _beginning(words: str) -> str:
    return words if len(words) <= 2 * AROUND else f"{words[:AROUND]}…"


def _end(words: str) -> str:
    return words if len(words) <= 2 * AROUND else f"…{words[-AROUND:]}"


def _middle(words: str) -> str:
    return words if len(words) <= 3 * AROUND else f"{words[:AROUND]}…{words[-AROUND:]}"
