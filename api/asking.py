"""What a request asks: one snapshot from start to end, the register, and the named queries.

::

    House (one a process) ──Questions──▶ one request: .rows("tasks", organization="应急厅")
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, TypeAlias

from fastapi import Depends, Request

from api import rows
from api.models import Correction, Label
from api.problems import ProblemError
from kg.errors import InputError
from kg.querying import NamedQuery, ask, load_queries, resolve_organization, role_names
from kg.register import Register, load_register
from kg.stores import Publications

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from kg.querying import Table
    from kg.register import Body
    from kg.settings import Settings
    from kg.stores import Snapshot

    Value: TypeAlias = str | int | bool | Decimal | None
    Row: TypeAlias = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Questions:
    """Hold what one request asks of: a snapshot that stays the same, and the register of its documents."""

    snapshot: Snapshot
    register: Register
    queries: dict[str, NamedQuery]
    roles: Mapping[str, Label]
    corrections: Mapping[str, Correction]
    """By their IRIs."""

    def table(self, name: str, values: dict[str, str]) -> Table:
        """Ask a named query.

        Raises :class:`~kg.errors.InputError` for a parameter that cannot be.
        """
        return ask(self.snapshot, self.queries[name], values, self.register)

    def rows(self, name: str, **values: object) -> tuple[Row, ...]:
        """Ask a named query and give its rows; a value that is None is left out."""
        return self.table(name, {key: _written(value) for key, value in values.items() if value is not None}).rows

    def body(self, name: str) -> Body:
        """Find the body that an id, a name or an alias means.

        Raises :class:`~kg.querying.UnknownOrganization` or :class:`~kg.querying.AmbiguousOrganization`.
        """
        return resolve_organization(self.register, name)

    def iri(self, body: Body) -> str:
        """Give the IRI of a body of the register."""
        return f"{self.snapshot.manifest.base_iri}organization/{body.id}"


class House:
    """Keep what all requests share: the published snapshots, the queries, and the register read with each snapshot."""

    def __init__(self, settings: Settings) -> None:
        self._publications = Publications(settings.store_folder)
        self._queries = load_queries()
        self._register_file = settings.data_folder / "organizations.toml"
        self._lock = threading.Lock()
        self._questions: Questions | None = None

    def questions(self) -> Questions:
        """Give the newest snapshot to ask.

        Raises :class:`~api.problems.ProblemError` (503) when nothing has been published.
        """
        try:
            snapshot = self._publications.current()
        except InputError as error:
            raise ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, "no-graph", str(error)) from error
        with self._lock:
            if self._questions is None or self._questions.snapshot is not snapshot:
                self._questions = self._questions_to(snapshot)
            return self._questions

    def _questions_to(self, snapshot: Snapshot) -> Questions:
        """Read the register, what the roles are called and which names are slips, when a new snapshot has come."""
        register = load_register(self._register_file)
        names = role_names(snapshot, self._queries, register)
        roles = {role: Label(zh=name.zh, en=name.en) for role, name in names.items()}
        slips = map(rows.correction, ask(snapshot, self._queries["corrections"], {}, register).rows)
        corrections = {correction.iri: correction for correction in slips}
        return Questions(snapshot, register, self._queries, roles, corrections)


def _written(value: object) -> str:
    """Write a value as a person writes the parameter."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _questions(request: Request) -> Questions:
    house = request.app.state.house
    assert isinstance(house, House)  # noqa: S101 - create_app has put it there
    return house.questions()


Asking = Annotated[Questions, Depends(_questions)]
"""The type of a route's parameter that asks."""
