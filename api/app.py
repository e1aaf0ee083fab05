"""The application: every route, every error as a problem, and a page that says what is here."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Depends, FastAPI, Request
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse
from starlette.routing import Route

from api.answers.models import Problem
from api.answers.questions import House
from api.answers.validations import Validations
from api.forwarded import Forwarded, prefix_of
from api.head_requests import AnswerHead
from api.linked.routes import router as linked_data
from api.openapi.description import described
from api.operating.observed import Observed
from api.operating.whole_server import METRICS, metrics_route, server_counts
from api.pages.routes import english
from api.pages.routes import open_router as open_pages
from api.pages.routes import router as pages
from api.problems import add_handlers
from api.request_parameters import ignore_unknown, refuse_slash_at_the_end, refuse_unknown
from api.rest import (
    changes,
    commitments,
    documents,
    health,
    index,
    organizations,
    problem_kinds,
    queries,
    takes_part,
    tasks,
    validation,
    vocabulary,
)
from api.rest.index import PREFIX
from api.site.language import ENGLISH
from api.site.problem_page import problem_page
from api.sparql.endpoint import SparqlEndpoint
from api.sparql_endpoint import ADDRESS as SPARQL
from kg import __version__
from kg.exports.dumps import Dumps
from kg.exports.void_counts import Counting
from kg.publishing.version_changes import PublishedChanges

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from kg.settings import Settings

_READING = ("GET", "HEAD", "POST", "OPTIONS")
"""What a page from elsewhere may do: ask. Nothing that is posted here is stored."""
_ASKED = (
    *("Accept-Encoding", "Authorization", "Cache-Control", "Content-Encoding", "If-Match", "If-Modified-Since"),
    *("If-None-Match", "If-Range", "If-Unmodified-Since", "Pragma", "Prefer", "Range", "User-Agent", "X-Request-ID"),
    *("X-Requested-With", "traceparent", "tracestate"),
)
"""What such a page may send, beside the headers that any may."""
_SHOWN = ("ETag", "Retry-After", "Link", "Content-Location", "Content-Range", "X-Request-ID")
_DESCRIPTION = """Who must do what, by when, in government implementation plans, each answer with the words that say so.

`/api/v1` names the lists. Every list is `{"total", "items", "next"}`: `limit` cuts it (100 unless told, at most 1000)
and `next` goes on.
Every refusal is `application/problem+json`, whose `type` leads to `/problem/…`; an unknown parameter is refused too.
A filter that names a thing (an organization, a document, a chapter, a measure, a task) gets 404 when there is no such
thing, as the address of the thing does. One that describes (a role, words, a day) and fits nothing leaves an empty
list.
`as_of` asks of another day than the present: each document is read in the version that was in force then, and what a
body was given belongs to the body that had taken its place by then. A list then says `as_of`, with a note where one is
due; before the first version it is empty.
A named query answers in JSON, SPARQL JSON, CSV or TSV, by `Accept` or by `format`, which comes first. All but our own
JSON have the whole table, or a piece where `limit` asks for one, whose header `Link` leads on.
`{org}` takes an id, an official name or any alias of a body. No address but `/` ends with a slash.
Beside `/api/v1`: every IRI answers with data or a page (`/id/…`), `/ontology` tells the words, `/catalog` and
`/.well-known/void` what there is, `/dumps/…` has it as files."""

_REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"description": description, "model": Problem}
    for status, description in (
        (400, "A parameter cannot be"),
        (404, "There is no such thing"),
        (409, "Several organizations share this name, or parts of a document this number"),
        (410, "The graph has changed since the cursor was given"),
        (503, "No graph has been built yet"),
    )
}


@asynccontextmanager
async def _until_the_end(app: FastAPI) -> AsyncIterator[None]:
    """End with the server what runs beside it."""
    yield
    app.state.validations.close()
    app.state.sparql.close()
    app.state.dumps.close()


def create_app(settings: Settings) -> FastAPI:
    """Make the application that answers from the store which the settings name.

    The store may be empty: until a graph is published in it, questions get 503.
    """
    app = FastAPI(
        title="Zhize 职责",
        version=__version__,
        description=_DESCRIPTION,
        docs_url=None,  # the framework's page loads its scripts from elsewhere
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        dependencies=[Depends(refuse_slash_at_the_end)],
        lifespan=_until_the_end,
    )
    app.state.house = house = House(settings)
    app.state.validations = Validations(settings)
    app.state.counting = Counting()
    app.state.dumps = Dumps()
    app.state.changes = PublishedChanges(settings.data_folder)
    app.state.sparql = SparqlEndpoint(settings, app.state.house)
    app.add_middleware(AnswerHead)
    app.add_middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=_READING, allow_headers=_ASKED, expose_headers=_SHOWN
    )
    app.add_middleware(Forwarded, settings=settings)
    add_handlers(app, problem_page)
    strict = APIRouter(dependencies=[Depends(refuse_unknown)])
    for subject in (organizations, tasks, validation, changes, documents, commitments, takes_part, queries, vocabulary):
        strict.include_router(subject.router, prefix=PREFIX, responses=_REFUSALS)
    strict.include_router(index.router)
    strict.include_router(health.router)
    app.include_router(strict)
    shared = APIRouter(dependencies=[Depends(ignore_unknown)])
    for addresses in (problem_kinds.router, linked_data, pages):
        shared.include_router(addresses)
    app.include_router(shared)
    app.router.routes.append(Route(f"{ENGLISH}/", english))
    for address in (SPARQL, f"{ENGLISH}{SPARQL}"):
        app.router.routes.append(Route(address, app.state.sparql))
    sparql: SparqlEndpoint = app.state.sparql
    counts = server_counts(
        sparql.sandbox, {"sparql": sparql.kept}, lambda: app.state.validations.busy, app.state.house.held
    )
    app.router.routes.append(Route(METRICS, metrics_route(counts)))
    app.include_router(queries.open_router, prefix=PREFIX, responses=_REFUSALS)
    app.include_router(open_pages)

    def describe(request: Request) -> JSONResponse:
        """Describe the interface, and where its client sees it, where that is not the root of this server."""
        here = settings.public_address or prefix_of(request.scope)
        servers = {"servers": [{"url": here}]} if here else {}
        return JSONResponse(described(app, house.queries.values()) | servers)

    for address in ("/openapi.json", f"{PREFIX}/openapi.json"):
        app.add_api_route(address, describe, include_in_schema=False)
    fixed = (SPARQL, f"{ENGLISH}{SPARQL}", METRICS)
    # Around everything, also around what answers a fault of the program.
    app.middleware_stack = Observed(app.build_middleware_stack(), counts, PREFIX, fixed, settings.access_log)
    return app
