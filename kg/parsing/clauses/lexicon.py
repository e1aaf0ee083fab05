"""The words of responsibility clauses, as patterns over folded text (see :func:`kg.reading.folding.fold_width`)."""

from __future__ import annotations

import re

from kg.parsing.clauses.model import Role

SEPARATORS = "、，；。,;.！　 \t"
HARD_STOPS = "；。."
OPENING = "（〔【［["
CLOSING = "）〕】］]"
PAIRS = dict(zip(OPENING, CLOSING, strict=True))

# A verb must stand at the end of what it governs: before a stop, a closing bracket, a joining word or the end.
_AFTER_VERB = r"(?=\s*(?:[、，；。.）〕】］\]（〔【］\[]|会同|联合|配合|$))"
_DUTY = r"(?:负责|落实|实施|推进|组织实施|抓好落实|组织落实|做好|办理|执行)"
VERBS: tuple[tuple[re.Pattern[str], Role], ...] = tuple(
    (re.compile(pattern + _AFTER_VERB), role)
    for pattern, role in (
        (
            rf"(?:按照|根据|依据|依照|按|依)\s*(?:各自)?\s*(?:职责|职能|责任|分工)\s*(?:分工)?\s*(?:分别|共同)?\s*{_DUTY}",
            Role.SHARED,
        ),
        (rf"(?:分别|分工|各自)\s*{_DUTY}", Role.SHARED),
        (r"各负其责", Role.SHARED),
        (r"(?:共同|联合|分别)?\s*牵\s*头\s*(?:负责|落实|推进|实施|组织实施|组织|办理)?", Role.LEAD),
        (r"主办", Role.LEAD),
        (
            r"(?:共同|积极|协助)?\s*(?:参\s*加|参与|配合|协助|协同|协办)\s*(?:落实|实施|推进|做好|负责)?",
            Role.PARTICIPANT,
        ),
        (r"(?:共同|具体|组织|抓好|负责|履行|承担|落实)*\s*(?:负\s*责|落实|组织实施|实施|执行)", Role.RESPONSIBLE),
        (r"(?:承担|落实|履行|负)\s*(?:主体|属地|属地管理|领导|管理)\s*(?:责任|职责)", Role.RESPONSIBLE),
    )
)
"""Each verb with the role it gives; a RESPONSIBLE verb whose subjects are local governments alone gives LOCAL."""

JOIN = re.compile(r"会同|联合")
BY = re.compile(r"由(?=[\u4e00-\u9fff])")

LABELS: tuple[tuple[re.Pattern[str], Role | None], ...] = tuple(
    (re.compile(pattern + r"\s*[：:]"), role)
    for pattern, role in (
        (r"(?:牵\s*头|主办)\s*(?:责任)?\s*(?:单位|部门)", Role.LEAD),
        (r"(?:配合|参加|参与|协助|协办|协同)\s*(?:责任)?\s*(?:单位|部门)", Role.PARTICIPANT),
        (r"(?:主要|第一)?\s*(?:责任|负责|实施|落实|承担)\s*(?:单位|部门|主体)", Role.RESPONSIBLE),
        (r"(?:完成)?\s*(?:时限|时间)", None),
    )
)
"""Each label with the role it gives; ``None`` is the label of a deadline."""

_UNIT = r"(?:设区市|县级市|市|州|县|区|地区|地|盟|旗|乡镇|乡|镇|街道|自治州)"
_UNIT_GROUP = rf"{_UNIT}(?:[（〔［\[]{_UNIT}(?:[、，]\s*{_UNIT})*[）〕］\]])?{_UNIT}?"
_GOVERNMENT = r"(?:级)?(?:党委\s*(?:、|和)?\s*)?(?:人民)?政府|管委会"
LOCAL = re.compile(
    rf"(?:全省)?(?:各级|各有关|各相关|有关|相关|各)\s*(?:{_UNIT_GROUP}(?:\s*[、和及]\s*(?:各)?{_UNIT_GROUP})*)\s*(?:{_GOVERNMENT})?(?:（管委会）)?"
    rf"|(?:全省)?(?:各级|各|各有关|有关|相关|地方|属地|所在地|当地|地方各级|县级以上|县级以上地方|省级以下)\s*(?:{_GOVERNMENT})"
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
    r"(?:各级|各|全省各级|全省各)(?!有关|相关)[\u4e00-\u9fff（）]{0,20}?(?:部门|单位|机构|企业|公司|银行|团体|组织|院校|学校|高校|医院)"
)
"""A class of bodies written as one: 各级发展改革部门, 各行业主管部门, 各项目牵头单位."""

FIRST_LISTED_LEADS = re.compile(r"(?:列|排|居)?(?:在)?第一位的?(?:单位|部门)?为牵头(?:单位|部门)(?:\s*，?\s*下同)?")
"""The document's own convention that the body listed first leads."""
BLANKET_LOCAL = re.compile(
    rf"以下(?:各项)?(?:工作|任务|措施|事项)[^。；]{{0,6}}?(?:均|都)?[需须由]\s*(?P<local>{LOCAL.pattern})\s*(?:推进|负责|落实|实施|承担)[^。；]*?不再(?:单独|一一|逐一|另行)?列出"
)
"""The document's own convention that local governments take part in every later item."""

CONNECTORS = ("以及", "和", "及", "与", "并", "暨")
BODY_SUFFIX = re.compile(
    r"(?:厅|局|委|办|办公室|部|会|院|处|所|站|署|馆|队|校|厂|社|台|行|联|中心|公司|集团|政府|党委|省委|市委|区委|县委|实验室|"
    r"基金|企业|机构|部门|单位|大学|学院|医院|园区|开发区|新区|小组|专班|协会|工会|电网|电力|烟草|海关|法院|检察院|总队|支队|管理局)$"
)
"""How the name of a body ends, as far as a name that no register knows can be distinguished from other words."""
PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}(?:市|州|县|区|盟|旗)$")
PLACE_GOVERNMENT = re.compile(r"[\u4e00-\u9fff]{2,10}(?:市|州|县|区|盟|旗)(?:人民)?政府$")
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
