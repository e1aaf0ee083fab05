"""The whole text of a document, with an anchor at every place that evidence points to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import Response

from api.answers import parts_by_number, rows
from api.site.document_choice import chosen_document
from api.site.evidence import Texts
from api.site.render_page import page
from api.site.text_lines import lines_with_places
from api.site.visit import Visiting

if TYPE_CHECKING:
    from api.answers.rows import Row
    from api.site.visit import Visit

router = APIRouter(include_in_schema=False)


@router.get("/document/{doc}/text")
def text(visit: Visiting, doc: str) -> Response:
    """Show the text of the version in force."""
    document = chosen_document(visit, doc)
    whole = Texts(visit).of(document.id)
    found: dict[str, dict[int, list[Row]]] = {}
    for sort in ("tasks", "measures", "chapters"):
        by_line = found[sort] = {}
        for row in visit.asking.rows(sort, document=document.id):
            by_line.setdefault(rows.whole(row, "line"), []).append(row)
    return page(
        visit,
        "text.html",
        document=document,
        lines=lines_with_places(whole, _places(visit, document.id)),
        part_id=parts_by_number.part_id,
        **found,
    )


def _places(visit: Visit, document: str) -> set[tuple[int, int]]:
    """Return where evidence begins and ends."""
    found = visit.asking.rows("places-of-evidence", document=document)
    return {(rows.whole(row, "start"), rows.whole(row, "end")) for row in found}
