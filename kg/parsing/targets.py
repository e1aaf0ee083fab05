"""Quantitative targets: an indicator, a comparator, a number and a unit, with their scope.

A number is not always a target: it needs a comparator (不少于, 达到, …以上, 最多) or a verb of doing or change
(新增床位5000张, 增长10%). A range (5—10个) is one target with two ends. An age (3岁以下婴幼儿) says who is meant.
A basis (每千人口) or an indicator that one part of a sentence states is inherited by the next part that leaves it out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from kg.parsing.amounts import COUNTED, NUMERAL, RANGE, amount, bounds_of, value_of
from kg.parsing.deadlines import TimeStatement
from kg.parsing.numerals import chinese_decimal
from kg.reading.folding import fold_width


class Comparator(StrEnum):
    """How the value is meant, by the local names of ODRL's operators."""

    AT_LEAST = "gteq"
    AT_MOST = "lteq"
    EXACTLY = "eq"
    MORE_THAN = "gt"
    LESS_THAN = "lt"
    ABOUT = "approx"
    BETWEEN = "between"


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
    upper: Decimal | None = None
    per: str = ""
    turn: int = 0
    """Of several values that 分别 pairs with as many dates, which one it is, from 0."""

    @property
    def unit_text(self) -> str:
        """Return the unit with its basis: 个/千人口."""
        return f"{self.unit}/{self.basis.removeprefix('每')}" if self.basis else self.unit


_BEFORE = {
    **dict.fromkeys(("不少于", "不低于", "不小于", "至少", "不得少于", "不得低于"), Comparator.AT_LEAST),
    **dict.fromkeys(("达到", "提高到", "提升到", "增加到", "提高至", "提升至", "增长到", "增至"), Comparator.AT_LEAST),
    **dict.fromkeys(("超过", "突破", "高于", "多于", "大于"), Comparator.MORE_THAN),
    **dict.fromkeys(("不超过", "不高于", "不多于", "最多", "至多", "不得超过", "控制在"), Comparator.AT_MOST),
    **dict.fromkeys(("降至", "降低到", "下降到", "压缩到", "压减到"), Comparator.AT_MOST),
    **dict.fromkeys(("低于", "少于"), Comparator.LESS_THAN),
}
_AFTER = {"以上": Comparator.AT_LEAST, "以内": Comparator.AT_MOST, "以下": Comparator.AT_MOST}
_ABOUT_AFTER = re.compile(r"\s*+(?:左右|上下)")
_MODIFIERS: tuple[tuple[re.Pattern[str], Comparator | None], ...] = (
    (re.compile(r"(?:不少于|不低于|至少|最少)$"), Comparator.AT_LEAST),
    (re.compile(r"(?:超过|超出|超|逾|多于|突破)$"), Comparator.MORE_THAN),
    (re.compile(r"(?:大约|约为|约|接近|近|将近)$"), Comparator.ABOUT),
    (re.compile(r"(?:不超过|至多|最多)$"), Comparator.AT_MOST),
    (re.compile(r"(?:达到|达|总数达|共计|累计|共|总计|合计)$"), None),
)
"""Words between what is counted and its number, with the comparison that they make."""
_LEADING: tuple[tuple[re.Pattern[str], Comparator], ...] = (
    (re.compile(r"^(?:至少|不少于|最少)"), Comparator.AT_LEAST),
    (re.compile(r"^(?:最多|至多)"), Comparator.AT_MOST),
)
_PER = re.compile(r"^(?:每年|每个?季度|每季|每个?月|每周|每个?学期|每学年|年均|月均|平均每年|每半年|每天|每日)")
_EACH = re.compile(r"分别")
_NEXT = re.compile(rf"\s*+[和、，及与]\s*+(?:{amount('')})(?P<after1>以上|以内|以下)?")
_DOING = (
    r"(?:建成|建设|新建|形成|培育|打造|新增|完成|建立|扶持|引进|认定|组建|设立|创建|培养|培训|改造|实现|覆盖|支持|推广)"
)
_CHANGE = r"(?:增长|增加|提高|提升|上升|扩大|下降|降低|减少|压减|压缩|缩短|节约)(?![到至])"
_ONLY_DOING = re.compile(_DOING)
_ONLY_CHANGE = re.compile(rf"(?:{_CHANGE})?")
_ITS_CHANGE = re.compile(rf"{_CHANGE}$")
_SHARES = frozenset({"%", "‰", "个百分点", "百分点"})
_BEFORE_NUMBER = "|".join(sorted(_BEFORE, key=len, reverse=True))
_WORDS = rf"(?:(?!{_BEFORE_NUMBER}|[由从])[\u4e00-\u9fff“”]){{0,12}}?"
_ORDINAL = r"(?<![第每前])"

_STATEMENT = re.compile(
    rf"(?:(?P<before_range>{_BEFORE_NUMBER})|(?P<doing_range>{_DOING}|{_CHANGE}){_WORDS})\s*+{_ORDINAL}{RANGE}"
    rf"|(?P<before>{_BEFORE_NUMBER})(?P<verb>[跑办来去到交]?)\s*+{amount('')}"
    r"(?P<after1>以上|以内|以下)?"
    rf"|(?P<doing>{_DOING}|{_CHANGE}){_WORDS}\s*+{amount('2')}(?P<after2>以上|以内)"
    rf"|(?<![0-9A-Za-z.点{NUMERAL}])(?P<plain>){amount('3')}(?P<after3>以上|以内)(?=\s*+(?:[，。；、）]|$))"
    rf"|(?P<doing_exactly>{_DOING}|{_CHANGE}){_WORDS}\s*+{_ORDINAL}{COUNTED}"
    r"(?!\s*+及?以[上下内])"
)
_SPOILED = re.compile(
    rf"(?:{_BEFORE_NUMBER})\s*+(?P<token>"
    r"[-+.XxOo0-9][-+.A-Za-z0-9%]*(?:\s+[0-9][-+.A-Za-z0-9%]*)*"
    rf"|百分之\s*+[-+.A-Za-z0-9%点万亿{NUMERAL}]*|[点{NUMERAL}]{{2,}}(?=[次个项人家所]))"
)
"""A comparator before something that begins like a number."""
_RANGE = re.compile(RANGE)
_SOUND = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:%|[TGMP]B|kW|kg|km)?")
_NO_NUMBER = re.compile(r"[0-9]*[A-Z]{1,2}|[-+.A-Za-z]+")
"""A grade or a name (5A级景区) after a comparator is no number."""
_FAR = 100  # characters before a number that can make it a fact
_NEAR = 4  # as many statements about time before a number can touch it
_PART_STOP = re.compile(r"[，。；：、]")
_NOUN_STOP = re.compile(r"[，。；：、）的”]|标准|规划|建设|用于|以上|以内")
_BASIS = re.compile(r"每\s*(?:[百千万]|百万|十万)?\s*(?:名|位|个)?\s*(?:常住)?(?:人口|人|老年人|户|老人|儿童|婴幼儿)")
_NOUN_OF_DOING_STOP = re.compile(r"[，。；：、）]|的(?:标准|要求|目标|规定|原则|水平)|标准|以上|以内")
_HAS_BEEN = re.compile(r"截至|目前|已|累计|以来|现有|共有|去年|上年")
"""Words of what has been: a number beside them states a fact."""
_BASE = re.compile(r"[由从]\s*[0-9][0-9.，]*\s*(?:[万亿]?[^\W0-9，。]{1,3}|[%％‰])\s*$")
"""From where an indicator rises or falls: 由50%提高到80%."""
_STRIVE = re.compile(r"力争|争取|力求|努力")
_LEAD_IN = re.compile(r"^(?:.*(?:按照|确保|实现|使|将|力争|争取|力求|努力|推动)\s*)")
_SCOPE = re.compile(
    r"^(?P<scope>(?:全省|全国|全市|各地(?:区)?|全社会|我省|每个?[市县区乡镇]+)|[\u4e00-\u9fff]+?(?=按照))\s*"
    r"|^在\s*(?P<place>[^，]{1,16}?)\s*(?:分别|各自?|中|内)$"
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
    folded = fold_width(text)
    spoiled = _spoiled(folded)
    found = [statement for statement in spoiled.values() if statement is not None]
    return sorted([*found, *_sound(folded, times, spoiled)], key=lambda statement: statement.start)


def _sound(
    folded: str, times: tuple[TimeStatement, ...], spoiled: Collection[tuple[int, int]]
) -> Iterator[TargetStatement]:
    """Find the targets whose numbers can be read."""
    last, sentence = None, 0
    starts = [time.start for time in times]
    for match in _STATEMENT.finditer(folded):
        if any(start <= number < end for start, end in spoiled for number in (match.start(), match.end() - 1)):
            continue
        if "。" in folded[sentence : match.start()]:
            last, sentence = None, folded.rfind("。", 0, match.start()) + 1
        near = times[max(0, bisect_left(starts, match.end()) - _NEAR) : bisect_left(starts, match.end())]
        if any(match.start() < time.end for time in near if time.readable):
            continue
        near_words = max(sentence, match.start() - _FAR)
        part = folded[max(near_words, folded.rfind("；", near_words, match.start())) : match.start()]
        if (match["doing_range"] or match["doing_exactly"]) and (_HAS_BEEN.search(part) or _names_a_size(match)):
            continue
        for comparator, value, unit in _comparisons(match):
            statement = _statement(folded, match, near, sentence, (comparator, value, unit), last)
            if statement is not None:
                yield statement
                last = statement
                if _EACH.search(part) or "分别" in match.group():
                    yield from _in_turn(folded, match.end(), statement)


def _in_turn(text: str, position: int, first: TargetStatement) -> Iterator[TargetStatement]:
    """Find the further values of a list that 分别 pairs with the dates before it: 分别达到80%和90%."""
    turn = 1
    while match := _NEXT.match(text, position):
        value, unit = value_of(match)
        if unit != first.unit:
            return
        after = match["after1"]
        yield replace(
            first,
            start=match.start() + 1,
            end=match.start() + len(match.group().rstrip()),
            comparator=_AFTER[after] if after else first.comparator,
            value=value,
            turn=turn,
        )
        turn, position = turn + 1, match.end()


def _names_a_size(match: re.Match[str]) -> bool:
    """Return whether a length stands between a verb and a noun and says what kind of thing it is: 建设50米泳道."""
    return bool(match["unit4"]) and match["unit4"].endswith("米") and _doing(match) == match["doing_exactly"]


def _comparisons(match: re.Match[str]) -> list[tuple[Comparator, Decimal | None, str]]:
    """Return what a match compares with: two numbers for a range, none that can be read where it runs backwards."""
    if match["low"]:
        low, high, unit = bounds_of(match)
        if low is None or high is None or low > high:
            return [(Comparator.AT_LEAST, None, unit)]
        return [(Comparator.BETWEEN, low, unit)]
    value, unit = value_of(match)
    if value is None:
        return []
    after = match["after1"] or match["after2"] or match["after3"]
    if _ABOUT_AFTER.match(match.string, match.end()):
        return [(Comparator.ABOUT, value, unit)]
    if match["many4"]:
        return [(Comparator.MORE_THAN, value, unit)]
    if match["doing_exactly"]:
        return [(Comparator.EXACTLY, value, unit)]
    return [(_AFTER[after] if after else _BEFORE.get(match["before"] or "", Comparator.AT_LEAST), value, unit)]


def _spoiled(text: str) -> dict[tuple[int, int], TargetStatement | None]:
    """Find what stands where a number should and is none, by its place; a grade such as 5A级 is no target at all."""
    found: dict[tuple[int, int], TargetStatement | None] = {}
    for match in _SPOILED.finditer(text):
        token = match["token"].rstrip(".")
        if (
            _RANGE.match(text, match.start("token"))
            or _SOUND.fullmatch(token)
            or chinese_decimal(token.removeprefix("百分之").strip()) is not None
        ):
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
    text: str,
    match: re.Match[str],
    times: tuple[TimeStatement, ...],
    sentence: int,
    compared: tuple[Comparator, Decimal | None, str],
    last: TargetStatement | None,
) -> TargetStatement | None:
    """Gather what belongs to a number; ``last`` is the target before it in the sentence."""
    comparator, value, unit = compared
    if not unit and text[match.end() : match.end() + 1] in {"岁", "周", "—", "-", "至"}:
        return None
    start = _part_start(text, match.start(), times, sentence)
    lead, tail_end = text[start : match.start()], _noun_end(text, match)
    about = _ABOUT_AFTER.match(text, match.end())
    tail = text[about.end() if about else match.end() : tail_end].strip()
    basis_match = _BASIS.search(lead)
    of_last = last.basis if last is not None and unit not in ("%", "‰") else ""
    basis = basis_match.group().replace(" ", "") if basis_match else of_last
    inherited = bool(basis) and basis_match is None
    if inherited and tail:
        scope, indicator = lead.strip(), basis + tail
    else:
        scope, indicator = _indicator(lead, basis, tail, match)
    end = tail_end if tail else match.start() + len(match.group().rstrip())
    comparator, indicator = _modified(comparator, indicator)
    per = _PER.match(indicator)
    indicator = indicator[per.end() :] if per else indicator
    statement = TargetStatement(
        start + len(lead) - len(lead.lstrip()) if lead.strip() else match.start(),
        end + 1 if "“" in lead and text[end : end + 1] == "”" else end,
        indicator, comparator, value, unit, scope, basis,
        inherited=inherited,
        aspiration=_STRIVE.search(text, sentence, match.end()) is not None,
        standing=_is_standard(text, match.end()),
        upper=bounds_of(match)[1] if comparator is Comparator.BETWEEN else None,
        per=per.group() if per else "",
    )  # fmt: skip
    return _completed(statement, last)


def _modified(comparator: Comparator, indicator: str) -> tuple[Comparator, str]:
    """Take the words that compare out of an indicator: 建成养老院超(100家), 至少建成(1所养老院)."""
    exactly = comparator is Comparator.EXACTLY
    for leading, says in _LEADING:
        if exactly and (found := leading.match(indicator)):
            return says, indicator[found.end() :]
    for ending, made in _MODIFIERS:
        if found := ending.search(indicator):
            words = indicator[: found.start()].removesuffix("总数")
            return (made if made is not None and exactly else comparator), words
    return comparator, indicator.removesuffix("分别") or indicator


def _completed(statement: TargetStatement, last: TargetStatement | None) -> TargetStatement:
    """Fill in what the target before it in the sentence says for it too: its indicator, or the whole it is about."""
    if last is None:
        return statement
    if _ONLY_CHANGE.fullmatch(statement.indicator) and _dimension(statement) == _dimension(last):
        indicator = _ITS_CHANGE.sub("", last.indicator) + statement.indicator
        return replace(statement, indicator=indicator, scope=statement.scope or last.scope)
    return statement if statement.scope or last.scope not in _WHOLE else replace(statement, scope=last.scope)


def _part_start(text: str, end: int, times: tuple[TimeStatement, ...], sentence: int) -> int:
    """Return where the part of the sentence begins that leads up to the comparator at ``end``."""
    start = max((stop.end() for stop in _PART_STOP.finditer(text, sentence, end)), default=sentence)
    return max([start, *(time.end for time in times if start < time.end <= end)])


def _dimension(statement: TargetStatement) -> str:
    return "%" if statement.unit in _SHARES else statement.unit_text


def _noun_end(text: str, match: re.Match[str]) -> int:
    """Return where the noun after the number ends: 10个[托位], 55%[用于养老服务发展], 10个以上[服务于…的数据集]."""
    about = _ABOUT_AFTER.match(text, match.end())
    start = about.end() if about else match.end()
    of_doing = _NOUN_OF_DOING_STOP if _doing(match) else _NOUN_STOP
    stop = (_PART_STOP if text.startswith("用于", start) else of_doing).search(text, start)
    return stop.start() if stop else len(text)


def _doing(match: re.Match[str]) -> str:
    """Return the verb of doing or change and the words between it and the number; nothing where a comparator stands."""
    if not (match["doing"] or match["doing_range"] or match["doing_exactly"]):
        return ""
    groups = ("low", "percent2", "under2", "upper2", "tenths2", "value2", "value4")
    number = next(match.start(group) for group in groups if match[group] is not None)
    return match.string[match.start() : number].strip()


def _indicator(lead: str, basis: str, tail: str, match: re.Match[str]) -> tuple[str, str]:
    """Return scope and indicator, which stand before the comparator, joined with the noun after the number."""
    words = lead.strip()
    scope = ""
    if found := _SCOPE.match(words):
        scope, words = (found["scope"] or found["place"]).strip(), words[found.end() :]
    doing = _doing(match)
    words = _BASE.sub("", _LEAD_IN.sub("", words, count=1)) + doing
    if match["verb"] and not words.strip("“"):
        return scope, match.group().rstrip()
    if tail and words == basis:
        return scope, basis + tail
    takes_noun = not words or doing or _ONLY_DOING.fullmatch(words) or tail.startswith("用于")
    return scope, words + (tail.removeprefix("的") if takes_noun else "")


def _is_standard(text: str, end: int) -> bool:
    """Return whether the words make the number a standard: 按照…不少于0.1平方米的标准, …不少于8个托位标准."""
    stop = _sentence_part_end(text, end)
    return "标准" in text[end:stop]


def _sentence_part_end(text: str, start: int) -> int:
    stop = re.compile(r"[，。；]").search(text, start)
    return stop.start() if stop else len(text)
