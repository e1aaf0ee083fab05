"""The routes that tell what there is: the catalogue (DCAT 3) and the description of the graph (VoID)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

from fastapi import APIRouter, Path, Request
from pyoxigraph import NamedNode
from starlette.responses import Response

from api.answers.dumps import Dumping, made
from api.answers.models import DOCUMENT
from api.answers.questions import Asking
from api.iri_addresses import Addresses, origin
from api.linked.term_names import Naming, names_among
from api.linked.thing_page import FORM_NAMES, said_by_subject
from api.problems import not_found, shown
from api.site.language import ENGLISH
from api.site.negotiated_answers import (
    DATA,
    HTML,
    REFUSALS,
    SAFE,
    chosen,
    etag_of,
    is_english,
    known,
    not_modified,
    page_of,
    written,
)
from api.site.visit import PlainVisit
from kg.describing.statement_builder import DESCRIBING
from kg.exports import FORMATS, Format, write
from kg.exports.dcat_catalogue import catalogue, document_catalogue
from kg.exports.void_counts import Counting
from kg.exports.void_description import void

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Triple

    from api.answers.questions import Questions
    from kg.stores import Snapshot

router = APIRouter(tags=["linked data"])

Said: TypeAlias = "Callable[[str], frozenset[Triple]]"
"""Describes something as it is served at an origin."""
VOID: Final = "/.well-known/void"
_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {**DATA, HTML: {"schema": {"type": "string"}}}},
    **REFUSALS,
}


@router.get("/catalog", response_class=Response, responses=_ANSWERS)
@router.get(f"{ENGLISH}/catalog", include_in_schema=False)
def whole_catalogue(request: Request, asking: Asking, dumping: Dumping) -> Response:
    """Tell which datasets and services there are (DCAT 3): licences, files with their true sizes and SHA-256 sums.

    Each form has an address of its own, too: `/catalog.ttl`, `.jsonld`, `.rdf`, `.nt`.
    """
    return _answer(request, asking, "/catalog", _whole(asking.snapshot, dumping))


@router.get("/catalog.{extension}", include_in_schema=False)
def whole_catalogue_in_form(request: Request, asking: Asking, dumping: Dumping, extension: str) -> Response:
    """Give the catalogue in one form."""
    return _answer(request, asking, "/catalog", _whole(asking.snapshot, dumping), _form(extension))


@router.get("/catalog/{document:path}", response_class=Response, responses=_ANSWERS)
@router.get(f"{ENGLISH}/catalog/{{document:path}}", include_in_schema=False)
def versions(
    request: Request,
    asking: Asking,
    dumping: Dumping,
    document: Annotated[str, Path(description="the id of a document", examples=[DOCUMENT])],
) -> Response:
    """Tell which versions a document has, those withdrawn or to come too, each with its files (DCAT 3)."""
    snapshot = asking.snapshot
    stem, _, extension = document.rpartition(".")
    has_form = extension in FORMATS and not is_english(request)
    name, form = (stem, FORMATS[extension]) if has_form else (document, None)
    if name not in {version.document for version in snapshot.history.versions}:
        raise not_found("document", f"There is no document {shown(name)!r}; /catalog lists them all.")
    dump = partial(made, dumping, snapshot)
    return _answer(request, asking, f"/catalog/{name}", partial(document_catalogue, snapshot, name, dump), form)


@router.get(VOID, response_class=Response, responses=_ANSWERS)
@router.get(f"{ENGLISH}{VOID}", include_in_schema=False)
def void_description(request: Request, asking: Asking) -> Response:
    """Tell what the graph holds (VoID): how many statements and things, of which classes, with which properties."""
    return _answer(request, asking, VOID, _void(request, asking.snapshot))


@router.get(f"{VOID}.{{extension}}", include_in_schema=False)
def void_description_in_form(request: Request, asking: Asking, extension: str) -> Response:
    """Give the description of the graph in one form."""
    return _answer(request, asking, VOID, _void(request, asking.snapshot), _form(extension))


def _whole(snapshot: Snapshot, dumping: Dumping) -> Said:
    return partial(catalogue, snapshot, partial(made, dumping, snapshot))


def _void(request: Request, snapshot: Snapshot) -> Said:
    counting = request.app.state.counting
    assert isinstance(counting, Counting)  # noqa: S101 - create_app has put it there
    return lambda here: void(snapshot, counting.of(snapshot), here)


def _form(extension: str) -> Format:
    if extension not in FORMATS:
        raise not_found("form", f"There is no form {shown(extension)!r}; there are: {', '.join(FORMATS)}.")
    return FORMATS[extension]


def _answer(request: Request, asking: Questions, path: str, said: Said, form: Format | None = None) -> Response:
    """Describe something at its own address, by `Accept`, or at that of one form.

    Its addresses begin with what the client asked, and so does its version: another host is told of other addresses.
    """
    here, snapshot = origin(request), asking.snapshot
    kind = form.media_type if form else chosen(request)
    parts = (snapshot.name, snapshot.manifest.built_at.isoformat(), here, path)
    addresses = {one.media_type: f"{path}.{one.extension}" for one in Format}
    if kind == HTML:
        visit = PlainVisit(request, asking)
        inside = Addresses(snapshot.manifest.base_iri, f"{here}{path}")
        return page_of(visit, "catalogue.html", parts, lambda: _context(visit, inside, here, said(here), addresses))
    headers = {**SAFE} if form else {"Vary": "Accept", **SAFE}
    etag = etag_of(*parts, kind)
    if known(request, etag):
        return not_modified(etag, headers)
    if form is None:
        headers["Content-Location"] = addresses[kind]
        form = next(one for one in Format if one.media_type == kind)
    return written(write(said(here), form, DESCRIBING), kind, etag, headers)


def _context(
    visit: PlainVisit, inside: Addresses, here: str, triples: frozenset[Triple], alternates: Mapping[str, str]
) -> dict[str, object]:
    """Give what the page of a description shows."""
    naming = Naming(visit, inside, names_among(triples), here)
    return {
        "name": naming.name(NamedNode(inside.document)),
        "about": inside.document,
        "path": inside.document.removeprefix(here),
        "parts": said_by_subject(triples, naming, inside.document),
        "forms": [(name, alternates[form.media_type]) for form, name in FORM_NAMES],
        "alternates": alternates,
    }
