"""The page of targets and deadlines: what is to be reached by when, in which words, who answers for it."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from api.answers import parts_by_number
from api.pages.figures.targets_and_deadlines import board_of
from api.pages.pictures.deadline_timeline import strip_picture
from api.site.document_choice import chosen_document
from api.site.form_fields import Chosen
from api.site.render_page import page
from api.site.visit import Visiting

router = APIRouter(include_in_schema=False)


@router.get("/targets")
def targets(visit: Visiting, document: Chosen = None) -> Response:
    """Show what is to be reached, and by when."""
    board = board_of(visit, chosen_document(visit, document))
    return page(
        visit,
        "targets.html",
        board=board,
        documents=parts_by_number.documents(visit.asking),
        strip=strip_picture(board, visit),
    )
