"""Every page, in Chinese at its address and in English below ``/en``."""

from __future__ import annotations

from fastapi import APIRouter

from api.pages import (
    bodies,
    changes,
    checking,
    helping,
    home,
    matrix,
    measures,
    network,
    overview,
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
    search,
    helping,
):
    router.include_router(_subject.router)
    for _route in _subject.router.routes:
        _path = "" if _route.path == "/" else _route.path
        router.add_api_route(f"{ENGLISH}{_path}", _route.endpoint, methods=[*_route.methods], include_in_schema=False)
router.include_router(static.router)
