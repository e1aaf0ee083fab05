"""Tables whose cells stand on lines of their own, as web pages and PDF files give them when they are copied.

The head is a run of lines that each name a column; a row begins with its number. Where a row has one line (or one
paragraph) for each column, its cells are told apart by that; else by what the columns hold. A row for which two
ways are equally good is kept whole, so that it is reported and not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.reading.column_heads import ColumnKind, column_kind
from kg.reading.folding import fold_width
from kg.reading.lines import Line
from kg.reading.source_text import Block, BlockKind, Furniture, FurnitureKind, Reading

_FEWEST_COLUMNS = 3
_NUMBER = re.compile(r"\s*[0-9０-９]{1,4}\s*[.．、]?\s*")
_SECTION = re.compile(
    r"\s*(?:[一二三四五六七八九十百]+\s*、|[（(]\s*[一二三四五六七八九十百]+\s*[）)]|第[一二三四五六七八九十]+[章节部])"
)
_END = re.compile(r"\s*(?:附\s*[件表]|备?注\s*[：:]|说明\s*[：:])")
_NOBODY = frozenset({"/", "／", "—", "——", "-", "－", "无"})
_BODY = re.compile(
    r"(?:厅|局|委|办|部|会|院|处|所|站|署|政府|室|中心|公司|集团|联|社|行|单位|部门|区|县|市|州|镇|乡|街道|校|学院|牵头|配合|负责|参与)[）)]?$"
)
_TIME = re.compile(r"[0-9０-９]\s*(?:年|月|日|季|\.)|年底|长期|全年|持续|每[年月季]|常年|[上下]半年|底前")
_MOST_LINES = 14


@dataclass(frozen=True, slots=True)
class StackedTable:
    """A table read from lines: its blocks in order, its furniture, and the index of the first line after it."""

    blocks: tuple[Block, ...]
    furniture: tuple[Furniture, ...]
    end: int


def stacked_table_at(lines: Sequence[Line], start: int) -> StackedTable | None:
    """Read the table whose head begins at a line; ``None`` where none does."""
    head = _head_at(lines, start)
    if head is None:
        return None
    labels = [lines[index].text.strip() for index in head]
    kinds = [column_kind(label) for label in labels]
    if kinds[0] is not ColumnKind.NUMBER or not any(kind is not None and kind.of_bodies for kind in kinds):
        return None
    blocks = [_row(BlockKind.TABLE_HEADER, [[lines[index]] for index in head])]
    reader = _Rows(lines, head[-1] + 1, labels, kinds)
    blocks.extend(reader.rows())
    return StackedTable(tuple(blocks), tuple(reader.furniture), reader.at) if len(blocks) > 1 else None


def _head_at(lines: Sequence[Line], start: int) -> list[int] | None:
    found: list[int] = []
    index = start
    while index < len(lines):
        line = lines[index]
        if not line.blank:
            if "\t" in line.text or column_kind(line.text.strip()) is None:
                break
            found.append(index)
        index += 1
    return found if len(found) >= _FEWEST_COLUMNS else None


class _Rows:
    """The rows below a head, line by line."""

    def __init__(self, lines: Sequence[Line], at: int, labels: list[str], kinds: list[ColumnKind | None]) -> None:
        self.lines, self.at, self.labels, self.kinds = lines, at, labels, kinds
        self.furniture: list[Furniture] = []
        self.number = -1

    def rows(self) -> Iterator[Block]:
        """Return the rows and the headings between them; stop before what is no row."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.blank:
                self.at += 1
            elif line.is_page_number:
                self._mark(FurnitureKind.PAGE_NUMBER, line)
            elif self._repeats_head():
                pass
            elif self._opens_row(line):
                yield self._row()
            elif _SECTION.match(line.text) and len(line.text) <= 40 and self._row_follows():
                yield _row(BlockKind.TABLE_SECTION, [[line]])
                self.at += 1
            else:
                return

    def _mark(self, kind: FurnitureKind, line: Line) -> None:
        self.furniture.append(Furniture(kind, line.reading.strip().span()))
        self.at += 1

    def _repeats_head(self) -> bool:
        head = _head_at(self.lines, self.at)
        if head is None or [self.lines[index].text.strip() for index in head] != self.labels:
            return False
        for index in head:
            self.furniture.append(Furniture(FurnitureKind.REPEATED_HEADER, self.lines[index].reading.strip().span()))
        self.at = head[-1] + 1
        return True

    def _opens_row(self, line: Line) -> bool:
        if _NUMBER.fullmatch(line.text) is None:
            return False
        return int(re.sub(r"[^0-9]", "", fold_width(line.text))) > self.number

    def _row_follows(self) -> bool:
        after = (line for line in self.lines[self.at + 1 :] if not line.blank)
        following = next(after, None)
        return following is not None and (
            _NUMBER.fullmatch(following.text) is not None or _SECTION.match(following.text) is not None
        )

    def _row(self) -> Block:
        number = self.lines[self.at]
        self.number = int(re.sub(r"[^0-9]", "", fold_width(number.text)))
        paragraphs: list[list[Line]] = []
        self.at += 1
        apart = False
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.blank:
                apart = True
                self.at += 1
                continue
            if line.is_page_number:
                self._mark(FurnitureKind.PAGE_NUMBER, line)
                continue
            if self._opens_row(line) or self._repeats_head() or _END.match(line.text):
                break
            if len(paragraphs) >= len(self.kinds) - 1 and _SECTION.match(line.text):
                break
            if apart or not paragraphs:
                paragraphs.append([line])
            else:
                paragraphs[-1].append(line)
            apart = False
            self.at += 1
        return self._block(number, paragraphs)

    def _block(self, number: Line, paragraphs: list[list[Line]]) -> Block:
        columns = len(self.kinds) - 1
        flat = [line for paragraph in paragraphs for line in paragraph]
        if len(paragraphs) == columns:
            return _row(BlockKind.TABLE_ROW, [[number], *paragraphs])
        if len(flat) == columns:
            return _row(BlockKind.TABLE_ROW, [[number], *([line] for line in flat)])
        cells = _divided(flat, self.kinds[1:]) if columns < len(flat) <= _MOST_LINES else None
        if cells is None:
            return _row(BlockKind.UNDIVIDED_ROW, [[number], *([line] for line in flat)])
        return _row(BlockKind.TABLE_ROW, [[number], *cells])


def _divided(lines: Sequence[Line], kinds: Sequence[ColumnKind | None]) -> list[list[Line]] | None:
    """Divide lines into cells by what the columns hold; ``None`` where no way or more than one is the best."""
    best: list[tuple[int, ...]] = []
    least = 1_000
    for cuts in combinations(range(1, len(lines)), len(kinds) - 1):
        bounds = (0, *cuts, len(lines))
        cost = sum(_misfit(lines[a:b], kind) for a, b, kind in zip(bounds, bounds[1:], kinds, strict=False))
        if cost < least:
            best, least = [bounds], cost
        elif cost == least:
            best.append(bounds)
    if len(best) != 1 or least >= _MISFIT:
        return None
    return [list(lines[a:b]) for a, b in zip(best[0], best[0][1:], strict=False)]


_MISFIT = 10


def _misfit(lines: Sequence[Line], kind: ColumnKind | None) -> int:
    """Return how badly lines fit a column: 0 for what it should hold, :data:`_MISFIT` for what it can't."""
    text = "".join(line.text.strip() for line in lines)
    if kind is None or kind in (ColumnKind.NOTE, ColumnKind.PERSON):
        return 1
    if kind.of_bodies:
        names = [name for name in re.split(r"[、，,；;。]", text) if name]
        fits = text in _NOBODY or (bool(names) and all(_BODY.search(name) for name in names))
        return 0 if fits and not text.endswith("、") else _MISFIT
    if kind is ColumnKind.DEADLINE:
        return 0 if _TIME.search(text) or text in _NOBODY else _MISFIT
    return _MISFIT if text in _NOBODY or text.startswith(("、", "，")) else 0


def _row(kind: BlockKind, cells: Sequence[Sequence[Line]]) -> Block:
    readings = [_joined(lines) for lines in cells]
    text = "\t".join(reading.text for reading in readings)
    positions: list[int] = []
    for reading in readings:
        if positions:
            positions.append(positions[-1] + 1)
        positions.extend(reading.positions)
    return Block(kind, Reading(text, tuple(positions)), tuple(readings))


def _joined(lines: Sequence[Line]) -> Reading:
    readings = [line.reading.strip() for line in lines]
    positions = tuple(position for reading in readings for position in reading.positions)
    return Reading("".join(reading.text for reading in readings), positions)
