"""The named queries as questions for people: all of them by topic, and one with its form, its answer and its SPARQL."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from api.answers import parts_by_number
from api.openapi.named_queries import address
from api.pages.queries.column_names import column_name
from api.pages.queries.result_rows import Answer, answer_of
from api.pages.queries.topics import TOPICS, by_topic, written
from api.problems import STATUS, ProblemError, not_found, shown
from api.request_parameters import InDigits, check_names
from api.site.body_names import named
from api.site.render_page import page
from api.site.visit import AS_OF, Visiting
from kg.errors import InputError, ZhizeError
from kg.querying import AmbiguousOrganization, ParameterType, UnknownOrganization
from kg.querying.parameters import ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.site.visit import Visit
    from kg.querying import NamedQuery, Parameter

router = APIRouter(include_in_schema=False)
open_router = APIRouter(include_in_schema=False)
"""The page of a question checks the names of its parameters itself."""

PAGE: Final = "page"
FORMS: Final = (("csv", "CSV"), ("tsv", "TSV"), ("json", "JSON"), ("sparql-json", "SPARQL JSON"))
_BOOLEAN: Final = ("true", "false")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a question's form: what may be chosen, where there is a choice, and what was given."""

    parameter: Parameter
    label: str
    choices: tuple[tuple[str, str], ...]
    given: str
    example: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is no answer, in one sentence, and what may have been meant."""

    status: HTTPStatus
    words: str
    near: tuple[str, ...] = ()


@router.get("/questions")
def questions(visit: Visiting) -> Response:
    """List the questions by topic."""
    return page(visit, "questions.html", topics=by_topic(visit.asking.queries.values()))


@open_router.get("/questions/{name}")
def question(
    request: Request,
    visit: Visiting,
    name: Annotated[str, Path()],
    at: Annotated[int, InDigits, Query(alias=PAGE, ge=1, le=100_000)] = 1,
) -> Response:
    """Show one question, and its answer as soon as it can be asked."""
    query = visit.asking.queries.get(name)
    if query is None:
        raise not_found("query", f"There is no question {shown(name)!r}; /questions lists them all.")
    names = [one.name for one in query.parameters]
    given = {key: value for key, value in request.query_params.items() if key in names}
    missing = [one for one in query.parameters if one.required and not given.get(one.name, one.default or "").strip()]
    answer, fault = (None, None) if missing and not given else _asked(request, visit, query, given, at)
    asked = {key: value for key, value in given.items() if value.strip()}
    return page(
        visit,
        "question.html",
        fault.status if fault else HTTPStatus.OK,
        query=query,
        topic=TOPICS[query.topic],
        fields=[_field(visit, query, one, given) for one in query.parameters],
        bodies=[named(body, visit.language) for body in visit.asking.register.bodies],
        fault=fault,
        answer=answer,
        sparql=written(query),
        example=visit.url(f"/questions/{name}", **query.example) if _has_example(visit, query) else None,
        forms=[(kind, words, _file(visit, query, asked, kind)) for kind, words in FORMS] if answer else [],
        pages={step: _other(visit, asked, at + step) for step in (-1, 1)},
        at=at,
    )


def _has_example(visit: Visit, query: NamedQuery) -> bool:
    """Tell whether what the example of a question asks about is in these documents, on this day."""
    try:
        return bool(query.example) and bool(visit.asking.table(query.name, dict(query.example)).rows)
    except (InputError, ProblemError):
        return False


def _asked(
    request: Request, visit: Visit, query: NamedQuery, given: Mapping[str, str], at: int
) -> tuple[Answer | None, Fault | None]:
    """Ask, or tell why that cannot be."""
    try:
        check_names(request, [*(one.name for one in query.parameters), AS_OF, PAGE], ignoring=True)
        return answer_of(visit, query.name, visit.asking.table(query.name, dict(given)), at), None
    except ProblemError as problem:
        return None, Fault(problem.status, problem.sentence(visit.language))
    except ZhizeError as error:
        return None, Fault(STATUS[error.kind], _sentence(error, visit), _names_meant(error))


def _names_meant(error: ZhizeError) -> tuple[str, ...]:
    """Return the names that a person may have meant by one that several bodies have, or none."""
    if isinstance(error, AmbiguousOrganization):
        return tuple(body.name for body in error.candidates)
    return tuple(error.nearest) if isinstance(error, UnknownOrganization) else ()


def _sentence(error: ZhizeError, visit: Visit) -> str:
    return error.sentence(visit.language, to_a_stranger=True)


def _field(visit: Visit, query: NamedQuery, parameter: Parameter, given: Mapping[str, str]) -> Field:
    """Make the field of a parameter; what was given stays, also where it is none of the choices."""
    value, choices = given.get(parameter.name, parameter.default or ""), _choices(visit, parameter)
    if choices and value and value not in dict(choices):
        choices = (*choices, (value, value))
    plain = parameter.type in {ParameterType.ROLE, ParameterType.DOCUMENT}
    label = column_name(parameter.name, visit.language) if plain else visit.say(parameter.description)
    return Field(parameter, label, choices, value, query.example.get(parameter.name, ""))


def _choices(visit: Visit, parameter: Parameter) -> tuple[tuple[str, str], ...]:
    if parameter.type is ParameterType.ROLE:
        return tuple((role, visit.say(visit.asking.roles[role])) for role in ROLES)
    if parameter.type is ParameterType.BOOLEAN:
        return tuple((one, visit.words({"true": "是", "false": "否"}[one])) for one in _BOOLEAN)
    if parameter.type is ParameterType.DOCUMENT:
        return tuple((one.id, one.number or one.id) for one in parts_by_number.documents(visit.asking))
    return tuple((choice, choice) for choice in parameter.choices)


def _file(visit: Visit, query: NamedQuery, asked: Mapping[str, str], kind: str) -> str:
    """Give the address of the same answer for programs."""
    day = {AS_OF: visit.as_of.isoformat()} if visit.as_of else {}
    return f"{address(query)}?{urlencode({**asked, **day, 'format': kind})}"


def _other(visit: Visit, asked: Mapping[str, str], at: int) -> str:
    """Give the address of another page of the same answer."""
    day = {AS_OF: visit.as_of.isoformat()} if visit.as_of else {}
    return f"{visit.path}?{urlencode({**asked, **day, PAGE: at})}"
