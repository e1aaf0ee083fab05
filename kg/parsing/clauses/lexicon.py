"""The words of responsibility clauses, as patterns over folded text (see :func:`kg.reading.folding.fold_width`)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TypeAlias

from kg.parsing.clauses.model import Role

SEPARATORS = "、，；。,;.！　 \t\n"
HARD_STOPS = "；。."
OPENING = "（〔【［["
CLOSING = "）〕】］]"
PAIRS = dict(zip(OPENING, CLOSING, strict=True))

# A verb must stand at the end of what it governs: before a stop, a closing bracket, a joining word or the end.
_AFTER_VERB = r"(?=\s*(?:[、，；。.）〕】］\]（〔【］\[]|会同|联合|配合|$))"
_DUTY = r"(?:负责|落实|实施|推进|组织实施|抓好落实|组织落实|抓落实|做好|办理|执行)"
_BY_DUTY = r"(?:按照|根据|依据|依照|按|依)\s*(?:各自)?\s*(?:职责|职能|责任|分工)\s*(?:分工)?\s*(?:分别|共同|做好|抓好)?"
_HOW = r"(?:结合(?:各自|本地区?|当地)?实际|参照|认真|切实|共同|具体|组织|抓好|研究|负责|履行|承担|落实)"
VERBS: tuple[tuple[re.Pattern[str], Role], ...] = tuple(
    (re.compile(pattern + _AFTER_VERB), role)
    for pattern, role in (
        (rf"{_BY_DUTY}\s*(?:参加|参与|配合|协助|协同)", Role.PARTICIPANT),
        (rf"{_BY_DUTY}\s*{_DUTY}", Role.SHARED),
        (rf"(?:分别|分工|各自)\s*{_DUTY}", Role.SHARED),
        (r"各负其责", Role.SHARED),
        (r"(?:共同|联合|分别|总)?\s*牵\s*头\s*(?:负责|落实|推进|实施|组织实施|组织|办理|抓总)?", Role.LEAD),
        (r"(?:主办|承办)", Role.LEAD),
        (
            r"(?:共同|积极|协助)?\s*(?:参\s*加|参与|配合|协助|协同|协办)\s*(?:落实|实施|推进|做好|负责)?",
            Role.PARTICIPANT,
        ),
        (rf"{_HOW}*\s*(?:负\s*责|落实|组织实施|实施|执行|抓落实)", Role.RESPONSIBLE),
        (r"(?:承担|落实|履行|负)\s*(?:主体|属地|属地管理|领导|管理)\s*(?:责任|职责)", Role.RESPONSIBLE),
    )
)
"""Each verb with the role it gives; a RESPONSIBLE verb whose subjects are local governments alone gives LOCAL."""
_OTHER = "指导|督导|协调|支持|监督|统筹|会签|督促|督办|督查|保障|监管|把关|服务|调度|考核|跟踪|推动|审核"
OTHER_VERBS = re.compile(
    rf"(?:负责|共同|加强|做好)?\s*(?:{_OTHER})(?:\s*(?:[、和与]\s*)?(?:{_OTHER}|落实|推进))*{_AFTER_VERB}"
)
"""Verbs that give none of the five roles; the bodies before one are kept with it."""

JOIN = re.compile(r"会同|联合")
BY = re.compile(r"由(?=[\u4e00-\u9fff])")


class LabelKind(StrEnum):
    """What stands after a label that names no role."""

    DEADLINE = "deadline"
    PERSON = "person"


LabelGives: TypeAlias = Role | LabelKind
"""What a label gives to the words after it."""
_WHO = r"(?:责任)?\s*(?:单位|部门|主体|处室|科室|学院|机构|方)(?:及(?:责任人|负责人|人员))?"
LABEL_WORDS: tuple[tuple[str, LabelGives], ...] = (
    (
        r"(?:[\u4e00-\u9fff]{0,4})(?:领\s*导|责任人|负责人|联系人|经办人|联络员|责任校领导|分管(?:县|市|区|副)[长]|组长)",
        LabelKind.PERSON,
    ),
    (rf"(?:总|共同)?(?:牵\s*头|主办|承办|主责)\s*{_WHO}|牵\s*头", Role.LEAD),
    (rf"(?:协同|协作|共同)?(?:配合|参加|参与|协助|协办|协同|协作|支持)\s*{_WHO}|配合|参与|协办|协同", Role.PARTICIPANT),
    (rf"(?:主要|第一|具体|直接|相关)?\s*(?:责任|负责|实施|落实|承担|执行|主管)\s*{_WHO}|责任", Role.RESPONSIBLE),
    (
        r"(?:计划|要求|预计)?(?:完成|办理|办结|进度|推进|实施|工作|时间)?\s*(?:时限|时间|期限|节点|日期|进度|要求)(?:要求|安排|节点)?",
        LabelKind.DEADLINE,
    ),
)
"""The words of labels, and of the heads of columns, with what each gives."""
LABELS: tuple[tuple[re.Pattern[str], LabelGives], ...] = tuple(
    (re.compile(rf"(?:{pattern})\s*[：:]"), given) for pattern, given in LABEL_WORDS
)
"""Each label with what it gives."""

_UNIT = (
    r"(?:地级及?以上市|设区的?市|省辖市|地级市|县级市|直辖市|自治[区州县]|地[市州]|街道办事处|街道办?|乡镇|产业园区?|"
    r"(?:高新|经开|经济技术开发|高新技术产业开发|开发|功能|园|新|片|管理|保税|自贸)区|省级?|市级?|州|县级?|区级?|地区|地|盟|旗|乡|镇|村|社区|师|团场)"
)
_UNIT_BRACKET = rf"[（〔［\[]\s*{_UNIT}(?:\s*[、，]?\s*{_UNIT})*\s*[）〕］\]]"
_UNIT_GROUP = rf"{_UNIT}(?:{_UNIT_BRACKET}|{_UNIT})*"
_GOVERNMENT = r"(?:级)?(?:(?:党委|党工委|党组织)\s*(?:、|和)?\s*)?(?:(?:人民)?政府|管委会|管理委员会|办事处|党委)"
_EACH = r"(?:各级|各有关|各相关|各个|各地|有关|相关|各)"
LOCAL = re.compile(
    rf"(?:全省|全市|全县|全区)?{_EACH}\s*(?:{_UNIT_GROUP}(?:\s*[、和及]\s*{_UNIT_GROUP})*)\s*(?:{_GOVERNMENT})?(?:（管委会）)?"
    rf"|(?:全省|全市)?(?:各级|各|各有关|有关|相关|地方|属地|所在地|当地|地方各级|县级以上|县级以上地方|省级以下|各级地方|各地)\s*(?:{_GOVERNMENT})"
    rf"|{_UNIT_GROUP}(?:\s*[、和及]\s*{_UNIT_GROUP})*\s*(?:级)?(?:人民)?政府|属地"
)
"""Local governments written as one: 各市（州）人民政府, 各市、县〔市、区〕政府, 各区、县级市, 属地."""
_AFTER_LOCAL = re.compile(r"\s*(?:[、，；。.）〕】］\]]|等|$)")

_OTHERS = r"(?:部门|单位|方面|地方|地区|机构|企业)"
_OTHERS_TAIL = r"(?:\s*（(?:部门|单位|地区|企业)）|\s*(?:和|及|、)\s*(?:部门|单位|地区|机构|企业))?"
_OF_LEVEL = r"(?:各级|[省市州县区][级直委]|[省市县]政府|中央驻川|中央|各地区?|全省|省|市)"
_ABOUT = r"(?:有关|相关)"
OPEN_AFTER_LIST = re.compile(
    r"等\s*(?:(?P<count>[0-9]+|[一二三四五六七八九十]+)|若干|多|几)?\s*个?"
    rf"\s*(?:其他|其它|各)?\s*{_OF_LEVEL}?\s*各?{_ABOUT}?\s*(?:{_OTHERS}{_OTHERS_TAIL})?"
)
"""等有关部门（单位）, 等单位, 等3个部门, or a bare 等, after a list of names."""
_KIND = r"(?:行业主管|主管|行业|职能|责任|成员)"
_VAGUE = "|".join(
    (
        rf"(?:其他|其它|其余|各|{_OF_LEVEL})*{_ABOUT}(?:{_OF_LEVEL}|{_KIND})?{_OTHERS}",
        rf"(?:{_OF_LEVEL})*各个?(?:{_OF_LEVEL}|级)?{_OTHERS}",
        rf"(?:各|省|市|州|县|区)[级直]{_OTHERS}",
        rf"(?:其他|其它|其余)[\u4e00-\u9fff（）]{{0,12}}?(?:{_OTHERS}|政府)",
    )
)
OPEN_ALONE = re.compile(rf"(?:{_VAGUE}){_OTHERS_TAIL}")
"""有关部门（单位）, 省级有关部门, 各部门, 其他单位: others that are not named, alone or among names."""
CLASS = re.compile(
    r"(?:各级|各|全省各级|全省各)(?!有关|相关)[\u4e00-\u9fff（）]{0,20}?(?:部门|单位|机构|企业|公司|银行|团体|组织|院校|学校|高校|医院|学院|学部|院系|研究院|实验室|科室|处室|支部|车间|项目部|中心|成员)"
)
"""A class of bodies written as one: 各级发展改革部门, 各行业主管部门, 各项目牵头单位."""

_GAP = r"\s{0,3}"
_FIRST = r"(?:第一位|第一名|第一|首位|首个|最前面?|最前列)"
_LISTED = r"(?:排名|排序|排列|排|列|居|位列|位于|处)?\s{0,3}在?"
_UNITS = r"(?:责任)?(?:单位|部门)"
FIRST_LISTED_LEADS = re.compile(
    rf"(?:以上|上述|各项?(?:任务|措施|工作))?(?:{_UNITS}中?)?{_GAP}，?{_LISTED}{_GAP}{_FIRST}{_GAP}(?:的|者)?{_GAP}(?:{_UNITS})?{_GAP}"
    rf"(?:均|都)?(?:为|是|即|系|作为|担任)?{_GAP}(?:总|主)?牵头(?:(?:责任)?(?:单位|部门|者|方)|负责)?(?:{_GAP}，?{_GAP}(?:下同|以下同))?"
    rf"|{_FIRST}{_GAP}{_UNITS}{_GAP}(?:均|都)?(?:为|是|作为){_GAP}(?:总|主)?牵头(?:责任)?{_UNITS}(?:{_GAP}，?{_GAP}下同)?"
)
"""The document's own convention that the body listed first leads."""
BLANKET_LOCAL = re.compile(
    rf"以下(?:各项)?(?:工作|任务|措施|事项)[^。；]{{0,6}}?(?:均|都)?[需须由]\s*(?P<local>{LOCAL.pattern})\s*(?:推进|负责|落实|实施|承担)[^。；]*?不再(?:单独|一一|逐一|另行)?列出"
)
"""The document's own convention that local governments take part in every later item."""

CONNECTORS = ("以及", "和", "及", "与", "并", "暨")
BODY_SUFFIX = re.compile(
    r"(?:厅|局|委|办|办公室|部|会|院|处|所|站|署|馆|队|校|厂|社|台|行|联|中心|公司|集团|政府|党委|省委|市委|区委|县委|实验室|"
    r"基金|企业|机构|部门|单位|大学|学院|医院|园区|开发区|新区|小组|专班|协会|工会|电网|电力|烟草|海关|法院|检察院|总队|支队|管理局|"
    r"中央|总社|科|科室|股|室|组|团|公安|税务|国税|邮政|电信|移动|联通|铁塔|人行|气象|供电|学部|(?<![体关联派])系|课题组|园|港|银保监|金融监管|"
    r"司令部|军分区|武装部|兵团|林场|农场|水库|矿区|景区|口岸|信息港|供销|残联|妇联|商联|纪委|监委|编办|党组|工委|党校|报|电视|中国移动)$"
)
"""How the name of a body ends, as far as a name that no register knows can be told from other words."""
PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?:市|州|县|(?<!开发|产业|功能|保税|高新|经开|自贸|合作|示范)(?<!园)区|盟|旗|街道|镇|乡|苏木)$"
)
PLACE_GOVERNMENT = re.compile(
    r"[\u4e00-\u9fff]{2,10}(?:省|市|州|县|区|盟|旗|镇|乡|街道)(?:(?:人民)?政府|办事处|管委会)$"
)
CARRIED_PREFIX = re.compile(r"[省市区县州]")
CARRIES_PREFIX = re.compile(
    r"(?!国|中|全|各|有|人行|团|[\u4e00-\u9fff]{2,4}(?:省|市|州|县|区)).*(?:厅|局|委|办|办公室)$"
)


def local_at(text: str, start: int) -> int | None:
    """Return the end of the local governments named at ``start``; ``None`` when none are."""
    match = LOCAL.match(text, start)
    if match is None or match.end() == start:
        return None
    end = match.end()
    if _AFTER_LOCAL.match(text, end) or any(verb.match(text, end) for verb, _ in VERBS):
        return end
    return None
