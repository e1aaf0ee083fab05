"""Every route of linked data, as one router."""

from __future__ import annotations

from fastapi import APIRouter

from api.linked import catalogue, dumps, things, words

router = APIRouter()
for _subject in (things, words, dumps, catalogue):
    router.include_router(_subject.router)
