"""Lay lines out as blocks: paragraphs and table rows, joined over line and page breaks.

A blank line is the end of a paragraph, unless the paragraph breaks off inside a sentence: then it is a page
break. A table begins with a header line (cells divided by tabs, the first a word for "number"); the same
header further down is furniture. A row may be broken over lines and pages until it has all its cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.reading.folding import fold_spaces
from kg.reading.lines import Line, continues_over_blank, is_finished
from kg.reading.source_text import Block, BlockKind, Furniture, FurnitureKind, Reading, Span

NUMBER_LABELS = frozenset({"序号", "编号", "序"})
"""What the column of a table with the numbers of its rows is called."""
_LONGEST_LABEL = 12
_ROW_START = re.compile(r"\s*[0-9０-９]{1,4}\s*\t")
_CLAUSE_END = re.compile(r"(?:[。｡；;.]|负责|牵头|参加|参与|配合|落实|责任)\s*[）)〕\]]?\s*$")


def header_cells(line: str) -> tuple[str, ...] | None:
    r"""Return the labels of a table header line, without spaces; ``None`` when the line is no header.

    The column of numbers may stand anywhere; where it is not the first, all labels must be short.

    >>> header_cells("序号\t重点任务\t责任单位")
    ('序号', '重点任务', '责任单位')
    >>> header_cells("1\t任务\t民政厅负责。") is None
    True
    """
    cells = tuple(fold_spaces(cell) for cell in line.split("\t"))
    short = all(len(cell) <= _LONGEST_LABEL for cell in cells)
    is_header = cells[0] in NUMBER_LABELS or (short and not NUMBER_LABELS.isdisjoint(cells))
    return cells if len(cells) > 1 and is_header else None


@dataclass(slots=True)
class _Run:
    """Lines being gathered into one block."""

    pieces: list[str] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    tabs: int = 0

    def add(self, reading: Reading) -> None:
        self.pieces.append(reading.text)
        self.positions.extend(reading.positions)
        self.tabs += reading.text.count("\t")

    @property
    def text(self) -> str:
        """Join what has been gathered; the pieces become one, so that asking again costs nothing."""
        if len(self.pieces) > 1:
            self.pieces = ["".join(self.pieces)]
        return self.pieces[0] if self.pieces else ""

    @property
    def reading(self) -> Reading:
        return Reading(self.text, tuple(self.positions))

    @property
    def end(self) -> int:
        return self.positions[-1] + 1 if self.positions else 0


def _cells(reading: Reading) -> tuple[Reading, ...]:
    cells, start = [], 0
    for index, character in enumerate(reading.text + "\t"):
        if character == "\t":
            cells.append(reading.slice(start, index).strip())
            start = index + 1
    return tuple(cells)


class _Layout:
    """The state of laying out one file: the open paragraph or row, and whether blank lines came after it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.furniture: list[Furniture] = []
        self.run: _Run | None = None
        self.in_row = False
        self.header: tuple[str, ...] | None = None
        self.blank_since = False
        self.furniture_since = False

    def close(self) -> None:
        """End the open block."""
        if self.run is not None and self.run.positions:
            reading = self.run.reading
            if self.in_row:
                self.blocks.append(Block(BlockKind.TABLE_ROW, reading, _cells(reading)))
            else:
                self.blocks.append(Block(BlockKind.PARAGRAPH, reading.strip()))
        self.run = None
        self.blank_since = self.furniture_since = False

    def open(self, line: Line, *, row: bool) -> None:
        """End the open block and begin another with ``line``."""
        self.close()
        self.in_row = row
        self.run = _Run()
        self.run.add(line.reading if row else line.reading.strip())

    def continue_with(self, line: Line) -> None:
        """Continue the open block, marking a page break that was stepped over."""
        assert self.run is not None  # noqa: S101 - callers ask `run` first
        reading = line.reading if self.in_row and "\t" in line.text else line.reading.strip()
        if self.blank_since and not self.furniture_since:
            self.furniture.append(Furniture(FurnitureKind.PAGE_BREAK, Span(self.run.end, reading.span().start)))
        self.run.add(reading)
        self.blank_since = self.furniture_since = False

    def mark(self, kind: FurnitureKind, line: Line) -> None:
        """Mark a line as furniture."""
        self.furniture.append(Furniture(kind, line.reading.strip().span()))
        self.furniture_since = True

    def take(self, line: Line) -> None:
        """Read the next line."""
        if line.blank:
            self.blank_since = True
        elif line.is_page_number:
            self.mark(FurnitureKind.PAGE_NUMBER, line)
        elif (labels := header_cells(line.text)) is not None:
            self._take_header(line, labels)
        elif self.header is not None:
            self._take_in_table(line, len(self.header))
        elif "\t" in line.text:
            self.open(line, row=True)
        else:
            self._take_prose(line)

    def _take_header(self, line: Line, labels: tuple[str, ...]) -> None:
        if labels == self.header:
            self.mark(FurnitureKind.REPEATED_HEADER, line)
            return
        self.close()
        self.header = labels
        reading = line.reading
        self.blocks.append(Block(BlockKind.TABLE_HEADER, reading.strip(), _cells(reading)))

    def _take_in_table(self, line: Line, columns: int) -> None:
        cells_so_far = self.run.tabs + 1 if self.run is not None else columns
        cells_here = line.text.count("\t") + 1
        if _ROW_START.match(line.text) or cells_here == columns:
            self.open(line, row=True)
        elif cells_here > 1:
            if cells_so_far + cells_here - 1 <= columns:
                self.continue_with(line)
            else:
                self.open(line, row=True)
        elif self.run is not None and not line.opens_structure and not self._row_is_whole(cells_so_far, columns):
            self.continue_with(line)
        else:
            self.close()
            self.header = None
            self._take_prose(line)

    def _row_is_whole(self, cells: int, columns: int) -> bool:
        text = self.run.text if self.run is not None else ""
        if cells < columns:
            return False
        return text.rstrip().endswith(("。", "｡", "；")) or (self.blank_since and _CLAUSE_END.search(text) is not None)

    def _take_prose(self, line: Line) -> None:
        if self.run is None or self.in_row or line.opens_structure:
            self.open(line, row=False)
        elif self.blank_since:
            if continues_over_blank(self.run.text):
                self.continue_with(line)
            else:
                self.open(line, row=False)
        elif is_finished(self.run.text):
            self.open(line, row=False)
        else:
            self.continue_with(line)


def lay_out(lines: Iterable[Line], text: str) -> tuple[tuple[Block, ...], tuple[Furniture, ...]]:
    """Gather lines into blocks and mark the furniture between and inside them."""
    layout = _Layout(text)
    if text.startswith("\ufeff"):
        layout.furniture.append(Furniture(FurnitureKind.BYTE_ORDER_MARK, Span(0, 1)))
    for line in lines:
        if line.start == 0 and line.text.startswith("\ufeff"):
            line = Line(line.text[1:], 1)
        layout.take(line)
    layout.close()
    return tuple(layout.blocks), tuple(sorted(layout.furniture, key=lambda item: item.span))
