"""Read a table whose cells are divided by commas or tabs, every character with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator

from kg.intake.blocks_of_rows import blocks_of_rows
from kg.reading import Reading, SourceText
from kg.reading.lines import split_lines
from kg.reading.load_text import read_text
from kg.reading.source_text import Furniture, FurnitureKind, Span


def read_delimited(text: str, name: str, divider: str | None = None) -> SourceText:
    r"""Read a table in CSV (RFC 4180) or with tabs; the text stays the file itself.

    Where no ``divider`` is given it is the one of ``,``, ``;`` and tab that the first line has most of.

    >>> source = read_delimited('序号,任务,责任单位\n1,"甲,乙",民政厅\n', "plan.csv")
    >>> [cell.text for cell in source.blocks[1].cells]
    ['1', '甲,乙', '民政厅']
    """
    read_text(text, name)  # refuses what is empty
    start = 1 if text.startswith("\ufeff") else 0
    rows = [row for row in _rows(text, start, divider or _divider(text)) if any(cell.text for cell in row)]
    furniture = (Furniture(FurnitureKind.BYTE_ORDER_MARK, Span(0, 1)),) if start else ()
    lines = tuple(line.start for line in split_lines(text))
    return SourceText(text, furniture, tuple(blocks_of_rows(rows)), lines)


def _divider(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t，", key=first.count)


def _rows(text: str, start: int, divider: str) -> Iterator[list[Reading]]:
    """Return the cells of each record; a quoted cell may hold dividers, line breaks and doubled quotes."""
    row: list[Reading] = []
    characters: list[str] = []
    positions: list[int] = []
    quoted = False
    at, began = start, start
    while at < len(text):
        character = text[at]
        if quoted:
            if character == '"' and text[at + 1 : at + 2] == '"':
                at += 1
            elif character == '"':
                quoted = False
                at += 1
                continue
            characters.append(character)
            positions.append(at)
        elif character == '"' and not "".join(characters).strip():
            quoted = True
            characters, positions = [], []
        elif character == divider or character in "\r\n":
            row.append(_cell(characters, positions, at))
            characters, positions = [], []
            if character != divider:
                yield row
                row = []
                at += text.startswith("\r\n", at)
            began = at + 1
        else:
            characters.append(character)
            positions.append(at)
        at += 1
    if characters or row or began < at:
        row.append(_cell(characters, positions, at))
        yield row


def _cell(characters: list[str], positions: list[int], at: int) -> Reading:
    cell = Reading("".join(characters), tuple(positions)).strip()
    return cell if cell.text else Reading("", (at,))
