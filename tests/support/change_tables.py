"""Tables made of the rows of the real one, random edits of them, and what is true of each row afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from hypothesis import strategies as st

from kg.changes.identity_decisions import Decision
from kg.changes.match_parts import Match, Proposal, propose
from kg.corpus.identities import PartType
from kg.likeness import sequence_likeness
from kg.linking import LinkedDocument, link
from kg.parsing import parse_document
from kg.reading.folding import fold_wording
from kg.reading.load_text import read_file, read_text
from kg.register import Register, load_register
from kg.resources import shipped

SEED = "documents/chuanbanfa-2021-57/2021-11-09/text.txt"

OTHER_WORDS = "甲乙丙丁戊己庚辛壬癸"
"""Characters with which words are replaced; none of them stands in the real table."""


@dataclass(frozen=True)
class Row:
    """A task: ``name`` is what it truly is, whatever becomes of its words."""

    name: int
    text: str
    clause: str


Table = tuple[Row, ...]


@cache
def register() -> Register:
    return load_register(shipped("data") / "organizations.toml")


def known(name: str) -> bool:
    return bool(register().lookup(name))


@cache
def pool() -> Table:
    """Give the rows of the real table."""
    tasks = parse_document(read_file(shipped("data") / SEED), known).tasks
    return tuple(Row(task.id, task.text, task.clause.text) for task in tasks)


@cache
def near_copies() -> Table:
    """Give three copies each of some rows, which differ in a word or two."""
    words = (("养老", "托育"), ("支持", "鼓励"), ("服务", "保障"))
    copies = {
        row.text.replace(*pair): Row(row.name * 10 + number, row.text.replace(*pair), row.clause)
        for row in pool()[3:20:2]
        for number, pair in enumerate((("", ""), *words))
    }
    return tuple(copies.values())


def read(text: str) -> LinkedDocument:
    """Read a text; its parts have the ids that follow from their numbers."""
    return link(parse_document(read_text(text), known), register())


def linked(table: Sequence[Row], first: int = 1) -> LinkedDocument:
    """Write a table, its rows numbered from ``first``, and read it back."""
    rows = "\n".join(f"{number}\t{row.text}\t{row.clause}" for number, row in enumerate(table, first))
    return read(f"关于印发方案的通知\n\n序号\t重点任务\t责任单位\n{rows}\n")


def alike(one: Row, other: Row) -> float:
    """Weigh words and clause as the matcher does."""
    words, clause = (
        sequence_likeness(fold_wording(a), fold_wording(b))
        for a, b in ((one.text, other.text), (one.clause, other.clause))
    )
    return 0.7 * words + 0.3 * clause


NUMERALS = [f"{ten}{one}" for ten in ("", "十", "二十") for one in ("", *"一二三四五六七八九")][1:]


@cache
def measures() -> Table:
    """Give the measures of the real text, with the heading as the words and the body as the clause."""
    found = parse_document(read_file(shipped("data") / SEED), known).measures
    return tuple(Row(item.id, item.heading, "".join(part.text for part in item.provisions)) for item in found)


def linked_measures(found: Sequence[Row]) -> LinkedDocument:
    """Write measures, numbered in their order, and read them back."""
    text = "\n\n".join(f"（{NUMERALS[at]}）{row.text}。{row.clause}" for at, row in enumerate(found))
    return read(
        f"关于印发方案的通知\n\n一、重点任务\n\n{text}\n\n附件\n\n序号\t重点任务\t责任单位\n1\t督促。\t民政厅负责。\n"
    )


USED = dict.fromkeys(PartType, 99)
"""The ids that are taken as used where a test is not about them."""


def tasks_of(proposal: Proposal) -> tuple[Match, ...]:
    return tuple(match for match in proposal.matches if match.record.type is PartType.TASK)


def match_tables(new: Sequence[Row], old: Sequence[Row], decisions: Sequence[Decision] = ()) -> tuple[Match, ...]:
    """Match two tables; the ids of the old one are its numbers."""
    return tasks_of(propose(linked(new), linked(old), None, USED, decisions))


@st.composite
def tables(draw: st.DrawFn, rows: Table | None = None) -> Table:
    """Draw some rows of the real table (or of others), in any order."""
    every = st.sampled_from(rows or pool())
    return tuple(draw(st.lists(every, min_size=3, max_size=14, unique_by=lambda row: row.name)))


@st.composite
def reworded(draw: st.DrawFn, text: str) -> str:
    """Write up to a third of a text anew: here and there, or in one stretch; or leave it out, or add to it."""
    most = len(text) // 3
    count = draw(st.integers(1, max(1, most)))
    how = draw(st.sampled_from(("here and there", "stretch", "leave out", "add")))
    at = draw(st.integers(0, len(text) - count))
    new = "".join(draw(st.lists(st.sampled_from(OTHER_WORDS), min_size=count, max_size=count)))
    if how == "here and there":
        places = draw(st.lists(st.integers(0, len(text) - 1), min_size=1, max_size=count, unique=True))
        return "".join(new[0] if index in places else character for index, character in enumerate(text))
    if how == "leave out":
        return text[:at] + text[at + count :]
    return text[:at] + new + text[at + (count if how == "stretch" else 0) :]


EDITS = ("insert", "delete", "move", "reword", "change parties")


@st.composite
def edited(draw: st.DrawFn, table: Table, taken: frozenset[int] = frozenset(), others: Table | None = None) -> Table:
    """Edit a table; a row that comes in is one that neither stands in it nor is ``taken``."""
    rows = list(table)
    texts = {row.text for row in table}
    fresh = [row for row in others or pool() if row.name not in {one.name for one in table} | taken]
    for _ in range(draw(st.integers(0, 8))):
        edit, at = draw(st.sampled_from(EDITS)), draw(st.integers(0, len(rows) - 1))
        if edit == "insert" and fresh:
            rows.insert(at, fresh.pop(draw(st.integers(0, len(fresh) - 1))))
        elif edit == "delete" and len(rows) > 1:
            del rows[at]
        elif edit == "move":
            rows.insert(draw(st.integers(0, len(rows) - 1)), rows.pop(at))
        elif edit == "reword" and rows[at].text in texts:
            rows[at] = replace(rows[at], text=draw(reworded(rows[at].text)))
        elif edit == "change parties":
            rows[at] = replace(rows[at], clause=draw(st.sampled_from(pool())).clause)
    return tuple(rows)
