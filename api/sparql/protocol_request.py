"""Read a request of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/, section 2.1)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from api.negotiation import negotiate
from api.problems import ProblemError, shown
from api.sparql.refusals import too_long
from api.sparql_endpoint import FORM, FORMATS, QUERY, Types
from kg.sandbox.result_formats import GRAPHS, TABLES

if TYPE_CHECKING:
    from kg.sandbox.limits import Limits

UPDATE: Final = "application/sparql-update"
BODY_SECONDS: Final = 10.0
"""So many seconds a request may take to arrive."""
MOST_PARAMETERS: Final = 200
_OVERHEAD: Final = 65_536
_ENCODED: Final = 9
"""A Chinese character is nine in a form."""


"""What the parameter ``format`` may be, for those who cannot send a header; the names are those that clients use."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the dataset that the request names, and what to write the answer as."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    types: Types


@dataclass(frozen=True, slots=True)
class Sent:
    """What a request has sent: parameters of its address and of a form, and a query that is its body."""

    parameters: list[tuple[str, str]]
    direct: str | None = None

    def value(self, name: str) -> str | None:
        """Give the first value of a parameter, if there is one."""
        return next((value for one, value in self.parameters if one == name), None)

    @property
    def query(self) -> str:
        """Give the query as it was sent, whatever it may be; nothing where there is none."""
        return self.direct if self.direct is not None else self.value("query") or ""


async def read_sent(request: Request, limits: Limits) -> Sent:
    """Read what a request has sent. Raises :class:`~api.problems.ProblemError` for what cannot be read."""
    parameters = _parameters(request.scope["query_string"])
    direct: str | None = None
    if request.method == "POST":
        kind, body = _content_type(request), await _body(request, limits)
        if kind == QUERY:
            direct = _decoded(body)
        else:
            parameters += _parameters(body)
    return Sent(parameters, direct)


def asked_in(request: Request, sent: Sent, limits: Limits, types: Types | None = None) -> Asked | None:
    """Tell what is asked, to be written as ``types``, or else as the request wants; ``None`` where nothing is.

    Raises :class:`~api.problems.ProblemError` for what is no request of the protocol, or is an update.
    """
    parameters = sent.parameters
    _refuse_updates(parameters)
    query = _query(parameters, sent.direct)
    if query is None:
        _refuse_half_a_question(request, parameters)
        return None
    if len(query) > limits.query:
        raise too_long(limits)
    return Asked(
        query,
        tuple(value for name, value in parameters if name == "default-graph-uri"),
        tuple(value for name, value in parameters if name == "named-graph-uri"),
        types or _types(parameters, request.headers.get("accept")),
    )


def _refuse_half_a_question(request: Request, parameters: list[tuple[str, str]]) -> None:
    """See that a request without a query means to ask what the endpoint can."""
    if request.method != "GET" or parameters:
        raise _bad("The parameter 'query' is missing; give one.")


def _parameters(raw: bytes) -> list[tuple[str, str]]:
    """Read the parameters of an address, or of a form."""
    try:
        return parse_qsl(
            raw.decode("utf-8"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=MOST_PARAMETERS,
        )
    except UnicodeDecodeError:
        raise _bad("The parameters are not UTF-8; encode them so.") from None
    except ValueError:
        raise _bad(f"There are more than {MOST_PARAMETERS} parameters; give fewer.") from None


def _content_type(request: Request) -> str:
    """Tell what a POST holds; refuse what is neither a form nor a query."""
    kind, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    kind = kind.strip()
    if kind == UPDATE:
        raise _read_only()
    if kind not in {FORM, QUERY}:
        detail = f"A request of type {shown(kind)!r} cannot be read; send {QUERY}, or {FORM}."
        raise ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-type", detail)
    name, _, charset = parameters.strip().partition("=")
    if name.strip() == "charset" and charset.strip().strip('"') not in {"utf-8", "utf8"}:
        raise ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-type", "A request is read as UTF-8 only.")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        detail = "A request is read as it is, not compressed."
        raise ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-type", detail)
    return kind


async def _body(request: Request, limits: Limits) -> bytes:
    """Read the body, up to what a query may be, and for a while."""
    most = limits.query * _ENCODED + _OVERHEAD
    length = request.headers.get("content-length", "0")
    if length.isdecimal() and int(length) > most:
        raise too_long(limits)
    pieces, size = [], 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for piece in request.stream():
                size += len(piece)
                if size > most:
                    raise too_long(limits)
                pieces.append(piece)
    except TimeoutError:
        detail = f"The request took more than {BODY_SECONDS:g} seconds to arrive."
        raise ProblemError(HTTPStatus.REQUEST_TIMEOUT, "request-too-slow", detail) from None
    except ClientDisconnect:
        raise _bad("The request broke off.") from None
    return b"".join(pieces)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _bad(f"The query is not UTF-8: its byte {error.start} is none; encode it so.") from None


def _query(parameters: list[tuple[str, str]], direct: str | None) -> str | None:
    """Find the one query."""
    found = [value for name, value in parameters if name == "query"]
    if direct is not None:
        found.append(direct)
    if len(found) > 1:
        raise _bad("There are several queries; give one.")
    if found and not found[0].strip():
        raise _bad("The query is empty; give one.")
    return found[0] if found else None


def _refuse_updates(parameters: list[tuple[str, str]]) -> None:
    if any(name in {"update", "using-graph-uri", "using-named-graph-uri"} for name, _ in parameters):
        raise _read_only()


def _types(parameters: list[tuple[str, str]], accept: str | None) -> Types:
    """Choose what to write; a parameter ``format`` goes before the header, but one that is unknown after it."""
    wanted = next((value for name, value in parameters if name == "format"), None)
    if not wanted:
        return _negotiated(accept)
    types = FORMATS.get(wanted) or _of_media_type(wanted)
    if types is not None:
        return types
    if accept is not None and accept.strip() not in {"", "*/*"}:
        return _negotiated(accept)
    raise _bad(f"There is no format {shown(wanted)!r}; use one of {', '.join(FORMATS)}, or a media type.")


def _of_media_type(wanted: str) -> Types | None:
    """Read a format that is written as a media type; a plus that was not escaped has come as a space."""
    kind = wanted.partition(";")[0].strip().replace(" ", "+").lower()
    types = Types(kind if kind in TABLES else None, kind if kind in GRAPHS else None)
    return None if types == Types(None, None) else types


@lru_cache(maxsize=256)
def _negotiated(accept: str | None) -> Types:
    """Choose by the header. Raises :class:`~api.problems.ProblemError` (406) where nothing fits."""
    types = Types(negotiate(accept, [*TABLES]), negotiate(accept, [*GRAPHS]))
    if types == Types(None, None):
        detail = f"None of the types that you accept is written here; accept one of {', '.join({**TABLES, **GRAPHS})}."
        raise ProblemError(HTTPStatus.NOT_ACCEPTABLE, "not-acceptable", detail, headers={"Vary": "Accept"})
    return types


def _bad(detail: str) -> ProblemError:
    return ProblemError(HTTPStatus.BAD_REQUEST, "invalid-request", detail)


def _read_only() -> ProblemError:
    detail = "This endpoint is read-only: it takes queries, and no update."
    return ProblemError(HTTPStatus.FORBIDDEN, "read-only", detail)
