"""What a browser is shown where a page cannot be: what is wrong, what to do, and where to go on from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api.negotiation import negotiate
from api.problem_kinds import KINDS
from api.problems import MEDIA_TYPE
from api.site.render_page import page_with
from api.site.visit import AS_OF, PlainVisit
from kg.bilingual import Language, Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from http import HTTPStatus

    from starlette.requests import Request
    from starlette.responses import Response

HTML: Final = "text/html"
_FOR_PROGRAMS: Final = ("/api/", "/data/", "/dumps/", "/static/")


def problem_page(
    request: Request,
    status: HTTPStatus,
    kind: str | None,
    detail: str | Text,
    more: Mapping[str, object],
    headers: Mapping[str, str] | None,
) -> Response | None:
    """Show a problem to a browser; ``None`` where a program asks, or at an address that is for programs.

    The page asks no graph: there may be none, or it may be what fails.
    """
    path = str(request.scope["path"])
    if path.startswith(_FOR_PROGRAMS) or negotiate(request.headers.get("accept"), [MEDIA_TYPE, HTML]) != HTML:
        return None
    visit = PlainVisit(request, None)
    near = more.get("nearest", ())
    name = getattr(request.state, "unknown_name", None)
    filters = [one for one, value in visit.asked if value == name]
    return page_with(
        visit,
        "problem.html",
        status,
        headers or {},
        status=int(status),
        kind=KINDS.get(kind or ""),
        detail=detail if isinstance(detail, str) else detail.in_language(visit.language),
        detail_language=Language.EN.tag if isinstance(detail, str) else visit.language.tag,
        near=[(one, _led(visit, filters, one)) for one in near] if isinstance(near, list) else [],
        without=visit.instead(filters[0], None) if filters else None,
        candidates=more.get("candidates", []),
        day=request.query_params.get(AS_OF),
        day_is_wrong=kind == "not-in-force"
        or more.get("parameter") == AS_OF
        or f"{AS_OF!r} is given twice" in str(detail),
    )


def _led(visit: PlainVisit, filters: list[str], name: str) -> str:
    """Return where a near name leads: to the same page with it in the filter, whose others stay, else to the search."""
    return visit.instead(filters[0], name) if filters else visit.url("/search", q=name)
