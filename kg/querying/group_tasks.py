"""What the groups have that a body is a member of: 各市（州）人民政府 stands for 成都市人民政府 too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.bilingual import Text
from kg.querying.run_query import THROUGH
from kg.register import Group

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kg.querying.table import AnyTerm, Cell, Table
    from kg.register import Body, Register
    from kg.stores import Snapshot


def groups_of(register: Register, body: Body, as_of: date | None = None) -> tuple[Group, ...]:
    """Return the groups that have a body as a member, or, as of a day, one whose place it has taken."""
    earlier = () if as_of is None else register.predecessors(body.id, as_of)
    found = {group.id: group for one in (body, *earlier) for group in register.groups_of(one.id)}
    return tuple(found.values())


def with_groups(own: Table, theirs: Mapping[str, Table], snapshot: Snapshot) -> Table:
    """Add to the tasks of a body those of its groups, by their ids; the column ``through`` names the group."""
    columns = own.columns if THROUGH in own.columns else (*own.columns, THROUGH)
    found = [({THROUGH: None, **row}, (*terms, None)[: len(columns)]) for row, terms in _rows(own)]
    for identity, table in theirs.items():
        through = NamedNode(f"{snapshot.manifest.base_iri}organization/{identity}")
        width = len(columns) - 1
        found += [({**row, THROUGH: identity}, (*terms[:width], through)) for row, terms in _rows(table)]
    found.sort(key=lambda one: tuple(_key(one[0].get(name)) for name in ("document", "number", "position")))
    return replace(own, columns=columns, rows=tuple(row for row, _ in found), terms=tuple(terms for _, terms in found))


def note_on_groups(body: Body, groups: Mapping[Group, int], option: str) -> Text | None:
    """Return a note where no task names a body itself: how many its groups have, and the ``option`` that lists them."""
    having = {group: tasks for group, tasks in groups.items() if tasks}
    if not having:
        return None
    zh = "，".join(f"{group.name}有{tasks}项" for group, tasks in having.items())
    en = ", ".join(f"{group.name_en} has {tasks}" for group, tasks in having.items())
    return Text(
        f"没有任务单独列出{body.name}；它所属的{zh}，加{option}一并列出。",
        f"No task names {body.name_en} itself; the group it belongs to, {en}: ask with {option}.",
    )


def _rows(table: Table) -> list[tuple[dict[str, Cell], tuple[AnyTerm | None, ...]]]:
    return list(zip(table.rows, table.terms, strict=True))


def _key(cell: Cell) -> tuple[bool, int, str]:
    """Order numbers as numbers, and what is missing last."""
    return (cell is None, cell if isinstance(cell, int) else 0, str(cell))
