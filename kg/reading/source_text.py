"""The text of a file and the views that read it without moving a position.

Positions are Unicode code points in the decoded file, counted from 0; the end of a span is exclusive.
Nothing is deleted: page furniture is marked, and a :class:`Reading` steps over it while every one of its
characters still knows where it stands in the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the file: code points from ``start`` up to, not including, ``end``.

    >>> Span(3, 6).length
    3
    """

    start: int
    end: int

    @property
    def length(self) -> int:
        """Count the code points of the span."""
        return self.end - self.start


class FurnitureKind(StrEnum):
    """What stands on the page without belonging to the words of the document."""

    BYTE_ORDER_MARK = "byte order mark"
    PAGE_NUMBER = "page number"
    PAGE_BREAK = "page break inside a sentence"
    REPEATED_HEADER = "repeated table header"
    TABLE_RULE = "rule under the head of a table"
    MARKUP = "marks of another notation"


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of page furniture, marked so that readers step over it."""

    kind: FurnitureKind
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """Characters to be read as one run, each with its position in the file.

    ``text[i]`` stands at ``positions[i]``; positions rise, and where they jump, page furniture or a line
    break was stepped over. An empty reading has one position: where its words would stand.

    >>> reading = Reading("应急厅", (10, 11, 14))
    >>> reading.span(1, 3)
    Span(start=11, end=15)
    """

    text: str
    positions: Sequence[int]

    def __len__(self) -> int:
        """Count the characters that are read."""
        return len(self.text)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Return the stretch of the file in which ``text[start:end]`` stands."""
        end = len(self.text) if end is None else end
        if start >= end:
            at = self.positions[start] if start < len(self.positions) else self._after_last()
            return Span(at, at)
        return Span(self.positions[start], self.positions[end - 1] + 1)

    def slice(self, start: int, end: int) -> Reading:
        """Return a part of the run as a run of its own."""
        return Reading(self.text[start:end], self.positions[start:end])

    def strip(self) -> Reading:
        """Drop white space at both ends."""
        left = len(self.text) - len(self.text.lstrip())
        right = len(self.text.rstrip())
        return self.slice(left, max(left, right))

    def _after_last(self) -> int:
        return self.positions[-1] + 1 if self.positions else 0


class BlockKind(StrEnum):
    """How a run of lines is laid out."""

    PARAGRAPH = "paragraph"
    TABLE_HEADER = "table header"
    TABLE_ROW = "table row"
    TABLE_SECTION = "heading between the rows of a table"
    UNDIVIDED_ROW = "table row whose cells can't be told apart"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a row of a table with its cells, joined over line and page breaks."""

    kind: BlockKind
    reading: Reading
    cells: tuple[Reading, ...] = ()

    @property
    def span(self) -> Span:
        """Return the stretch of the file from the first to the last character of the block."""
        return self.reading.span()


@dataclass(frozen=True, slots=True)
class SourceText:
    """The decoded text of one file, lossless, with its furniture and its blocks.

    Use :func:`kg.reading.load_text.read_file` or :func:`kg.reading.load_text.read_text` to make one.
    """

    text: str
    furniture: tuple[Furniture, ...]
    blocks: tuple[Block, ...]
    line_starts: tuple[int, ...] = field(repr=False)

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the text in UTF-8, in hexadecimal."""
        return sha256(self.text.encode()).hexdigest()

    def quote(self, span: Span) -> str:
        """Return the words that stand at ``span``, exactly."""
        return self.text[span.start : span.end]

    def line_of(self, position: int) -> int:
        """Return the number, from 1, of the line in which ``position`` stands."""
        return bisect_right(self.line_starts, position)
