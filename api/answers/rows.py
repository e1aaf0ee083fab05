"""From a row of a named query to a part of an answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeAlias

from api.answers.models import Correction, Label, OpenParty, RoleName, Source, TaskRow
from kg.register import Certainty

Value: TypeAlias = str | int | bool | Decimal | None
Row: TypeAlias = dict[str, Value]
"""A row of a named query, by the names of its columns."""


def text(row: Row, column: str) -> str:
    """Give a cell that always has words.

    >>> text({"number": 7}, "number")
    '7'
    """
    value = row[column]
    if value is None:
        raise TypeError(f"the query gives no {column!r}")
    return str(value)


def optional_text(row: Row, column: str) -> str | None:
    """Give a cell that may be empty."""
    value = row[column]
    return None if value is None else str(value)


def whole(row: Row, column: str) -> int:
    """Give a cell that always has a whole number."""
    value = row[column]
    if not isinstance(value, int):
        raise TypeError(f"the query gives {value!r} as {column!r}, not a whole number")
    return value


def optional_whole(row: Row, column: str) -> int | None:
    """Give a cell that may have a whole number."""
    return None if row[column] is None else whole(row, column)


def numbers(row: Row, column: str) -> list[int]:
    """Give the whole numbers that a cell lists, in order.

    >>> numbers({"tasks": "3 1 2"}, "tasks")
    [1, 2, 3]
    """
    return sorted(int(number) for number in str(row[column] or "").split())


def decimal(row: Row, column: str) -> float:
    """Give a cell that always has a number."""
    value = row[column]
    if not isinstance(value, int | Decimal):
        raise TypeError(f"the query gives {value!r} as {column!r}, not a number")
    return float(value)


def flag(row: Row, column: str) -> bool:
    """Give a cell that is true or not; an empty one is not."""
    return row[column] is True


def day(row: Row, column: str) -> date:
    """Give a cell that always has a date."""
    return date.fromisoformat(text(row, column))


def optional_day(row: Row, column: str) -> date | None:
    """Give a cell that may have a date."""
    return None if row[column] is None else day(row, column)


def last_part(iri: str) -> str:
    """Give the id that ends an IRI.

    >>> last_part("https://w3id.org/zhize/id/organization/sichuan-emergency-management")
    'sichuan-emergency-management'
    """
    return iri.rstrip("/").rpartition("/")[2].rpartition("#")[2]


def source(row: Row) -> Source:
    """Give the evidence of a row."""
    return Source(quote=text(row, "quote"), start=whole(row, "start"), end=whole(row, "end"), line=whole(row, "line"))


def task(row: Row) -> TaskRow:
    """Give a task."""
    return TaskRow(
        document=last_part(text(row, "document")),
        number=optional_whole(row, "number"),
        text=text(row, "text"),
        responsibility_text=text(row, "responsibility_text"),
        measures=numbers(row, "measures"),
        has_lead=flag(row, "has_lead"),
        open_ended=flag(row, "open_ended"),
        source=source(row),
        iri=text(row, "iri"),
    )


def correction(row: Row) -> Correction:
    """Give what is meant by a slip."""
    return Correction(
        as_written=text(row, "as_written"),
        meant=last_part(text(row, "organization")),
        meant_name=text(row, "name"),
        certainty=Certainty(text(row, "certainty")),
        reason=Label(zh=text(row, "reason_zh"), en=text(row, "reason_en")),
        iri=text(row, "iri"),
    )


def open_party(row: Row) -> OpenParty:
    """Give the words that stand for bodies that are not named."""
    return OpenParty(role=RoleName(text(row, "role")), as_written=text(row, "as_written"), source=source(row))
