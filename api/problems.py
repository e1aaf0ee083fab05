"""Every refusal as one ``application/problem+json`` object (RFC 9457), with one sentence a person can act on.

::

    a person's mistake (InputError, a wrong parameter)   400
    no such route, organization, document, task          404
    a name that several bodies share                     409
    no graph has been built yet                          503
    a fault of the program                               500 (what went wrong stays in the log)
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.forwarded import prefix_of, public_path
from api.negotiation import negotiate_language
from api.operating.observed import request_id
from kg.bilingual import Language, Text
from kg.errors import ErrorKind, ZhizeError
from kg.errors import shown as shown
from kg.querying import AmbiguousOrganization, Slip, UnknownDocument, UnknownOrganization, UnknownPart

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.register import Body

MEDIA_TYPE = "application/problem+json"
_TYPES = "https://w3id.org/zhize/problem/"
STATUS: Final = {
    ErrorKind.INPUT: HTTPStatus.BAD_REQUEST,
    ErrorKind.NOT_FOUND: HTTPStatus.NOT_FOUND,
    ErrorKind.AMBIGUOUS: HTTPStatus.CONFLICT,
    ErrorKind.TOO_MUCH: HTTPStatus.BAD_REQUEST,
    ErrorKind.BUSY: HTTPStatus.SERVICE_UNAVAILABLE,
    ErrorKind.OURS: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""The status of each kind of error that the library raises."""
RETRY_AFTER = 5
"""So many seconds after which another try is worth while."""
_LOG = logging.getLogger(__name__)


ProblemPage: TypeAlias = (
    "Callable[[Request, HTTPStatus, str | None, str | Text, Mapping[str, object], Mapping[str, str] | None],"
    " Response | None]"
)
"""Shows a problem to a browser: its status and kind, what it says, further members, and headers."""


class ProblemError(Exception):
    """Refuse a request: raise it in a route, and the client gets its problem object.

    ``kind`` is the last part of the problem's type; ``headers`` go with the answer, ``more`` are further members.
    """

    def __init__(
        self,
        status: HTTPStatus,
        kind: str,
        detail: str | Text,
        *,
        headers: Mapping[str, str] | None = None,
        **more: object,
    ) -> None:
        self.status = status
        self.kind = kind
        self.detail = detail
        self.headers = headers
        self.more = more
        super().__init__(detail if isinstance(detail, str) else detail.en)

    def sentence(self, language: Language) -> str:
        """Return the sentence in a language, where it has one for each."""
        return self.detail if isinstance(self.detail, str) else self.detail.in_language(language)


def type_of(kind: str) -> str:
    """Give the type of a kind of problem; ``/problem/…`` tells what it means (:mod:`api.problem_kinds`)."""
    return f"{_TYPES}{kind}"


def title_of(kind: str) -> str:
    """Give the title of a kind of problem.

    >>> title_of("too-many-rows")
    'Too many rows'
    """
    return kind.replace("-", " ").capitalize()


def not_found(kind: str, detail: str) -> ProblemError:
    """Make the problem of a thing that is not there."""
    return ProblemError(HTTPStatus.NOT_FOUND, f"unknown-{kind}", detail)


def bad_parameter(detail: str) -> ProblemError:
    """Make the problem of a query parameter that cannot be."""
    return ProblemError(HTTPStatus.BAD_REQUEST, "invalid-parameter", detail)


def busy(what: str) -> ProblemError:
    """Make the problem of a server that has enough of one thing to do."""
    detail = f"{what}; try again in {RETRY_AFTER} seconds."
    return ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, "busy", detail, headers={"Retry-After": str(RETRY_AFTER)})


def unreadable_documents(error: Exception) -> ProblemError:
    """Make the problem of documents that are wrong, and leave to the log what is wrong with them."""
    _LOG.error("The data folder cannot be read: %s", error)
    detail = "The documents of this server cannot be read now; why stands in its log."
    return ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, "unreadable-documents", detail)


def add_handlers(app: FastAPI, page: ProblemPage) -> None:
    """Answer every error of the application with a problem object, or with a page where ``page`` gives one."""
    app.state.problem_page = page
    app.add_exception_handler(ProblemError, _problem)
    app.add_exception_handler(ZhizeError, _library_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _fault)


def _respond(
    request: Request,
    status: HTTPStatus,
    kind: str | None,
    detail: str | Text,
    more: Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Write one problem object, or show it to a browser."""
    page = request.app.state.problem_page(request, status, kind, detail, more or {}, headers)
    if isinstance(page, Response):
        return page
    if isinstance(detail, Text):
        detail = detail.in_language(negotiate_language(request.headers.get("accept-language")))
        headers = _varied(headers)
    body: dict[str, Any] = {
        "type": type_of(kind) if kind else "about:blank",
        "title": title_of(kind) if kind else status.phrase,
        "status": status.value,
        "detail": detail,
        "instance": shown(public_path(request.scope)),
        **(more or {}),
    }
    return JSONResponse(body, status_code=status.value, media_type=MEDIA_TYPE, headers=headers)


def _varied(headers: Mapping[str, str] | None) -> dict[str, str]:
    """Add to the headers of an answer that it depends on the language that a client prefers."""
    before = (headers or {}).get("Vary")
    return {**(headers or {}), "Vary": f"{before}, Accept-Language" if before else "Accept-Language"}


def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)  # noqa: S101 - Starlette calls a handler only with its own kind of error
    return problem_response(request, error)


def problem_response(request: Request, error: ProblemError) -> Response:
    """Write the problem object of a refusal."""
    return _respond(request, error.status, error.kind, error.detail, error.more, error.headers)


def _library_error(request: Request, error: Exception) -> Response:
    """Answer what the library refused: its kind has a status, and what it names is told in members of its own."""
    assert isinstance(error, ZhizeError)  # noqa: S101 - as above
    if error.kind is ErrorKind.OURS:
        return problem_response(request, unreadable_documents(error))
    headers = {"Retry-After": str(RETRY_AFTER)} if error.kind is ErrorKind.BUSY else None
    more: dict[str, object] = {}
    detail = error.sentences(to_a_stranger=True)
    if isinstance(error, UnknownOrganization):
        request.state.unknown_name = error.name
        more = {"nearest": list(error.nearest), "slips": [_slip(slip) for slip in error.slips]}
        detail = detail if error.slips else _nobody(error)
    elif isinstance(error, AmbiguousOrganization):
        more = {"candidates": [_candidate(body) for body in error.candidates]}
    if error.kind is ErrorKind.NOT_FOUND:
        detail = _begun(detail, error)
    return _respond(request, STATUS[error.kind], _problem_of(error), detail, more, headers)


def _problem_of(error: ZhizeError) -> str:
    """Return the kind of problem that an error of the library is."""
    match error:
        case UnknownOrganization():
            return "unknown-organization"
        case AmbiguousOrganization():
            return "ambiguous-organization"
        case UnknownDocument():
            return "unknown-document"
        case UnknownPart():
            return f"unknown-{error.part}"
    return "busy" if error.kind is ErrorKind.BUSY else "invalid-parameter"


def _nobody(error: UnknownOrganization) -> Text:
    """Return the sentence about a name that nobody has, with what this interface offers instead."""
    zh, en = "/api/v1/organizations 列出全部单位。", "/api/v1/organizations lists them all."
    if error.nearest:
        zh, en = f"是否指{'、'.join(error.nearest)}？", f"did you mean {', '.join(error.nearest)}?"
    return Text(f"{error.what.zh}；{zh}", f"{error.what.en}; {en}")


def _begun(sentence: Text, error: ZhizeError) -> Text:
    """Begin the English sentence with a capital, but where it begins with the id of a document."""
    if isinstance(error, UnknownPart) and not sentence.en.startswith("no "):
        return sentence
    return Text(sentence.zh, sentence.en[:1].upper() + sentence.en[1:])


def _slip(slip: Slip) -> dict[str, str]:
    meant = {"meant": slip.meant.id, "meant_name": slip.meant.name}
    return {
        "document": slip.document,
        "as_written": slip.as_written,
        **meant,
        "certainty": slip.certainty,
        "iri": slip.iri,
    }


def _candidate(body: Body) -> dict[str, str]:
    return {"id": body.id, "name": body.name, "short_name": body.short_name}


def _validation_error(request: Request, error: Exception) -> Response:
    """Tell the first wrong parameter in one sentence."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as above
    first = error.errors()[0]
    place, *names = (str(part) for part in first["loc"])
    name = ".".join(names) or place
    if first["type"] == "missing":
        detail = f"The {place} parameter {name!r} is missing; give one."
    else:
        why = first["msg"][:1].lower() + first["msg"][1:]
        detail = f"{shown(str(first['input']))!r} is no value for the {place} parameter {name!r}: {why}."
    return _respond(request, HTTPStatus.BAD_REQUEST, "invalid-parameter", detail, {"parameter": name})


def _http_error(request: Request, error: Exception) -> Response:
    """Answer what the framework refused: an unknown route, a method that a route does not have."""
    assert isinstance(error, HTTPException)  # noqa: S101 - as above
    status = HTTPStatus(error.status_code)
    path = shown(public_path(request.scope))
    if status == HTTPStatus.NOT_FOUND:
        why = ": no address but / ends with a slash" if request.scope["path"].endswith("/") else ""
        lists = f"{prefix_of(request.scope)}/api/v1/openapi.json"
        detail = f"There is nothing at {path}{why}; {lists} lists what there is."
    elif status == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = _allowed(error)
        detail = f"{path} does not take {request.method}; use {allowed}."
        return _respond(request, status, None, detail, headers={"Allow": allowed})
    else:
        detail = f"{error.detail}."
    return _respond(request, status, None, detail, headers=error.headers)


def _allowed(error: HTTPException) -> str:
    """Name the methods of a route: where GET is taken, so is HEAD."""
    return ((error.headers or {}).get("Allow") or "GET").replace("GET", "GET, HEAD")


def _fault(request: Request, error: Exception) -> Response:
    """Answer a fault of the program; what it was stands in the log."""
    _LOG.error("Request %s for %s failed.", request_id(request.scope), request.scope["path"], exc_info=error)
    detail = "The server failed at this request; what happened stands in its log."
    return _respond(request, HTTPStatus.INTERNAL_SERVER_ERROR, None, detail)
