"""Every page, in Chinese at its address and in English below ``/en``."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.routing import APIRoute
from starlette.responses import RedirectResponse, Response

from api.pages.bodies import body_pages, who_leads_whom
from api.pages.changes import changes_page, versions_page
from api.pages.documents import document_page, matrix_page, text_page
from api.pages.general import downloads_page, help_page, home_page, picture_downloads, rest_reference_page, search_page
from api.pages.queries import query_pages
from api.pages.tasks import measure_page, targets_page, task_pages
from api.pages.validation import check_text_page, validation_page
from api.site import static_files
from api.site.language import ENGLISH

router = APIRouter()
open_router = APIRouter()
"""The routes that check the names of their parameters themselves."""


def _add(pages: APIRouter, to: APIRouter) -> None:
    """Add pages in both languages."""
    to.include_router(pages)
    for route in pages.routes:
        assert isinstance(route, APIRoute)  # noqa: S101 - a page is no other kind of route
        path = "" if route.path == "/" else route.path
        to.add_api_route(
            f"{ENGLISH}{path}", route.endpoint, methods=sorted(route.methods or ()), include_in_schema=False
        )


for _subject in (
    home_page,
    picture_downloads,
    body_pages,
    task_pages,
    text_page,
    measure_page,
    versions_page,
    changes_page,
    document_page,
    matrix_page,
    who_leads_whom,
    targets_page,
    validation_page,
    check_text_page,
    query_pages,
    downloads_page,
    rest_reference_page,
    search_page,
    help_page,
):
    _add(_subject.router, router)
_add(query_pages.open_router, open_router)
router.include_router(static_files.router)


def english(_: Request) -> Response:
    """Lead to the first page in English from the address that one writes for a folder."""
    return RedirectResponse(ENGLISH, HTTPStatus.PERMANENT_REDIRECT)
