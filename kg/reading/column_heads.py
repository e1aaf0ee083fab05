"""What the head of a table's column says the column holds: numbers, words, bodies in a role, deadlines, persons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from kg.reading.folding import fold_compatible, fold_spaces

NUMBER_LABELS = frozenset({"序号", "编号", "序", "号", "项次", "No", "No.", "NO", "no", "id", "ID", "序列"})
"""What the column with the numbers of the rows is called."""
_LONGEST = 16


class ColumnKind(StrEnum):
    """What a column of a table of tasks holds."""

    NUMBER = "number"
    WORDS = "words"
    LEAD = "lead"
    PARTICIPANT = "participant"
    RESPONSIBLE = "responsible"
    LOCAL = "local"
    DEADLINE = "deadline"
    PERSON = "person"
    TARGET = "target"
    UNIT = "unit"
    NOTE = "note"

    @property
    def of_bodies(self) -> bool:
        """Return whether the column names bodies."""
        return self in (ColumnKind.LEAD, ColumnKind.PARTICIPANT, ColumnKind.RESPONSIBLE, ColumnKind.LOCAL)


_WHO = r"(?:责任)?(?:单位|部门|主体|处室|科室|股室|学院|机构|方)(?:及.{0,6}|[（(].{0,12}[）)])?"
_RESPONSIBLE = (
    rf"(?:主要|第一|具体|直接|相关|拟|建议)?(?:责任|负责|实施|落实|承担|执行|主管|分工)(?:落实)?{_WHO}"
    r"|(?:任务|责任|职责|工作)分工|责任|牵头.*(?:单位|部门)|.{0,8}责任(?:单位|部门)|部门|departments?"
)
_DEADLINE = (
    r"(?:计划|要求|预计|拟)?(?:完成|办理|办结|进度|推进|实施|工作|时间|任务|整改|起止)*"
    r"(?:时限|时间|期限|节点|日期|进度|年限|时序)(?:要求|安排|节点|计划)?|deadline"
)
_TARGET = (
    r"(?:[0-9]{4}年?(?:底|度)?(?:.{0,6}(?:目标|任务|值|计划|指标|预期))?(?:值|数)?)"
    r"|(?:年度|预期|主要|绩效|总体|工作|量化)?目标(?:值|任务|要求)?|目标值|指标值"
)
_WORDS = (
    r".*(?:任务|内容|事项|举措|措施|工作|项目|指标|路径|要求|名称|做法|重点|领域|工程|类别|分类|方面|行动|清单|要点|问题"
    r"|成果|条款|政策|安排|tasks?|content|title|name)(?:名称|清单|分解|描述|内容|及.{0,8}|[（(].{0,12}[）)])?"
)
_KINDS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r".{0,4}(?:领导|责任人|负责人|联系人|经办人|联络员|责任领导|联系方式|电话)(?:及.{0,6})?", ColumnKind.PERSON),
        (rf"(?:总|共同)?(?:牵头|主办|承办|主责)(?:负责)?{_WHO}|牵头|主办|牵头(?:[（(].{{0,8}}[）)])", ColumnKind.LEAD),
        (
            rf"(?:协同|协作|共同)?(?:配合|参加|参与|协助|协办|协同|协作|支持)(?:协助)?{_WHO}|配合|参与|参加|协办|协助|协同",
            ColumnKind.PARTICIPANT,
        ),
        (rf"(?:属地|所在地)(?:{_WHO}|政府)?", ColumnKind.LOCAL),
        (_RESPONSIBLE, ColumnKind.RESPONSIBLE),
        (_DEADLINE, ColumnKind.DEADLINE),
        (_TARGET, ColumnKind.TARGET),
        (r"(?:计量)?单位", ColumnKind.UNIT),
        (r"备注|说明|依据|来源|文件依据|政策依据|页码|属性|指标属性|性质|类型|进展|进展情况|完成情况", ColumnKind.NOTE),
        (_WORDS, ColumnKind.WORDS),
    )
)


def label_of(text: str) -> str:
    """Return the words of a column's head without spaces and in usual widths.

    >>> label_of("牵头 单位")
    '牵头单位'
    """
    return fold_spaces(fold_compatible(text)).rstrip("：:")


def column_kind(text: str) -> ColumnKind | None:
    """Return what a column holds by its head; ``None`` where the words say nothing.

    >>> [column_kind(head).value for head in ("序号", "重点任务", "配合单位", "完成时限", "2031年目标")]
    ['number', 'words', 'participant', 'deadline', 'target']
    """
    label = label_of(text)
    if label in NUMBER_LABELS:
        return ColumnKind.NUMBER
    return next((kind for pattern, kind in _KINDS if pattern.fullmatch(label)), None) if label else None


def looks_like_head(cells: Sequence[str]) -> bool:
    """Return whether cells are the head of a table: short labels, one of numbers among them, or of words and bodies.

    >>> looks_like_head(["序号", "重点任务", "责任单位"]), looks_like_head(["1", "任务", "民政厅负责。"])
    (True, False)
    """
    labels = [label_of(cell) for cell in cells]
    if len(labels) < 2 or any(len(label) > _LONGEST or label.endswith(("。", ";", "；")) for label in labels):
        return False
    kinds = {column_kind(label) for label in labels}
    bodies = any(kind is not None and kind.of_bodies for kind in kinds)
    return ColumnKind.NUMBER in kinds or (bodies and ColumnKind.WORDS in kinds)


def looks_like_second_head(cells: Sequence[str]) -> bool:
    """Return whether cells are the second row of a head: the first empty, the others labels of columns."""
    labels = [label_of(cell) for cell in cells]
    named = [label for label in labels if label]
    return len(labels) > 1 and not labels[0] and bool(named) and all(map(column_kind, named))
