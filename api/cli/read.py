"""``zhize read``: what a file says, whoever it comes from; nothing is stored."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import options
from api.cli.output import Row, TableFormat, put, put_words, tell, write_table

if TYPE_CHECKING:
    from kg.answers.plan_reading import PlanReading, ReadTask


class ReadFormat(StrEnum):
    """How the answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TEXT = "text"


def read(
    file: Annotated[
        Path, typer.Argument(parser=options.path, metavar="FILE", help="A plan: text, Markdown, CSV, JSON, HTML.")
    ],
    document: Annotated[
        str | None,
        typer.Option(
            "--document", metavar="DOCUMENT", help="Read it as a version of this document of the data folder."
        ),
    ] = None,
    form: Annotated[ReadFormat, typer.Option("--format", help="How to write the answer.")] = ReadFormat.TABLE,
    data: options.Data = None,
) -> None:
    """Read a plan and say who must do what, by when, and what could not be read. Nothing is stored.

    Exit code 1 says that something is unread, 2 that the file can't be read at all.
    """
    from kg.answers.plan_reading import read_plan, rows_of
    from kg.corpus.folder import known_document, load_data_folder
    from kg.files.csv_lines import csv_text
    from kg.reading.load_text import read_raw
    from kg.register import load_register
    from kg.resources import shipped

    raw = read_raw(file)
    if document is not None:
        folder = load_data_folder(options.settings_of(data).data_folder)
        reading, text = read_plan(raw, str(file), data=folder, document=known_document(folder, document))
    else:
        reading, text = read_plan(raw, str(file), register=load_register(shipped("data") / "organizations.toml"))
    match form:
        case ReadFormat.JSON:
            put(reading.model_dump_json(indent=2) + "\n")
        case ReadFormat.CSV:
            put(csv_text(rows_of(reading), line_end="\n"))
        case ReadFormat.TEXT:
            put(text)
        case ReadFormat.TABLE:
            _write_table(reading)
    if reading.unread:
        raise typer.Exit(1)


def _write_table(reading: PlanReading) -> None:
    """Write a row for each task, then on stderr what is unread."""
    rows: list[Row] = [
        {"number": _number(task), "task": task.text, "bodies": _bodies(task), "due": _due(task)}
        for task in reading.tasks
    ]
    put_words(write_table(["number", "task", "bodies", "due"], rows, TableFormat.TEXT))
    for one in reading.unread:
        tell(f"line {one.line}: not read: {one.quote} ({one.reason})")
    if not reading.tasks:
        tell("no task is found in it")


def _number(task: ReadTask) -> str:
    return task.label or ("" if task.number is None else str(task.number))


def _bodies(task: ReadTask) -> str:
    by_role: dict[str, list[str]] = {}
    for one in task.assignments:
        by_role.setdefault(one.role, []).append(one.as_written)
    for other in task.other_roles:
        by_role.setdefault(other.words, []).extend(other.bodies)
    return "; ".join(f"{role}: {'、'.join(names)}" for role, names in by_role.items())


def _due(task: ReadTask) -> str:
    return ", ".join(one.due_by.isoformat() if one.due_by is not None else one.as_written for one in task.deadlines)
