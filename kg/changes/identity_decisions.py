"""What a person has decided about which part is which: the file for ``--mapping``.

::

    [[task]]
    number = 33            # as printed in the new text; start = 6123 where no number is printed or one stands twice
    id = 33                # it is this part; or
    new = true             # it is a part that never was; or
    derived_from = [33, 34]  # it was merged from these, or split from one
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.bilingual import Text
from kg.corpus.identities import Part, PartType
from kg.errors import InputError
from kg.files.toml_records import TomlTable, read_toml

_ANSWERS = ("id", "new", "derived_from")
_KEYS = frozenset({"number", "start", *_ANSWERS})


@dataclass(frozen=True, slots=True)
class Decision:
    """What one part of a new text is, by the person who decided it; the part is named by its printed number or start.

    Without ``id`` and ``derived_from`` it is new. ``where`` names the entry in errors.
    """

    type: PartType
    number: int | None
    start: int | None
    id: int | None
    derived_from: tuple[int, ...]
    by: str
    where: str


def load_decisions(file: Path, by: str) -> tuple[Decision, ...]:
    """Read what a person has decided; ``by`` is the name to record.

    Raises :class:`~kg.errors.InputError` for the first thing that is wrong in the file, in one sentence.
    """
    top = TomlTable(str(file), read_toml(file), frozenset(PartType))
    person = TomlTable("--by", {"by": by}, frozenset({"by"})).text("by")
    found = tuple(_decision(part, entry, person) for part in PartType for entry in top.tables(part, _KEYS))
    if not found:
        raise top.error(
            Text("该文件没有作出任何决定", "the file decides nothing"),
            Text("请在每一条前写 [[task]]", "head each entry with [[task]]"),
        )
    return found


def _decision(part: PartType, entry: TomlTable, by: str) -> Decision:
    names = [key for key in ("number", "start") if entry.has(key)]
    if len(names) != 1:
        raise entry.error(
            Text(f"不清楚指的是哪一个 {part}", f"it is not clear which {part} is meant"),
            Text("请给出印出的编号，否则给出起始位置", "give its printed number, or else its start"),
        )
    answers = [key for key in _ANSWERS if entry.has(key)]
    if len(answers) != 1:
        raise entry.error(
            Text(f"不清楚该 {part} 是什么", f"it is not clear what the {part} is"),
            Text("请给出 id、new = true、derived_from 之一", "give one of id, new = true and derived_from"),
        )
    if answers == ["new"] and entry.value("new") is not True:
        raise entry.error(
            Text("“new”不是 true", "“new” is not true"),
            Text("请写 new = true，或写出它所延续部分的 id", "write new = true, or the id of the part that it is"),
        )
    return Decision(
        part,
        entry.whole("number") if "number" in names else None,
        entry.whole("start") if "start" in names else None,
        entry.whole("id") if "id" in answers else None,
        entry.positives("derived_from") if "derived_from" in answers else (),
        by,
        entry.where,
    )


def part_meant(decision: Decision, parts: Sequence[Part]) -> Part:
    """Find the part of a new text that a decision is about."""
    wanted = decision.number if decision.start is None else decision.start
    key = "number" if decision.start is None else "start"
    found = [part for part in parts if (part.number if decision.start is None else part.start) == wanted]
    if not found:
        raise InputError(
            Text(
                f"新文本中没有 {key} = {wanted} 的 {decision.type}",
                f"the new text has no {decision.type} with {key} = {wanted}",
            ),
            decision.where,
            Text(
                f"请用 {_some([str(value) for part in parts if (value := getattr(part, key)) is not None])}",
                f"use {_some([str(value) for part in parts if (value := getattr(part, key)) is not None])}",
            ),
        )
    if len(found) > 1:
        starts = _some([str(part.start) for part in found])
        raise InputError(
            Text(f"编号{wanted}出现两次", f"the number {wanted} stands twice"),
            decision.where,
            Text(f"请改为给出起始位置（{starts}）", f"give the start instead ({starts})"),
        )
    return found[0]


def check_ids(decisions: Sequence[Decision], known: Sequence[int], retired: Sequence[int]) -> None:
    """Check that the ids which decisions name are there to be continued, and each by one part only.

    ``known`` are those of the versions compared with; a part may also be one of another version come back.
    """
    given: set[int] = set()
    for decision in decisions:
        named, whose = decision.derived_from, Text("与它比较的", "compared with it")
        there = sorted(known)
        if decision.id is not None:
            named, whose, there = (decision.id,), Text("该文件的", "of the document"), sorted({*known, *retired})
        for identity in named:
            if identity not in there:
                raise InputError(
                    Text(
                        f"{whose.zh}各版本都没有 id 为{identity}的 {decision.type}",
                        f"no version {whose.en} has a {decision.type} with the id {identity}",
                    ),
                    decision.where,
                    Text(f"请用 {_some([str(one) for one in there])}", f"use {_some([str(one) for one in there])}")
                    if there
                    else Text("请标明它是新的", "say that it is new"),
                )
        if decision.id in given:
            raise InputError(
                Text(
                    f"有两个部分都被指定为 {decision.type} {decision.id}",
                    f"two parts are said to be {decision.type} {decision.id}",
                ),
                decision.where,
                Text("请只留一个", "keep one"),
            )
        if decision.id is not None:
            given.add(decision.id)


def _some(words: Sequence[str], most: int = 12) -> str:
    """List what may be used, or the first of it."""
    if not words:
        return "another sort of part"
    listed = ", ".join(words[:most])
    return f"one of {listed}, …" if len(words) > most else f"one of {listed}"
