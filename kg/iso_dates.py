"""How a day is written wherever a person gives one: in settings, on the command line, over REST, in a named query."""

from __future__ import annotations

import re
from datetime import date

AS_WRITTEN = "a day is written as 2022-12-31 and is one of the calendar"


def read_day(words: str) -> date:
    """Read a day; raise ValueError for any other form of ISO 8601, and for what is none.

    >>> read_day("2022-12-31")
    datetime.date(2022, 12, 31)
    """
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
        raise ValueError(words)
    return date.fromisoformat(words)
