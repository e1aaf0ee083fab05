"""Write to the two streams: data to stdout, always UTF-8; words to stderr; progress where somebody watches."""

from __future__ import annotations

import json
import os
import select
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from kg.bilingual import Text
from kg.control_characters import visible
from kg.errors import NotStoredError
from kg.files.atomic import write_whole
from kg.files.csv_lines import csv_text
from kg.files.special_files import refuse_special_file

Cell: TypeAlias = str | int | bool | Decimal | None
Row: TypeAlias = Mapping[str, Cell]

_FIRST = 4096
"""So many bytes go into a pipe whole or not at all."""
_was_read = False
WIDEST_CELL = 60
"""How many columns of the screen a cell of a text table takes at most; other formats give everything."""


class TableFormat(StrEnum):
    """How a table is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"


def put(data: str | bytes) -> None:
    """Write data to stdout, and be quiet when its reader has gone, if it has read something."""
    global _was_read
    raw = data.encode("utf-8") if isinstance(data, str) else data
    try:
        sys.stdout.flush()
        for piece in (raw[:_FIRST], raw[_FIRST:]):
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            _was_read = _was_read or bool(piece)
    except BrokenPipeError:
        # What Python flushes when it ends must go somewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not _was_read:
            raise _nobody_reads() from None
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise NotStoredError(
            Text(f"无法写出答案（{error.strerror}）", f"the answer cannot be written ({error.strerror})"),
            "stdout",
            Text("请写到别处", "write it elsewhere"),
        ) from None


def refuse_closed_output() -> None:
    """Raise :class:`~kg.errors.NotStoredError` where stdout is closed, or is a pipe that nobody reads any more.

    A file that is opened later would take the place of a stdout that is closed, and be written into.
    """
    if getattr(sys, "stdout", None) is None:
        raise NotStoredError(
            Text("标准输出已关闭", "it is closed"),
            "stdout",
            Text("请接到别处，例如 /dev/null", "lead it elsewhere, such as to /dev/null"),
        )
    if hasattr(select, "poll"):
        watched = select.poll()
        try:
            watched.register(sys.stdout.fileno(), 0)
        except (OSError, ValueError):  # no file of the system, as in some tests
            return
        if any(event & select.POLLERR for _, event in watched.poll(0)):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise _nobody_reads()


def _nobody_reads() -> NotStoredError:
    return NotStoredError(
        Text("没有程序读取输出", "nobody reads the answer"), "stdout", Text("请写到别处", "write it elsewhere")
    )


def put_words(words: str) -> None:
    """Write words for people to stdout; no character in them steers the terminal."""
    put(visible(words))


def put_file(data: bytes, path: Path | None) -> None:
    """Write data to a file, whole or not at all, or to stdout when no file is named."""
    if path is None:
        put(data)
        return
    refuse_special_file(path)
    try:
        write_whole(path, data)
    except OSError as error:
        raise NotStoredError(
            Text(f"无法写入文件（{error.strerror}）", f"the file cannot be written ({error.strerror})"),
            path,
            Text("请换一个文件", "name another file"),
        ) from None


def tell(words: str) -> None:
    """Write one line of words to stderr; no character in them steers the terminal."""
    raw = f"{visible(words)}\n".encode("utf-8", "backslashreplace")
    if getattr(sys, "stderr", None) is None:
        return
    try:
        sys.stderr.flush()
        sys.stderr.buffer.write(raw)
        sys.stderr.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


class Progress:
    """Tell the steps of a long run on stderr.

    On a terminal a spinner shows the step under way. Elsewhere a step is told when it is begun later than a second
    after the first, so that a log of a short run stays short.
    """

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._spinner: object | None = None

    def step(self, words: str) -> None:
        """Say what is done next."""
        from rich.status import Status

        if isinstance(self._spinner, Status):
            self._spinner.update(words)
        elif time.monotonic() - self._began > 1:
            tell(f"{words} …")


@contextmanager
def progress() -> Iterator[Progress]:
    """Show progress for as long as the block runs.

    >>> with progress() as steps:
    ...     steps.step("reading")
    """
    steps = Progress()
    if not sys.stderr.isatty():
        yield steps
        return
    from rich.console import Console

    with Console(stderr=True).status("") as steps._spinner:
        yield steps


def write_table(columns: Sequence[str], rows: Sequence[Row], form: TableFormat) -> str:
    r"""Write a table in one of the formats.

    >>> write_table(["task", "role"], [{"task": 7, "role": "lead"}], TableFormat.CSV)
    'task,role\n7,lead\n'
    """
    match form:
        case TableFormat.JSON:
            items = [{column: _number(row.get(column)) for column in columns} for row in rows]
            return json.dumps({"total": len(items), "items": items}, ensure_ascii=False, indent=2) + "\n"
        case TableFormat.TEXT:
            return _text_table(columns, rows)
        case _:
            lines = (columns, *([_plain(row.get(column)) for column in columns] for row in rows))
            return csv_text(lines, delimiter="," if form is TableFormat.CSV else "\t", line_end="\n")


def _number(cell: Cell) -> str | int | float | bool | None:
    """Give a cell as JSON knows it."""
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return cell


def _plain(cell: Cell) -> str:
    """Give a cell as characters, on one line."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return str(cell).replace("\r", " ").replace("\n", " ")


def _text_table(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Line the columns up; a Chinese character is two columns of the screen wide."""
    from rich.cells import cell_len

    lines = [
        [visible(column) for column in columns],
        *([_short(visible(_plain(row.get(column)))) for column in columns] for row in rows),
    ]
    widths = [max(cell_len(line[at]) for line in lines) for at in range(len(columns))]
    padded = (
        "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True))
        for line in lines
    )
    return "".join(f"{line.rstrip()}\n" for line in padded)


def _short(cell: str) -> str:
    """Cut a long cell, but never an IRI: half of one is of no use."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(cell) <= WIDEST_CELL or cell.startswith(("http://", "https://")):
        return cell
    return set_cell_size(cell, WIDEST_CELL - 1).rstrip() + "…"
