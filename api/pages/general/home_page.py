"""The first page: what there is to see, in seconds, and where to look for more."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.answers import parts_by_number
from api.pages.changes.published_versions import to_come
from api.pages.figures.matrix import matrix_of
from api.pages.validation.task_findings import findings_of
from api.site.document_choice import chosen_document
from api.site.render_page import page
from api.site.visit import Visiting

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(visit: Visiting, document: Annotated[str | None, Query()] = None) -> Response:
    """Show the plan of a document."""
    chosen = chosen_document(visit, document)
    tasks = visit.asking.rows("tasks", document=chosen.id)
    return page(
        visit,
        "home.html",
        document=chosen,
        coming=to_come(visit, chosen.id),
        documents=parts_by_number.documents(visit.asking),
        matrix=matrix_of(visit, chosen),
        without_lead=sum(row["has_lead"] is False for row in tasks),
        deadlines=len(visit.asking.rows("deadlines", document=chosen.id)),
        to_check=sum(one["severity"] != "info" for one in findings_of(visit, chosen.id)),
        versions=len(visit.asking.rows("versions-of-document", document=chosen.id)),
        open_ended=sum(row["open_ended"] is True for row in tasks),
    )
