"""The words to write a query with, for the editor of the SPARQL page and for others like it."""

from __future__ import annotations

import gzip

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response

from api.answers.models import Model
from api.answers.questions import Asking, Questions
from api.answers.vocabulary import of_kind
from kg.stores import PREFIXES

router = APIRouter(tags=["sparql"])


class QueryTerm(Model):
    """A term of a vocabulary: how a query writes it, and what it is called, where it has a name."""

    name: str
    zh: str
    en: str


class QueryBody(Model):
    """A body of the register."""

    reference: str = Field(description="its relative IRI, which a query writes in angle brackets")
    zh: str = Field(description="its short name")
    en: str
    aliases: list[str] = Field(description="its official name, and every other one")


class QueryVocabulary(Model):
    """The words to write a query with."""

    base: str = Field(description="what a relative IRI continues")
    prefixes: dict[str, str] = Field(description="those that need not be declared")
    classes: list[QueryTerm]
    properties: list[QueryTerm]
    roles: list[QueryTerm]
    organizations: list[QueryBody]


@router.get("/sparql/vocabulary.json", response_model=QueryVocabulary)
def vocabulary(request: Request, asking: Asking) -> Response:
    """Tell the words to write a query with: classes, properties and roles with their names, bodies, prefixes."""
    raw, headers = _vocabulary(asking).model_dump_json().encode(), {"Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        raw, headers["Content-Encoding"] = gzip.compress(raw, 6, mtime=0), "gzip"
    return Response(raw, headers=headers, media_type="application/json")


def _vocabulary(asking: Questions) -> QueryVocabulary:
    return QueryVocabulary(
        base=asking.snapshot.manifest.base_iri,
        prefixes=dict(PREFIXES),
        classes=_terms("class"),
        properties=_terms("property"),
        roles=_terms("role"),
        organizations=[
            QueryBody(
                reference=f"organization/{body.id}",
                zh=body.short_name,
                en=body.name_en,
                aliases=[name for name in body.names if name != body.short_name],
            )
            for body in asking.register.bodies
        ],
    )


def _terms(kind: str) -> list[QueryTerm]:
    return [QueryTerm(name=term.name, zh=term.label.zh, en=term.label.en) for term in of_kind(kind)]
