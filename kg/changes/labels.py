"""What kinds of changes, roles and parts are called, as ``ontology/zhize.ttl`` has them, and how numbers are listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Final

from kg.bilingual import Text
from kg.changes.change_table import ChangeKind, PartName
from kg.corpus.identities import PartType
from kg.parsing.clauses import Role

KINDS: Final = MappingProxyType(
    {
        ChangeKind.TASK_ADDED: Text("新增任务", "task added"),
        ChangeKind.TASK_REMOVED: Text("删去任务", "task removed"),
        ChangeKind.TASK_MERGED: Text("任务合并", "task merged"),
        ChangeKind.TASK_SPLIT: Text("任务拆分", "task split"),
        ChangeKind.TASK_MOVED: Text("任务移动", "task moved"),
        ChangeKind.TASK_RENUMBERED: Text("任务改编号", "task renumbered"),
        ChangeKind.TASK_REWORDED: Text("任务改文字", "task reworded"),
        ChangeKind.CLAUSE_REWORDED: Text("责任单位改措辞", "responsibility clause reworded"),
        ChangeKind.LEAD_GAINED: Text("有了牵头单位", "lead gained"),
        ChangeKind.LEAD_LOST: Text("不再有牵头单位", "lead lost"),
        ChangeKind.LOCAL_GAINED: Text("增加属地负责", "local governments gained"),
        ChangeKind.LOCAL_LOST: Text("取消属地负责", "local governments lost"),
        ChangeKind.OPEN_ENDED_GAINED: Text("增加未列明单位", "further bodies gained"),
        ChangeKind.OPEN_ENDED_LOST: Text("取消未列明单位", "further bodies lost"),
        ChangeKind.PARTY_ADDED: Text("增加单位", "party added"),
        ChangeKind.PARTY_REMOVED: Text("取消单位", "party removed"),
        ChangeKind.ROLE_CHANGED: Text("改变角色", "role changed"),
        ChangeKind.PARTY_RENAMED: Text("单位改写名称", "party renamed"),
        ChangeKind.PARTY_ORDER_CHANGED: Text("单位次序改变", "order of parties changed"),
        ChangeKind.MEASURE_ADDED: Text("新增措施", "measure added"),
        ChangeKind.MEASURE_REMOVED: Text("删去措施", "measure removed"),
        ChangeKind.MEASURE_MERGED: Text("措施合并", "measure merged"),
        ChangeKind.MEASURE_SPLIT: Text("措施拆分", "measure split"),
        ChangeKind.MEASURE_MOVED: Text("措施移动", "measure moved"),
        ChangeKind.MEASURE_RENUMBERED: Text("措施改编号", "measure renumbered"),
        ChangeKind.MEASURE_REWORDED: Text("措施改文字", "measure reworded"),
        ChangeKind.TARGET_ADDED: Text("新增目标", "target added"),
        ChangeKind.TARGET_REMOVED: Text("删去目标", "target removed"),
        ChangeKind.TARGET_VALUE_CHANGED: Text("目标数值改变", "target value changed"),
        ChangeKind.TARGET_COMPARATOR_CHANGED: Text("目标比较方式改变", "target comparator changed"),
        ChangeKind.TARGET_UNIT_CHANGED: Text("目标单位改变", "target unit changed"),
        ChangeKind.TARGET_DEADLINE_CHANGED: Text("目标期限改变", "target deadline changed"),
        ChangeKind.TARGET_SCOPE_CHANGED: Text("目标范围改变", "target scope changed"),
        ChangeKind.TARGET_FORCE_CHANGED: Text("目标约束力改变", "target force changed"),
        ChangeKind.TARGET_REWORDED: Text("目标改文字", "target reworded"),
        ChangeKind.TARGET_CARRIED_BY_CHANGED: Text("承担目标的任务改变", "tasks that carry the target changed"),
        ChangeKind.DEADLINE_ADDED: Text("新增期限", "deadline added"),
        ChangeKind.DEADLINE_REMOVED: Text("删去期限", "deadline removed"),
        ChangeKind.DEADLINE_DATE_CHANGED: Text("期限日期改变", "deadline date changed"),
        ChangeKind.DEADLINE_REWORDED: Text("期限改文字", "deadline reworded"),
        ChangeKind.DEADLINE_CARRIED_BY_CHANGED: Text("承担期限的任务改变", "tasks that carry the deadline changed"),
    }
)
ROLES: Final = MappingProxyType(
    {
        Role.LEAD.value: Text("牵头", "lead"),
        Role.PARTICIPANT.value: Text("参加", "participant"),
        Role.SHARED.value: Text("按职责分工负责", "responsible by division of duties"),
        Role.RESPONSIBLE.value: Text("负责", "responsible"),
        Role.LOCAL.value: Text("属地负责", "locally responsible"),
    }
)
_VALUES: Final = {
    "gteq": Text("不低于", "at least"),
    "lteq": Text("不高于", "at most"),
    "approx": Text("约", "about"),
    "between": Text("介于", "between"),
    "eq": Text("等于", "exactly"),
    "gt": Text("高于", "more than"),
    "lt": Text("低于", "less than"),
    "duty": Text("约束性", "binding"),
    "aspiration": Text("预期性", "striven for"),
    "duty standing-standard": Text("约束性（长期标准）", "binding (a standing standard)"),
    "aspiration standing-standard": Text("预期性（长期标准）", "striven for (a standing standard)"),
    "ongoing": Text("长期坚持", "without an end"),
    "": Text("无", "none"),
}
_CODED: Final = frozenset(
    {
        ChangeKind.TARGET_COMPARATOR_CHANGED,
        ChangeKind.TARGET_FORCE_CHANGED,
        ChangeKind.TARGET_DEADLINE_CHANGED,
        ChangeKind.DEADLINE_ADDED,
        ChangeKind.DEADLINE_REMOVED,
        ChangeKind.DEADLINE_DATE_CHANGED,
    }
)
_DIGITS: Final = "零一二三四五六七八九"
_SHORT: Final = 24


def value_label(kind: ChangeKind, value: str) -> Text:
    """Return the value of a side to people.

    >>> value_label(ChangeKind.TARGET_COMPARATOR_CHANGED, "gteq").zh
    '不低于'
    """
    if kind in _CODED or not value:
        return _VALUES.get(value, Text(value, value))
    return Text(value, value)


def part_label(part: PartType, name: PartName) -> Text:
    """Return what a reader of the text calls a part.

    >>> part_label(PartType.TASK, PartName(9, "加强城乡公办养老机构建设")).zh
    '第9项'
    >>> part_label(PartType.MEASURE, PartName(13, "落实财税价格支持政策")).zh
    '措施（十三）'
    """
    number = "?" if name.number is None else str(name.number)
    match part:
        case PartType.TASK:
            return Text(f"第{number}项", f"task {number}")
        case PartType.MEASURE:
            return Text(f"措施（{'?' if name.number is None else numeral(name.number)}）", f"measure {number}")
        case PartType.TARGET:
            return Text(f"目标“{short(name.words)}”", f"target “{short(name.words)}”")
        case PartType.DEADLINE:
            return Text(f"期限“{short(name.words)}”", f"deadline “{short(name.words)}”")


def numeral(number: int) -> str:
    """Write a number as headings do.

    >>> [numeral(number) for number in (7, 10, 13, 20, 22, 100)]
    ['七', '十', '十三', '二十', '二十二', '100']
    """
    tens, ones = divmod(number, 10)
    if number < 1 or tens >= len(_DIGITS):
        return str(number)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def short(words: str, length: int = _SHORT) -> str:
    """Cut words that are too long for a line."""
    return words if len(words) <= length else words[: length - 1] + "…"


def listed(
    numbers: Iterable[int | None],
    between: str = "、",
    to: str = "–",
    written: Callable[[int], str] = str,
    unknown: str = "?",
) -> str:
    """List printed numbers, runs as such.

    >>> listed([12, 13, 14, 9, None])
    '9、12–14、?'
    >>> listed([3, 1, 2], to="至", written=lambda number: f"（{numeral(number)}）")
    '（一）至（三）'
    """
    given = set(numbers)
    known = sorted(number for number in given if number is not None)
    runs: list[list[int]] = []
    for number in known:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [to.join((written(run[0]), written(run[-1]))) if len(run) > 1 else written(run[0]) for run in runs]
    return between.join([*words, unknown] if None in given else words)
