"""What the answer to a named query is written as: our JSON in pieces, or a table in a form that other programs read.

::

    ?format=  else Accept ──wanted_form──▶ AnswerForm ──written──▶ text/csv, …, with Link where a piece was asked for
"""

from __future__ import annotations

from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias
from urllib.parse import urlencode

from pydantic import WithJsonSchema
from starlette.responses import Response

from api.answers.models import Problem
from api.negotiation import negotiate
from api.paging import PAGING
from api.problems import ProblemError
from api.request_parameters import EMPTY, MayBeEmpty
from kg.querying import Table, write

if TYPE_CHECKING:
    from fastapi import Request

    from api.paging import Page

MOST_ROWS: Final = 100_000
"""A whole table has at most so many; a longer one is refused, for a table that was cut looks like a whole one."""
VARY: Final = {"Vary": "Accept"}


class AnswerForm(StrEnum):
    """How an answer is written."""

    JSON = "json"
    SPARQL_JSON = "sparql-json"
    CSV = "csv"
    TSV = "tsv"


FormOrEmpty: TypeAlias = Annotated[
    AnswerForm | None, MayBeEmpty, WithJsonSchema({"anyOf": [{"type": "string", "enum": [*AnswerForm]}, EMPTY]})
]
"""The value of the parameter ``format``, or nothing."""
MEDIA_TYPES: Final = {
    AnswerForm.JSON: "application/json",
    AnswerForm.SPARQL_JSON: "application/sparql-results+json",
    AnswerForm.CSV: "text/csv",
    AnswerForm.TSV: "text/tab-separated-values",
}
_PARAMETERS: Final = {AnswerForm.CSV: "; charset=utf-8; header=present", AnswerForm.TSV: "; charset=utf-8"}
RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The rows",
        "headers": {
            "Link": {"description": "where a piece ends that is not JSON: the next one", "schema": {"type": "string"}}
        },
        "content": {
            MEDIA_TYPES[AnswerForm.SPARQL_JSON]: {"schema": {"type": "object"}},
            MEDIA_TYPES[AnswerForm.CSV]: {"schema": {"type": "string"}},
            MEDIA_TYPES[AnswerForm.TSV]: {"schema": {"type": "string"}},
        },
    },
    406: {"description": "None of the forms is accepted", "model": Problem},
    413: {"description": "Too many rows for a whole table", "model": Problem},
}


def wanted_form(request: Request, named: AnswerForm | None) -> AnswerForm:
    """Give the form that the parameter ``format`` names, or else the one that the client prefers.

    Raises :class:`~api.problems.ProblemError` (406) when it accepts none.
    """
    if named is not None:
        return named
    chosen = negotiate(request.headers.get("accept"), list(MEDIA_TYPES.values()))
    for form, media_type in MEDIA_TYPES.items():
        if media_type == chosen:
            return form
    offered = ", ".join(MEDIA_TYPES.values())
    detail = f"An answer is written as one of {offered}; accept one, or name it: format={'|'.join(AnswerForm)}."
    raise ProblemError(HTTPStatus.NOT_ACCEPTABLE, "not-acceptable", detail, headers=VARY)


def written(request: Request, page: Page, snapshot: str, table: Table, form: AnswerForm) -> Response:
    """Write the whole table, or the piece of it that the request asks for.

    Raises :class:`~api.problems.ProblemError` (413) when it would be more than :data:`MOST_ROWS`.
    """
    headers = dict(VARY)
    if PAGING.isdisjoint(request.query_params):
        if len(table) > MOST_ROWS:
            detail = (
                f"The answer has {len(table)} rows, and a whole table at most {MOST_ROWS}; "
                "narrow the question, or take it in pieces with 'limit' and the Link header."
            )
            raise ProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-many-rows", detail, headers=VARY)
    else:
        rows, following = page.cut(table.rows, snapshot)
        terms, _ = page.cut(table.terms, snapshot)
        table = Table(table.columns, tuple(rows), tuple(terms))
        if following is not None:
            headers["Link"] = f'<{_following(request, following)}>; rel="next"'
    media_type = MEDIA_TYPES[form] + _PARAMETERS.get(form, "")
    return Response(write(table, form), headers={**headers, "Content-Type": media_type})


def _following(request: Request, cursor: str) -> str:
    """Give the address of the next piece, without scheme and host: a proxy may have changed them."""
    others = [(name, value) for name, value in request.query_params.multi_items() if name != "next"]
    return f"{request.url.path}?{urlencode([*others, ('next', cursor)])}"
