"""Compare wording: clauses without spaces and widths, how alike two are, and where they differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate

from kg.parsing.numerals import fold
from kg.reading import Reading, Span

_STOP = re.compile(r"[，。；：！？]")


@dataclass(frozen=True, slots=True)
class Wording:
    """A stretch between two stops: its words, folded and without spaces, each with its position in the file."""

    text: str
    positions: tuple[int, ...]

    @property
    def span(self) -> Span:
        """Give the stretch of the file from the first to the last character."""
        return Span(self.positions[0], self.positions[-1] + 1)

    def part(self, start: int, end: int) -> Span:
        """Give the place of ``text[start:end]``."""
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
    for character, position in zip(fold(reading.text) + "。", (*reading.positions[: len(reading)], -1), strict=True):
        if _STOP.match(character):
            if text:
                yield Wording("".join(text), tuple(positions))
            text, positions = [], []
        elif not character.isspace():
            text.append(character)
            positions.append(position)


def likeness(one: str, other: str, least: float = 0.0) -> float:
    """Tell how alike two wordings are, from 0 to 1 (the share of characters in common, in order).

    Wordings that have no two neighbouring characters in common are not alike at all. Where less than ``least`` is of
    no interest, what is certain to be less counts as 0, which is told much faster.

    >>> likeness("招收2—3岁的幼儿", "招收2至3岁的幼儿") > 0.8
    True
    >>> likeness("开展试点示范", "建设养老院")
    0.0
    """
    if one == other:
        return 1.0
    if _pairs(one).isdisjoint(_pairs(other)):
        return 0.0
    return _ratio(one, other, least)


@lru_cache(maxsize=32_768)
def _ratio(one: str, other: str, least: float) -> float:
    """Tell how alike two wordings are; the versions of a document ask for the same ones again and again."""
    if _at_most(one, other) < least:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _at_most(one: str, other: str) -> float:
    """Give a bound of the likeness: the share of characters in common, in any order."""
    theirs = _counts(other)
    common = sum(min(count, theirs.get(character, 0)) for character, count in _counts(one).items())
    return 2.0 * common / (len(one) + len(other))


@lru_cache(maxsize=4096)
def _counts(text: str) -> dict[str, int]:
    """Count the characters."""
    return dict(Counter(text))


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    """Give every two neighbouring characters: a cheap way to tell that two wordings share nothing."""
    return frozenset(text[index : index + 2] for index in range(len(text) - 1))


def changes(
    one: Wording, other: Wording, names: frozenset[str] = frozenset()
) -> Iterator[tuple[Span | None, str, Span | None, str]]:
    """Give each place where two wordings differ: place and words in the one, place and words in the other.

    ``names`` of bodies, folded and without spaces, stay whole.
    """
    ours, theirs = _pieces(one.text, names), _pieces(other.text, names)
    starts, others = ((0, *accumulate(map(len, pieces))) for pieces in (ours, theirs))
    for tag, *places in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        i, j, k, m = starts[places[0]], starts[places[1]], others[places[2]], others[places[3]]
        if tag != "equal":
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
