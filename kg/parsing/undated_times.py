"""Times of which no date is known, as nothing says when they begin or of which year they are: 3年内, 第三季度前.

They bound when something is due, and no date can be told from them. A length that has passed (近3年内), that comes
again (每两年内), or that a person or a thing has (工作满3年, 3年以上) bounds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.reading.folding import fold_width

_S = r"\s*+"
_NUMBER = r"(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3}|半|几)"
_LENGTH = rf"{_NUMBER}{_S}(?:(?:至|到|—|–|-|~){_S}{_NUMBER}{_S})?个?{_S}(?:年|月|季度|周|星期|工作日|日|天)"
_NO_TIME_TO_COME = r"(?<![近每满第零〇0-9一二三四五六七八九十年月前])(?<!过去|最近|连续)"
_DURATION = re.compile(
    rf"{_NO_TIME_TO_COME}(?:"
    rf"(?:(?:用|在|力争|争取|未来|今后){_S})*{_LENGTH}(?:{_S}左右)?{_S}(?:之内|以内|内(?![容部外涵科])|时间)(?!{_S}的)"
    rf"|(?:第{_S}[一二三四1-4]{_S}季度|[上下]半年){_S}(?:末|底|内|之?前|以前))"
)


def find_durations(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Find the times without a date in a text that stand in none of the stretches that are ``taken``.

    >>> text = "3年内建成示范区，用两年时间完成改造，第三季度前报送，近3年内无违法记录"
    >>> [text[start:end] for start, end in find_durations(text, ())]
    ['3年内', '用两年时间', '第三季度前']
    """
    for match in _DURATION.finditer(fold_width(text)):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield match.span()
