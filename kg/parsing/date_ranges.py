"""The first and the last day that the words of a date mean: 2022年底前, 2023年3月前, 2022年第四季度."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from kg.parsing.numerals import chinese_number


class Precision(StrEnum):
    """How exactly the words say when."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    PERIOD = "period"


Days = tuple[date | None, date, Precision]
"""The first day, for a period; the last day that still counts; and how exactly the words say so."""


def days_of(kind: str, match: re.Match[str], year: int) -> Days:
    """Return the days that a match of :data:`kg.parsing.date_patterns.PATTERNS` means in a year.

    Raises :class:`ValueError` where the words name no day.
    """
    return _DAYS[kind](match, year)


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month; :class:`ValueError` where there is no such month.

    >>> last_of_month(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return date(year, month, 1).replace(day=monthrange(year, month)[1])


def days_since(count: str, unit: str, first: date) -> date | None:
    """Return the last day of some years, months or days from a day on; ``None`` where the words give no number.

    >>> days_since("半", "年", date(2021, 11, 9)), days_since("3", "月", date(2021, 11, 30))
    (datetime.date(2022, 5, 9), datetime.date(2022, 2, 28))
    """
    if count == "半":
        return days_since("6", "月", first) if unit == "年" else None
    many = chinese_number(count.replace("两", "二"))
    if not many:
        return None
    try:
        if unit in ("日", "天"):
            return first + timedelta(days=many)
        years, month = divmod(first.month - 1 + (many * 12 if unit == "年" else many), 12)
        last = last_of_month(first.year + years, month + 1)
        return last.replace(day=min(first.day, last.day))
    except (ValueError, OverflowError):
        return None


def number(text: str | None) -> int:
    """Return the number of a month or a day; :class:`ValueError` where it is none."""
    found = chinese_number(text or "")
    if found is None:
        raise ValueError(text)
    return found


def _year(match: re.Match[str], year: int) -> Days:
    before_it = match["before"] and not match["end"]
    return None, date(year - 1 if before_it else year, 12, 31), Precision.YEAR


def _part(match: re.Match[str], year: int) -> Days:
    """Read a quarter or a half: 第四季度前 ends before it begins, 第四季度 is a period."""
    if match["half"]:
        length, which = 6, 1 if match["half"] == "上" else 2
    else:
        length, which = 3, number(match["quarter"])
    begins, last = date(year, length * (which - 1) + 1, 1), last_of_month(year, length * which)
    if match["before"] and not match["end"]:
        return None, begins - timedelta(days=1), Precision.MONTH
    return (None, last, Precision.MONTH) if match["end"] in ("底", "末") else (begins, last, Precision.PERIOD)


def _month(match: re.Match[str], year: int) -> Days:
    month, ends = number(match["month"]), match["end"]
    if ends in ("上旬", "中旬"):
        return None, date(year, month, 10 if ends == "上旬" else 20), Precision.MONTH
    if match["before"] and not ends:
        return None, date(year, month, 1) - timedelta(days=1), Precision.MONTH
    return None, last_of_month(year, month), Precision.MONTH


def _day(match: re.Match[str], year: int) -> Days:
    return None, date(year, number(match["month"]), number(match["day"])), Precision.DAY


def _numbers(match: re.Match[str], year: int) -> Days:
    return _day(match, year) if match["day"] else _month(match, year)


_DAYS: dict[str, Callable[[re.Match[str], int], Days]] = {
    "year": _year,
    "part": _part,
    "month": _month,
    "day": _day,
    "numbers": _numbers,
}
