"""Validation: of a text that is sent, which is not stored, and of a document's versions."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.answers.finding_models import Text, ValidationReport
from api.answers.models import Problem
from api.answers.questions import Asking
from api.answers.validations import Validating, chosen_version
from api.request_parameters import Day
from api.rest.documents import Doc
from kg.answers.plan_reading import PlanReading
from kg.validating.render_report import to_json

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


@router.post("/validation", response_model=ValidationReport, responses=_REFUSALS, openapi_extra=_BODY)
async def validate_text(request: Request, validating: Validating) -> Response:
    """Validate a text: the JSON of `zhize validate --format json`. Nothing is stored.

    A text that carries the number of a known document is compared with the version in force.
    """
    return Response(await validating.of_request(request), media_type="application/json")


_FILE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            media_type: {"schema": {"type": "string", "description": "the file as it is"}}
            for media_type in ("text/plain", "text/html", "text/markdown", "text/csv", "application/json")
        },
    }
}


@router.post("/read", response_model=PlanReading, responses=_REFUSALS, openapi_extra=_FILE)
async def read_file(
    request: Request,
    validating: Validating,
    filename: Annotated[
        str, Query(max_length=255, description="the name of the file, whose ending says its format")
    ] = "",
) -> Response:
    """Read a plan in any format: the JSON of `zhize read --format json`. Nothing is stored.

    The format is that of `filename`, else that of `Content-Type`, else what the first bytes say.
    """
    return Response(await validating.read(request, filename), media_type="application/json")


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
