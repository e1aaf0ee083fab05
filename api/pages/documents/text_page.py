"""The whole text of a document, with an anchor at every place that evidence points to."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import Response

from api.answers import parts_by_number, rows
from api.site.document_choice import chosen_document
from api.site.evidence import Texts
from api.site.render_page import page
from api.site.visit import Visiting

if TYPE_CHECKING:
    from api.answers.rows import Row
    from api.site.visit import Visit

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: its number, and its words cut where evidence begins and ends."""

    number: int
    pieces: tuple[tuple[int, str, bool], ...]
    """Each with where it begins, its words, and whether evidence begins there."""


@router.get("/document/{doc}/text")
def text(visit: Visiting, doc: str) -> Response:
    """Show the text of the version in force."""
    document = chosen_document(visit, doc)
    whole = Texts(visit).of(document.id)
    starts, ends = _places(visit, document.id)
    found: dict[str, dict[int, list[Row]]] = {}
    for sort in ("tasks", "measures", "chapters"):
        by_line = found[sort] = {}
        for row in visit.asking.rows(sort, document=document.id):
            by_line.setdefault(rows.whole(row, "line"), []).append(row)
    return page(
        visit,
        "text.html",
        document=document,
        lines=_lines(whole, starts, starts | ends),
        part_id=parts_by_number.part_id,
        **found,
    )


def _places(visit: Visit, document: str) -> tuple[set[int], set[int]]:
    """Give where evidence begins, and where it ends."""
    found = visit.asking.rows("places-of-evidence", document=document)
    return {rows.whole(row, "start") for row in found}, {rows.whole(row, "end") for row in found}


def _lines(whole: str, starts: set[int], cuts: set[int]) -> list[Line]:
    """Cut a text into lines, and each line where evidence begins or ends."""
    found, at = [], 0
    for number, line in enumerate(whole.split("\n"), 1):
        places = [at, *sorted(cut for cut in cuts if at < cut < at + len(line)), at + len(line)]
        pieces = tuple(
            (begin, whole[begin:end], begin in starts)
            for begin, end in pairwise(places)
            if begin < end or begin in starts
        )
        found.append(Line(number, pieces))
        at += len(line) + 1
    return found
