"""CSV as RFC 4180 has it, in one place: which quotes, which line ends."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable


def csv_text(rows: Iterable[Iterable[object]], *, delimiter: str = ",", line_end: str = "\r\n") -> str:
    r"""Return rows as CSV; a cell is quoted where it has a quote, the delimiter or a line end.

    >>> csv_text([["a", 1], ["b c", "d,e"]], line_end="\n")
    'a,1\nb c,"d,e"\n'
    """
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return out.getvalue()
