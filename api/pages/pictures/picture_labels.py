"""What pictures say, in both languages: they are drawn without the templates, whose words are in a catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Words:
    """Words in both languages, with places to fill in."""

    zh: str
    en: str


MATRIX: Final = Words("责任矩阵", "Matrix of responsibilities")
MATRIX_TOLD: Final = Words(
    "%(bodies)s个单位在%(tasks)s项任务中的%(assignments)s条责任；一行是一个单位，一列是一项任务，格中的字是角色。",
    "%(assignments)s assignments of %(bodies)s bodies in %(tasks)s tasks; a row is a body, a column is a task, the "
    "letter in a cell is the role.",
)
TOTAL: Final = Words("合计", "Total")
OTHERS: Final = Words("未列名的单位", "Others, not named")
GRID: Final = Words("谁牵头、谁参加", "Who leads whom")
GRID_TOLD: Final = Words(
    "%(leads)s个牵头单位，%(others)s个参加单位；一行是一个牵头单位，一列是一个参加单位，格中的数是这样的任务有几项。",
    "%(leads)s bodies that lead and %(others)s that take part; a row is a body that leads, a column is one that takes "
    "part, the number in a cell is that of such tasks.",
)
ONE: Final = Words("1项", "1 task")
FEW: Final = Words("2至3项", "2 or 3 tasks")
MANY: Final = Words("4项以上", "4 tasks or more")
EVERY_DOCUMENT: Final = Words("全部文件", "all documents")
RING: Final = Words("%(name)s与谁一起做", "With whom %(name)s works")
RING_TOLD: Final = Words(
    "共%(bodies)s个单位；线越粗，共同的任务越多。最多的是：%(first)s。",
    "%(bodies)s bodies; the thicker the line, the more tasks in common. Those with the most: %(first)s.",
)
RING_NOBODY: Final = Words("没有别的单位与它同在一项任务里。", "No other body has a task with it.")
IT_LEADS: Final = Words("由它牵头，本单位参加", "it leads, the body in the middle takes part")
IT_FOLLOWS: Final = Words("由本单位牵头，它参加", "the body in the middle leads, it takes part")
NO_LEAD: Final = Words("同在一项任务里，互不牵头", "both have a task, neither leads the other")
TASKS_IN_COMMON: Final = Words("数字和线的粗细是共同的任务数。", "Numbers and thickness tell the tasks in common. ")
MORE_BODIES: Final = Words("另有%(n)s个单位。", "And %(n)s more bodies.")
SEPARATOR: Final = Words("、", ", ")
STRIP: Final = Words("目标与期限", "Targets and deadlines")
STRIP_TOLD: Final = Words(
    "按年份排列：%(dated)s。没有截止日的：%(others)s。",
    "By year: %(dated)s. Without a last day: %(others)s.",
)
NOTHING: Final = Words("没有", "none")
ISSUED: Final = Words("%(day)s印发", "issued %(day)s")
MORE: Final = Words("另有%(n)s项", "and %(n)s more")
RECURRING: Final = Words("每年重复或长期坚持", "Every year, or without an end")
STANDING: Final = Words("长期标准", "Standing standards")
NOT_DATED: Final = Words("没有写明期限", "No deadline is stated")
TASK: Final = Words("任务%(numbers)s", "task %(numbers)s")
COUNT: Final = Words("%(band)s %(n)s项", "%(band)s: %(n)s")
CARRIED: Final = Words("有任务承担", "a task carries it")
NOT_CARRIED: Final = Words("没有任务承担", "no task carries it")
