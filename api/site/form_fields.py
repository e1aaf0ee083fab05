"""What a form chooses: a field that is left empty chooses nothing."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from fastapi import Query
from pydantic import BeforeValidator

from api.answers.models import RoleName
from api.request_parameters import Day, Whole


def _chosen(words: object) -> object:
    """Take an empty field for none.

    >>> _chosen(""), _chosen("lead")
    (None, 'lead')
    """
    return None if words == "" else words


Chosen: TypeAlias = Annotated[str | None, BeforeValidator(_chosen), Query()]
"""The type of a route's parameter that names a thing: a document, a body."""
ChosenRole: TypeAlias = Annotated[RoleName | None, BeforeValidator(_chosen), Query()]
"""The type of one that chooses a role."""
ChosenSide: TypeAlias = Annotated[Literal["organization", "task"] | None, BeforeValidator(_chosen), Query()]
"""The type of one that chooses what goes down a table."""
ChosenNumber: TypeAlias = Annotated[Whole | None, BeforeValidator(_chosen), Query()]
"""The type of one that chooses a part by its number."""
ChosenDay: TypeAlias = Annotated[Day | None, BeforeValidator(_chosen), Query()]
"""The type of one that chooses a day."""
