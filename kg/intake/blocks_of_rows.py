"""Rows of cells as blocks: which of them are the head of a table, a heading between rows, or a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.reading import Block, BlockKind, Reading
from kg.reading.column_heads import looks_like_head, looks_like_second_head

_LOOK_AT = 6


def row_of_cells(kind: BlockKind, cells: Sequence[Reading]) -> Block:
    """Return a row whose words are those of its cells, divided by tabs."""
    text = "\t".join(cell.text for cell in cells)
    positions: list[int] = []
    last = next((cell.positions[0] for cell in cells if cell.text), 0)
    for index, cell in enumerate(cells):
        if index:
            positions.append(last)
        positions.extend(cell.positions[: len(cell.text)])
        last = positions[-1] + 1 if positions else last
    return Block(kind, Reading(text, tuple(positions)), tuple(cells))


def blocks_of_rows(rows: Sequence[Sequence[Reading]], heads: int | None = None) -> Iterator[Block]:
    """Return the rows of one table as blocks; ``heads`` is how many of the first are heads, where the file says it.

    Without that the head is the first row of labels; what stands before it is words.
    """
    first = 0 if heads else _first_head(rows)
    if first is None:
        yield from (row_of_cells(BlockKind.TABLE_ROW, row) for row in rows)
        return
    for row in rows[:first]:
        yield from (Block(BlockKind.PARAGRAPH, cell) for cell in row if cell.text)
    at = first + 1
    while at < len(rows) and (at - first < (heads or 1) or looks_like_second_head([cell.text for cell in rows[at]])):
        at += 1
    yield from (row_of_cells(BlockKind.TABLE_HEADER, row) for row in rows[first:at])
    head = [cell.text for cell in rows[first]]
    for row in rows[at:]:
        filled = [cell for cell in row if cell.text]
        if [cell.text for cell in row] == head or not filled:
            continue
        if len(filled) == 1 and len(head) > 1 and filled[0] is row[0] and not row[0].text.strip().isdigit():
            yield Block(BlockKind.TABLE_SECTION, filled[0], (filled[0],))
        else:
            yield row_of_cells(BlockKind.TABLE_ROW, row)


def _first_head(rows: Sequence[Sequence[Reading]]) -> int | None:
    found = (index for index, row in enumerate(rows[:_LOOK_AT]) if looks_like_head([cell.text for cell in row]))
    return next(found, None)
