"""Numbers with their units: how they are written, one alone or a range, and those in a text that state no target.

A number that says who is meant (2—3岁), how long (15分钟), when (2021年) or which one (第1项) is no amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.parsing.numerals import chinese_decimal
from kg.reading.folding import fold_width

NUMERAL = "零〇一二两三四五六七八九十百千"
"""The characters of a number in words."""
_IN_WORDS = rf"[{NUMERAL}]{{1,8}}(?:点[{NUMERAL}]{{1,4}})?"
_DIGITS = r"[0-9]+(?:[,，][0-9]{3}(?![0-9]))*(?:\.[0-9]+)?"
_SCALE = {"万": 10**4, "亿": 10**8, "十万": 10**5, "百万": 10**6, "千万": 10**7}
_SCALES = "百万|千万|十万|万|亿"
_PERCENT = rf"百分之\s*+(?P<percent>[0-9]+(?:\.[0-9]+)?|{_IN_WORDS})"
_THINGS = (
    r"%|％|‰|个工作日|工作日|个百分点|百分点|平方米|㎡|平方公里|平方千米|立方米|m²|公里|千米|米|亩|公顷|万元|亿元|美元|元|人次|张床位|张|名|位|人|"
    r"次|项|套|座|处|户|门|吨标准煤|吨|公斤|千克|克|千瓦时|兆瓦|千瓦|TB|GB|PB|TOPS|PFlops|倍|件|支|只|台|辆|条|批|场|列|艘|架|头|株|棵|"
    r"期|篇|部|册|幅|首|对|组|班|所次|家次|宗|起|例|份(?!额)|分(?![钟之别配类级工批期布享散流管析发解摊销公支子局行院部店])"
)
_UNIT = rf"(?P<unit>{_THINGS}|个|家|所|小时|分钟|天|日|年|月|级|期)?"
_PARTS = (
    rf"(?P<under>[{NUMERAL}]{{1,4}})分之(?P<over>[{NUMERAL}]{{1,6}})(?![0-9{NUMERAL}])"
    r"|(?P<upper>[0-9]{1,4})\s*/\s*(?P<lower>[0-9]{1,4})(?![0-9/号年月日.])"
    r"|(?P<tenths>[一二两三四五六七八九])成(?P<half>[半五])?(?![就立果员为熟本品效功长交都人语])"
)
"""A share of a whole: 三分之二, 2/3, 九成."""
_COUNTED_UNIT = rf"{_THINGS}|个(?!月|工作日|小时|年|学期|季度)|家(?!庭)|所"
_SHARES = ("under", "over", "upper", "lower", "tenths", "half")
_COPIES = ("", "2", "3")
_GROUPS = ("percent", "value", "scale", "unit", *_SHARES)
_PLAIN_NUMBER = rf"(?:{_DIGITS}\s*+(?:{_SCALES})?|[一两二三四五六七八九十]{{1,3}})"
_DASH = r"(?:—|–|-|－|~|～|至|到)"


def amount(copy: str) -> str:
    """Return the pattern of a number and its unit; ``copy`` tells its groups from those of the other patterns."""
    number = rf"(?P<value>{_DIGITS}|{_IN_WORDS}(?=[次个项人家所张座名户处条套万亿]))\s*+(?P<scale>{_SCALES})?"
    pattern = rf"(?:{_PERCENT}|{_PARTS}|{number}\s*+{_UNIT})\s*+"
    return re.sub(rf"\?P<({'|'.join(_GROUPS)})>", lambda match: f"?P<{match[1]}{copy}>", pattern)


_COUNTED_WORDS = rf"(?![{NUMERAL}]分之)(?:(?!一(?![{NUMERAL}点万亿]))[{NUMERAL}]{{1,8}}(?:点[{NUMERAL}]{{1,4}})?)"
COUNTED = (
    rf"(?:(?P<value4>{_DIGITS}[百千]?|(?<![{NUMERAL}第每前上下数]){_COUNTED_WORDS})\s*+(?P<scale4>{_SCALES})?"
    rf"\s*+(?P<many4>[余多])?\s*+(?P<unit4>{_COUNTED_UNIT}))"
)
"""A number that counts or measures something, and its unit; one (一个) is an article, and no number."""
RANGE = (
    rf"(?P<low>{_PLAIN_NUMBER})\s*+(?:{_COUNTED_UNIT})?\s*+{_DASH}+\s*+"
    rf"(?P<high>{_PLAIN_NUMBER})\s*+(?P<unit_range>{_COUNTED_UNIT})"
)
"""Two numbers with a dash between them, and their unit."""
_AMOUNT = re.compile(
    rf"(?<![第每前0-9A-Za-z.,，{NUMERAL}])(?:{_PLAIN_NUMBER}\s*+(?:{_COUNTED_UNIT})?\s*+{_DASH}+\s*+)?"
    rf"(?:[0-9]{{1,6}}\s{{1,3}}){{0,3}}(?:{_DIGITS}|[0-9][0-9OoXxIl.]{{1,7}})"
    rf"\s*+(?:{_SCALES})?\s*+[余多几]?\s*+(?:{_SCALES})?\s*+(?:{_COUNTED_UNIT})"
    r"(?!\s*+(?:及?以[上下]|以内)的)"
    r"|翻\s*+[一两二三四0-9]?\s*+[番倍]|全覆盖|清零|零增长|百分之百"
    rf"|(?<![第每前0-9A-Za-z.,，{NUMERAL}]){_COUNTED_WORDS}\s*+(?:{_SCALES})?\s*+[余多几]?\s*+(?:{_THINGS}|家(?!庭)|所)(?![一-龥]的)"
    rf"|(?<![第每前0-9A-Za-z.,，{NUMERAL}])(?:[{NUMERAL}]{{2,8}}|[{NUMERAL}]\s*+(?:{_SCALES}))\s*+(?:{_SCALES})?\s*+[余多几]?\s*+"
    r"个(?!月|工作日|小时|年|学期|季度|百分点)"
    r"|[一二三四五六七八九]成(?:[半五])?(?=以上|以下|以内|左右|[，。；、]|$)"
)


def value_of(match: re.Match[str]) -> tuple[Decimal | None, str]:
    """Return the number of a statement and its unit; no number where the words are not a well-formed one."""
    groups = match.groupdict()
    if (share := _share_of(groups)) is not None:
        return share
    percent, digits, scale, unit = (
        next(filter(None, (groups.get(f"{name}{copy}") for copy in ("", "2", "3", "4"))), None)
        for name in ("percent", "value", "scale", "unit")
    )
    if percent:
        return chinese_decimal(percent), "%"
    return number(f"{digits or ''}{scale or ''}"), unit_of(unit or "")


def unit_of(written: str) -> str:
    """Return a unit in its usual writing: ㎡ and m² are 平方米."""
    return {"％": "%", "㎡": "平方米", "m²": "平方米", "平方千米": "平方公里", "千米": "公里"}.get(written, written)


def _share_of(groups: dict[str, str | None]) -> tuple[Decimal | None, str] | None:
    """Return a share of a whole as its number and unit: 九成 is 90 %, 2/3 is 0.6667 of the whole, to four places."""
    found = {name: next(filter(None, (groups.get(f"{name}{copy}") for copy in _COPIES)), None) for name in _SHARES}
    if found["tenths"]:
        tenths = chinese_decimal(found["tenths"].replace("两", "二"))
        return (tenths * 10 + (5 if found["half"] else 0) if tenths is not None else None), "%"
    over = found["over"] or found["upper"]
    under = found["under"] or found["lower"]
    if not over or not under:
        return None
    part, whole = chinese_decimal(over), chinese_decimal(under)
    if part is None or not whole:
        return None, ""
    return (part / whole).quantize(Decimal("0.0001")).normalize(), ""


def bounds_of(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None, str]:
    """Return the two numbers of a range and their unit; the scale of the second holds for the first (5—10万)."""
    low, high = number(match["low"]), number(match["high"])
    scale = next((scale for scale in _SCALE if match["high"].endswith(scale)), None)
    if (
        low is not None
        and high is not None
        and scale
        and match["low"][-1] not in "万亿"
        and low * _SCALE[scale] <= high
    ):
        low *= _SCALE[scale]
    return low, high, unit_of(match["unit_range"])


def number(words: str) -> Decimal | None:
    """Read a number with its scale and its thousands divided; ``None`` where it is none.

    >>> [str(number(words)) for words in ("1，000", "2万", "四点五", "五五")]
    ['1000', '20000', '4.5', 'None']
    """
    match = re.fullmatch(rf"(.*?)\s*+([百千]?(?:{_SCALES})|(?<=[0-9])[百千])?", re.sub(r"[,，]", "", words))
    value = chinese_decimal(match[1].replace("两", "二")) if match else None
    return value * _scale(match[2]) if match and match[2] and value is not None else value


def _scale(words: str) -> int:
    """Return what a scale multiplies by: 千万 is ten million."""
    if words in _SCALE:
        return _SCALE[words]
    return {"百": 100, "千": 1000}.get(words[0], 1) * _SCALE.get(words[1:], 1)


def find_amounts(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Find the amounts in a text that stand in none of the stretches that are ``taken``.

    >>> text = "安排资金500万元，为3岁以下婴幼儿建设15分钟服务圈，收入翻一番"
    >>> [text[start:end] for start, end in find_amounts(text, ())]
    ['500万元', '翻一番']
    """
    for match in _AMOUNT.finditer(fold_width(text)):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield match.span()
