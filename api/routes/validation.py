"""Validation: of a text that is sent, which is not stored, and of a document's versions."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from api.asking import Asking, Questions
from api.findings import Text, ValidationReport
from api.models import Problem
from api.parameters import Day
from api.problems import not_found
from api.routes.documents import Doc
from api.validating import Validations
from kg.querying import resolve_document
from kg.stores.dated import DatedVersion
from kg.validating.render import to_json

router = APIRouter(tags=["validation"])

_REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"description": description, "model": Problem}
    for status, description in (
        (413, "The text is too large, or takes too long"),
        (415, "The body is neither text nor JSON in UTF-8"),
        (503, "Enough texts are being validated: try again after `Retry-After`"),
    )
}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "text/plain": {"schema": {"type": "string", "description": "the whole text of a plan, in UTF-8"}},
            "application/json": {"schema": Text.model_json_schema()},
        },
    }
}


def _validations(request: Request) -> Validations:
    found = request.app.state.validations
    assert isinstance(found, Validations)  # noqa: S101 - create_app has put it there
    return found


Validating = Annotated[Validations, Depends(_validations)]


@router.post("/validation", response_model=ValidationReport, responses=_REFUSALS, openapi_extra=_BODY)
async def validate_text(request: Request, validating: Validating) -> Response:
    """Validate a text: the JSON of `zhize validate --format json`. Nothing is stored.

    A text that carries the number of a known document is compared with the version in force.
    """
    return Response(await validating.of_request(request), media_type="application/json")


@router.get("/documents/{doc:name}/validation", response_model=ValidationReport)
def validate_version(
    asking: Asking,
    validating: Validating,
    doc: Doc,
    version: Annotated[Day | None, Query(description="the date of a version; the one in force unless told")] = None,
) -> Response:
    """Report on a version of a document, beside the version before it, if there is one."""
    chosen = chosen_version(asking, doc, version)
    report = validating.of_version(asking.snapshot, chosen)
    return Response(to_json(report), media_type="application/json")


def chosen_version(asking: Questions, doc: str, day: Day | None) -> DatedVersion:
    """Find a version of a document, also one that was withdrawn or is not in force yet.

    Raises :class:`~kg.querying.UnknownDocument`, or :class:`~api.problems.ProblemError` (404) for an unknown version.
    """
    dated, document = asking.snapshot.dated, resolve_document(asking.snapshot, doc, ever=True)
    versions = [one for one in dated.versions if one.document == document]
    found = [one for one in versions if one.date == day]
    if day is None:
        found = list(dated.in_force(asking.as_of or asking.snapshot.manifest.present_date, document))
    if found:
        return found[0]
    dates = ", ".join(one.date.isoformat() for one in versions)
    none = f"no version of {day}" if day else "no version in force"
    raise not_found("version", f"{document} has {none}; give one of: {dates}.")
