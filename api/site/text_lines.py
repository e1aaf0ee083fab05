"""A text in lines, and each line in pieces: cut where words begin and end that evidence or a finding is about."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.reading.lines import split_lines

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class LinePiece:
    """Words of a line: where they begin in the text, whether they stand in a place, and whether one begins there."""

    start: int
    words: str
    found: bool
    begins: bool


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line by its number, from 1; its pieces joined are the line without its break, and an empty line has none."""

    number: int
    pieces: tuple[LinePiece, ...]


def lines_with_places(text: str, places: Iterable[tuple[int, int]]) -> list[TextLine]:
    r"""Cut a text into the lines that evidence is numbered by, and each line where a place of the text begins or ends.

    A place has its first character and the one after its last.

    >>> [[(one.words, one.found) for one in line.pieces] for line in lines_with_places("民政部\r\n牵头", {(0, 2)})]
    [[('民政', True), ('部', False)], [('牵头', False)]]
    """
    spans = sorted(places)
    starts, cuts = {start for start, _ in spans}, sorted({cut for span in spans for cut in span})
    found, next_cut, next_span, reach = [], 0, 0, 0
    for number, line in enumerate(split_lines(text), 1):
        here = [line.start]
        while next_cut < len(cuts) and cuts[next_cut] <= line.end:
            if cuts[next_cut] > line.start:
                here.append(cuts[next_cut])
            next_cut += 1
        pieces = []
        for begin, stop in pairwise([*here, line.end]):
            while next_span < len(spans) and spans[next_span][0] <= begin:
                reach = max(reach, spans[next_span][1])
                next_span += 1
            if begin < stop or begin in starts:
                pieces.append(LinePiece(begin, text[begin:stop], begin < reach, begin in starts))
        found.append(TextLine(number, tuple(pieces)))
    return found
