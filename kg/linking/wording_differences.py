"""Compare wording: clauses without spaces and widths, and where two differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from kg.likeness import edits
from kg.reading import Reading, Span
from kg.reading.folding import fold_width

_STOP = re.compile(r"[，。；：！？]")


@dataclass(frozen=True, slots=True)
class Wording:
    """A stretch between two stops: its words, folded and without spaces, each with its position in the file."""

    text: str
    positions: tuple[int, ...]

    @property
    def span(self) -> Span:
        """Return the stretch of the file from the first to the last character."""
        return Span(self.positions[0], self.positions[-1] + 1)

    def part(self, start: int, end: int) -> Span:
        """Return the place of ``text[start:end]``."""
        return Span(self.positions[start], self.positions[end - 1] + 1)


def wordings(reading: Reading) -> tuple[Wording, ...]:
    """Cut a text at its commas and stops.

    >>> [w.text for w in wordings(Reading("招收 2 岁幼儿,开设托班。", range(14)))]
    ['招收2岁幼儿', '开设托班']
    """
    return tuple(_cut(reading))


def _cut(reading: Reading) -> Iterator[Wording]:
    text: list[str] = []
    positions: list[int] = []
    for character, position in zip(
        fold_width(reading.text) + "。", (*reading.positions[: len(reading)], -1), strict=True
    ):
        if _STOP.match(character):
            if text:
                yield Wording("".join(text), tuple(positions))
            text, positions = [], []
        elif not character.isspace():
            text.append(character)
            positions.append(position)


def changes(
    one: Wording, other: Wording, names: frozenset[str] = frozenset()
) -> Iterator[tuple[Span | None, str, Span | None, str]]:
    """Yield each place where two wordings differ: place and words in the one, place and words in the other.

    ``names`` of bodies, folded and without spaces, stay whole.
    """
    ours, theirs = _pieces(one.text, names), _pieces(other.text, names)
    starts, others = ((0, *accumulate(map(len, pieces))) for pieces in (ours, theirs))
    for places in edits(ours, theirs):
        i, j, k, m = starts[places[0]], starts[places[1]], others[places[2]], others[places[3]]
        yield (
            one.part(i, j) if i < j else None,
            one.text[i:j],
            other.part(k, m) if k < m else None,
            other.text[k:m],
        )


def _pieces(text: str, names: frozenset[str]) -> list[str]:
    """Cut a text into characters, but for names, of which the longest counts."""
    return _piece(names).findall(text)


@lru_cache(maxsize=16)
def _piece(names: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join([*map(re.escape, sorted(names, key=lambda name: (-len(name), name))), "."]), re.DOTALL)
