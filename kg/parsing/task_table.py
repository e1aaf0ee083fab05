"""Rows of a task table, as tasks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.parsing.clause_conventions import DocumentConventions
from kg.parsing.clauses import BodyColumn, Clause, PartKind, Role, read_clause
from kg.parsing.clauses.merged_clauses import first_listed_leads, merged
from kg.parsing.clauses.names import Known
from kg.parsing.model import CellStatements, Task, Unread
from kg.parsing.sentences import statements_of
from kg.parsing.table_cells import (
    deadline_of_cell,
    persons_of_cell,
    states_nothing,
    target_of_cell,
)
from kg.parsing.table_columns import Columns, TableRow, cell_of, settle_columns, words_column
from kg.reading import Block, Reading, SourceText, Span
from kg.reading.column_heads import ColumnKind
from kg.reading.folding import fold_width

_ROLES = {
    ColumnKind.LEAD: Role.LEAD,
    ColumnKind.PARTICIPANT: Role.PARTICIPANT,
    ColumnKind.RESPONSIBLE: Role.RESPONSIBLE,
    ColumnKind.LOCAL: Role.LOCAL,
}


def read_rows(
    rows: Sequence[TableRow], source: SourceText, known: Known, conventions: DocumentConventions
) -> tuple[list[Task], list[Unread]]:
    """Read rows as tasks.

    A number that stands twice keeps the first row's identity; the second gets the next free one. A row whose
    number can't be read is a task without a number if its clause names a body, else it is unread as a whole.
    """
    reader = _RowReader(source, known, conventions, rows)
    for columns, blocks in _tables(rows):
        reader.read_table(columns, blocks)
    return reader.tasks, reader.unread


def _tables(rows: Sequence[TableRow]) -> Iterator[tuple[Columns, list[TableRow]]]:
    """Return the rows of each table: those under one head."""
    table: list[TableRow] = []
    for row in rows:
        if table and row.columns is not table[-1].columns:
            yield table[-1].columns, table
            table = []
        table.append(row)
    if table:
        yield table[-1].columns, table


class _RowReader:
    """Reads table after table; numbers that stand twice, or none, get the next free identity."""

    def __init__(
        self, source: SourceText, known: Known, conventions: DocumentConventions, rows: Iterable[TableRow]
    ) -> None:
        self.source, self.known, self.conventions = source, known, conventions
        self.tasks: list[Task] = []
        self.unread: list[Unread] = []
        self.used: set[int] = set()
        printed = (
            number
            for row in rows
            for at in row.columns.of(ColumnKind.NUMBER)[:1]
            if (number := _number(cell_of(row.block, at))) is not None
        )
        self.next_free = max(printed, default=0) + 1
        self.above: dict[int, Reading] = {}

    def read_table(self, columns: Columns, rows: list[TableRow]) -> None:
        """Read the rows of one table."""
        blocks = [row.block for row in rows]
        settled = settle_columns(columns, blocks, self.known)
        if settled is None:
            span = Span(blocks[0].span.start, blocks[-1].span.end)
            shown = "、".join(filter(None, columns.labels))
            self.unread.append(Unread(span, f"a table that is not understood; its columns: {shown}"))
            return
        words = words_column(settled, blocks)
        self.above = {}
        for row in rows:
            self._read_row(settled, words, row)

    def _read_row(self, columns: Columns, words: int, row: TableRow) -> None:
        block = row.block
        at = next(iter(columns.of(ColumnKind.NUMBER)), None)
        number_cell = cell_of(block, at) if at is not None else Reading("", (block.span.end,))
        number = _number(number_cell)
        clause = self._clause(columns, block, numbered=bool(number_cell.text) or at is None)
        if number is None and at is not None:
            if not clause.says_who:
                self.unread.append(Unread(block.span, "a table row without a number and without a body"))
                return
            if number_cell.text or not self._continues(columns, words, block):
                self.unread.append(
                    Unread(number_cell.span() if number_cell.text else block.span, "the number of a table row")
                )
        reading = cell_of(block, words)
        if not reading.text:
            self.unread.append(Unread(block.span, "a table row without the words of a task"))
        self._leave_unknown(columns, block)
        self.tasks.append(
            Task(
                self._identity(number),
                number,
                reading,
                clause,
                statements_of(reading.text, self.conventions.issued),
                number_span=number_cell.span() if number is not None else None,
                blanket_local=self.conventions.blanket_local(block.span.start),
                label=number_cell.text or None,
                path=(*(section.text for section in row.sections), *self._groups(columns, words, block)),
                cells=tuple(self._cells(columns, reading, block)),
            )
        )

    def _continues(self, columns: Columns, words: int, block: Block) -> bool:
        """Return whether a row without a number goes on from one above: it has words and names bodies."""
        return (
            bool(self.tasks)
            and bool(cell_of(block, words).text)
            and any(cell_of(block, at).text for at in columns.of_bodies)
        )

    def _identity(self, number: int | None) -> int:
        if number is None or number in self.used:
            identity, self.next_free = self.next_free, self.next_free + 1
        else:
            identity = number
        self.used.add(identity)
        return identity

    def _clause(self, columns: Columns, block: Block, *, numbered: bool) -> Clause:
        """Read the cells of bodies as one clause; where a row goes on, an empty one holds what stands above."""
        clauses: list[Clause] = []
        for at in columns.of_bodies:
            cell = cell_of(block, at)
            if cell.text:
                self.above[at] = cell
            elif not numbered and at in self.above:
                cell = self.above[at]
            if cell.text:
                kind = columns.kinds[at]
                column = BodyColumn(_ROLES[kind], columns.spans[at]) if kind is not None else None
                clauses.append(read_clause(cell, self.known, column, self.source.text))
        if not clauses:
            return self._with_persons(Clause("", Span(block.span.end, block.span.end)), columns, block)
        clause = merged(clauses, self.source.text, PartKind.OTHER_CELL)
        if (convention := self.conventions.first_listed_leads(clause.span.end)) is not None:
            clause = first_listed_leads(clause, convention)
        return self._with_persons(clause, columns, block)

    def _with_persons(self, clause: Clause, columns: Columns, block: Block) -> Clause:
        persons = [
            person
            for at in columns.of(ColumnKind.PERSON)
            for person in persons_of_cell(cell_of(block, at), columns.labels[at])
        ]
        return replace(clause, persons=(*clause.persons, *persons)) if persons else clause

    def _groups(self, columns: Columns, words: int, block: Block) -> list[str]:
        """Return the words of the other columns, which stand above the task; an empty one goes on from above."""
        groups = []
        for at in columns.of(ColumnKind.WORDS):
            if at == words:
                continue
            cell = cell_of(block, at)
            if cell.text:
                self.above[at] = cell
            elif at in self.above:
                cell = self.above[at]
            if cell.text:
                groups.append(cell.text)
        return groups

    def _cells(self, columns: Columns, words: Reading, block: Block) -> Iterator[CellStatements]:
        """Return what the columns of deadlines and of targets state; a cell that can't be read is reported."""
        issued, year = self.conventions.issued, self.conventions.year
        unit = next((cell_of(block, at).text for at in columns.of(ColumnKind.UNIT)), "")
        for at in (*columns.of(ColumnKind.DEADLINE), *columns.of(ColumnKind.TARGET)):
            cell = cell_of(block, at)
            if states_nothing(cell):
                continue
            if columns.kinds[at] is ColumnKind.DEADLINE:
                found = deadline_of_cell(cell, issued, year)
            else:
                found = target_of_cell(cell, columns.labels[at], columns.spans[at], words, unit, issued)
            if found is None:
                self.unread.append(Unread(cell.span(), "a table cell of a deadline or a target that can't be read"))
            else:
                yield found

    def _leave_unknown(self, columns: Columns, block: Block) -> None:
        """Report cells that belong to no column that is understood."""
        for index, cell in enumerate(block.cells):
            kind = columns.kinds[index] if index < len(columns.kinds) else None
            if kind is None and cell.text:
                self.unread.append(Unread(cell.span(), "a table cell in a column that is not understood"))


def _number(cell: Reading) -> int | None:
    text = re.sub(r"\s+", "", fold_width(cell.text)).rstrip(".、")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None
