"""Answer a request of the SPARQL 1.1 Protocol: each query in the sandbox, with an honest status where there is none."""

from __future__ import annotations

import asyncio
from contextlib import aclosing, suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.requests import Request
from starlette.responses import Response

from api.answers.questions import House
from api.problems import ProblemError, busy, problem_response
from api.sparql.answer_cache import KeptAnswer, KeptAnswers, entity_tag
from api.sparql.browser_answers import Browsers, Wanted, wants_page
from api.sparql.protocol_request import Sent, asked_in, read_sent
from api.sparql.refusals import refused
from api.sparql.service_description import HTML, address_of, describe, described_as
from kg.errors import BusyError
from kg.sandbox.sandbox import QUANTUM, Sandbox, UnavailableError
from kg.sandbox.worker_pool import BrokenAnswerError
from kg.sandbox.worker_protocol import Question
from kg.stores import without_own_service

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from starlette.types import Receive, Scope, Send

    from kg.sandbox.worker_pool import Answer
    from kg.settings import Settings

METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS")


class SparqlEndpoint:
    """The endpoint as an ASGI application of its own: a framework does more for a route than a small query takes."""

    def __init__(self, settings: Settings, house: House) -> None:
        self._house = house
        self._sandbox = Sandbox(settings.sparql_limits)
        self._kept = KeptAnswers(settings.sparql_kept_bytes)
        self._browsers = Browsers(house, self._sandbox.limits, self._kept, self._begun)

    @property
    def sandbox(self) -> Sandbox:
        """Return where queries are run."""
        return self._sandbox

    @property
    def kept(self) -> KeptAnswers:
        """Return the answers that are kept."""
        return self._kept

    def close(self) -> None:
        """End the processes."""
        self._sandbox.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        request = Request(scope, receive)
        try:
            response = await self._at_once(request)
            if isinstance(response, Response):
                await response(scope, receive, send)
                return
            if isinstance(response, Wanted):
                await _unless_left(self._browsers.answer(request, response, send), receive)
                return
            await _unless_left(self._answer(response, request, send), receive)
        except ProblemError as problem:
            if wants_page(request):
                await self._browsers.answer(request, Wanted(Sent([]), problem), send)
            else:
                await problem_response(request, problem)(scope, receive, send)

    async def _at_once(self, request: Request) -> Response | Question | Wanted:
        """Answer what needs no query to be run; give the question that needs one, or the page that is wanted."""
        if request.method not in METHODS:
            detail = f"This endpoint does not take {request.method}; use GET or POST."
            allow = {"Allow": ", ".join(METHODS)}
            raise ProblemError(HTTPStatus.METHOD_NOT_ALLOWED, "method-not-allowed", detail, headers=allow)
        if request.method == "OPTIONS":
            return Response(status_code=HTTPStatus.NO_CONTENT, headers={"Allow": ", ".join(METHODS)})
        sent = await read_sent(request, self._sandbox.limits)
        if wants_page(request) and not sent.value("format"):
            return Wanted(sent)
        asked = asked_in(request, sent, self._sandbox.limits)
        snapshot = await self._house.snapshot()
        if asked is None:
            kind = described_as(request)
            return Wanted(sent) if kind == HTML else describe(request, snapshot, kind)
        types, query = asked.types, without_own_service(asked.query, address_of(request))
        question = Question(
            str(snapshot.folder), query, types.table, types.graph, asked.default_graphs, asked.named_graphs
        )
        if _has(request, question):
            return _not_modified(question)
        kept = self._kept.get(question)
        if kept is not None and _has_any(request):
            return _not_modified(question)
        return question if kept is None else _whole(kept, question)

    async def _answer(self, question: Question, request: Request, send: Send) -> None:
        """Run a query and send what comes of it."""
        answer = await self._begun(question, request)
        if _has_any(request):
            answer.cancel()
            await _not_modified(question)(request.scope, request.receive, send)
            return
        try:
            async with asyncio.timeout(self._sandbox.limits.sending):
                await self._send(answer, question, request, send)
        except (BrokenAnswerError, TimeoutError):
            pass  # the transfer breaks off: the server closes a connection on which an answer was not ended
        finally:
            answer.cancel()

    async def _begun(self, question: Question, request: Request) -> Answer:
        """Run a query up to where its answer begins. Raises :class:`~api.problems.ProblemError` where none does."""
        client = request.client.host if request.client else ""
        try:
            answer = await self._sandbox.ask(question, client)
        except BusyError:
            raise busy("Too many queries are being asked") from None
        except UnavailableError:
            detail = "This server cannot run queries of strangers; why stands in its documentation."
            raise ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", detail) from None
        if answer.refusal is not None:
            raise refused(answer.refusal, self._sandbox.limits)
        return answer

    async def _send(self, answer: Answer, question: Question, request: Request, send: Send) -> None:
        """Send an answer: whole where it is, else piece by piece."""
        async with aclosing(answer.pieces()) as pieces:
            if answer.ended:
                kept = KeptAnswer(answer.media_type, b"".join([piece async for piece in pieces]))
                self._kept.put(question, kept)
                await _whole(kept, question)(request.scope, request.receive, send)
                return
            headers = {**_headers(entity_tag(question)), "Content-Type": _content_type(answer.media_type)}
            head = Response(headers=headers)
            del head.headers["content-length"]
            await send({"type": "http.response.start", "status": head.status_code, "headers": head.raw_headers})
            async for piece in pieces:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})


async def _unless_left(answering: Coroutine[None, None, None], receive: Receive) -> None:
    """Answer, unless the client leaves: then nothing goes on for it."""
    work = asyncio.ensure_future(answering)
    try:
        await asyncio.wait({work}, timeout=QUANTUM)
        if not work.done():
            left = asyncio.ensure_future(_left(receive))
            await asyncio.wait({work, left}, return_when=asyncio.FIRST_COMPLETED)
            left.cancel()
    finally:
        work.cancel()
    with suppress(asyncio.CancelledError):
        await work


async def _left(receive: Receive) -> None:
    """Wait until the client has left."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _tags(request: Request) -> set[str]:
    """Read which answers a client has; whether it calls their tags weak does not count."""
    if request.method != "GET":
        return set()
    tags = ",".join(request.headers.getlist("if-none-match")).split(",")
    return {tag.strip().removeprefix("W/") for tag in tags}


def _has(request: Request, question: Question) -> bool:
    """Tell whether a client has the answer to a question."""
    tag = entity_tag(question)
    return tag is not None and tag.removeprefix("W/") in _tags(request)


def _has_any(request: Request) -> bool:
    """Tell whether any answer is one that a client has: then it is only to be told that there is one."""
    return "*" in _tags(request)


def _not_modified(question: Question) -> Response:
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=_headers(entity_tag(question)))


def _whole(kept: KeptAnswer, question: Question) -> Response:
    headers = {**_headers(entity_tag(question)), "Content-Type": _content_type(kept.media_type)}
    return Response(kept.body, headers=headers)


def _content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _headers(tag: str | None) -> dict[str, str]:
    """Give what every answer has: it may be kept, and is asked for anew before it is used again."""
    headers = {
        "Vary": "Accept",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-cache" if tag else "no-store",
    }
    return {**headers, "ETag": tag} if tag else headers
