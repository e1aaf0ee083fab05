"""What a request may not have: an unknown parameter, a slash too many. A slip must not look like an answer."""

from __future__ import annotations

import re
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

from fastapi import HTTPException, Request
from fastapi.routing import APIRoute
from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError
from starlette.convertors import Convertor, register_url_convertor

from api.problems import bad_parameter
from kg.errors import shown
from kg.iso_dates import AS_WRITTEN, read_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fastapi.dependencies.models import Dependant


def _day(words: object) -> object:
    """Refuse what would be taken for seconds since 1970, and every other form of ISO 8601."""
    try:
        return read_day(words) if isinstance(words, str) else words
    except ValueError:
        raise PydanticCustomError("day", AS_WRITTEN) from None


def _whole(words: object) -> object:
    """Refuse what would be taken for a number and is not written as one: 1_0, 7.0."""
    if isinstance(words, str) and not WHOLE.fullmatch(words):
        raise PydanticCustomError("whole_number", "a whole number is written in digits")
    return words


def _given(words: object) -> object:
    """Take an empty value as if it were not given."""
    return None if words == "" else words


EMPTY: Final[dict[str, Any]] = {"type": "string", "maxLength": 0, "description": "as if it were not given"}
"""What OpenAPI says of the value that a parameter may have where it need not be given."""
MayBeEmpty: Final = BeforeValidator(_given)
"""Takes an empty value as if it were not given."""
_KNOWN: Final = "zhize.known_parameters"
WHOLE: Final = re.compile(r"-?[0-9]{1,100}")
Day: TypeAlias = Annotated[date, BeforeValidator(_day)]
"""A day as it is written everywhere: 2022-12-31."""
DayOrEmpty: TypeAlias = Annotated[
    Day | None, MayBeEmpty, WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, EMPTY]})
]
"""A day, or nothing."""
InDigits: Final = BeforeValidator(_whole)
"""Takes a whole number in digits alone; it stands after the bounds of a number, so that a description tells both."""
Whole: TypeAlias = Annotated[int, InDigits]
"""A whole number, in digits alone."""


class _NameConvertor(Convertor[str]):
    """Take any characters for a name in an address: a slash, as ``path`` does, and a line feed too."""

    regex = "(?s:.*)"

    def convert(self, value: str) -> str:
        """Give the name as it is."""
        return value

    def to_string(self, value: str) -> str:
        """Give the name as it is."""
        return value


register_url_convertor("name", _NameConvertor())


def refuse_slash_at_the_end(request: Request) -> None:
    """Refuse an address with a slash too many, also where a name with slashes may stand: an address has one form."""
    path = request.scope["path"]
    if path.endswith("/") and path != "/":
        raise HTTPException(HTTPStatus.NOT_FOUND)


def refuse_unknown(request: Request) -> None:
    """Refuse a parameter that the route does not have, or that is given twice.

    A route whose parameters are not known beforehand (a named query) checks its own with :func:`check_names`.
    """
    route = request.scope.get("route")
    if isinstance(route, APIRoute):
        check_names(request, sorted(set(_names(route.dependant))))


def ignore_unknown(request: Request) -> None:
    """Pass over parameters that a page does not have: people share links with tails. One given twice is refused."""
    route = request.scope.get("route")
    if isinstance(route, APIRoute):
        check_names(request, sorted(set(_names(route.dependant))), ignoring=True)


def check_names(request: Request, known: Iterable[str], *, ignoring: bool = False) -> None:
    """Refuse every parameter of a request that is not among the known ones, and every second value of one.

    With ``ignoring`` the unknown ones are passed over, here and in :func:`known_parameters`; but not a day, for an
    answer of another day would look like that of the day that was asked for.
    """
    names = list(known)
    request.scope[_KNOWN] = names
    seen: set[str] = set()
    for name, _ in request.query_params.multi_items():
        if name not in names:
            if ignoring and name != "as_of":
                continue
            raise bad_parameter(f"There is no parameter {shown(name)!r} here; {_listed(names)}.")
        if name in seen:
            raise bad_parameter(f"The parameter {name!r} is given twice; give it once.")
        seen.add(name)


def known_parameters(request: Request) -> list[tuple[str, str]]:
    """Return the parameters of a request, but those that were passed over."""
    known = request.scope.get(_KNOWN)
    return [(name, value) for name, value in request.query_params.multi_items() if known is None or name in known]


def _listed(names: list[str]) -> str:
    return f"known are {', '.join(names)}" if names else "this address takes none"


def _names(dependant: Dependant) -> Iterator[str]:
    """Give the names of the query parameters of a route and of what it depends on."""
    for parameter in dependant.query_params:
        yield parameter.alias
    for inner in dependant.dependencies:
        yield from _names(inner)
