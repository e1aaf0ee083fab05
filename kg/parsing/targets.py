"""Quantitative targets: an indicator, a comparator, a number and a unit, with their scope.

A number is not always a target: it needs a comparator (不少于, 达到, …以上, 最多). An age (3岁以下婴幼儿) says who is
meant. A basis (每千人口) that one part of a sentence states is inherited by the next part that leaves it out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from kg.parsing.deadlines import TimeStatement
from kg.parsing.numerals import chinese_decimal, fold


class Comparator(StrEnum):
    """How the value is meant, by the local names of ODRL's operators."""

    AT_LEAST = "gteq"
    AT_MOST = "lteq"
    EXACTLY = "eq"
    MORE_THAN = "gt"
    LESS_THAN = "lt"


@dataclass(frozen=True, slots=True)
class TargetStatement:
    """A target as one place states it, at ``start`` to ``end`` of the text that was read.

    ``basis`` is what the unit is counted per (每千人口), ``inherited`` whether an earlier part of the sentence
    says it; ``aspiration`` whether the words only strive for it (力争); ``standing`` whether it is a standard that
    always holds (按照…标准) and so needs no deadline. A number that can't be one (4.54.5, 5O%) gives no ``value``.
    """

    start: int
    end: int
    indicator: str
    comparator: Comparator
    value: Decimal | None
    unit: str
    scope: str = ""
    basis: str = ""
    inherited: bool = False
    aspiration: bool = False
    standing: bool = False

    @property
    def unit_text(self) -> str:
        """Give the unit with its basis: 个/千人口."""
        return f"{self.unit}/{self.basis.removeprefix('每')}" if self.basis else self.unit


_BEFORE = {
    **dict.fromkeys(("不少于", "不低于", "不小于", "至少", "不得少于", "不得低于"), Comparator.AT_LEAST),
    **dict.fromkeys(("达到", "提高到", "提升到", "增加到", "提高至", "提升至", "增长到", "增至"), Comparator.AT_LEAST),
    **dict.fromkeys(("超过", "突破", "高于"), Comparator.MORE_THAN),
    **dict.fromkeys(("不超过", "不高于", "不多于", "最多", "至多", "不得超过", "控制在"), Comparator.AT_MOST),
    **dict.fromkeys(("降至", "降低到", "下降到", "压缩到", "压减到"), Comparator.AT_MOST),
    **dict.fromkeys(("低于", "少于"), Comparator.LESS_THAN),
}
_AFTER = {"以上": Comparator.AT_LEAST, "以内": Comparator.AT_MOST, "以下": Comparator.AT_MOST}
_DOING = (
    r"(?:建成|建设|新建|形成|培育|打造|新增|完成|建立|扶持|引进|认定|组建|设立|创建|培养|培训|改造|实现|覆盖|支持|推广)"
)
_NUMERAL = "零〇一二两三四五六七八九十百千"
_IN_WORDS = rf"[{_NUMERAL}]{{1,8}}(?:点[{_NUMERAL}]{{1,4}})?"
_NUMBER = (
    rf"(?P<value>[0-9]+(?:[,，][0-9]{{3}}(?![0-9]))*(?:\.[0-9]+)?|{_IN_WORDS}(?=[次个项人家所]))"
    r"\s*(?P<scale>百万|千万|十万|万|亿)?"
)
_PERCENT = rf"百分之\s*(?P<percent>[0-9]+(?:\.[0-9]+)?|{_IN_WORDS})"
_UNIT = (
    r"(?P<unit>%|％|‰|个百分点|个工作日|百分点|平方米|平方公里|公里|米|亩|公顷|万元|亿元|元|人次|张床位|张|个|家|所|名|人|次|项|套|座|处|"
    r"户|门|小时|分钟|天|工作日|日|年|月|吨|千瓦时|TB|GB|PB|倍|级|件|支|只|台|辆|条|批|场|期)?"
)


def _amount(copy: str) -> str:
    """Give the pattern of a number and its unit; ``copy`` tells its groups from those of the other patterns."""
    pattern = rf"(?:{_PERCENT}|{_NUMBER}\s*{_UNIT})\s*"
    return re.sub(r"\?P<(percent|value|scale|unit)>", lambda match: f"?P<{match[1]}{copy}>", pattern)


_STATEMENT = re.compile(
    rf"(?P<before>{'|'.join(sorted(_BEFORE, key=len, reverse=True))})(?P<verb>[跑办来去到交]?)\s*{_amount('')}"
    r"(?P<after1>以上|以内|以下)?"
    rf"|(?P<doing>{_DOING})(?:[\u4e00-\u9fff“”]{{0,12}}?)\s*{_amount('2')}(?P<after2>以上|以内)"
    rf"|(?<![0-9A-Za-z.点{_NUMERAL}])(?P<plain>){_amount('3')}(?P<after3>以上|以内)(?=\s*(?:[，。；、）]|$))"
)
_SPOILED = re.compile(
    rf"(?:{'|'.join(sorted(_BEFORE, key=len, reverse=True))})\s*(?P<token>"
    r"[-+.XxOo0-9][-+.A-Za-z0-9%]*(?:\s+[0-9][-+.A-Za-z0-9%]*)*"
    rf"|百分之\s*[-+.A-Za-z0-9%点万亿{_NUMERAL}]*|[点{_NUMERAL}]{{2,}}(?=[次个项人家所]))"
)
"""A comparator before something that begins like a number."""
_SOUND = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:%|[TGMP]B|kW|kg|km)?")
_NO_NUMBER = re.compile(r"[0-9]*[A-Z]{1,2}|[-+.A-Za-z]+")
"""A grade or a name (5A级景区) after a comparator is no number."""
_NEAR = 4  # as many statements about time before a number can touch it
_SCALE = {"万": 10**4, "亿": 10**8, "十万": 10**5, "百万": 10**6, "千万": 10**7}
_PART_STOP = re.compile(r"[，。；：、]")
_NOUN_STOP = re.compile(r"[，。；：、）的”]|标准|规划|建设|用于|以上|以内")
_BASIS = re.compile(r"每\s*(?:[百千万]|百万|十万)?\s*(?:名|位|个)?\s*(?:常住)?(?:人口|人|老年人|户|老人|儿童|婴幼儿)")
_STRIVE = re.compile(r"力争|争取|力求|努力")
_LEAD_IN = re.compile(r"^(?:.*(?:按照|确保|实现|使|将|力争|争取|力求|努力|推动)\s*)")
_SCOPE = re.compile(
    r"^(?P<scope>(?:全省|全国|全市|各地(?:区)?|全社会|我省|每个?[市县区乡镇]+)|[\u4e00-\u9fff]+?(?=按照))\s*"
)
_WHOLE = frozenset({"全省", "全国", "全市", "我省"})
"""Scopes that one part of a sentence states for the parts after it too."""


def find_targets(text: str, times: tuple[TimeStatement, ...] = ()) -> list[TargetStatement]:
    """Find every quantitative target that ``text`` (one sentence or more) states, in order.

    ``times`` are the statements about time in the same text; their words belong to no indicator.

    >>> target, = find_targets("各地用于福利事业的彩票公益金不低于55%用于养老服务发展")
    >>> target.indicator, target.comparator.value, str(target.value), target.unit, target.scope
    ('用于福利事业的彩票公益金用于养老服务发展', 'gteq', '55', '%', '各地')
    >>> find_targets("招收2—3岁的幼儿")
    []
    """
    folded = fold(text)
    spoiled = _spoiled(folded)
    found = [statement for statement in spoiled.values() if statement is not None]
    return sorted([*found, *_sound(folded, times, spoiled)], key=lambda statement: statement.start)


def _sound(
    folded: str, times: tuple[TimeStatement, ...], spoiled: Collection[tuple[int, int]]
) -> Iterator[TargetStatement]:
    """Find the targets whose numbers can be read."""
    basis, scope, sentence = "", "", 0
    starts = [time.start for time in times]
    for match in _STATEMENT.finditer(folded):
        if any(start <= number < end for start, end in spoiled for number in (match.start(), match.end() - 1)):
            continue
        if "。" in folded[sentence : match.start()]:
            basis, scope, sentence = "", "", folded.rfind("。", 0, match.start()) + 1
        near = times[max(0, bisect_left(starts, match.end()) - _NEAR) : bisect_left(starts, match.end())]
        if any(match.start() < time.end for time in near if time.readable):
            continue
        statement = _statement(folded, match, near, sentence, basis)
        if statement is not None:
            if not statement.scope and scope in _WHOLE:
                statement = replace(statement, scope=scope)
            basis, scope = statement.basis, statement.scope
            yield statement


def _spoiled(text: str) -> dict[tuple[int, int], TargetStatement | None]:
    """Find what stands where a number should and is none, by its place; a grade such as 5A级 is no target at all."""
    found: dict[tuple[int, int], TargetStatement | None] = {}
    for match in _SPOILED.finditer(text):
        token = match["token"].rstrip(".")
        if _SOUND.fullmatch(token) or chinese_decimal(token.removeprefix("百分之").strip()) is not None:
            continue
        end = match.start("token") + len(token)
        start = max((stop.end() for stop in _PART_STOP.finditer(text, 0, match.start())), default=0)
        words = text[start : match.start()].strip()
        found[match.start(), end] = (
            None
            if _NO_NUMBER.fullmatch(token)
            else TargetStatement(
                match.start(), end, words, _BEFORE[match.group()[: -len(match["token"])].strip()], None, ""
            )
        )
    return found


def _statement(
    text: str, match: re.Match[str], times: tuple[TimeStatement, ...], sentence: int, inherited_basis: str
) -> TargetStatement | None:
    value, unit = _value(match)
    if value is None or (not unit and text[match.end() : match.end() + 1] in {"岁", "周", "—", "-", "至"}):
        return None
    after = match["after1"] or match["after2"] or match["after3"]
    comparator = _BEFORE.get(match["before"] or "", Comparator.AT_LEAST)
    if after:
        comparator = _AFTER[after]
    start = _part_start(text, match.start(), times, sentence)
    lead, tail_end = text[start : match.start()], _noun_end(text, match.end())
    tail = text[match.end() : tail_end].strip()
    basis_match = _BASIS.search(lead)
    basis = basis_match.group().replace(" ", "") if basis_match else inherited_basis if unit not in ("%", "‰") else ""
    inherited = bool(basis) and basis_match is None
    if inherited and tail:
        scope, indicator = lead.strip(), basis + tail
    else:
        scope, indicator = _indicator(lead, basis, tail, match, text)
    end = tail_end if tail else match.start() + len(match.group().rstrip())
    return TargetStatement(
        start + len(lead) - len(lead.lstrip()) if lead.strip() else match.start(),
        end + 1 if "“" in lead and text[end : end + 1] == "”" else end,
        indicator, comparator, value, unit, scope, basis,
        inherited=inherited,
        aspiration=_STRIVE.search(text, sentence, match.end()) is not None,
        standing=_is_standard(text, match.end()),
    )  # fmt: skip


def _value(match: re.Match[str]) -> tuple[Decimal | None, str]:
    """Give the number of a statement and its unit; no number where the words are not a well-formed one."""
    percent, number, scale, unit = (
        match[name] or match[f"{name}2"] or match[f"{name}3"] for name in ("percent", "value", "scale", "unit")
    )
    if percent:
        return chinese_decimal(percent), "%"
    value = chinese_decimal(re.sub("[,，]", "", number))
    return value * _SCALE[scale] if value is not None and scale else value, (unit or "").replace("％", "%")


def _part_start(text: str, end: int, times: tuple[TimeStatement, ...], sentence: int) -> int:
    """Give where the part of the sentence begins that leads up to the comparator at ``end``."""
    start = max((stop.end() for stop in _PART_STOP.finditer(text, sentence, end)), default=sentence)
    return max([start, *(time.end for time in times if start < time.end <= end)])


def _noun_end(text: str, start: int) -> int:
    """Give where the noun after the number ends: 10个[托位], 55%[用于养老服务发展]."""
    pattern = _PART_STOP if text.startswith("用于", start) else _NOUN_STOP
    stop = pattern.search(text, start)
    return stop.start() if stop else len(text)


def _indicator(lead: str, basis: str, tail: str, match: re.Match[str], text: str) -> tuple[str, str]:
    """Tell scope and indicator apart in the words before the comparator, joined with the noun after the number."""
    words = lead.strip()
    scope = ""
    if found := _SCOPE.match(words):
        scope, words = found["scope"].strip(), words[found.end() :]
    words = _LEAD_IN.sub("", words, count=1)
    if match["doing"]:
        words = words + text[match.start() : match.start() + len(match["doing"])]
    if match["verb"] and not words.strip("“"):
        return scope, match.group().rstrip()
    if tail and words == basis:
        return scope, basis + tail
    return scope, words + (tail if tail.startswith("用于") or not words or match["doing"] else "")


def _is_standard(text: str, end: int) -> bool:
    """Tell whether the words make the number a standard: 按照…不少于0.1平方米的标准, …不少于8个托位标准."""
    stop = _sentence_part_end(text, end)
    return "标准" in text[end:stop]


def _sentence_part_end(text: str, start: int) -> int:
    stop = re.compile(r"[，。；]").search(text, start)
    return stop.start() if stop else len(text)
