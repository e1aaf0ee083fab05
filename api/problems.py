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
from typing import TYPE_CHECKING, Any, TypeAlias

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from kg.errors import InputError
from kg.errors import shown as shown
from kg.querying import AmbiguousOrganization, Slip, UnknownDocument, UnknownOrganization, UnknownPart

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.register import Body

MEDIA_TYPE = "application/problem+json"
_TYPES = "https://w3id.org/zhize/problem/"
RETRY_AFTER = 5
"""So many seconds after which another try is worth while."""
_LOG = logging.getLogger(__name__)


ProblemPage: TypeAlias = (
    "Callable[[Request, HTTPStatus, str | None, str, Mapping[str, object], Mapping[str, str] | None], Response | None]"
)
"""Shows a problem to a browser: its status and kind, what it says, further members, and headers."""


class ProblemError(Exception):
    """Refuse a request: raise it in a route, and the client gets its problem object.

    ``kind`` is the last part of the problem's type; ``headers`` go with the answer, ``more`` are further members.
    """

    def __init__(
        self, status: HTTPStatus, kind: str, detail: str, *, headers: Mapping[str, str] | None = None, **more: object
    ) -> None:
        self.status = status
        self.kind = kind
        self.detail = detail
        self.headers = headers
        self.more = more
        super().__init__(detail)


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
    app.add_exception_handler(InputError, _input_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _fault)


def _respond(
    request: Request,
    status: HTTPStatus,
    kind: str | None,
    detail: str,
    more: Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Write one problem object, or show it to a browser."""
    page = request.app.state.problem_page(request, status, kind, detail, more or {}, headers)
    if isinstance(page, Response):
        return page
    body: dict[str, Any] = {
        "type": type_of(kind) if kind else "about:blank",
        "title": title_of(kind) if kind else status.phrase,
        "status": status.value,
        "detail": detail,
        "instance": shown(request.scope["path"]),
        **(more or {}),
    }
    return JSONResponse(body, status_code=status.value, media_type=MEDIA_TYPE, headers=headers)


def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)  # noqa: S101 - Starlette calls a handler only with its own kind of error
    return problem_response(request, error)


def problem_response(request: Request, error: ProblemError) -> Response:
    """Write the problem object of a refusal."""
    return _respond(request, error.status, error.kind, error.detail, error.more, error.headers)


def _input_error(request: Request, error: Exception) -> Response:
    """Answer what the library refused: a name, a parameter, or the want of a graph."""
    if isinstance(error, UnknownOrganization):
        mend = f"did you mean {', '.join(error.nearest)}?" if error.nearest else "/api/v1/organizations lists them all."
        words = str(error) if error.slips else f"no organization is called {shown(error.name)!r}; {mend}"
        more = {"nearest": list(error.nearest), "slips": [_slip(slip) for slip in error.slips]}
        detail = words[:1].upper() + words[1:]
        return _respond(request, HTTPStatus.NOT_FOUND, "unknown-organization", detail, more)
    if isinstance(error, AmbiguousOrganization):
        candidates = {"candidates": [_candidate(body) for body in error.candidates]}
        return _respond(request, HTTPStatus.CONFLICT, "ambiguous-organization", str(error), candidates)
    if isinstance(error, UnknownDocument):
        words = str(error)
        return _respond(request, HTTPStatus.NOT_FOUND, "unknown-document", words[:1].upper() + words[1:])
    if isinstance(error, UnknownPart):
        words = str(error)
        detail = "N" + words[1:] if words.startswith("no ") else words  # it may begin with an id
        return _respond(request, HTTPStatus.NOT_FOUND, f"unknown-{error.part}", detail)
    return _respond(request, HTTPStatus.BAD_REQUEST, "invalid-parameter", str(error))


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
    path = shown(request.scope["path"])
    if status == HTTPStatus.NOT_FOUND:
        why = ": no address but / ends with a slash" if request.scope["path"].endswith("/") else ""
        detail = f"There is nothing at {path}{why}; /api/v1/openapi.json lists what there is."
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
    _LOG.error("A request for %s failed.", request.scope["path"], exc_info=error)
    detail = "The server failed at this request; what happened stands in its log."
    return _respond(request, HTTPStatus.INTERNAL_SERVER_ERROR, None, detail)
