"""Search: a name of a body leads to it, other words to the bodies, the tasks and the passages that have them."""

from __future__ import annotations

import re
from bisect import bisect_right
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from api.answers import parts_by_number, rows
from api.site.body_names import named
from api.site.evidence import Evidence, Texts
from api.site.render_page import page
from api.site.visit import Visiting
from kg.querying import AmbiguousOrganization, UnknownOrganization
from kg.reading.folding import fold_brackets, fold_name
from kg.reading.lines import split_lines

if TYPE_CHECKING:
    from api.site.visit import Visit

router = APIRouter(include_in_schema=False)

MOST: Final = 50
"""So many of each sort are shown."""
LONGEST: Final = 100
_TASK: Final = re.compile(r"(?:任务|task)? ?([0-9]{1,4})", re.IGNORECASE)


@router.get("/search")
def search(visit: Visiting, q: Annotated[str, Query(max_length=LONGEST)] = "") -> Response:
    """Find what has the words."""
    wanted = "".join(one for one in q if one.isprintable()).strip()
    if not wanted:
        nothing: dict[str, object] = dict.fromkeys(("documents", "bodies", "tasks", "passages", "near"), ())
        return page(visit, "search.html", asked="", numbers={}, **nothing)
    near: list[str] = []
    folded = fold_name(wanted)
    try:
        body = visit.asking.body(wanted)
        return RedirectResponse(visit.url(f"/organization/{body.id}"), HTTPStatus.SEE_OTHER)
    except AmbiguousOrganization as error:
        bodies = [named(one, visit.language) for one in error.candidates]
    except UnknownOrganization as error:
        near = list(error.nearest)
        bodies = [
            named(one, visit.language)
            for one in visit.asking.register.bodies
            if any(folded in fold_name(name) for name in (*one.names, *one.names_en))
        ]
    numbered = _TASK.fullmatch(wanted)
    number = int(numbered[1]) if numbered else None
    tasks = [
        row
        for row in visit.asking.rows("tasks")
        if row["number"] == number or _has(row["text"], folded) or _has(row["responsibility_text"], folded)
    ]
    found = [(rows.last_part(rows.text(row, "document")), parts_by_number.part_id(row), row) for row in tasks]
    every = parts_by_number.documents(visit.asking)
    documents = [one for one in every if _has(one.number, folded) or _has(one.title, folded) or one.id == wanted]
    passages = _passages(visit, wanted)
    return page(
        visit,
        "search.html",
        asked=wanted,
        numbers={one.id: one.number or one.id for one in every},
        documents=documents,
        bodies=bodies[:MOST],
        tasks=found[:MOST],
        passages=passages[:MOST],
        near=[] if documents or bodies or tasks or passages else near,
    )


def _has(words: object, folded: str) -> bool:
    return folded in fold_name(str(words or ""))


def _passages(visit: Visit, wanted: str) -> list[Evidence]:
    """Find the words in the texts, in whatever width; each place is that of the evidence before it."""
    sought = fold_brackets(wanted)
    found: list[Evidence] = []
    for document in parts_by_number.documents(visit.asking):
        whole = Texts(visit).of(document.id)
        places = [rows.whole(row, "start") for row in visit.asking.rows("places-of-evidence", document=document.id)]
        folded = fold_brackets(whole)
        at = folded.find(sought)
        line_starts = [line.start for line in split_lines(whole)] if at >= 0 else []
        while at >= 0 and len(found) < MOST:
            start = max((place for place in places if place <= at), default=min(places, default=0))
            before, after = whole[max(0, at - 20) : at], whole[at + len(wanted) : at + len(wanted) + 20]
            line = bisect_right(line_starts, at)
            found.append(
                Evidence(
                    document.id,
                    start,
                    at + len(wanted),
                    line,
                    whole[at : at + len(wanted)],
                    before.rpartition("\n")[2],
                    after.partition("\n")[0],
                )
            )
            at = folded.find(sought, at + len(wanted))
    return found
