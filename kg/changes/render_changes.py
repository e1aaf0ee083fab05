"""A change table in words for people, and as JSON for machines."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeAlias

from kg.bilingual import Text
from kg.changes.change_summary import (
    ASPECTS,
    DERIVED,
    RENUMBERED,
    derived_labels,
    role_label,
    run_label,
    runs,
    with_their_task,
)
from kg.changes.change_table import Change, ChangeKind, ChangeTable, Side
from kg.changes.labels import KINDS, part_label, short, value_label
from kg.changes.word_differences import WordChange
from kg.parsing.clauses import Role
from kg.reading.folding import fold_wording

Fields: TypeAlias = dict[str, Any]
_LONGEST = 40
_MOVED = frozenset({ChangeKind.TASK_MOVED, ChangeKind.MEASURE_MOVED})
_OF_LEADS = frozenset({ChangeKind.LEAD_GAINED, ChangeKind.LEAD_LOST})
_OF_LOCALS = frozenset({ChangeKind.LOCAL_GAINED, ChangeKind.LOCAL_LOST})
_CARRIED = frozenset({ChangeKind.TARGET_CARRIED_BY_CHANGED, ChangeKind.DEADLINE_CARRIED_BY_CHANGED})


def to_text(table: ChangeTable) -> str:
    """Return the table for people: its sum in Chinese and English, then one line a change, with words and lines.

    Renumbered parts that follow each other share a line; so do parts that were merged or split, and a task that came or
    went with its parties.
    """
    lines = [table.summary_zh, table.summary_en]
    if table.changes:
        lines += ["", *_lines(table.changes)]
    return "\n".join(lines)


def _lines(changes: Sequence[Change]) -> Iterator[str]:
    """Yield the lines, each where the first of its changes stands."""
    aside = with_their_task(changes)
    parties: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        if change in aside:
            parties[change.id].append(change)
    first_of_run = {run[0]: run for run in runs(change for change in changes if change.kind in RENUMBERED)}
    gathered = derived_labels(change for change in changes if change.kind in DERIVED)
    derived = {members[0]: (members, label) for members, label in gathered}
    for change in changes:
        if change.kind in RENUMBERED:
            if change in first_of_run:
                yield _run_line(first_of_run[change])
        elif change.kind in DERIVED:
            if change in derived:
                yield _derived_line(*derived[change], parties)
        elif change not in aside:
            yield _line(change, parties)


def _run_line(run: Sequence[Change]) -> str:
    """Return the words about renumbered parts, with the line of the first and of the last."""
    label, (first, last) = run_label(run), (run[0], run[-1])
    before, after = _lines_of(first.before, last.before), _lines_of(first.after, last.after)
    return f"{label.zh}：原第{before}行 → 现第{after}行 · renumbered: {label.en}"


def _lines_of(first: Side | None, last: Side | None) -> str:
    if first is None or last is None:
        raise ValueError("a renumbered part is in both versions")
    return str(first.line) if first.line == last.line else f"{first.line}–{last.line}"


def _derived_line(members: Sequence[Change], label: Text, parties: Mapping[int, Sequence[Change]]) -> str:
    """Return the words about parts that were made of others, each with its words and, for a task, its parties."""
    before = {change.derived_from[0]: _place("原", change.before) for change in members}
    after = {change.id: _place("现", change.after) for change in members}
    was, now = (
        "；".join(f"{place}{_with(parties.get(part, ()))}" for part, place in places.items())
        for places in (before, after)
    )
    return f"{label.zh}：{was} → {now} · {label.en}"


def _line(change: Change, parties: Mapping[int, Sequence[Change]]) -> str:
    """Return the words about one change."""
    name = change.name_before or change.name if change.kind in ASPECTS else change.name
    part, kind, more = part_label(change.part, name), KINDS[change.kind], _more(change)
    zh = f"（{more.zh}）" if more.zh else ""
    en = f" ({more.en})" if more.en else ""
    came_or_went = change.kind in (ChangeKind.TASK_ADDED, ChangeKind.TASK_REMOVED)
    with_parties = _with(parties.get(change.id, ())) if came_or_went else ""
    return f"{part.zh} {kind.zh}{zh}：{_places(change)}{with_parties} · {kind.en}{en}"


def _more(change: Change) -> Text:
    """Return what the quoted words do not: roles, values, numbers."""
    if _role_is_obvious(change):
        return Text("", "")
    if change.roles_before or change.roles_after:
        roles = dict.fromkeys(roles for roles in (change.roles_before, change.roles_after) if roles)
        sides = [role_label(one) for one in roles]
    elif change.kind in ASPECTS:
        sides = [value_label(change.kind, side.value) for side in (change.before, change.after) if side]
    elif change.kind in _CARRIED:
        values = [side.value for side in (change.before, change.after) if side]
        if len(set(values)) == 1:
            return Text("编号未变，任务已换", "the numbers are the same, the tasks are others")
        sides = [_carriers(value.split()) for value in values]
    elif change.kind in _MOVED and change.name_before:
        before = part_label(change.part, change.name_before)
        return Text(f"原{before.zh}", f"was {before.en}")
    else:
        return Text("", "")
    return Text(" → ".join(side.zh for side in sides), " → ".join(side.en for side in sides))


def _role_is_obvious(change: Change) -> bool:
    roles = change.roles_before or change.roles_after
    return change.kind in _OF_LEADS or (change.kind in _OF_LOCALS and roles == (Role.LOCAL.value,))


def _carriers(numbers: Sequence[str]) -> Text:
    """Return the words for the tasks that carry a commitment."""
    if not numbers:
        return Text("没有任务", "no task")
    return Text(f"第{'、'.join(numbers)}项", f"task{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}")


def _places(change: Change) -> str:
    """Quote the words of both versions, with their lines."""
    if change.words:
        return "；".join(_word(word) for word in change.words)
    if change.kind in _MOVED and change.before and change.after:
        return f"原第{change.before.line}行 → 现第{change.after.line}行“{short(change.name.words, _LONGEST)}”"
    return " → ".join(filter(None, (_place("原", change.before), _place("现", change.after))))


def _place(when: str, side: Side | None) -> str:
    return f"{when}第{side.line}行“{short(fold_wording(side.quote), _LONGEST)}”" if side else ""


def _word(word: WordChange) -> str:
    """Quote changed words with their lines."""
    before, after = f"“{short(word.before, _LONGEST)}”", f"“{short(word.after, _LONGEST)}”"
    if not word.before:
        return f"现第{word.line_after}行增{after}"
    if not word.after:
        return f"原第{word.line_before}行删{before}"
    return f"原第{word.line_before}行{before} → 现第{word.line_after}行{after}"


def _with(parties: Iterable[Change]) -> str:
    """List the parties that came or went with their task."""
    named = [
        f"{side.value}（{role_label(change.roles_after or change.roles_before).zh}）"
        for change in parties
        if (side := change.after or change.before)
    ]
    return f"，{'、'.join(named)}" if named else ""


def to_json(table: ChangeTable) -> str:
    """Return the table as JSON, with quotes and offsets in both versions."""
    return json.dumps(to_fields(table), ensure_ascii=False, indent=2)


def to_fields(table: ChangeTable) -> Fields:
    """Return the table as plain values."""
    return {
        "document": table.document,
        "from": table.from_version.isoformat(),
        "to": table.to_version.isoformat(),
        "same_text": table.same_text,
        "summary_zh": table.summary_zh,
        "summary_en": table.summary_en,
        "total": len(table.changes),
        "changes": [change_fields(change) for change in table.changes],
    }


def change_fields(change: Change) -> Fields:
    """Return one change as plain values; what one version has not is null."""
    before, after = change.name_before, change.name_after
    return {
        "kind": change.kind.value,
        "kind_label": asdict(KINDS[change.kind]),
        "part": change.part.value,
        "id": change.id,
        "number_before": before.number if before else None,
        "number_after": after.number if after else None,
        "name_before": before.words if before else None,
        "name_after": after.words if after else None,
        "organization": change.organization,
        "roles_before": list(change.roles_before),
        "roles_after": list(change.roles_after),
        "before": change.before.value if change.before else None,
        "after": change.after.value if change.after else None,
        "source_before": _source(change.before),
        "source_after": _source(change.after),
        "position_before": change.before.position if change.before else None,
        "position_after": change.after.position if change.after else None,
        "order_before": list(change.before.order) if change.before else [],
        "order_after": list(change.after.order) if change.after else [],
        "words": [_word_fields(word) for word in change.words],
        "derived_from": list(change.derived_from),
    }


def _source(side: Side | None) -> Fields | None:
    """Return the evidence of one version."""
    return {"quote": side.quote, "start": side.start, "end": side.end, "line": side.line} if side else None


def _word_fields(word: WordChange) -> Fields:
    before, after = word.place_before, word.place_after
    return {
        "before": word.before,
        "after": word.after,
        "start_before": before.start if before else None,
        "end_before": before.end if before else None,
        "start_after": after.start if after else None,
        "end_after": after.end if after else None,
    }
