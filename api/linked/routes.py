"""Every route of linked data, as one router."""

from __future__ import annotations

from fastapi import APIRouter

from api.linked import catalogue, dumps, ontology, things

router = APIRouter()
for _subject in (things, ontology, dumps, catalogue):
    router.include_router(_subject.router)
