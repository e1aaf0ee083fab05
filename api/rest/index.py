"""Where the interface begins: which lists there are, and where it is described."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from api.answers.models import Index
from kg import __version__

router = APIRouter(tags=["index"])

PREFIX: Final = "/api/v1"
LISTS: Final = ("documents", "organizations", "tasks", "targets", "deadlines", "queries")


@router.get(PREFIX)
def index() -> Index:
    """Name the lists and the description of the interface, with or without a graph."""
    lists = {name: f"{PREFIX}/{name}" for name in LISTS}
    return Index(version=__version__, openapi=f"{PREFIX}/openapi.json", lists=lists)
