"""Statements about time: dates by which something is due, periods, recurring dates, and duties without an end.

A year alone is no deadline (2021年 may say when the paper was signed): a deadline has a word that makes it one
(到2025年, 2022年底前, “十四五”期间, 每年6月底前, 长期坚持). A date that has such a word but can't be a date
(到20X2年) is kept, with nothing filled in, for validation to report.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kg.parsing.numerals import fold


class Precision(StrEnum):
    """How exactly the words say when."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class TimeStatement:
    """A statement about time at ``start`` to ``end`` of the text that was read.

    ``due_by`` is the last day that still counts. A recurring statement has ``recurrence`` (month, day); one
    without an end has ``ongoing``. With none of the three, the words look like a date and are none.
    """

    start: int
    end: int
    due_by: date | None = None
    begins: date | None = None
    precision: Precision | None = None
    recurrence: tuple[int, int] | None = None
    ongoing: bool = False

    @property
    def readable(self) -> bool:
        """Tell whether the words say a date, a recurrence or a duty without an end."""
        return self.due_by is not None or self.recurrence is not None or self.ongoing


_FIRST_YEAR, _LAST_YEAR = 1949, 2149
_S = r"\s*"
_NUMBER = r"[0-9A-Za-z○〇×*?]"
_YEAR = rf"(?P<year>{_NUMBER}{{2,6}}){_S}年"
_MONTH = rf"(?P<month>{_NUMBER}{{1,3}}){_S}月"
_DAY = rf"(?P<day>{_NUMBER}{{1,3}}){_S}[日号]"
_TO = r"(?P<to>(?<![达得做看])到|截至|截止到?|至迟|力争到?|争取到?|于|在)"
_BEFORE = r"(?:之前|以前|前)"
_END = r"(?:年底|年末|底|末)"
_PLANS = {"十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}

_PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            "period",
            rf"(?:{_TO}{_S})?(?P<from>[0-9]{{4}}){_S}(?:年)?{_S}(?:—|–|-|－|~|～|至|到)+{_S}(?P<year>[0-9]{{4}}){_S}年(?:期间)?",
        ),
        ("plan", r"[“\"](?P<plan>十[三四五六]五)[”\"](?:规划)?(?:期间|时期|期内|期末|末|内)"),
        ("recurring", rf"每年{_S}(?:{_MONTH}{_S}(?:{_DAY})?{_S}(?:底|末)?|(?P<yearend>年?底|年?末)){_S}{_BEFORE}?"),
        ("day", rf"(?:{_TO}{_S})?{_YEAR}{_S}{_MONTH}{_S}{_DAY}{_S}(?P<before>{_BEFORE})?"),
        ("month", rf"(?:{_TO}{_S})?{_YEAR}{_S}{_MONTH}{_S}(?P<end>底|末|中旬|上旬|下旬)?{_S}(?P<before>{_BEFORE})?"),
        ("year", rf"(?:{_TO}{_S})?{_YEAR}{_S}(?P<end>{_END})?{_S}(?P<before>{_BEFORE})?"),
        (
            "ongoing",
            r"(?<![^，。；：（\s])(?:长期坚持|持续推进|长期推进|常态化推进|持续实施|持续开展|长期任务)(?=\s*(?:[，。；）]|$))",
        ),
    )
)


def find_time_statements(text: str, *, labelled: bool = False) -> Iterator[TimeStatement]:
    """Find every statement about time in ``text``, in order, without overlaps.

    ``labelled`` says that a label already makes the text a deadline (完成时限：2023年6月), so that a date needs
    no word of its own.

    >>> [(t.due_by.isoformat(), t.precision.value) for t in find_time_statements("到2025年，确保2022年底前投入使用")]
    [('2025-12-31', 'year'), ('2022-12-31', 'year')]
    >>> list(find_time_statements("2021年11月9日印发"))
    []
    """
    folded, position = fold(text), 0
    ahead = {kind: _first(kind, pattern, folded, 0, labelled=labelled) for kind, pattern in _PATTERNS}
    while found := min(filter(None, ahead.values()), key=lambda item: (item.start, -item.end), default=None):
        yield found
        position = max(found.end, position + 1)
        for kind, pattern in _PATTERNS:
            if (stale := ahead[kind]) is not None and stale.start < position:
                ahead[kind] = _first(kind, pattern, folded, position, labelled=labelled)


def time_statement_at(text: str, start: int) -> TimeStatement | None:
    """Read the statement about time that begins at ``start`` of folded text, if one does."""
    candidates = (_read(kind, pattern.match(text, start), labelled=True) for kind, pattern in _PATTERNS)
    return next((found for found in candidates if found is not None), None)


def _first(kind: str, pattern: re.Pattern[str], text: str, position: int, *, labelled: bool) -> TimeStatement | None:
    """Find the first statement of one kind from ``position`` on."""
    statements = (_read(kind, match, labelled=labelled) for match in pattern.finditer(text, position))
    return next((found for found in statements if found is not None), None)


def _read(kind: str, match: re.Match[str] | None, *, labelled: bool) -> TimeStatement | None:
    if match is None:
        return None
    start, end = match.start(), match.start() + len(match.group().rstrip())
    if kind == "ongoing":
        return TimeStatement(start, end, ongoing=True)
    if kind == "plan":
        first = _PLANS[match["plan"]]
        return TimeStatement(start, end, date(first + 4, 12, 31), date(first, 1, 1), Precision.PERIOD)
    if kind == "recurring":
        return _recurring(match, start, end)
    if kind == "period":
        first, last = int(match["from"]), int(match["year"])
        if not _FIRST_YEAR <= first <= last <= _LAST_YEAR:
            return TimeStatement(start, end)
        return TimeStatement(start, end, date(last, 12, 31), date(first, 1, 1), Precision.PERIOD)
    marked = labelled or bool(match["to"] or match["before"] or match.groupdict().get("end"))
    return _dated(kind, match, start, end) if marked and _looks_like_year(match["year"]) else None


def _looks_like_year(year: str) -> bool:
    """Tell a year, even a misprinted one, from a length of time (10年以上)."""
    digits = sum(character.isdigit() for character in year)
    return digits > 0 and (len(year) >= 3 or digits < len(year))


def _recurring(match: re.Match[str], start: int, end: int) -> TimeStatement:
    if match["yearend"]:
        return TimeStatement(start, end, recurrence=(12, 31))
    month, day = _integer(match["month"]), _integer(match["day"])
    if (
        month is None
        or not 1 <= month <= 12
        or (match["day"] and (day is None or not 1 <= day <= monthrange(2023, month)[1]))
    ):
        return TimeStatement(start, end)
    return TimeStatement(start, end, recurrence=(month, day or monthrange(2023, month)[1]))


def _dated(kind: str, match: re.Match[str], start: int, end: int) -> TimeStatement:
    year = _integer(match["year"])
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR or len(match["year"]) != 4:
        return TimeStatement(start, end)
    try:
        last, precision = _last_day(kind, match, year)
    except ValueError:
        return TimeStatement(start, end)
    return TimeStatement(start, end, last, precision=precision)


def _last_day(kind: str, match: re.Match[str], year: int) -> tuple[date, Precision]:
    """Give the last day that counts: 2022年底前 → 31 December, 2023年3月前 → 28 February."""
    ends = match.groupdict().get("end")
    if kind == "year":
        return date(year - 1 if match["before"] and not ends else year, 12, 31), Precision.YEAR
    month = _integer(match["month"])
    if month is None:
        raise ValueError(match["month"])
    if kind == "day":
        day = _integer(match["day"])
        if day is None:
            raise ValueError(match["day"])
        return date(year, month, day), Precision.DAY
    if ends in ("上旬", "中旬"):
        return date(year, month, 10 if ends == "上旬" else 20), Precision.MONTH
    if match["before"] and not ends:
        return date(year, month, 1) - timedelta(days=1), Precision.MONTH
    return date(year, month, monthrange(year, month)[1]), Precision.MONTH


def _integer(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None
