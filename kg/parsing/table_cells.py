"""What the cells of a row state beside its words and its bodies: deadlines, targets by year, persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kg.parsing.amounts import number
from kg.parsing.clauses import Person
from kg.parsing.date_ranges import Precision
from kg.parsing.deadlines import TimeStatement, find_time_statements, time_statement_at
from kg.parsing.model import CellStatements, Statements
from kg.parsing.numerals import year_number
from kg.parsing.sentences import statements_of
from kg.parsing.targets import Comparator, TargetStatement
from kg.reading import Reading, Span
from kg.reading.folding import fold_width

_NOTHING = re.compile(r"[—–\-－/／无\s]*")
_STANDING = re.compile(
    r"(?:全年|长期|持续|常态化?|每年|常年|每月|每季度|按月|按季度?|随时|日常|即时|分阶段|按要求|按进度).{0,10}"
)
_MONTH_ALONE = re.compile(r"\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})\s*月")
_QUARTER = re.compile(r"\s*(?:第?\s*[一二三四1-4]\s*季度|[上下]半年|年底|年末|年中)")
_YEAR = re.compile(r"([0-9]{4})\s*年?")
_AMOUNT = re.compile(
    r"(?P<before>≥|＞|>|≤|＜|<|不低于|不少于|达到)?\s*(?P<number>[0-9]+(?:[,，][0-9]{3})*(?:\.[0-9]+)?)\s*(?P<unit>%|％|‰|[\u4e00-\u9fff㎡]{0,6})(?P<after>以上|以内|左右)?"
)
_SIGNS = {
    "≥": "gteq",
    ">": "gt",
    "＞": "gt",
    "≤": "lteq",
    "<": "lt",
    "＜": "lt",
    "不低于": "gteq",
    "不少于": "gteq",
    "达到": "gteq",
}
_AFTER = {"以上": "gteq", "以内": "lteq", "左右": "approx"}


def deadline_of_cell(cell: Reading, issued: date | None, year: int | None) -> CellStatements | None:
    """Return the deadline that a cell of a column of deadlines states; ``None`` where it can't be read.

    A month or quarter alone is of the ``year`` that the document's title states, else of that in which it was issued;
    where neither is known its date stays open.
    """
    text = fold_width(cell.text)
    times = tuple(find_time_statements(text, issued=issued, labelled=True))
    if any(time.readable for time in times):
        return CellStatements(cell, Statements(times=times))
    year = year or (issued.year if issued is not None else None)
    if year is not None and (_MONTH_ALONE.match(text) or _QUARTER.match(text)):
        prefix = "" if text.strip().startswith("年") else "年"
        statement = time_statement_at(f"{year}{prefix}{text.strip()}", 0, issued)
        if statement is not None and statement.readable:
            whole = replace(statement, start=0, end=len(text))
            return CellStatements(cell, Statements(times=(whole,)))
    if _STANDING.fullmatch(text.strip()):
        return CellStatements(cell, Statements(times=(TimeStatement(0, len(text), ongoing=True),)))
    if not times and (_MONTH_ALONE.match(text) or _QUARTER.match(text)):
        times = (TimeStatement(0, len(text)),)
    return CellStatements(cell, Statements(times=times)) if times else None


def states_nothing(cell: Reading) -> bool:
    """Return whether a cell is empty or holds a sign for nothing: 无, —, /."""
    return _NOTHING.fullmatch(cell.text) is not None


def target_of_cell(
    cell: Reading, label: str, head: Span, words: Reading, unit: str, issued: date | None
) -> CellStatements | None:
    """Return the target that a cell of a column of targets states by the year in the column's head.

    A number alone, or with its unit, is a target of the row's words; other words state what they say.
    """
    year = _YEAR.search(label)
    prefix = (
        Reading(label, range(head.start, head.start + len(label))) if head.length >= len(label) else Reading("", ())
    )
    joined = Reading(prefix.text + cell.text, (*prefix.positions, *cell.positions))
    shift = len(prefix.text)
    times: tuple[TimeStatement, ...] = ()
    if year is not None and shift:
        due = date(int(year[1]), 12, 31)
        times = (TimeStatement(year.start(), year.end(), due_by=due, precision=Precision.YEAR),)
    match = _AMOUNT.fullmatch(fold_width(cell.text).strip())
    if match and (match["unit"] or unit):
        sign = match["before"] or match["after"] or ""
        comparator = Comparator({**_SIGNS, **_AFTER}.get(sign, "eq"))
        value, written = number(match["number"]), (match["unit"] or unit).replace("％", "%")
        target = TargetStatement(shift, len(joined.text), words.text.rstrip("。；"), comparator, value, written)
        return CellStatements(joined, Statements(targets=(target,), times=times))
    found = statements_of(cell.text, issued)
    if not (found.targets or found.times or found.amounts) and any(map(str.isdigit, cell.text)):
        return None
    moved = Statements(
        tuple(replace(one, start=one.start + shift, end=one.end + shift) for one in found.targets),
        (*times, *(replace(one, start=one.start + shift, end=one.end + shift) for one in found.times)),
        tuple((start + shift, end + shift) for start, end in found.amounts),
        tuple((start + shift, end + shift) for start, end in found.durations),
    )
    return CellStatements(joined, moved)


def persons_of_cell(cell: Reading, label: str) -> Iterator[Person]:
    """Return the persons whom a cell names."""
    for match in re.finditer(r"[^、，,;；\s\n]+", cell.text):
        yield Person(match[0], label, cell.span(match.start(), match.end()))


def year_of_title(title: str) -> int | None:
    """Return the year that a title states: 东屿市2031年民生实事清单.

    >>> year_of_title("东屿市2031年民生实事清单"), year_of_title("行动方案（2023—2025年）")
    (2031, None)
    """
    years = re.findall(r"(?<![0-9—–\-－至])([0-9]{4})\s*年(?!\s*[—–\-－至])", fold_width(title))
    return year_number(years[0]) if len(set(years)) == 1 else None
