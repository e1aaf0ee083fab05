"""Help, written for a clerk."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from api.site.render_page import page
from api.site.visit import Visiting

router = APIRouter(include_in_schema=False)


@router.get("/help")
def show(visit: Visiting) -> Response:
    """Show what the pages are and how to read them."""
    return page(visit, "help.html")
