"""What each kind of problem means and what to do, for programs and for people: a problem's type leads here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

from fastapi import APIRouter, Path, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from api.linked.answers import HTML, SAFE, chosen
from api.linked.html import link, page, words
from api.models import Listing, Problem
from api.problem_kinds import KINDS, ProblemKind
from api.problems import not_found, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from api.models import Label

router = APIRouter(tags=["problems"])

JSON: Final = "application/json"
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"
_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {HTML: {"schema": {"type": "string"}}}},
    400: {"description": "The address takes no parameter", "model": Problem},
    406: {"description": "Neither form is accepted", "model": Problem},
}


@router.get("/problem", response_model=Listing[ProblemKind], responses=_ANSWERS)
def problems(request: Request) -> Response:
    """List the kinds of problems with what each means and what to do, as JSON or as a page."""
    listed = Listing[ProblemKind](total=len(KINDS), items=[*KINDS.values()], next=None)
    return _written(request, listed, "问题类型", _list(KINDS.values()))


@router.get(
    "/problem/{kind}",
    response_model=ProblemKind,
    responses={**_ANSWERS, 404: {"description": "There is no such kind", "model": Problem}},
)
def problem(
    request: Request, kind: Annotated[str, Path(description="the end of a type", examples=["unknown-organization"])]
) -> Response:
    """Tell what a kind of problem means and what to do, as JSON or as a page."""
    if kind not in KINDS:
        raise not_found("problem", f"There is no kind of problem {shown(kind)!r}; /problem lists them all.")
    found = KINDS[kind]
    return _written(request, found, found.title.zh, _told(found))


def _written(request: Request, answer: Listing[ProblemKind] | ProblemKind, title: str, body: Iterable[str]) -> Response:
    """Write an answer in the form that the client prefers."""
    headers = {"Vary": "Accept", **SAFE}
    if chosen(request, (JSON, HTML)) == JSON:
        return JSONResponse(answer.model_dump(mode="json"), headers=headers)
    return HTMLResponse(page(title, body, {}), headers={"Content-Security-Policy": _POLICY, **headers})


def _list(kinds: Iterable[ProblemKind]) -> Iterator[str]:
    yield f"<h1>问题类型 {words('Kinds of problems', 'en')}</h1>"
    yield "<dl>"
    for kind in kinds:
        status = ", ".join(map(str, kind.status))
        yield f"<dt>{link(f'/problem/{kind.kind}', kind.kind)} · {status} · {words(kind.title.zh)}</dt>"
        yield f"<dd>{_both(kind.meaning)}</dd>"
    yield "</dl>"


def _told(kind: ProblemKind) -> Iterator[str]:
    yield f"<h1>{_both(kind.title)}</h1>"
    yield f'<p class="iri">{words(kind.type)}</p>'
    yield f"<p>HTTP {', '.join(map(str, kind.status))}</p>"
    yield f"<h2>含义 {words('What it means', 'en')}</h2><p>{_both(kind.meaning)}</p>"
    yield f"<h2>怎么办 {words('What to do', 'en')}</h2><p>{_both(kind.mend)}</p>"
    yield f"<p>{link('/problem', '全部问题类型')}</p>"


def _both(label: Label) -> str:
    return f"{words(label.zh)} {words(label.en, 'en')}"
