"""``zhize tasks``, ``zhize query`` and ``zhize sparql``: questions to the published graph."""

from __future__ import annotations

import signal
import sys
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from api.cli import options
from api.cli.current_graph import fresh
from api.cli.output import Cell, TableFormat, put, put_words, tell, write_table
from api.cli.sparql_formats import ResultFormat
from kg.bilingual import Text
from kg.errors import InputError, NotFoundError, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kg.querying import Table
    from kg.register import Body
    from kg.settings import Settings

Form: TypeAlias = Annotated[TableFormat, typer.Option("--format", help="How to write the answer.")]
AsOf: TypeAlias = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="As of this day: each document in its version of then.")
]


class Role(StrEnum):
    """The five roles."""

    LEAD = "lead"
    PARTICIPANT = "participant"
    SHARED = "shared"
    RESPONSIBLE = "responsible"
    LOCAL = "local"


def tasks(
    organization: Annotated[str, typer.Argument(metavar="ORG", help="An official name, an alias or an id: 应急厅.")],
    role: Annotated[Role | None, typer.Option("--role", help="Only tasks in this role.")] = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="ID", help="Only tasks of this document.")
    ] = None,
    include_groups: Annotated[
        bool, typer.Option("--include-groups", help="Also those of the groups it belongs to, as 各市（州）人民政府.")
    ] = False,
    as_of: AsOf = None,
    form: Form = TableFormat.TEXT,
    data: options.Data = None,
    store: options.Store = None,
    base_iri: options.BaseIri = None,
) -> None:
    """List the tasks an organization takes part in: its role, and where the document says so.

    As of a day, those of a body whose place it had taken by then are among them.
    """
    given = {"organization": organization, "role": role.value if role else None, "document": document}
    values = {name: value for name, value in given.items() if value}
    settings = options.settings_of(data, store, base_iri)
    questions = _Questions(settings, _day(as_of))
    table = questions.tasks(values, include_groups=include_groups)
    _tell_note(table)
    if form is not TableFormat.TEXT:
        put(write_table(table.columns, table.rows, form))
        return
    roles = {role: f"{name.zh} {name.en}" for role, name in questions.role_names().items()}
    slips = {row["correction"] for row in table.rows} - {None}
    about = {"document": document} if document else {}
    corrections = questions.run_query("corrections", about).rows if slips else ()
    bodies = {body.id: body for body in questions.register.bodies}
    put_words(
        _task_lines(table, roles, bodies) + _correction_lines([row for row in corrections if row["iri"] in slips])
    )


def query(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A file in queries/; without it, all are listed.")
    ] = None,
    values: Annotated[list[str] | None, typer.Argument(metavar="[KEY=VALUE]...", help="Its parameters.")] = None,
    as_of: AsOf = None,
    form: Form = TableFormat.TEXT,
    data: options.Data = None,
    store: options.Store = None,
    base_iri: options.BaseIri = None,
) -> None:
    """Ask one of the named questions; without a name, list them with their parameters."""
    if name is None:
        put(_all_queries(form))
        return
    table = _Questions(options.settings_of(data, store, base_iri), _day(as_of)).run_query(name, _pairs(values or []))
    _tell_note(table)
    put(write_table(table.columns, table.rows, form))


def sparql(
    text: Annotated[str, typer.Argument(metavar="QUERY", help="A SPARQL 1.1 query; - reads it from stdin.")],
    form: Annotated[ResultFormat | None, typer.Option("--format", help="How to write the answer.")] = None,
    data: options.Data = None,
    store: options.Store = None,
    base_iri: options.BaseIri = None,
) -> None:
    """Ask a question of one's own in SPARQL; the usual prefixes need not be declared."""
    from api.cli.sparql_results import write_result

    wanted = sys.stdin.buffer.read().decode("utf-8", "replace") if text == "-" else text
    snapshot = fresh(options.settings_of(data, store, base_iri))
    let_ctrl_c_end_the_process()
    put(write_result(snapshot.query(wanted), form))


def let_ctrl_c_end_the_process() -> None:
    """Give Ctrl-C its plain meaning: the engine does not look at Python's signals while a query runs."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class _Questions:
    """Asks the named queries of the snapshot that is current, of its present or as of a day."""

    def __init__(self, settings: Settings, as_of: date | None) -> None:
        from kg.querying import load_queries
        from kg.register import load_register

        self.as_of = as_of
        self.queries = load_queries()
        self.snapshot = fresh(settings)
        self.register = load_register(settings.data_folder / "organizations.toml")
        let_ctrl_c_end_the_process()

    def role_names(self) -> Mapping[str, Text]:
        """Give what the roles are called, on any day."""
        from kg.querying import role_names

        return role_names(self.snapshot, self.queries, self.register)

    def run_query(self, name: str, values: dict[str, str]) -> Table:
        """Ask one of them."""
        from kg.likeness import nearest
        from kg.querying import run_query

        if name not in self.queries:
            near = nearest(name, self.queries) or self.queries
            raise NotFoundError(
                Text(f"没有名为{shown(name)!r}的查询", f"there is no query {shown(name)!r}"),
                None,
                Text(f"请看 zhize query；相近的有 {'、'.join(near)}", f"see zhize query; near are {', '.join(near)}"),
            )
        return run_query(self.snapshot, self.queries[name], values, self.register, self.as_of)

    def tasks(self, values: dict[str, str], *, include_groups: bool) -> Table:
        """Ask for the tasks of a body, with those of its groups, or with a note on them where it has none."""
        from kg.bilingual import joined
        from kg.querying import groups_of, note_on_groups, resolve_organization, with_groups

        own = self.run_query("tasks-of-organization", values)
        name = values["organization"].strip().removeprefix(f"{self.snapshot.manifest.base_iri}organization/")
        body = resolve_organization(self.register, name)
        groups = groups_of(self.register, body, self.as_of) if include_groups or not own.rows else ()
        theirs = {
            group: self.run_query("tasks-of-organization", {**values, "organization": group.id}) for group in groups
        }
        if include_groups:
            return with_groups(own, {group.id: table for group, table in theirs.items()}, self.snapshot)
        counts = {group: len(table) for group, table in theirs.items()}
        notes = (own.note, note_on_groups(body, counts, "--include-groups"))
        return replace(own, note=joined(note for note in notes if note))


def _day(words: str | None) -> date | None:
    """Read the day that is asked about."""
    from kg.iso_dates import read_day

    if words is None:
        return None
    try:
        return read_day(words)
    except ValueError:
        raise InputError(
            Text(f"{shown(words)!r}不是 2021-11-09 这样的日期", f"{shown(words)!r} is not a date such as 2021-11-09"),
            "--as-of",
            Text("请给出日期，或省略该选项", "give one, or leave it out"),
        ) from None


def _tell_note(table: Table) -> None:
    """Tell what to know of an answer as of a day."""
    if table.note:
        tell(f"{table.note.zh} {table.note.en}")


def _task_lines(table: Table, roles: Mapping[str, str], bodies: Mapping[str, Body]) -> str:
    """Write tasks for people: one line for the place and the role, one for the words of the task."""
    lines = [f"共{len(table)}项 · {len(table)} assignment(s)"]
    for row in table.rows:
        slip = f"（笔误，见{_correction(row['correction'])}）" if row["corrected"] else ""
        others = " · 等有关部门" if row["open_ended"] else ""
        others += _through(bodies[str(through)]) if (through := row.get("through")) else ""
        lines.append("")
        lines.append(
            f"{row['document']} 任务{row['number'] or '？'} · {roles[str(row['role'])]} · 第{row['position']}位"
            f" · 原文“{row['quote']}”{slip} 第{row['line']}行 [{row['start']}–{row['end']}]{others}"
        )
        lines.append(f"    {row['text']}")
    return "\n".join(lines) + "\n"


def _through(body: Body) -> str:
    """Say for people whom the document names instead: a group, or whom the body took over from."""
    from kg.register import Group

    return f" · 列名为{body.name}" if isinstance(body, Group) else f" · 原属{body.name}"


def _correction_lines(corrections: Sequence[Mapping[str, Cell]]) -> str:
    """Write for people what is meant by the slips, and why: one line for each, then the reason in both languages."""
    sure = {"certain": "应为", "probable": "似应为"}
    return "".join(
        f"\n{row['document']} {_correction(row['iri'])} correction ({row['certainty']})"
        f" · 原文“{row['as_written']}”{sure[str(row['certainty'])]}{row['name']}\n"
        f"    {row['reason_zh']}\n    {row['reason_en']}\n"
        for row in corrections
    )


def _correction(iri: Cell) -> str:
    """Name a correction for people.

    >>> _correction("https://w3id.org/zhize/id/document/chuanbanfa-2021-57/correction/1")
    '更正1'
    """
    return f"更正{str(iri).rpartition('/')[2]}"


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
            raise InputError(
                Text("参数应写成 名称=值", "a parameter is written key=value"),
                shown(value),
                Text("例如 organization=应急厅", "for example organization=应急厅"),
            )
        if key in pairs:
            raise InputError(
                Text("参数给了两次", "a parameter is given twice"), shown(key), Text("请只给一次", "give it once")
            )
        pairs[key] = rest
    return pairs
