"""Answer a browser: the same query in the same sandbox, and the answer, or why there is none, as a page of the site."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import lru_cache
from http import HTTPStatus
from time import perf_counter
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.negotiation import negotiate
from api.pages.queries.sparql_page import Asking, Came, sparql_page
from api.problems import ProblemError, problem_response
from api.site.visit import AS_OF, Visit
from api.sparql.answer_cache import KeptAnswer
from api.sparql.protocol_request import Sent, asked_in
from api.sparql.service_description import HTML, address_of
from api.sparql_endpoint import Types
from kg.iso_dates import read_day
from kg.sandbox.result_formats import GRAPHS, TABLES
from kg.sandbox.worker_pool import BrokenAnswerError
from kg.sandbox.worker_protocol import Question
from kg.stores import without_own_service

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Send

    from api.answers.questions import House
    from api.sparql.answer_cache import KeptAnswers
    from api.sparql.protocol_request import Asked
    from kg.sandbox.limits import Limits
    from kg.sandbox.worker_pool import Answer

Begin: TypeAlias = "Callable[[Question, Request], Awaitable[Answer]]"
"""Runs a query up to where its answer begins."""
SHOWN_BYTES: Final = 4 * 1024 * 1024
"""A page reads so much of an answer."""
SHORT: Final = 6_000
"""A query whose address is not longer is sent on from the form to it, so that the page can be passed on."""
TYPES: Final = Types("application/sparql-results+json", "application/n-triples")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page that a browser wants: what it has sent, or why that cannot be read."""

    sent: Sent
    problem: ProblemError | None = None


def wants_page(request: Request) -> bool:
    """Tell whether a request wants HTML rather than anything that an answer is written as."""
    accept = request.headers.get("accept", "")
    return HTML in accept and request.method in {"GET", "POST"} and _prefers_page(accept)


@lru_cache(maxsize=256)
def _prefers_page(accept: str) -> bool:
    return negotiate(accept, [*TABLES, *GRAPHS, HTML]) == HTML


@dataclass(frozen=True, slots=True)
class Browsers:
    """Answers browsers, with what the endpoint has."""

    house: House
    limits: Limits
    kept: KeptAnswers
    begin: Begin

    async def answer(self, request: Request, wanted: Wanted, send: Send) -> None:
        """Answer with a page; where no graph has been built yet, with the problem."""
        try:
            response = await self._response(request, wanted)
        except ProblemError as problem:
            response = problem_response(request, problem)
        await response(request.scope, request.receive, send)

    async def _response(self, request: Request, wanted: Wanted) -> Response:
        sent = wanted.sent
        if request.method == "POST" and wanted.problem is None and sent.direct is None:
            address = f"{request.scope['path']}?{urlencode(sent.parameters)}"
            if len(address) <= SHORT and sent.query.strip():
                return Response(status_code=HTTPStatus.SEE_OTHER, headers={"Location": address, "Vary": "Accept"})
        visit = await run_in_threadpool(self._visit, request, sent)
        came: Came | ProblemError | None = wanted.problem
        if came is None and (sent.query or request.method == "POST" or sent.value("query") is not None):
            came = await self._came(request, sent)
        asking = Asking(sent.query, sent.value("saved"), address_of(request))
        return await run_in_threadpool(sparql_page, visit, asking, came)

    def _visit(self, request: Request, sent: Sent) -> Visit:
        """Give the visit; a day in the address is kept for the links, though SPARQL asks the present."""
        questions = self.house.questions()
        try:
            return Visit(request, replace(questions, as_of=read_day(sent.value(AS_OF) or "")))
        except ValueError:
            return Visit(request, questions)

    async def _came(self, request: Request, sent: Sent) -> Came | ProblemError | None:
        """Run the query and take what comes of it."""
        begun = perf_counter()
        try:
            asked = asked_in(request, sent, self.limits, TYPES)
            if asked is None:
                return None
            kept, whole = await self._taken(await self._question(request, asked), request)
        except ProblemError as problem:
            return problem
        return Came(kept.media_type, kept.body, whole, round((perf_counter() - begun) * 1000))

    async def _question(self, request: Request, asked: Asked) -> Question:
        snapshot = await self.house.snapshot()
        query = without_own_service(asked.query, address_of(request))
        graphs = (asked.default_graphs, asked.named_graphs)
        return Question(str(snapshot.folder), query, asked.types.table, asked.types.graph, *graphs)

    async def _taken(self, question: Question, request: Request) -> tuple[KeptAnswer, bool]:
        """Take an answer up to what a page reads of it, and tell whether that is all."""
        kept = self.kept.get(question)
        if kept is not None:
            return kept, True
        answer, pieces, size = await self.begin(question, request), [], 0
        try:
            async with aclosing(answer.pieces()) as coming:
                async for piece in coming:
                    pieces.append(piece)
                    size += len(piece)
                    if size > SHOWN_BYTES:
                        return KeptAnswer(answer.media_type, b"".join(pieces)), False
        except BrokenAnswerError:
            return KeptAnswer(answer.media_type, b"".join(pieces)), False
        finally:
            answer.cancel()
        found = KeptAnswer(answer.media_type, b"".join(pieces))
        self.kept.put(question, found)
        return found, True
