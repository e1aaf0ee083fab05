"""What the columns of the named queries are called on pages; in English they are called as they are."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from api.pages.language import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Final = """
document=文件 number=序号 organization=单位 name=名称 name_zh=中文名称 name_en=英文名称 short_name=简称 aliases=别名
names=名称数 kind=类别 kind_zh=类别 kind_en=类别（英文） role=角色 position=次序 as_written=原文写法
corrected=已更正 correction=更正 certainty=把握程度 reason_zh=理由 reason_en=理由（英文） open_ended=列举未尽
registered=已登记 quote=原文 start=起位 end=止位 line=行 iri=数据 id=标识 text=文字 title=标题 heading=标题
issuer=印发机关 issuer_name=印发机关名称 date=日期 version=版本 previous=上一版本 changes=改动数 withdrawn=已撤回
basis=依据 why=原因 chapter=章 chapters=章数 chapter_numbers=各章 chapter_heading=章标题 measure=措施 measures=措施
provision=条款 provisions=条款数 part=部分 task=任务 tasks=任务 tasks_together=共同任务数 led=牵头任务数 lead=牵头
leads=牵头数 lead_name=牵头单位名称 shared=分工负责数 responsible=负责数 local=属地负责数 participant=参加单位
participant_name=参加单位名称 participants=参加数 parties=单位数 bodies=单位数 responsibility_text=责任单位
assignments=责任条数 has_lead=写明牵头 with_lead=写明牵头数 with_deadline=有期限数 with_target=有目标数
with_local=有属地负责数 without_local=无属地负责数 share=占比 first=单位甲 first_name=单位甲名称 second=单位乙
second_name=单位乙名称 joined=共同牵头数 group=单位集合 group_name=单位集合名称 through=原承担单位 due_by=截止日
precision=精度 recurrence=每年期限 ongoing=长期 deadline=期限 deadlines=期限数 year=年份 first_due=最早期限
last_due=最晚期限 deadline_as_written=期限原文 deadline_quote=期限出处 deadline_line=期限出处行
deadline_start=期限出处起位 deadline_end=期限出处止位 target=目标 targets=目标数 indicator=指标 comparator=比较
value=数值 unit=计量单位 scope=适用范围 force=效力 aspiration=力争 standing_standard=常设标准 lowest=最低值
highest=最高值 match=对应方式 match_zh=对应方式 match_en=对应方式（英文） measure_words=措施用语 task_words=任务用语
measure_quote=措施原文 measure_start=措施原文起位 measure_end=措施原文止位 measure_line=措施原文行
number_before=改前序号 number_after=改后序号 roles_before=改前角色 roles_after=改后角色 before=改前 after=改后
quote_before=改前原文 start_before=改前起位 end_before=改前止位 line_before=改前行 quote_after=改后原文
start_after=改后起位 end_after=改后止位 line_after=改后行 successor=承继单位 successor_name=承继单位名称
since=起始日 definition_zh=定义 definition_en=定义（英文） times=次数 note_zh=说明 note_en=说明（英文）
uncovered=未落实条款数
"""
_CHINESE: Final[Mapping[str, str]] = MappingProxyType(dict(pair.split("=") for pair in _WORDS.split()))


def column_name(column: str, language: Language) -> str:
    """Call a column; one that no list knows keeps its name.

    >>> column_name("as_written", Language.ZH), column_name("as_written", Language.EN)
    ('原文写法', 'as written')
    """
    return _CHINESE.get(column, column) if language is Language.ZH else column.replace("_", " ")
