"""What each kind of problem means and what to do, for programs and for people: a problem's type leads here."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Request
from starlette.responses import JSONResponse, Response

from api.answers.models import Listing, Problem
from api.problem_kinds import KINDS, ProblemKind
from api.problems import not_found, shown
from api.site.language import ENGLISH
from api.site.negotiated_answers import HTML, SAFE, chosen
from api.site.render_page import page
from api.site.visit import plain_visit

router = APIRouter(tags=["problems"])

JSON: Final = "application/json"
_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {HTML: {"schema": {"type": "string"}}}},
    400: {"description": "The address takes no parameter", "model": Problem},
    406: {"description": "Neither form is accepted", "model": Problem},
}


@router.get("/problem", response_model=Listing[ProblemKind], responses=_ANSWERS)
@router.get(f"{ENGLISH}/problem", include_in_schema=False)
def problems(request: Request) -> Response:
    """List the kinds of problems with what each means and what to do, as JSON or as a page."""
    if chosen(request, (JSON, HTML)) == HTML:
        return page(plain_visit(request), "problem-kinds.html", kinds=[*KINDS.values()])
    return _told(Listing[ProblemKind](total=len(KINDS), items=[*KINDS.values()], next=None))


@router.get(
    "/problem/{kind}",
    response_model=ProblemKind,
    responses={**_ANSWERS, 404: {"description": "There is no such kind", "model": Problem}},
)
@router.get(f"{ENGLISH}/problem/{{kind}}", include_in_schema=False)
def problem(
    request: Request, kind: Annotated[str, Path(description="the end of a type", examples=["unknown-organization"])]
) -> Response:
    """Tell what a kind of problem means and what to do, as JSON or as a page."""
    if kind not in KINDS:
        raise not_found("problem", f"There is no kind of problem {shown(kind)!r}; /problem lists them all.")
    if chosen(request, (JSON, HTML)) == HTML:
        return page(plain_visit(request), "problem-kind.html", kind=KINDS[kind])
    return _told(KINDS[kind])


def _told(answer: Listing[ProblemKind] | ProblemKind) -> Response:
    """Tell a program."""
    return JSONResponse(answer.model_dump(mode="json"), headers={"Vary": "Accept", **SAFE})
