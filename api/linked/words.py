"""The routes of the ontology: one document, in every form, and as a page."""

from __future__ import annotations

from http import HTTPStatus
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Final

from fastapi import APIRouter, Path, Request
from pyoxigraph import DefaultGraph, Literal, NamedNode
from starlette.responses import Response

from api.asking import House
from api.linked.addresses import Addresses
from api.linked.answers import DATA, HTML, REFUSALS, SAFE, chosen, etag_of, known, not_modified, see_other, written
from api.linked.reference import ONTOLOGY, TYPE, Examples, Reference
from api.problems import ProblemError, not_found, shown
from kg.describing.vocabulary import ontology
from kg.writing import FORMATS, Format
from kg.writing.ontology import ontology_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.stores import Snapshot

router = APIRouter(tags=["linked data"])

ALTERNATES: Final[Mapping[str, str]] = MappingProxyType(
    {form.media_type: f"/ontology.{form.extension}" for form in Format}
)
VERSION: Final = NamedNode("http://www.w3.org/2002/07/owl#versionInfo")
_SHOWN, _READ = 2, 50
_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {**DATA, HTML: {"schema": {"type": "string"}}}},
    **{status: answer for status, answer in REFUSALS.items() if status in (400, 406)},
}
_ONE_FORM: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": DATA},
    **{status: answer for status, answer in REFUSALS.items() if status in (400, 404)},
}


@router.get("/ontology", response_class=Response, responses=_ANSWERS)
def words(request: Request) -> Response:
    """Give the ontology in the form that `Accept` says, or as a page on every term."""
    kind = chosen(request)
    headers = {"Vary": "Accept", **SAFE}
    if kind != HTML:
        form = next(one for one in Format if one.media_type == kind)
        return _in_form(request, form, {"Content-Location": ALTERNATES[kind], **headers})
    snapshot = _snapshot(request)
    etag = etag_of(snapshot.name if snapshot else "", ONTOLOGY, HTML)
    if known(request, etag):
        return not_modified(etag, headers)
    base = snapshot.manifest.base_iri if snapshot else ONTOLOGY
    return written(Reference(ontology(), Addresses(base), _examples(snapshot)).page(ALTERNATES), HTML, etag, headers)


@router.get("/ontology.{extension}", response_class=Response, responses=_ONE_FORM)
def words_in_form(
    request: Request, extension: Annotated[str, Path(description="ttl, jsonld, rdf or nt", examples=["ttl"])]
) -> Response:
    """Give the ontology in one form. Turtle is the file that ships, as it is."""
    if extension not in FORMATS:
        raise not_found("form", f"There is no form {shown(extension)!r}; there are: {', '.join(FORMATS)}.")
    return _in_form(request, FORMATS[extension], SAFE)


@router.get("/ontology/{version}", include_in_schema=False)
def version(version: str) -> Response:
    """Send on from the IRI of the ontology's version; only the one that ships is here."""
    said = (one.object for one in ontology() if one.subject == NamedNode(ONTOLOGY) and one.predicate == VERSION)
    here = {one.value for one in said if isinstance(one, Literal)}
    if version not in here:
        raise not_found("version", f"The ontology is here in version {', '.join(here)}, not in {shown(version)!r}.")
    return see_other("/ontology")


def _in_form(request: Request, form: Format, headers: Mapping[str, str]) -> Response:
    etag = etag_of(ONTOLOGY, form.extension)
    if known(request, etag):
        return not_modified(etag, headers)
    return written(ontology_in(form), form.media_type, etag, headers)


def _snapshot(request: Request) -> Snapshot | None:
    """Give the graph that examples come from; the words are the same without it."""
    house = request.app.state.house
    assert isinstance(house, House)  # noqa: S101 - create_app has put it there
    try:
        return house.questions().snapshot
    except ProblemError as error:
        if error.status != HTTPStatus.SERVICE_UNAVAILABLE:
            raise
        return None


def _examples(snapshot: Snapshot | None) -> Examples:
    """Give examples of a term from the present: things of the class, or statements with the property."""

    def examples(iri: str) -> list[tuple[NamedNode, object]]:
        if snapshot is None:
            return []
        term, present, default = NamedNode(iri), snapshot.present, DefaultGraph()
        of_class = present.quads_for_pattern(None, NamedNode(TYPE), term, default)
        said = present.quads_for_pattern(None, term, None, default)
        every: list[tuple[object, object]] = [(quad.subject, None) for quad in islice(of_class, _READ)]
        every += [(quad.subject, quad.object) for quad in islice(said, _READ)]
        things = [(subject, value) for subject, value in every if isinstance(subject, NamedNode)]
        here = [one for one in things if one[0].value.startswith(snapshot.manifest.base_iri)]
        return sorted(here, key=str)[:_SHOWN]

    return examples
