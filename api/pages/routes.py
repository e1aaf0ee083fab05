"""Every page, in Chinese at its address and in English below ``/en``."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.routing import APIRoute
from starlette.responses import RedirectResponse, Response

from api.pages import (
    bodies,
    changes,
    checking,
    files,
    helping,
    home,
    interface,
    matrix,
    measures,
    network,
    overview,
    questions,
    search,
    static,
    targets,
    tasks,
    text,
    validation,
    versions,
)
from api.pages.language import ENGLISH
from api.pages.pictures import downloads

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
    home,
    downloads,
    bodies,
    tasks,
    text,
    measures,
    versions,
    changes,
    overview,
    matrix,
    network,
    targets,
    validation,
    checking,
    questions,
    files,
    interface,
    search,
    helping,
):
    _add(_subject.router, router)
_add(questions.open_router, open_router)
router.include_router(static.router)


def english(_: Request) -> Response:
    """Lead to the first page in English from the address that one writes for a folder."""
    return RedirectResponse(ENGLISH, HTTPStatus.PERMANENT_REDIRECT)
