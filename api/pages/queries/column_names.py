"""What the columns of the named queries are called on pages, and which of them say twice what another says."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.bilingual import Language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WORDS: Final = """
after|改后|After
aliases|别名|Aliases
as_written|原文写法|As written
aspiration|力争|Aspired to
assignments|责任条数|Number of responsibilities
basis|依据|Basis
before|改前|Before
bodies|单位数|Number of bodies
certainty|把握程度|Certainty
changes|改动数|Number of changes
chapter|章|Chapter
chapter_heading|章标题|Heading of the chapter
chapter_numbers|各章|Which chapters
chapters|章数|Number of chapters
comparator|比较|Comparator
corrected|已更正|Corrected
correction|更正|Correction
date|日期|Date
deadline|期限|Deadline
deadline_as_written|期限原文|Deadline as written
deadline_line|期限出处行|Line of the deadline
deadline_quote|期限出处|Words of the deadline
deadlines|期限数|Number of deadlines
definition|定义|Definition
document|文件|Document
due_by|截止日|Due by
end|止位|End
first|单位甲|First body
first_due|最早期限|First due
first_name|单位甲全称|Official name of the first
force|效力|Force
group|单位集合|Group
group_name|单位集合全称|Official name of the group
has_lead|写明牵头|Lead is named
heading|标题|Heading
highest|最高值|Highest value
id|标识|Identity
indicator|指标|Indicator
iri|数据|Data
issuer|印发机关|Issuer
issuer_name|印发机关全称|Official name of the issuer
joined|参加数|Joined
kind|类别|Kind
last_due|最晚期限|Last due
lead|牵头单位|Lead
lead_name|牵头单位全称|Official name of the lead
leads|牵头单位数|Number of leads
led|牵头任务数|Tasks led
line|行|Line
line_after|改后行|Line after
line_before|改前行|Line before
local|属地负责数|Local
lowest|最低值|Lowest value
match|对应方式|Match
measure|措施|Measure
measure_line|措施原文行|Line of the measure
measure_quote|措施原文|Quote of the measure
measure_words|措施用语|Words of the measure
measures|措施|Measures
name|单位全称|Official name
name_en|英文名称|English name
names|各单位全称|Official names
note|说明|Note
number|任务序号|Task number
number_after|改后序号|Number after
number_before|改前序号|Number before
ongoing|长期|Without end
open_ended|列举未尽|Open-ended
organization|单位|Body
part|部分|Part
participant|参加单位|Participant
participant_name|参加单位全称|Official name of the participant
participants|参加单位数|Number of participants
parties|责任单位数|Number of parties
position|次序|Position
precision|精度|Precision
previous|上一版本|Version before
provision|条款|Provision
provisions|条款数|Number of provisions
quote|原文|Quote
quote_after|改后原文|Quote after
quote_before|改前原文|Quote before
reason|理由|Reason
recurrence|每年期限|Every year
registered|已登记|In the register
responsibility_text|责任单位原文|Words on responsibility
responsible|负责数|Responsible
role|角色|Role
roles_after|改后角色|Roles after
roles_before|改前角色|Roles before
scope|适用范围|Scope
second|单位乙|Second body
second_name|单位乙全称|Official name of the second
share|占比|Share
shared|分工负责数|Shared
short_name|简称|Short name
since|起始日|Since
standing_standard|常设标准|Standing standard
start|起位|Start
successor|承继单位|Successor
successor_name|承继单位全称|Official name of the successor
target|目标序号|Target number
targets|目标数|Number of targets
task|任务|Task
task_words|任务用语|Words of the task
tasks|任务|Tasks
tasks_together|共同任务数|Number of tasks together
text|文字|Text
through|原承担单位|Through
times|次数|Times
title|标题|Title
uncovered|未落实条款数|Provisions no task takes up
unit|计量单位|Unit
value|数值|Value
version|版本|Version
why|原因|Why
with_deadline|有期限的任务数|Tasks with a deadline
with_lead|写明牵头的任务数|Tasks with a lead
with_local|有地方政府的任务数|Tasks with local governments
with_target|有目标的任务数|Tasks with a target
withdrawn|撤回日期|Withdrawn on
without_local|没有地方政府的任务|Tasks without local governments
year|年份|Year
"""
_OF_ONE: Final = """
bodies-by-chapter tasks|任务数|Number of tasks
bridging-bodies tasks|任务数|Number of tasks
changes-of-document date|生效日期|In force from
chapters leads|牵头单位数|Number of leads
chapters measures|措施数|Number of measures
chapters tasks|任务数|Number of tasks
counts-by-body-and-role tasks|任务数|Number of tasks
deadlines number|期限序号|Deadline number
deadlines-without-target number|期限序号|Deadline number
deadlines-without-task number|期限序号|Deadline number
documents date|印发日期|Issued on
documents measures|措施数|Number of measures
documents tasks|任务数|Number of tasks
due-before number|期限序号|Deadline number
history-of-organization date|生效日期|In force from
kinds-of-bodies tasks|任务数|Number of tasks
local-share-by-chapter tasks|任务数|Number of tasks
measures number|措施序号|Measure number
parties-per-task local|属地负责单位数|Number of local bodies
parties-per-task responsible|负责单位数|Number of responsible bodies
parties-per-task shared|分工负责单位数|Number of sharing bodies
profile-of-documents open_ended|列举未尽的任务数|Open-ended tasks
profile-of-documents tasks|任务数|Number of tasks
roles name|名称|Name
targets-by-force number|目标序号|Target number
targets-with-deadlines number|目标序号|Target number
targets-without-task number|目标序号|Target number
workload tasks|任务数|Number of tasks
workload-by-version tasks|任务数|Number of tasks
"""
"""What a column is called in one question alone: there it counts what elsewhere it lists, or numbers another part."""
_DOUBLED: Final = frozenset(
    {
        ("documents", "number", Language.ZH),
        ("documents", "number", Language.EN),
        ("organizations", "short_name", Language.ZH),
        ("organizations", "name_en", Language.EN),
    }
)
"""What the link in another column says on a page."""


def _read(words: str) -> Mapping[str, dict[Language, str]]:
    lines = (line.split("|") for line in words.split("\n") if line)
    return MappingProxyType({name: {Language.ZH: zh, Language.EN: en} for name, zh, en in lines})


_CALLED: Final = _read(_WORDS)
_CALLED_IN: Final = _read(_OF_ONE)


def column_name(column: str, language: Language, query: str = "") -> str:
    """Call a column, in a question that may call it otherwise than others do; one that is not known keeps its name.

    >>> column_name("as_written", Language.ZH), column_name("as_written", Language.EN)
    ('原文写法', 'As written')
    >>> column_name("tasks", Language.ZH), column_name("tasks", Language.ZH, "workload")
    ('任务', '任务数')
    """
    called = _CALLED_IN.get(f"{query} {column}") or _CALLED.get(column)
    return called[language] if called else column


def headings(query: str, columns: Sequence[str], language: Language) -> dict[str, str]:
    """Give the columns of a question that a page shows, with their headings.

    Of two languages the page shows its own; a code is left out where words say the same, and the first of several
    tasks where all are there.

    >>> headings("x", ["kind", "kind_zh", "kind_en", "task", "tasks"], Language.EN)
    {'kind_en': 'Kind', 'tasks': 'Tasks'}
    """
    told = {one.removesuffix("_zh") for one in columns if one.endswith("_zh") and f"{one[:-3]}_en" in columns}
    found = {}
    for column in columns:
        plain, _, ending = column.rpartition("_")
        paired = plain in told and ending in {*Language}
        if column in told or (column == "task" and "tasks" in columns) or (query, column, language) in _DOUBLED:
            continue
        if not paired or ending == language:
            found[column] = column_name(plain if paired else column, language, query)
    return found
