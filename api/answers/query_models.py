"""What the routes of the named queries answer."""

from __future__ import annotations

from pydantic import Field

from api.answers.models import AsOf, Label, Model


class QueryParameter(Model):
    """A parameter of a named query."""

    name: str
    type: str
    required: bool
    description: Label


class QueryRow(Model):
    """A named query and how to ask it."""

    name: str
    topic: str = Field(description="what it is about, such as coordination, gaps or time")
    title: Label
    description: Label
    parameters: list[QueryParameter]
    columns: list[str]
    example: str = Field(description="an address that asks it")
    sparql: str


class QueryAnswer(Model):
    """The rows that a named query gives."""

    query: str
    columns: list[str]
    total: int
    items: list[dict[str, str | int | float | bool | None]]
    next: str | None


class DatedQueryAnswer(Model):
    """The rows that a named query gives as of a day."""

    query: str
    columns: list[str] = Field(
        description="those of the query; `through` too where it is about an organization: the body named in its stead"
    )
    total: int
    items: list[dict[str, str | int | float | bool | None]]
    next: str | None
    as_of: AsOf
