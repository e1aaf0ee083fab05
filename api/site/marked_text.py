"""Words cut where something stands in them, so that a page can mark it; joined they are the words again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that stands from ``start`` to ``end`` of a text: a body in a role."""

    start: int
    end: int
    role: str
    body: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, where they begin, and what stands there, if anything."""

    start: int
    words: str
    marks: tuple[Mark, ...] = ()


def pieces_of(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[Piece]:
    """Cut a stretch of a text at its marks; a mark that begins within another one is with that one.

    >>> [piece.words for piece in pieces_of("由民政厅牵头。", 0, 7, [Mark(1, 4, "lead", "x")])]
    ['由', '民政厅', '牵头。']
    """
    found: list[Piece] = []
    at = start
    for mark in sorted(marks, key=lambda one: (one.start, -one.end)):
        if found and found[-1].marks and mark.start < at:
            last = found[-1]
            found[-1] = Piece(last.start, last.words, (*last.marks, mark))
            continue
        first, last_place = max(at, mark.start), min(end, mark.end)
        if first >= last_place:
            continue
        if at < first:
            found.append(Piece(at, text[at:first]))
        found.append(Piece(first, text[first:last_place], (mark,)))
        at = last_place
    if at < end:
        found.append(Piece(at, text[at:end]))
    return found
