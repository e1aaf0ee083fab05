"""The whole plan on one screen: who has which role in which task, bodies down and tasks across, or the other way."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from api.answers import parts_by_number
from api.pages.figures.matrix import matrix_of
from api.site.document_choice import chosen_document
from api.site.form_fields import Chosen, ChosenNumber, ChosenRole, ChosenSide
from api.site.render_page import page
from api.site.visit import Visiting

router = APIRouter(include_in_schema=False)


@router.get("/matrix")
def show(
    visit: Visiting,
    document: Chosen = None,
    role: ChosenRole = None,
    chapter: ChosenNumber = None,
    by: ChosenSide = None,
) -> Response:
    """Show the matrix, bodies down or tasks down."""
    chosen = chosen_document(visit, document)
    laid = matrix_of(visit, chosen, role, chapter)
    whole = laid if chapter is None else matrix_of(visit, chosen)
    return page(
        visit,
        "matrix.html",
        documents=parts_by_number.documents(visit.asking),
        matrix=laid,
        bands=whole.bands,
        role=role,
        chapter=chapter,
        by_task=by == "task",
    )
