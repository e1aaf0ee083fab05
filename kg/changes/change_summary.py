"""One sentence that sums up what changed, in Chinese and in English."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from kg.bilingual import Text
from kg.changes.change_table import Change, ChangeKind, PartName
from kg.changes.labels import KINDS, ROLES, listed, numeral, part_label, value_label
from kg.corpus.identities import PartType
from kg.parsing.clauses import Role

SINGLY: Final = 3
"""The most changes of one kind that are listed one by one; more are counted."""
LEADING: Final = 8
"""The most changes of leads of one kind that are listed one by one, whatever else there is."""
_LEAD: Final = Role.LEAD.value
_LOCALLY: Final = (Role.LOCAL.value,)
_CAME: Final = frozenset({ChangeKind.TASK_ADDED, ChangeKind.TASK_MERGED, ChangeKind.TASK_SPLIT})
_WENT: Final = frozenset({ChangeKind.TASK_REMOVED})
DERIVED: Final = {
    ChangeKind.TASK_MERGED: Text("合并为", "merged into"),
    ChangeKind.TASK_SPLIT: Text("拆分为", "split into"),
    ChangeKind.MEASURE_MERGED: Text("合并为", "merged into"),
    ChangeKind.MEASURE_SPLIT: Text("拆分为", "split into"),
}
RENUMBERED: Final = frozenset({ChangeKind.TASK_RENUMBERED, ChangeKind.MEASURE_RENUMBERED})
ASPECTS: Final = {
    ChangeKind.TARGET_VALUE_CHANGED: Text("数值", "value"),
    ChangeKind.TARGET_COMPARATOR_CHANGED: Text("比较方式", "comparator"),
    ChangeKind.TARGET_UNIT_CHANGED: Text("计量单位", "unit"),
    ChangeKind.TARGET_DEADLINE_CHANGED: Text("期限", "deadline"),
    ChangeKind.TARGET_SCOPE_CHANGED: Text("范围", "scope"),
    ChangeKind.TARGET_FORCE_CHANGED: Text("约束力", "force"),
    ChangeKind.DEADLINE_DATE_CHANGED: Text("日期", "date"),
}
_AFFECTING: Final = frozenset({ChangeKind.PARTY_ADDED, ChangeKind.PARTY_REMOVED, ChangeKind.ROLE_CHANGED})


def summary(old: date, new: date, changes: Sequence[Change], *, same_text: bool) -> Text:
    """Sum up the changes from one version to another, or say plainly that there are none."""
    if changes:
        phrases = list(_phrases(changes))
        zh, en = "；".join(one.zh for one in phrases), "; ".join(one.en for one in phrases)
        return Text(f"{old}至{new}：{zh}。", f"{old} to {new}: {en}.")
    if old == new:
        return Text(f"{old}：两个版本没有差别，是同一版本。", f"{old}: no difference, it is the same version.")
    if same_text:
        return Text(f"{old}和{new}：两个版本没有差别。", f"{old} and {new}: no difference.")
    return Text(
        f"{old}和{new}：两个版本没有差别，任务、责任单位、措施、目标和期限都相同，只有其他文字或排版不同。",
        f"{old} and {new}: no difference in tasks, parties, measures, targets and deadlines; other words or the layout "
        "differ.",
    )


def nothing_about(old: date, new: date) -> Text:
    """Return the words that say that none of the changes affects the body that is asked about."""
    return Text(f"{old}至{new}：没有涉及该单位的改动。", f"{old} to {new}: no change affects this body.")


def with_their_task(changes: Iterable[Change]) -> frozenset[Change]:
    """Return the changes of parties that came or went with a whole task that these changes have too."""
    changes = tuple(changes)
    came = {change.id for change in changes if change.kind in _CAME}
    went = {change.id for change in changes if change.kind in _WENT}
    went.update(source for change in changes if change.kind in _CAME for source in change.derived_from)
    return frozenset(
        change
        for change in changes
        if (change.kind is ChangeKind.PARTY_ADDED and change.name_before is None and change.id in came)
        or (change.kind is ChangeKind.PARTY_REMOVED and change.name_after is None and change.id in went)
    )


def _phrases(changes: Sequence[Change]) -> Iterator[Text]:
    """Yield a sentence about each kind of change that there is."""
    aside = with_their_task(changes) | _local(changes)
    for kind in ChangeKind:
        group = [change for change in changes if change.kind is kind and change not in aside]
        if group:
            yield from _phrase(kind, group)


def _local(changes: Sequence[Change]) -> frozenset[Change]:
    """Return the local governments that came to a task which had none, or went from one that has none any more."""
    seen = {(change.kind, change.id) for change in changes}
    gained, lost = (
        {identity for kind, identity in seen if kind is wanted}
        for wanted in (ChangeKind.LOCAL_GAINED, ChangeKind.LOCAL_LOST)
    )
    return frozenset(
        change
        for change in changes
        if (change.kind is ChangeKind.PARTY_ADDED and change.roles_after == _LOCALLY and change.id in gained)
        or (change.kind is ChangeKind.PARTY_REMOVED and change.roles_before == _LOCALLY and change.id in lost)
    )


def _phrase(kind: ChangeKind, group: Sequence[Change]) -> Iterator[Text]:
    if kind in DERIVED:
        yield from (label for _, label in derived_labels(group))
    elif kind in RENUMBERED:
        yield from (run_label(run) for run in runs(group))
    elif kind is ChangeKind.PARTY_RENAMED:
        yield from _renamed(group)
    elif kind in _AFFECTING:
        yield from _affecting(kind, group)
    elif kind in ASPECTS and len(group) <= SINGLY:
        yield from (_value_words(change) for change in group)
    else:
        yield _counted(kind, group)


def _affecting(kind: ChangeKind, group: Sequence[Change]) -> Iterator[Text]:
    """Yield sentences about bodies; who became or ceased to be a lead always by name."""
    if len(group) <= SINGLY:
        yield from (party_label(change) for change in group)
        return
    leading = [change for change in group if _LEAD in (*change.roles_before, *change.roles_after)]
    if len(leading) <= LEADING:
        yield from (party_label(change) for change in leading)
        rest = [change for change in group if change not in leading]
        yield from (party_label(change) for change in rest) if len(rest) <= SINGLY else [_counted(kind, rest)]
    else:
        yield _counted(kind, group)


def _counted(kind: ChangeKind, group: Sequence[Change]) -> Text:
    """Return how many changes of one kind there are, and where they have numbers, which."""
    label, part, names = KINDS[kind], group[0].part, [change.name for change in group]
    if part in (PartType.TARGET, PartType.DEADLINE):
        return Text(f"{label.zh}{len(group)}个", f"{label.en}: {len(group)}")
    where = numbers_label(part, names)
    count = Text(f"{len(group)}处，", f"{len(group)}, ") if kind in _AFFECTING else Text("", "")
    return Text(f"{label.zh}：{count.zh}{where.zh}", f"{label.en}: {count.en}{where.en}")


def numbers_label(part: PartType, names: Iterable[PartName]) -> Text:
    """List parts by their printed numbers."""
    numbers = list(dict.fromkeys(name.number for name in names))
    if part is PartType.MEASURE:
        zh = listed(numbers, to="至", written=lambda number: f"（{numeral(number)}）", unknown="（?）")
        return Text(f"措施{zh}", f"{_plural(part, numbers)} {listed(numbers, ', ')}")
    return Text(f"第{listed(numbers)}项", f"{_plural(part, numbers)} {listed(numbers, ', ')}")


def _plural(part: PartType, numbers: Sequence[object]) -> str:
    return part.value if len(numbers) == 1 else f"{part}s"


def derived_labels(group: Iterable[Change]) -> Iterator[tuple[list[Change], Text]]:
    """Gather the changes by which parts were made of others: those of one result, or of one source, together."""
    together: dict[tuple[ChangeKind, int], list[Change]] = defaultdict(list)
    for change in group:
        one = change.id if change.kind.value.endswith("-merged") else change.derived_from[0]
        together[change.kind, one].append(change)
    for (kind, _), members in together.items():
        before = numbers_label(members[0].part, (change.name_before for change in members if change.name_before))
        after = numbers_label(members[0].part, (change.name_after for change in members if change.name_after))
        how = DERIVED[kind]
        yield members, Text(f"原{before.zh}{how.zh}{after.zh}", f"{before.en} {how.en} {after.en}")


def runs(changes: Iterable[Change]) -> list[list[Change]]:
    """Gather renumbered parts that follow each other in both versions."""
    found: list[list[Change]] = []
    for change in sorted(changes, key=lambda one: one.order):
        if found and _follows(found[-1][-1], change):
            found[-1].append(change)
        else:
            found.append([change])
    return found


def _follows(one: Change, other: Change) -> bool:
    (a, b), (c, d) = _numbers(one), _numbers(other)
    return one.part is other.part and a is not None and b is not None and (c, d) == (a + 1, b + 1)


def _numbers(change: Change) -> tuple[int | None, int | None]:
    before, after = change.name_before, change.name_after
    return before.number if before else None, after.number if after else None


def run_label(run: Sequence[Change]) -> Text:
    """Return a run of renumbered parts: 第21–52项改为第22–53项."""
    part = run[0].part
    before = numbers_label(part, (change.name_before for change in run if change.name_before))
    after = numbers_label(part, (change.name_after for change in run if change.name_after))
    return Text(f"原{before.zh}改为{after.zh}", f"{before.en} → {after.en.partition(' ')[2]}")


def _renamed(group: Sequence[Change]) -> Iterator[Text]:
    """Yield which words took the place of which, and in which tasks."""
    alike: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in group:
        alike[side_words(change)].append(change)
    if len(alike) > SINGLY:
        yield _counted(ChangeKind.PARTY_RENAMED, group)
        return
    for (before, after), members in alike.items():
        where = numbers_label(PartType.TASK, (change.name for change in members))
        yield Text(f"{where.zh}“{before}”改作“{after}”", f"“{before}” → “{after}” in {where.en}")


def side_words(change: Change) -> tuple[str, str]:
    """Return the two values of a change, in Chinese words."""
    before, after = (value_label(change.kind, side.value if side else "") for side in (change.before, change.after))
    return before.zh, after.zh


def party_label(change: Change) -> Text:
    """Return what happened to one body in one task; a body that has no English name is called as it is written."""
    where = part_label(change.part, change.name)
    roles = tuple(role_label(roles) for roles in (change.roles_before, change.roles_after))
    before, after = side_words(change)
    some = change.after or change.before
    name = (some.name_en if some else None) or (after if change.after else before)
    if change.kind is ChangeKind.PARTY_ADDED:
        return Text(f"{where.zh}增加{after}（{roles[1].zh}）", f"{where.en}: {name} added ({roles[1].en})")
    if change.kind is ChangeKind.PARTY_REMOVED:
        return Text(f"{where.zh}取消{before}（{roles[0].zh}）", f"{where.en}: {name} removed ({roles[0].en})")
    return Text(
        f"{where.zh}{after}由{roles[0].zh}改为{roles[1].zh}", f"{where.en}: {name} {roles[0].en} → {roles[1].en}"
    )


def role_label(roles: Iterable[str]) -> Text:
    """Return the names of roles by their ids."""
    labels = [ROLES[role] for role in roles]
    return Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))


def _value_words(change: Change) -> Text:
    """Return what a target or a deadline was and is."""
    where, what = part_label(change.part, change.name_before or change.name), ASPECTS[change.kind]
    before, after = (value_label(change.kind, side.value if side else "") for side in (change.before, change.after))
    return Text(
        f"{where.zh}的{what.zh}由{before.zh}改为{after.zh}", f"{what.en} of {where.en}: {before.en} → {after.en}"
    )
