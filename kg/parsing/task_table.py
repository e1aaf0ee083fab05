"""Rows of a task table, as tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.parsing.clause_conventions import DocumentConventions
from kg.parsing.clauses import Clause, Conventions, Role, read_clause
from kg.parsing.clauses.names import Known
from kg.parsing.model import Task, Unread
from kg.parsing.sentences import statements_of
from kg.reading import Block, Reading, SourceText, Span
from kg.reading.blocks import NUMBER_LABELS
from kg.reading.folding import fold_spaces, fold_wording

_TASK_COLUMN = re.compile(r".*(?:任务|内容|事项|举措|措施|工作|项目)$")
_CLAUSE_COLUMNS = (
    (re.compile(r"牵头(?:单位|部门)"), Role.LEAD),
    (re.compile(r"(?:配合|参加|参与|协助|协办)(?:单位|部门)"), Role.PARTICIPANT),
    (re.compile(r"(?:责任|负责|实施|落实)(?:单位|部门|分工|主体)|牵头.*(?:单位|部门)|.*责任单位"), Role.RESPONSIBLE),
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the number, the task and the responsibility clause stand in a row, and the clause column's role."""

    labels: tuple[str, ...]
    number: int
    task: int
    clause: int
    role: Role


def read_columns(header: Block) -> Columns | None:
    """Return the columns of a table by its header, in any order; ``None`` without a task or a clause column."""
    labels = tuple(fold_spaces(cell.text) for cell in header.cells)
    number = next((index for index, label in enumerate(labels) if label in NUMBER_LABELS), 0)
    tasks = [index for index, label in enumerate(labels) if index != number and _TASK_COLUMN.fullmatch(label)]
    clauses = [(index, role) for index, label in enumerate(labels) for role in _clause_roles(label)]
    if len(tasks) != 1 or len(clauses) != 1:
        return None
    return Columns(labels, number, tasks[0], clauses[0][0], clauses[0][1])


def _clause_roles(label: str) -> list[Role]:
    return [role for pattern, role in _CLAUSE_COLUMNS if pattern.fullmatch(label)][:1]


def read_rows(
    rows: Sequence[tuple[Columns, Block]], source: SourceText, known: Known, conventions: DocumentConventions
) -> tuple[list[Task], list[Unread]]:
    """Read rows as tasks.

    A number that stands twice keeps the first row's identity; the second gets the next free one. A row whose
    number can't be read is a task without a number if its clause names a body, else it is unread as a whole.
    """
    printed = {number for columns, row in rows if (number := _number(_cell(row, columns.number))) is not None}
    tasks: list[Task] = []
    unread: list[Unread] = []
    used: set[int] = set()
    next_free = max(printed, default=0) + 1
    for columns, row in rows:
        number_cell = _cell(row, columns.number)
        number = _number(number_cell)
        clause = _clause(_cell(row, columns.clause), row, source, known, conventions, columns.role)
        if number is None:
            if not clause.parties:
                unread.append(Unread(row.span, "a table row without a number and without a body"))
                continue
            unread.append(Unread(number_cell.span() if number_cell.text else row.span, "the number of a table row"))
        if number is None or number in used:
            identity, next_free = next_free, next_free + 1
        else:
            identity = number
        used.add(identity)
        reading = _cell(row, columns.task)
        if not reading.text:
            unread.append(Unread(row.span, "a table row without the words of a task"))
        unread.extend(_left_over(row, columns))
        tasks.append(
            Task(
                identity,
                number,
                reading,
                clause,
                statements_of(reading.text, conventions.issued),
                number_span=number_cell.span() if number is not None else None,
                blanket_local=_blanket(conventions, row.span),
            )
        )
    return tasks, unread


def _cell(row: Block, column: int) -> Reading:
    """Return a cell; one that the row lacks or leaves empty stands at the row's end."""
    if column < len(row.cells) and row.cells[column].text:
        return row.cells[column]
    return Reading("", (row.span.end,))


def _number(cell: Reading) -> int | None:
    text = fold_wording(cell.text).rstrip(".、")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None


def _clause(
    cell: Reading, row: Block, source: SourceText, known: Known, conventions: DocumentConventions, role: Role
) -> Clause:
    if not cell.text:
        return Clause("", Span(row.span.end, row.span.end))
    return read_clause(cell, known, Conventions(conventions.first_listed_leads), role, source.text)


def _blanket(conventions: DocumentConventions, place: Span) -> tuple[str, Span] | None:
    blanket = conventions.blanket_local
    return blanket if blanket is not None and blanket[1].start < place.start else None


def _left_over(row: Block, columns: Columns) -> list[Unread]:
    """Report cells that belong to no column that is understood."""
    read = {columns.number, columns.task, columns.clause}
    return [
        Unread(cell.span(), "a table cell in a column that is not understood")
        for index, cell in enumerate(row.cells)
        if index not in read and cell.text
    ]
