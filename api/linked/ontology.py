"""The routes of the ontology: one document, in every form, and as a page."""

from __future__ import annotations

from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Final

from fastapi import APIRouter, Path, Request
from pyoxigraph import DefaultGraph, Literal, NamedNode
from starlette.responses import Response

from api.iri_addresses import Addresses
from api.linked.ontology_page import ONTOLOGY, TYPE, Examples, Reference
from api.linked.thing_page import FORM_NAMES
from api.problems import not_found, shown
from api.site.language import ENGLISH
from api.site.negotiated_answers import (
    DATA,
    HTML,
    REFUSALS,
    SAFE,
    chosen,
    etag_of,
    known,
    not_modified,
    page_of,
    see_other,
    written,
)
from api.site.visit import plain_visit
from kg.describing.ontology_terms import ontology
from kg.exports import FORMATS, Format
from kg.exports.ontology_files import ontology_in

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
@router.get(f"{ENGLISH}/ontology", include_in_schema=False)
def words(request: Request) -> Response:
    """Give the ontology in the form that `Accept` says, or as a page on every term."""
    kind = chosen(request)
    if kind != HTML:
        form = next(one for one in Format if one.media_type == kind)
        return _in_form(request, form, {"Content-Location": ALTERNATES[kind], "Vary": "Accept", **SAFE})
    visit = plain_visit(request)
    snapshot = visit.asking.snapshot if visit.asking else None
    base = snapshot.manifest.base_iri if snapshot else ONTOLOGY

    def context() -> dict[str, object]:
        reference = Reference(ontology(), visit, Addresses(base), _examples(snapshot))
        forms = [(name, ALTERNATES[form.media_type]) for form, name in FORM_NAMES]
        return {**reference.context(), "forms": forms, "alternates": ALTERNATES}

    return page_of(visit, "ontology.html", (snapshot.name if snapshot else "", ONTOLOGY), context)


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
