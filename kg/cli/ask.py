"""``zhize tasks``, ``zhize query`` and ``zhize sparql``: questions to the published graph."""

from __future__ import annotations

import signal
import sys
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from kg.cli import options
from kg.cli.output import Cell, TableFormat, put, write_table
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.querying import Table
    from kg.settings import Settings

Form: TypeAlias = Annotated[TableFormat, typer.Option("--format", help="How to write the answer.")]


class Role(StrEnum):
    """The five roles."""

    LEAD = "lead"
    PARTICIPANT = "participant"
    SHARED = "shared"
    RESPONSIBLE = "responsible"
    LOCAL = "local"


class ResultFormat(StrEnum):
    """How the answer to a SPARQL query is written: the first five for rows, the rest for triples."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"


def tasks(
    organization: Annotated[str, typer.Argument(metavar="ORG", help="An official name, an alias or an id: 应急厅.")],
    role: Annotated[Role | None, typer.Option("--role", help="Only tasks in this role.")] = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="ID", help="Only tasks of this document.")
    ] = None,
    form: Form = TableFormat.TEXT,
    data: options.Data = None,
    store: options.Store = None,
    base_iri: options.BaseIri = None,
) -> None:
    """List the tasks an organization takes part in: its role, and where the document says so."""
    given = {"organization": organization, "role": role.value if role else None, "document": document}
    values = {name: value for name, value in given.items() if value}
    settings = options.settings_of(data, store, base_iri)
    table = _ask("tasks-of-organization", values, settings)
    if form is TableFormat.TEXT:
        names = {str(row["role"]): f"{row['name_zh']} {row['name_en']}" for row in _ask("roles", {}, settings).rows}
        put(_task_lines(table, names))
    else:
        put(write_table(table.columns, table.rows, form))


def query(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A file in queries/; without it, all are listed.")
    ] = None,
    values: Annotated[list[str] | None, typer.Argument(metavar="[KEY=VALUE]...", help="Its parameters.")] = None,
    form: Form = TableFormat.TEXT,
    data: options.Data = None,
    store: options.Store = None,
    base_iri: options.BaseIri = None,
) -> None:
    """Ask one of the named questions; without a name, list them with their parameters."""
    if name is None:
        put(_all_queries(form))
        return
    table = _ask(name, _pairs(values or []), options.settings_of(data, store, base_iri))
    put(write_table(table.columns, table.rows, form))


def sparql(
    text: Annotated[str, typer.Argument(metavar="QUERY", help="A SPARQL 1.1 query; - reads it from stdin.")],
    form: Annotated[ResultFormat | None, typer.Option("--format", help="How to write the answer.")] = None,
    data: options.Data = None,
    store: options.Store = None,
    base_iri: options.BaseIri = None,
) -> None:
    """Ask a question of one's own in SPARQL; the usual prefixes need not be declared."""
    from kg.cli.results import write_result
    from kg.stores import current

    wanted = sys.stdin.buffer.read().decode("utf-8", "replace") if text == "-" else text
    snapshot = current(options.settings_of(data, store, base_iri).store_folder)
    let_ctrl_c_end_the_process()
    put(write_result(snapshot.query(wanted), form))


def let_ctrl_c_end_the_process() -> None:
    """Give Ctrl-C its plain meaning: the engine does not look at Python's signals while a query runs."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _ask(name: str, values: dict[str, str], settings: Settings) -> Table:
    """Ask a named question of the snapshot that is current."""
    from kg.querying import ask, load_queries
    from kg.register import load_register
    from kg.stores import current

    queries = load_queries()
    if name not in queries:
        near = get_close_matches(name, queries, n=3, cutoff=0.3)
        raise InputError(f"there is no query {name!r}", None, f"see zhize query; near are {', '.join(near or queries)}")
    snapshot = current(settings.store_folder)
    register = load_register(settings.data_folder / "organizations.toml")
    let_ctrl_c_end_the_process()
    return ask(snapshot, queries[name], values, register)


def _task_lines(table: Table, roles: dict[str, str]) -> str:
    """Write tasks for people: one line for the place and the role, one for the words of the task."""
    lines = [f"共{len(table)}项 · {len(table)} assignment(s)"]
    for row in table.rows:
        slip = "（笔误，已更正）" if row["corrected"] else ""
        others = " · 等有关部门" if row["open_ended"] else ""
        lines.append("")
        lines.append(
            f"{row['document']} 任务{row['number']} · {roles[str(row['role'])]} · 第{row['position']}位"
            f" · 原文“{row['quote']}”{slip} 第{row['line']}行 [{row['start']}–{row['end']}]{others}"
        )
        lines.append(f"    {row['text']}")
    return "\n".join(lines) + "\n"


def _all_queries(form: TableFormat) -> str:
    """List the named queries, each with its parameters and an example call."""
    from kg.querying import load_queries

    columns = ["name", "parameters", "title_zh", "title_en", "example"]
    rows: list[dict[str, Cell]] = [
        {
            "name": query.name,
            "parameters": " ".join(one.name if one.required else f"[{one.name}]" for one in query.parameters),
            "title_zh": query.title.zh,
            "title_en": query.title.en,
            "example": " ".join(
                ["zhize query", query.name, *(f"{key}={value}" for key, value in query.example.items())]
            ),
        }
        for query in load_queries().values()
    ]
    if form is not TableFormat.TEXT:
        return write_table(columns, rows, form)
    return "".join(
        f"{row['name']} {row['parameters']}\n    {row['title_zh']} · {row['title_en']}\n    {row['example']}\n"
        for row in rows
    )


def _pairs(values: list[str]) -> dict[str, str]:
    """Read ``key=value`` arguments.

    >>> _pairs(["organization=应急厅"])
    {'organization': '应急厅'}
    """
    pairs: dict[str, str] = {}
    for value in values:
        key, equals, rest = value.partition("=")
        if not (equals and key):
            raise InputError("a parameter is written key=value", value, "for example organization=应急厅")
        if key in pairs:
            raise InputError("a parameter is given twice", key, "give it once")
        pairs[key] = rest
    return pairs
