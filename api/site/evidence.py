"""The words that an answer rests on, with a few of the words around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from api.answers import rows

if TYPE_CHECKING:
    from api.answers.rows import Row
    from api.site.visit import Visit

AROUND: Final = 14
"""So many characters are shown on either side."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Quoted words, where they stand, and what stands before and after them in the same line."""

    document: str
    start: int
    end: int
    line: int
    quote: str
    before: str = ""
    after: str = ""


class Texts:
    """The texts of documents, each asked for once on a visit."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._texts: dict[str, str] = {}

    def of(self, document: str) -> str:
        """Give the text of a document as of the day of the visit."""
        if document not in self._texts:
            found = self._visit.asking.rows("document-text", document=document)
            self._texts[document] = rows.text(found[0], "text") if found else ""
        return self._texts[document]

    def evidence(self, document: str, row: Row, suffix: str = "") -> Evidence:
        """Give the evidence of a row, with the words around it."""
        start, end = rows.whole(row, f"start{suffix}"), rows.whole(row, f"end{suffix}")
        text = self.of(document)
        before = text[max(0, start - AROUND) : start].rpartition("\n")[2].rpartition("\t")[2]
        after = text[end : end + AROUND].partition("\n")[0].partition("\t")[0]
        cut_before, cut_after = len(before) == AROUND, len(after) == AROUND
        return Evidence(
            document,
            start,
            end,
            rows.whole(row, f"line{suffix}"),
            rows.text(row, f"quote{suffix}"),
            ("…" if cut_before else "") + before,
            after + ("…" if cut_after else ""),
        )
