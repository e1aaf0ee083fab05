"""Write pages with the templates: headers that let nothing in from elsewhere, a tag to ask with again, fewer bytes."""

from __future__ import annotations

import gzip
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import Response

from api.forwarded import prefix_of, with_prefix
from api.site import role_badges
from api.site.language import translations
from api.site.static_files import address_of
from kg.bilingual import Language
from kg.control_characters import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from api.site.visit import PlainVisit

TEMPLATES: Final = Path(__file__).parent / "templates"
POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: Final = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "Vary": "Accept, Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
}
_SMALL: Final = 500
"""Fewer bytes than this are not made fewer."""


class Typed(str):
    """What somebody typed, which goes back into its field as it is."""

    __slots__ = ()


def _shown(value: object) -> object:
    """Write what comes in as words so that no character in it turns the writing round it."""
    if type(value) is str:
        return visible(value)
    if isinstance(value, Markup):
        said = visible(value, "&lt;U+{:04X}&gt;")
        return value if said is value else Markup(said)  # noqa: S704 - it was escaped before
    return value


@cache
def _environment(language: Language) -> Environment:
    """Make the environment of a language: everything that comes in as words goes out as words."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    environment.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    environment.filters["role_name"] = lambda role: role_badges.name(role, language)
    environment.filters["typed"] = Typed
    environment.globals.update(language=language, static=address_of, badges=role_badges)
    return environment


def page(visit: PlainVisit, template: str, status: HTTPStatus = HTTPStatus.OK, /, **context: object) -> Response:
    """Write a page; ``context`` is what the template needs beside the visit."""
    return page_with(visit, template, status, {}, **context)


def page_with(
    visit: PlainVisit, template: str, status: HTTPStatus, headers: Mapping[str, str], /, **context: object
) -> Response:
    """Write a page that has headers of its own; they go before those of every page."""
    text = _environment(visit.language).get_template(template).render(visit=visit, url=visit.url, **context)
    return sent(visit.request, text.encode(), status, headers)


def policy_with(nonce: str) -> str:
    """Give the policy of a page whose script may write styles that have a nonce."""
    return POLICY.replace("style-src 'self'", f"style-src 'self' 'nonce-{nonce}'")


def takes_gzip(request: Request) -> bool:
    """Tell whether a client can read fewer bytes."""
    return "gzip" in request.headers.get("accept-encoding", "")


def sent(
    request: Request,
    raw: bytes,
    status: HTTPStatus = HTTPStatus.OK,
    headers: Mapping[str, str] = MappingProxyType({}),
    kind: str = "text/html",
) -> Response:
    """Send a page, or a file of another kind, unless the client has it; ``headers`` go before those of pages."""
    headers = {**HEADERS, **headers}
    raw = with_prefix(raw, prefix_of(request.scope))
    if status == HTTPStatus.OK:
        tag = headers.setdefault("ETag", f'W/"{sha256(raw).hexdigest()[:32]}"')
        if tag in {one.strip() for one in request.headers.get("if-none-match", "").split(",")}:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if len(raw) > _SMALL and takes_gzip(request):
        raw, headers["Content-Encoding"] = gzip.compress(raw, 6, mtime=0), "gzip"
    return Response(raw, status, headers, kind)
