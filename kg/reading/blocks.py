"""Lay lines out as blocks: paragraphs and table rows, joined over line and page breaks.

A blank line is the end of a paragraph, unless the paragraph breaks off inside a sentence: then it is a page
break. A table begins with a header line (cells divided by tabs, the first a word for "number"); the same
header further down is furniture. A row may be broken over lines and pages until it has all its cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.reading.column_heads import NUMBER_LABELS, label_of, looks_like_head, looks_like_second_head
from kg.reading.lines import Line, brackets_open, continues_over_blank, is_finished
from kg.reading.source_text import Block, BlockKind, Furniture, FurnitureKind, Reading, Span
from kg.reading.stacked_tables import stacked_table_at

_ROW_START = re.compile(r"\s*[0-9０-９]{1,4}\s*\t")
_CLAUSE_END = re.compile(r"(?:[。｡；;.]|负责|牵头|参加|参与|配合|落实|责任)\s*[）)〕\]]?\s*$")
_BARE_NUMBER = re.compile(r"\s*[0-9０-９]{1,3}\s*")
_SECTION = re.compile(
    r"\s*(?:[一二三四五六七八九十百]+\s*[、.．]|[（(]\s*[一二三四五六七八九十百]+\s*[）)]|第[一二三四五六七八九十]+[章节部])"
)
_SECTION_LENGTH = 40
_NOTE = re.compile(r"\s*(?:备?\s*注|说\s*明)\s*[：:]")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def header_cells(line: str) -> tuple[str, ...] | None:
    r"""Return the labels of a table header line, without spaces; ``None`` when the line is no header.

    The column of numbers may stand anywhere; where it is not the first, all labels must be short.

    >>> header_cells("序号\t重点任务\t责任单位")
    ('序号', '重点任务', '责任单位')
    >>> header_cells("1\t任务\t民政厅负责。") is None
    True
    """
    cells = tuple(label_of(cell) for cell in line.split("\t"))
    is_header = len(cells) > 1 and (cells[0] in NUMBER_LABELS or looks_like_head(cells))
    return cells if is_header else None


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


def _cells(reading: Reading, divider: str = "\t") -> tuple[Reading, ...]:
    cells, start = [], 0
    for index, character in enumerate(reading.text + divider):
        if character == divider and not reading.text.endswith("\\", start, index):
            cells.append(reading.slice(start, index).strip())
            start = index + 1
    return tuple(cells)


def _piped_cells(line: Line) -> tuple[Reading, ...]:
    """Return the cells of a row in Markdown; a line break inside one is one character of its reading."""
    reading = line.reading.strip()
    start, end = reading.text.startswith("|"), len(reading.text) - reading.text.endswith("|")
    return tuple(_with_breaks(cell) for cell in _cells(reading.slice(int(start), max(int(start), end)), "|"))


def _with_breaks(cell: Reading) -> Reading:
    pieces, positions, at = [], list[int](), 0
    for match in _LINE_BREAK.finditer(cell.text):
        pieces += [cell.text[at : match.start()], "\n"]
        positions += [*cell.positions[at : match.start()], cell.positions[match.start()]]
        at = match.end()
    return Reading("".join([*pieces, cell.text[at:]]), (*positions, *cell.positions[at:]))


class _Layout:
    """The state of laying out one file: the open paragraph or row, and whether blank lines came after it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.at = 0
        self.page = 0
        self.piped = False
        self.blocks: list[Block] = []
        self.furniture: list[Furniture] = []
        self.run: _Run | None = None
        self.in_row = False
        self.header: tuple[str, ...] | None = None
        self.second_head = False
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

    def take_all(self) -> None:
        """Read every line."""
        while self.at < len(self.lines):
            table = stacked_table_at(self.lines, self.at) if not self.lines[self.at].blank else None
            if table is not None:
                self.close()
                self.header = None
                self.blocks.extend(table.blocks)
                self.furniture.extend(table.furniture)
                self.at = table.end
            else:
                self.take(self.lines[self.at])
                self.at += 1
        self.close()

    def take(self, line: Line) -> None:
        """Read the next line."""
        if line.blank:
            self.blank_since = True
        elif line.is_page_number or self._is_bare_page_number(line):
            self.mark(FurnitureKind.PAGE_NUMBER, line)
        elif self._is_piped(line):
            self._take_piped(line)
        elif (labels := header_cells(line.text)) is not None:
            self._take_header(line, labels)
        elif self.header is not None:
            self._take_in_table(line, len(self.header))
        elif "\t" in line.text:
            self.open(line, row=True)
        else:
            self._take_prose(line)

    def _is_bare_page_number(self, line: Line) -> bool:
        """Return whether a number alone on its line breaks a sentence off: a page's, rising from page to page."""
        if self.run is None or self.in_row or not _BARE_NUMBER.fullmatch(line.text) or "\t" in self.run.text:
            return False
        number = int(line.text)
        breaks_off = self.run.text.strip() != "" and not is_finished(self.run.text) and self._goes_on()
        if breaks_off and (self.page == 0 or number > self.page):
            self.page = number
            return True
        return False

    def _goes_on(self) -> bool:
        """Return whether the open paragraph is words that the next line can go on with, not a line of its own."""
        following = self._following()
        text = self.run.text if self.run is not None else ""
        return (
            following is not None
            and not following.opens_structure
            and (brackets_open(text) or len(text) > _SECTION_LENGTH or text.rstrip().endswith(("、", "，")))
        )

    def _following(self) -> Line | None:
        """Return the next line that is not blank."""
        return next((line for line in self.lines[self.at + 1 : self.at + 20] if not line.blank), None)

    def _is_piped(self, line: Line) -> bool:
        """Return whether a line is a row of a table in Markdown: one goes on, or a rule follows its head."""
        if not line.text.lstrip().startswith("|") and line.text.count("|") < 2:
            self.piped = False
            return False
        if self.piped and not self.blank_since:
            return True
        following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None
        self.piped = following is not None and "-" in following.text and _RULE.fullmatch(following.text) is not None
        return self.piped

    def _take_piped(self, line: Line) -> None:
        """Read a row in Markdown; the first is the head, the rule below it is furniture."""
        if _RULE.fullmatch(line.text):
            self.mark(FurnitureKind.TABLE_RULE, line)
            return
        opens = self.run is not None or not self.blocks or self.blank_since
        before = self.blocks[-1].kind if self.blocks else None
        self.close()
        cells = _piped_cells(line)
        is_head = opens or before not in (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW) or self.header is None
        self.header = tuple(label_of(cell.text) for cell in cells) if is_head else self.header
        kind = BlockKind.TABLE_HEADER if is_head else BlockKind.TABLE_ROW
        self.blocks.append(Block(kind, line.reading.strip(), cells))

    def _take_header(self, line: Line, labels: tuple[str, ...]) -> None:
        if labels == self.header:
            self.mark(FurnitureKind.REPEATED_HEADER, line)
            return
        self.close()
        self.header = labels
        reading = line.reading
        self.blocks.append(Block(BlockKind.TABLE_HEADER, reading.strip(), _cells(reading)))
        self.second_head = True

    def _take_in_table(self, line: Line, columns: int) -> None:
        second, self.second_head = self.second_head, False
        if second and looks_like_second_head(line.text.split("\t")):
            self.blocks.append(Block(BlockKind.TABLE_HEADER, line.reading, _cells(line.reading)))
            return
        if self._is_section(line):
            self.close()
            reading = line.reading.strip()
            self.blocks.append(Block(BlockKind.TABLE_SECTION, reading, (reading,)))
            return
        cells_so_far = self.run.tabs + 1 if self.run is not None else columns
        cells_here = line.text.count("\t") + 1
        if _ROW_START.match(line.text) or cells_here == columns:
            self.open(line, row=True)
        elif cells_here > 1:
            if cells_so_far + cells_here - 1 <= columns:
                self.continue_with(line)
            else:
                self.open(line, row=True)
        elif self.run is not None and not self._ends_table(line) and not self._row_is_whole(cells_so_far, columns):
            self.continue_with(line)
        else:
            self.close()
            self.header = None
            self._take_prose(line)

    def _ends_table(self, line: Line) -> bool:
        """Return whether a line without columns is none of the row before it: it opens something, or it is a note."""
        return line.opens_structure or _NOTE.match(line.text) is not None

    def _is_section(self, line: Line) -> bool:
        """Return whether a line without columns is a heading between rows: more rows follow it."""
        text = line.text.strip()
        if "\t" in text or len(text) > _SECTION_LENGTH or not _SECTION.match(text):
            return False
        after = (following for following in self.lines[self.at + 1 : self.at + 20] if not following.blank)
        for following in after:
            if "\t" in following.text:
                return True
            if not _SECTION.match(following.text):
                return False
        return False

    def _row_is_whole(self, cells: int, columns: int) -> bool:
        text = self.run.text if self.run is not None else ""
        if cells < columns:
            return False
        return text.rstrip().endswith(("。", "｡", "；")) or (self.blank_since and _CLAUSE_END.search(text) is not None)

    def _take_prose(self, line: Line) -> None:
        if (
            self.run is None
            or self.in_row
            or line.opens_structure
            or (line.opens_label and not brackets_open(self.run.text))
        ):
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


def lay_out(lines: Sequence[Line], text: str) -> tuple[tuple[Block, ...], tuple[Furniture, ...]]:
    """Gather lines into blocks and mark the furniture between and inside them."""
    furniture = []
    if text.startswith("\ufeff"):
        furniture.append(Furniture(FurnitureKind.BYTE_ORDER_MARK, Span(0, 1)))
        lines = (Line(lines[0].text[1:], 1), *lines[1:])
    layout = _Layout(lines)
    layout.take_all()
    return tuple(layout.blocks), tuple(sorted([*furniture, *layout.furniture], key=lambda item: item.span))
