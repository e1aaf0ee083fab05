"""Where the interface begins: which lists there are, and where it is described."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request

from api.answers.models import Index
from api.forwarded import prefix_of
from kg import __version__

router = APIRouter(tags=["index"])

PREFIX: Final = "/api/v1"
LISTS: Final = ("documents", "organizations", "tasks", "targets", "deadlines", "queries")


@router.get(PREFIX)
def index(request: Request) -> Index:
    """Name the lists and the description of the interface, with or without a graph."""
    here = f"{prefix_of(request.scope)}{PREFIX}"
    lists = {name: f"{here}/{name}" for name in LISTS}
    return Index(version=__version__, openapi=f"{here}/openapi.json", lists=lists)
