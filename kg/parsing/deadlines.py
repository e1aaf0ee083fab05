"""Statements about time: dates by which something is due, periods, recurring dates, and duties without an end.

A year alone is no deadline (2021年 may say when the paper was signed): a deadline has a word that makes it one
(到2025年, 2022年底前, “十四五”期间, 每年6月底前, 长期坚持). A date that has such a word but can't be a date
(到20X2年, 2022年低前) is kept, with nothing filled in, for validation to report. So is one that says 本年底 where the
date of the document is not known, and one without a year (6月底前) that no date before it in the sentence tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kg.parsing.date_patterns import PATTERNS, PLANS, YEARS_ON
from kg.parsing.date_ranges import Precision, days_of, days_since, last_of_month, number
from kg.parsing.numerals import is_digit, year_number
from kg.reading.folding import fold_spaces, fold_width

__all__ = ["Precision", "TimeStatement", "find_time_statements", "time_statement_at"]


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
    every: str = ""

    @property
    def recurs(self) -> bool:
        """Return whether the words state a time that comes again: a day of the year, or of another period."""
        return self.recurrence is not None or bool(self.every)

    @property
    def readable(self) -> bool:
        """Return whether the words say a date, a recurrence or a duty without an end."""
        return self.due_by is not None or self.recurs or self.ongoing


_FIRST_YEAR, _LAST_YEAR = 1949, 2149
_CENTURIES = ("19", "20", "21")
_A_LENGTH = 2  # digits: a number of years has as many at most
_PART_STOPS = frozenset("，。；：、（“ \t")
_WORD = re.compile(r"(?![XxOo]+$)[A-Za-z]+")
_COMMON_YEAR = 2023
_ANOTHER_YEAR = re.compile(r"\s*+[和、及与]\s*+(?P<year>[0-9]{4})\s*+年(?:底前|底|末)?")


def find_time_statements(text: str, *, issued: date | None = None, labelled: bool = False) -> Iterator[TimeStatement]:
    """Find every statement about time in ``text``, in order, without overlaps.

    ``issued`` is the date of the document, from which this year and next year count. ``labelled`` says that a label
    already makes the text a deadline (完成时限：2023年6月), so that a date needs no word of its own.

    >>> [(t.due_by.isoformat(), t.precision.value) for t in find_time_statements("到2025年，确保2022年底前投入使用")]
    [('2025-12-31', 'year'), ('2022-12-31', 'year')]
    >>> list(find_time_statements("2021年11月9日印发"))
    []
    """
    reader, position = _Reader(fold_width(text), issued, labelled=labelled), 0
    ahead = {kind: reader.first(kind, pattern, 0) for kind, pattern in PATTERNS}
    while found := [(kind, statement) for kind, statement in ahead.items() if statement is not None]:
        kind, first = min(found, key=lambda item: (item[1].start, -item[1].end))
        yield reader.completed(kind, first)
        position = max(first.end, position + 1)
        for another in reader.listed(first):
            yield another
            position = another.end
        for kind, pattern in PATTERNS:
            if (stale := ahead[kind]) is not None and stale.start < position:
                ahead[kind] = reader.first(kind, pattern, position)


def time_statement_at(text: str, start: int, issued: date | None = None) -> TimeStatement | None:
    """Read the statement about time that begins at ``start`` of folded text, if one does."""
    reader = _Reader(text, issued, labelled=True)
    read = ((kind, reader.read(kind, pattern.match(text, start))) for kind, pattern in PATTERNS)
    found = [(kind, statement) for kind, statement in read if statement is not None]
    return reader.completed(*max(found, key=lambda item: item[1].end)) if found else None


class _Reader:
    """Reads statements out of one folded text; the last one may tell the year of the next, which names none."""

    def __init__(self, text: str, issued: date | None, *, labelled: bool) -> None:
        self.text, self.issued, self.labelled = text, issued, labelled
        self.last: TimeStatement | None = None

    def first(self, kind: str, pattern: re.Pattern[str], position: int) -> TimeStatement | None:
        """Find the first statement of one kind from ``position`` on."""
        statements = (self.read(kind, match) for match in pattern.finditer(self.text, position))
        return next((found for found in statements if found is not None), None)

    def read(self, kind: str, match: re.Match[str] | None) -> TimeStatement | None:
        """Read one match; ``None`` for words that state no time. A year that is left out is not yet filled in."""
        if match is None:
            return None
        unreadable = TimeStatement(match.start(), match.start() + len(match.group().rstrip()))
        if kind == "ongoing":
            return replace(unreadable, ongoing=True)
        if kind == "every":
            marked = re.search(r"[0-9末底初旬前内日号]|结束", match.group()[1:])
            return replace(unreadable, every=match.group().strip()) if marked else None
        if kind == "recurring":
            return _recurring(match, unreadable)
        if kind in ("plan", "period"):
            return _period(kind, match, unreadable)
        if kind == "since":
            due = None if self.issued is None else days_since(match["count"], match["unit"], self.issued)
            return None if due is None else replace(unreadable, due_by=due, precision=Precision.DAY)
        if kind == "yearless":
            return unreadable if self.labelled or match["to"] or match["before"] or match["typo"] else None
        if kind == "spaced":
            return unreadable if sum(map(str.isdigit, match["year"])) > _A_LENGTH else None
        if kind in ("spoiled", "yearend"):
            return unreadable
        stated = match.groupdict()
        return (
            self._with_date(kind, match, unreadable) if self._marked(kind, stated) and self._year_like(match) else None
        )

    def completed(self, kind: str, found: TimeStatement) -> TimeStatement:
        """Fill in the year that words leave out: that of the date before them in the sentence, else this year."""
        last, self.last = self.last, found
        if last is not None and (not last.readable or "。" in self.text[last.end : found.start]):
            last = None
        words = self.text[found.start : found.end]
        if kind == "yearend" and self.issued is not None and not re.search("[低抵氐邸]", words):
            year = self.issued.year
            if last is None or last.due_by is None or last.due_by.year == year:
                self.last = replace(found, due_by=date(year, 12, 31), precision=Precision.YEAR)
        elif kind == "yearless" and last is not None and last.due_by is not None and last.precision in _EXACT:
            self.last = _in_year(words, found, last.due_by)
        return self.last

    def listed(self, first: TimeStatement) -> Iterator[TimeStatement]:
        """Find the further years of a list after a year that is due: 到2027年和2030年."""
        position = first.end
        while first.precision is Precision.YEAR and (match := _ANOTHER_YEAR.match(self.text, position)):
            year = year_number(match["year"])
            if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
                return
            self.last = replace(first, start=match.start("year"), end=match.end(), due_by=date(year, 12, 31))
            yield self.last
            position = match.end()

    def _marked(self, kind: str, stated: dict[str, str | None]) -> bool:
        """Return whether words make a date a deadline; a year alone may say when a paper was signed."""
        marked = bool(stated["before"] or stated.get("end") or stated.get("typo"))
        relative = stated.get("relative")
        if relative and relative not in YEARS_ON:
            return bool(stated["before"])
        if kind == "numbers":
            return marked or self.labelled or bool(stated["to"] and stated["day"])
        if relative and kind == "year":
            return marked or (stated["to"] or "").endswith("到")
        return marked or kind == "part" or self.labelled or bool(stated["to"])

    def _year_like(self, match: re.Match[str]) -> bool:
        """Return a year, even a misprinted one, from a length of time (10年以上) and from other words."""
        stated = match.groupdict()
        year = fold_spaces(stated["year"] or "")
        if not year or year_number(year) is not None:
            return True
        if stated.get("typo") or (stated.get("end") or "").endswith(("底", "末")):
            return not _WORD.fullmatch(year)
        if not any(map(is_digit, year)):
            return False
        if all(is_digit(character) or character == "十" for character in year) and not year.isdecimal():
            return len(year) > _A_LENGTH and "十" not in year
        opens = bool(stated["to"]) and (match.start() == 0 or self.text[match.start() - 1] in _PART_STOPS)
        if not year.isdecimal():
            return True
        return len(year) >= _A_LENGTH and (opens or (len(year) > _A_LENGTH and year.startswith(_CENTURIES)))

    def _with_date(self, kind: str, match: re.Match[str], unreadable: TimeStatement) -> TimeStatement | None:
        """Return the last day that counts; nothing where the words say none, ``None`` for a time that has been."""
        year = self._year(match)
        if year is None or kind == "event" or match.groupdict().get("typo") or not _FIRST_YEAR <= year <= _LAST_YEAR:
            return unreadable
        try:
            begins, last, precision = days_of(kind, match, year)
        except ValueError:
            return unreadable
        if begins is not None and self.issued is not None and last < self.issued and not (match["to"] or match["end"]):
            return None
        return replace(unreadable, due_by=last, begins=begins, precision=precision)

    def _year(self, match: re.Match[str]) -> int | None:
        """Return the year that is written, or that a word such as 今年 means."""
        relative = match.groupdict().get("relative")
        if not relative:
            return year_number(fold_spaces(match["year"]))
        return self.issued.year + YEARS_ON[relative] if self.issued and relative in YEARS_ON else None


_EXACT = (Precision.DAY, Precision.MONTH)
_MONTH_AND_DAY = re.compile(r"(?:到|至)?\s*(?P<month>[^月]+?)\s*月\s*(?:(?P<day>[^日号]+?)\s*[日号]|[底末])")


def _in_year(words: str, found: TimeStatement, before: date) -> TimeStatement:
    """Read a month, or a month and a day, in the year of the date before it, unless that is later."""
    match = _MONTH_AND_DAY.match(words)
    try:
        month = number(match["month"]) if match else 0
        day = number(match["day"]) if match and match["day"] else None
        last = last_of_month(before.year, month) if day is None else date(before.year, month, day)
    except ValueError:
        return found
    precision = Precision.MONTH if day is None else Precision.DAY
    return replace(found, due_by=last, precision=precision) if last >= before else found


def _period(kind: str, match: re.Match[str], unreadable: TimeStatement) -> TimeStatement | None:
    """Read a plan (“十四五”期间) or a period (2023—2025年); ``None`` for other numbers of years (3—5年)."""
    if kind == "plan":
        first, last = PLANS.get(match["plan"]), PLANS.get(match["plan"], 0) + 4
    else:
        words = [fold_spaces(match[name]) for name in ("from", "year")]
        first, last = year_number(words[0]), year_number(words[1]) or 0
        if first is None and not last:
            return None
    if first is None or not _FIRST_YEAR <= first <= last <= _LAST_YEAR:
        return unreadable
    return replace(unreadable, due_by=date(last, 12, 31), begins=date(first, 1, 1), precision=Precision.PERIOD)


def _recurring(match: re.Match[str], unreadable: TimeStatement) -> TimeStatement:
    if match["yearend"]:
        return replace(unreadable, recurrence=(12, 31))
    try:
        month = number(match["month"])
        last = last_of_month(_COMMON_YEAR, month)
        day = date(_COMMON_YEAR, month, number(match["day"])).day if match["day"] else last.day
    except ValueError:
        return unreadable
    return replace(unreadable, recurrence=(month, day))
