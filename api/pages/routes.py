"""Every page, in Chinese at its address and in English below ``/en``."""

from __future__ import annotations

from fastapi import APIRouter

from api.pages import bodies, helping, home, matrix, search, static, tasks, text
from api.pages.language import ENGLISH

router = APIRouter()
for _subject in (home, bodies, tasks, text, matrix, search, helping):
    router.include_router(_subject.router)
    for _route in _subject.router.routes:
        _path = "" if _route.path == "/" else _route.path
        router.add_api_route(f"{ENGLISH}{_path}", _route.endpoint, include_in_schema=False)
router.include_router(static.router)
