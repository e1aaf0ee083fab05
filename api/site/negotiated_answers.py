"""Answers that a program and a person both may ask for: a form by Accept, a version by ETag."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import Response

from api.answers.models import Problem
from api.negotiation import negotiate
from api.problems import ProblemError
from api.site.language import language_of
from api.site.render_page import HEADERS, TEMPLATES, page_with, takes_gzip
from kg.bilingual import Language
from kg.exports import Format
from kg.stores import code_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from fastapi import Request

    from api.site.visit import PlainVisit

HTML: Final = "text/html"
OFFERED: Final = (*(form.media_type for form in Format), HTML)
"""What a thing is served as; who does not say gets Turtle."""
SAFE: Final[Mapping[str, str]] = MappingProxyType({"X-Content-Type-Options": "nosniff"})
"""What every answer says: it is of the type that it says, whatever it looks like."""
_ETAG_LENGTH: Final = 32
_WRITING: Final = frozenset({".py", ".html", ".mo", ".css", ".svg"})

REFUSALS: Final[dict[int | str, dict[str, Any]]] = {
    status: {"description": description, "model": Problem}
    for status, description in (
        (400, "The address cannot be"),
        (404, "No graph knows it"),
        (406, "It has no form that the client accepts"),
        (503, "No graph has been built yet"),
    )
}
DATA: Final[dict[str, Any]] = {form.media_type: {"schema": {"type": "string"}} for form in Format}
"""What OpenAPI says of an answer in RDF."""


def chosen(request: Request, offered: Sequence[str] = OFFERED) -> str:
    """Give the media type that a client gets; an address below ``/en`` is a page, whatever is accepted.

    Raises :class:`~api.problems.ProblemError` (406) where it accepts none.
    """
    if is_english(request):
        return HTML
    accept = ", ".join(request.headers.getlist("accept")) or None
    found = negotiate(accept, offered)
    if found is None:
        detail = f"It is served as {', '.join(offered)}; accept one of these."
        raise ProblemError(HTTPStatus.NOT_ACCEPTABLE, "not-acceptable", detail, headers={"Vary": "Accept", **SAFE})
    return found


def is_english(request: Request) -> bool:
    """Tell whether a request is for a page in English."""
    return language_of(request.scope["path"]) is Language.EN


def see_other(path: str) -> Response:
    """Send a client on, to what tells of a thing."""
    return Response(status_code=HTTPStatus.SEE_OTHER, headers={"Location": path, "Vary": "Accept", **SAFE})


def etag_of(*parts: str) -> str:
    """Name an answer, before it is written, by what makes it: a snapshot's name, an address, a form; and the program.

    The program counts: another version of it may write the same statements otherwise.
    """
    said = "\0".join((code_digest(), _digest_of(Path(__file__).parent), *parts))
    return f'"{sha256(said.encode()).hexdigest()[:_ETAG_LENGTH]}"'


@cache
def _digest_of(folder: Path) -> str:
    """Digest the files that write pages: modules, templates, words, and the style, whose address is in each page."""
    files = sorted(file for file in folder.rglob("*") if file.suffix in _WRITING)
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def page_of(
    visit: PlainVisit, template: str, parts: Iterable[str], context: Callable[[], Mapping[str, object]]
) -> Response:
    """Give a page of the site that is named, before it is written, by its ``parts`` and by what writes pages."""
    how = (
        HTML,
        visit.site,
        visit.language.value,
        "gzip" if takes_gzip(visit.request) else "",
        _digest_of(TEMPLATES.parent),
    )
    etag = etag_of(*parts, *how)
    if known(visit.request, etag):
        return not_modified(etag, HEADERS)
    return page_with(visit, template, HTTPStatus.OK, {"ETag": etag}, **context())


def known(request: Request, etag: str) -> bool:
    """Tell whether a client has this version already."""
    names = ",".join(request.headers.getlist("if-none-match"))
    return any(name.strip().removeprefix("W/") in {etag, "*"} for name in names.split(","))


def not_modified(etag: str, headers: Mapping[str, str] = SAFE) -> Response:
    """Say that the client has it already."""
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": etag, **headers})


def written(content: bytes, media_type: str, etag: str, headers: Mapping[str, str] = SAFE) -> Response:
    """Give data whose version has a name."""
    kind = media_type if media_type.startswith("application/") else f"{media_type}; charset=utf-8"
    return Response(content, headers={"ETag": etag, **headers}, media_type=kind)
