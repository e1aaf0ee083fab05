"""What a browser is shown where a page cannot be: one sentence, and where to go on from there."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from api.negotiation import negotiate
from api.pages.language import language_of
from api.pages.site import bare_page
from api.problems import MEDIA_TYPE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

HTML: Final = "text/html"
_FOR_PROGRAMS: Final = ("/api/", "/data/", "/dumps/", "/static/")


def problem_page(
    request: Request, status: HTTPStatus, detail: str, more: Mapping[str, object], headers: Mapping[str, str] | None
) -> Response | None:
    """Show a problem to a browser; ``None`` where a program asks, or at an address that is for programs."""
    path = str(request.scope["path"])
    if path.startswith(_FOR_PROGRAMS) or negotiate(request.headers.get("accept"), [MEDIA_TYPE, HTML]) != HTML:
        return None
    near = more.get("nearest", ())
    shown = bare_page(
        request,
        language_of(path),
        "problem.html",
        status,
        status=int(status),
        detail=detail,
        near=list(near) if isinstance(near, list) else [],
        candidates=more.get("candidates", []),
    )
    shown.headers.update(headers or {})
    return shown
