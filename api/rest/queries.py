"""The named queries: one address for each file in queries/, in four forms."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from api.answers.models import Label, Listing
from api.answers.query_models import DatedQueryAnswer, QueryAnswer, QueryParameter, QueryRow
from api.answers.questions import Asking, DatedAsking, Questions
from api.openapi.named_queries import example_address
from api.paging import PAGING, WantedPage
from api.problems import not_found, shown
from api.request_parameters import check_names
from api.rest.query_formats import RESPONSES, VARY, AnswerForm, FormOrEmpty, wanted_form, written

if TYPE_CHECKING:
    from api.answers.rows import Value
    from kg.querying import NamedQuery

router = APIRouter(tags=["queries"])
open_router = APIRouter(tags=["queries"])
"""The routes that check the names of their parameters themselves."""
COMMON = PAGING | {"as_of", "format"}
"""What every query can be asked with, beside its own parameters."""


@router.get("/queries")
def queries(asking: Asking, page: WantedPage) -> Listing[QueryRow]:
    """List the named queries with their parameters."""
    known = sorted(asking.queries.values(), key=lambda query: query.name)
    piece, following = page.cut(known, asking.snapshot.name)
    return Listing(total=len(known), items=[_described(query) for query in piece], next=following)


@open_router.get("/queries/{name:path}", response_model=QueryAnswer | DatedQueryAnswer, responses=RESPONSES)
def answer(
    request: Request,
    response: Response,
    asking: DatedAsking,
    page: WantedPage,
    name: Annotated[str, Path(description="the name of a query", examples=["tasks-of-organization"])],
    form: Annotated[
        FormOrEmpty, Query(alias="format", description="how the answer is written, whatever Accept says")
    ] = None,
) -> QueryAnswer | DatedQueryAnswer | Response:
    """Ask a named query; its parameters, which `/queries` tells, are parameters of the address.

    JSON comes in pieces. The other forms have the whole table, or a piece where `limit` or `next` asks for one; the
    header `Link` then leads to the next.
    """
    query = _known(asking, name)
    check_names(request, [*(parameter.name for parameter in query.parameters), *sorted(COMMON)])
    wanted = wanted_form(request, form)
    values = {key: value for key, value in request.query_params.items() if key not in COMMON}
    table = asking.table(name, values)
    if wanted is not AnswerForm.JSON:
        return written(request, page, asking.snapshot.name, table, wanted)
    response.headers.update(VARY)
    piece, following = page.cut(table.rows, asking.snapshot.name)
    told = QueryAnswer(
        query=name,
        columns=list(table.columns),
        total=len(table.rows),
        items=[{column: _plain(value) for column, value in row.items()} for row in piece],
        next=following,
    )
    return told if asking.as_of is None else DatedQueryAnswer(**dict(told), as_of=asking.dated(table.note))


def _known(asking: Questions, name: str) -> NamedQuery:
    """Find a query by its name."""
    if name not in asking.queries:
        known = ", ".join(sorted(asking.queries))
        raise not_found("query", f"There is no query {shown(name)!r}; there are: {known}.")
    return asking.queries[name]


def _plain(value: Value) -> str | int | float | bool | None:
    return float(value) if isinstance(value, Decimal) else value


def _described(query: NamedQuery) -> QueryRow:
    """Tell what a query asks, and how to ask it."""
    return QueryRow(
        name=query.name,
        topic=str(query.topic),
        title=Label(zh=query.title.zh, en=query.title.en),
        description=Label(zh=query.description.zh, en=query.description.en),
        parameters=[
            QueryParameter(
                name=parameter.name,
                type=str(parameter.type),
                required=parameter.required,
                description=Label(zh=parameter.description.zh, en=parameter.description.en),
            )
            for parameter in query.parameters
        ],
        columns=list(query.columns),
        example=example_address(query),
        sparql=query.sparql,
    )
