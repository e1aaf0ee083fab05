"""What the columns of a task table hold: by their heads, and where a head does not say it, by what stands below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.parsing.clauses import BodyColumn, Clause, Role, read_clause
from kg.parsing.clauses.names import Known
from kg.reading import Block, Reading, Span
from kg.reading.column_heads import ColumnKind, column_kind, label_of

_ENOUGH = 0.7
"""The share of cells that must read as names for a column without a telling head to be one of bodies."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a table holds, with its label and the place of its head."""

    labels: tuple[str, ...]
    kinds: tuple[ColumnKind | None, ...]
    spans: tuple[Span, ...]

    def of(self, kind: ColumnKind) -> list[int]:
        """Return the places of the columns of a kind."""
        return [index for index, each in enumerate(self.kinds) if each is kind]

    @property
    def of_bodies(self) -> list[int]:
        """Return the places of the columns that name bodies."""
        return [index for index, kind in enumerate(self.kinds) if kind is not None and kind.of_bodies]


def read_columns(heads: Sequence[Block]) -> Columns:
    """Return what the columns of a table hold, by one or two rows of heads."""
    width = max(len(head.cells) for head in heads)
    labels, spans = [], []
    for index in range(width):
        cells = [head.cells[index] for head in heads if index < len(head.cells) and head.cells[index].text]
        upper = _upper(heads[0], index) if len(heads) > 1 else None
        label = label_of(cells[-1].text) if cells else ""
        if len(cells) < len(heads) and upper is not None and column_kind(label) is None:
            label = label or label_of(upper.text)
        labels.append(label)
        spans.append(cells[-1].span() if cells else heads[0].reading.span())
    kinds = [column_kind(label) for label in labels]
    if ColumnKind.UNIT in kinds and not any(kind is not None and kind.of_bodies for kind in kinds):
        kinds[kinds.index(ColumnKind.UNIT)] = ColumnKind.RESPONSIBLE
    return Columns(tuple(labels), tuple(kinds), tuple(spans))


def _upper(head: Block, index: int) -> Reading | None:
    """Return the cell of the first row of heads that spans a column: the nearest one to the left that is not empty."""
    cells = [cell for cell in head.cells[: index + 1] if cell.text]
    return cells[-1] if cells else None


def settle_columns(columns: Columns, rows: Sequence[Block], known: Known) -> Columns | None:
    """Return the columns with those told by their content; ``None`` where no words or no bodies are found.

    Of several columns of words the longest holds the tasks; the others stand above it (see :func:`words_column`).
    """
    kinds = list(columns.kinds)
    for index, kind in enumerate(kinds):
        if kind is None or (kind is ColumnKind.UNIT and not columns.of_bodies):
            kinds[index] = _kind_by_content([cell_of(row, index) for row in rows], known, columns, kind)
    if ColumnKind.WORDS not in kinds and ColumnKind.TARGET in kinds:
        kinds[kinds.index(ColumnKind.TARGET)] = ColumnKind.WORDS
    settled = Columns(columns.labels, tuple(kinds), columns.spans)
    if not settled.of(ColumnKind.WORDS) or not settled.of_bodies:
        return None
    return settled


def _kind_by_content(
    cells: Sequence[Reading], known: Known, columns: Columns, kind: ColumnKind | None
) -> ColumnKind | None:
    texts = [cell for cell in cells if cell.text]
    if not texts:
        return ColumnKind.NOTE
    if not columns.of_bodies:
        named = sum(_names_bodies(read_clause(cell, known, BodyColumn(Role.RESPONSIBLE))) for cell in texts)
        if named >= _ENOUGH * len(texts):
            return ColumnKind.RESPONSIBLE
    return kind


def _names_bodies(clause: Clause) -> bool:
    return bool(clause.parties) and not clause.unread


def words_column(columns: Columns, rows: Sequence[Block]) -> int:
    """Return the column that holds the tasks: of those of words the one with the most characters."""
    candidates = columns.of(ColumnKind.WORDS)
    return max(candidates, key=lambda index: (sum(len(cell_of(row, index).text) for row in rows), index))


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table of tasks, with the headings between rows that stand above it, and its part of the document."""

    columns: Columns
    block: Block
    sections: tuple[Reading, ...] = ()
    above: Block | None = None
    root: int = 0


def cell_of(row: Block, column: int) -> Reading:
    """Return a cell; one that the row lacks or leaves empty stands at the row's end."""
    if column < len(row.cells) and row.cells[column].text:
        return row.cells[column]
    return Reading("", (row.span.end,))
