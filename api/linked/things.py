"""The routes of the things: the IRI sends on to what tells of it, as data or as a page."""

from __future__ import annotations

from heapq import nsmallest
from http import HTTPStatus
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, Final

from fastapi import APIRouter, Path, Request
from pyoxigraph import DefaultGraph, NamedNode
from starlette.responses import Response

from api.answers.models import DOCUMENT
from api.answers.questions import Asking
from api.iri_addresses import FIXED, Addresses, raw_path
from api.linked.term_names import Naming, present_names
from api.linked.thing_page import MOST_POINTERS, thing_context
from api.problems import ProblemError, not_found, shown
from api.site.language import ENGLISH, without_language
from api.site.negotiated_answers import (
    DATA,
    HTML,
    REFUSALS,
    chosen,
    etag_of,
    known,
    not_modified,
    page_of,
    see_other,
    written,
)
from api.site.visit import PlainVisit
from kg.describing import Description, describe
from kg.exports import FORMATS, Format, UnwritableError, write

if TYPE_CHECKING:
    from kg.stores import Snapshot

router = APIRouter(tags=["linked data"], responses=REFUSALS)

MOST_READ: Final = 20_000
"""Of so many statements that name a thing the first are chosen: a page must not take long."""
ThingPath = Annotated[str, Path(description="the rest of an IRI", examples=[f"document/{DOCUMENT}/task/7"])]
_SENT_ON: dict[int | str, dict[str, Any]] = {
    303: {"description": "To the data (`/data/…`) or the page (`/page/…`) of the thing, by `Accept`"}
}


@router.get("/id/{path:path}", status_code=303, response_class=Response, responses=_SENT_ON)
def thing(request: Request, asking: Asking, path: ThingPath) -> Response:  # noqa: ARG001 - read with its escapes
    """Answer for a thing: its IRI may begin with another address than this server's, and the rest is the same."""
    return _sent_on(request, asking.snapshot)


def _fixed(request: Request, asking: Asking) -> Response:
    """Answer for a role, a kind of match or of change, or a rule."""
    return _sent_on(request, asking.snapshot)


for _name in FIXED:
    router.add_api_route(f"/{_name}", _fixed, status_code=303, include_in_schema=False)
    router.add_api_route(f"/{_name}/{{path:path}}", _fixed, status_code=303, include_in_schema=False)


@router.get("/data/{path:path}", response_class=Response, responses={200: {"content": DATA}})
def data(
    request: Request,
    asking: Asking,
    path: Annotated[  # noqa: ARG001 - read with its escapes
        str,
        Path(description="an address of a thing, with an extension", examples=[f"id/document/{DOCUMENT}/task/7.ttl"]),
    ],
) -> Response:
    """Give every statement about a thing, in the form that the extension says: ttl, jsonld, rdf or nt."""
    stem, _, extension = raw_path(request).removeprefix("data/").rpartition(".")
    form = FORMATS.get(extension)
    if form is None or not stem:
        detail = f"No data is at {shown(request.scope['path'])}; its address ends in one of .{', .'.join(FORMATS)}."
        raise not_found("form", detail)
    description = _described(asking.snapshot, stem)
    etag = etag_of(asking.snapshot.name, description.iri, form.extension)
    if known(request, etag):
        return not_modified(etag)
    return written(_as(form, description), form.media_type, etag)


@router.get("/page/{path:path}", include_in_schema=False)
@router.get(f"{ENGLISH}/page/{{path:path}}", include_in_schema=False)
def read(request: Request, asking: Asking) -> Response:
    """Show every statement about a thing, and what names it."""
    snapshot, visit = asking.snapshot, PlainVisit(request, asking)
    description = _described(snapshot, without_language(f"/{raw_path(request)}").removeprefix("/page/"))
    naming = Naming(visit, Addresses(snapshot.manifest.base_iri), present_names(snapshot))

    def context() -> dict[str, object]:
        return thing_context(description, naming, _pointers(snapshot, NamedNode(description.iri)), snapshot)

    return page_of(visit, "thing.html", (snapshot.name, description.iri), context)


def _sent_on(request: Request, snapshot: Snapshot) -> Response:
    """Send a client to the data or the page of the thing that the address names."""
    addresses = Addresses(snapshot.manifest.base_iri)
    path = addresses.path(_described(snapshot, raw_path(request)).iri)
    kind = chosen(request)
    if kind == HTML:
        return see_other(f"/page{path}")
    return see_other(f"/data{path}.{next(form for form in Format if form.media_type == kind).extension}")


def _described(snapshot: Snapshot, path: str) -> Description:
    """Describe what a path of this server names.

    Raises :class:`~api.problems.ProblemError` (404) where no graph knows it.
    """
    addresses = Addresses(snapshot.manifest.base_iri)
    if "/" not in path:  # a client that escaped the whole of it
        path = path.replace("%2F", "/").replace("%2f", "/")
    served = any(path == one or path.startswith(f"{one}/") for one in ("id", *FIXED))
    for iri in addresses.iris(path) if served else ():
        description = describe(snapshot, iri)
        if description is not None:
            return description
    iri = next(addresses.iris(path)) if served else path
    raise not_found("thing", f"No graph knows {shown(iri)}; /catalog tells what there is.")


def _pointers(snapshot: Snapshot, node: NamedNode) -> list[tuple[NamedNode, NamedNode]]:
    """Give what names a thing, and how: the first in order, and one more than a page shows."""
    found = islice(snapshot.present.quads_for_pattern(None, None, node, DefaultGraph()), MOST_READ)
    pointers = ((quad.subject, quad.predicate) for quad in found if isinstance(quad.subject, NamedNode))
    return nsmallest(MOST_POINTERS + 1, pointers, key=lambda one: (one[1].value, one[0].value))


def _as(form: Format, description: Description) -> bytes:
    try:
        return write(description.triples, form)
    except UnwritableError as error:
        detail = f"This has no form as {form.media_type}: {error.what.en}; ask for another one."
        raise ProblemError(HTTPStatus.NOT_ACCEPTABLE, "not-acceptable", detail) from None
