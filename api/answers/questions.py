"""What a request asks: one snapshot from start to end, the register, and the named queries.

::

    House (one a process) ──Questions──▶ one request: .rows("tasks", organization="应急厅")

A route that takes :data:`DatedAsking` has the parameter ``as_of``, and asks everything as of that day.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, TypeVar

from fastapi import Depends, Query, Request
from fastapi.concurrency import run_in_threadpool

from api.answers import rows
from api.answers.models import AsOf, Correction, DatedListing, Label, Listing
from api.problems import ProblemError
from api.request_parameters import DayOrEmpty
from kg.bilingual import joined
from kg.errors import ZhizeError
from kg.querying import (
    NamedQuery,
    PartReference,
    UnknownPart,
    groups_of,
    load_queries,
    note_on,
    resolve_document,
    resolve_organization,
    role_names,
    run_query,
    unknown_part,
)
from kg.register import Register, load_register
from kg.stores import Publications

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from api.answers.rows import Row
    from api.paging import Page
    from kg.bilingual import Text
    from kg.querying import Table
    from kg.register import Body, Organization
    from kg.settings import Settings
    from kg.stores import Snapshot

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Questions:
    """Hold what one request asks of: a snapshot that stays the same, and the register of its documents.

    ``as_of`` is the day that is asked about; without it, the present is.
    """

    snapshot: Snapshot
    register: Register
    queries: dict[str, NamedQuery]
    roles: Mapping[str, Label]
    corrections: Mapping[str, Correction]
    """Those of the present, by their IRIs."""
    as_of: date | None = None

    def table(self, name: str, values: dict[str, str]) -> Table:
        """Ask a named query.

        Raises :class:`~kg.errors.InputError` for a parameter that cannot be.
        """
        return run_query(self.snapshot, self.queries[name], values, self.register, self.as_of)

    def rows(self, name: str, **values: object) -> tuple[Row, ...]:
        """Ask a named query and give its rows; a value that is None is left out."""
        return self.table(name, {key: _written(value) for key, value in values.items() if value is not None}).rows

    def body(self, name: str) -> Body:
        """Find the body that an id, a name or an alias means.

        Raises :class:`~kg.querying.UnknownOrganization` or :class:`~kg.querying.AmbiguousOrganization`.
        """
        return resolve_organization(self.register, name, self.snapshot)

    def iri(self, body: Body) -> str:
        """Give the IRI of a body of the register."""
        return f"{self.snapshot.manifest.base_iri}organization/{body.id}"

    def document(self, name: str) -> str:
        """Give the id of the document with this id or number: one in force, or, as of a day, one of any day.

        Raises :class:`~kg.querying.UnknownDocument`.
        """
        return resolve_document(self.snapshot, name, ever=self.as_of is not None)

    def predecessors(self, body: Body) -> tuple[Organization, ...]:
        """Give the bodies whose place this one has taken by the day that is asked about."""
        return () if self.as_of is None else self.register.predecessors(body.id, self.as_of)

    def stands(self, body: Body) -> bool:
        """Tell whether a body still has its own place on the day that is asked about."""
        if self.as_of is None or not self.register.fate(body.id, self.as_of):
            return True
        return any(one.id == body.id for one in self.register.successors(body.id, self.as_of))

    def named_instead(self, body: Body) -> tuple[Body, ...]:
        """Give whom a text may name for this body: whom it took over from, and the groups that it is a member of."""
        return (*self.predecessors(body), *groups_of(self.register, body, self.as_of))

    def correction(self, iri: str | None) -> Correction | None:
        """Give what is meant by a slip; one that the present no longer has is looked for on the day."""
        if iri is None or iri in self.corrections or self.as_of is None:
            return self.corrections.get(iri or "")
        document = iri.removeprefix(f"{self.snapshot.manifest.base_iri}document/").split("/")[0]
        found = map(rows.correction, self.rows("corrections", document=document))
        return next((correction for correction in found if correction.iri == iri), None)

    def note(self, document: str | None = None, body: Body | None = None) -> Text | None:
        """Say what to know of an answer about a document, or about a body, as of the day that is asked about."""
        if self.as_of is None:
            return None
        return note_on(self.snapshot, self.register, self.as_of, document, body.id if body else None)

    def dated(self, note: Text | None) -> AsOf:
        """Say which day an answer is of."""
        assert self.as_of is not None  # noqa: S101 - asked only where there is one
        return AsOf(date=self.as_of, note=Label(zh=note.zh, en=note.en) if note else None)

    def listed(
        self,
        page: Page,
        found: Sequence[Item],
        document: str | None = None,
        body: Body | None = None,
        more: Text | None = None,
    ) -> Listing[Item] | DatedListing[Item]:
        """Give a piece of a list; as of a day with what to know of it, where it is about one document or one body.

        ``more`` is to be known of it beside.
        """
        items, following = page.cut(found, self.snapshot.name)
        if self.as_of is None:
            return Listing(total=len(found), items=items, next=following)
        notes = [note for note in (self.note(document, body), more) if note]
        return DatedListing(total=len(found), items=items, next=following, as_of=self.dated(joined(notes)))

    def unknown(self, asked: PartReference) -> UnknownPart:
        """Make the error that says a part is not there, or not on the day that is asked about."""
        snapshot = self.snapshot if self.as_of is None else self.snapshot.on(self.as_of, asked.document)
        return unknown_part(snapshot, asked, self.as_of)


class House:
    """Keep what all requests share: the published snapshots, the queries, and the register read with each snapshot."""

    def __init__(self, settings: Settings) -> None:
        self._publications = Publications(settings.store_folder)
        self.queries = load_queries()
        self._register_file = settings.data_folder / "organizations.toml"
        self._lock = threading.Lock()
        self._questions: Questions | None = None

    def questions(self) -> Questions:
        """Give the newest snapshot to ask.

        Raises :class:`~api.problems.ProblemError` (503) when nothing has been published.
        """
        try:
            snapshot = self._publications.current()
        except ZhizeError as error:
            raise ProblemError(
                HTTPStatus.SERVICE_UNAVAILABLE, "no-graph", error.sentences(to_a_stranger=True)
            ) from error
        with self._lock:
            if self._questions is None or self._questions.snapshot is not snapshot:
                self._questions = self._questions_to(snapshot)
            return self._questions

    def held(self) -> Snapshot | None:
        """Return the newest snapshot if it is open already."""
        return self._publications.held()

    async def snapshot(self) -> Snapshot:
        """Give the newest snapshot, without keeping the event loop while a new one is opened.

        Raises :class:`~api.problems.ProblemError` (503) when nothing has been published.
        """
        held = self._publications.held()
        return held if held is not None else (await run_in_threadpool(self.questions)).snapshot

    def _questions_to(self, snapshot: Snapshot) -> Questions:
        """Read the register, what the roles are called and which names are slips, when a new snapshot has come."""
        register = load_register(self._register_file)
        names = role_names(snapshot, self.queries, register)
        roles = {role: Label(zh=name.zh, en=name.en) for role, name in names.items()}
        slips = map(rows.correction, run_query(snapshot, self.queries["corrections"], {}, register).rows)
        corrections = {correction.iri: correction for correction in slips}
        return Questions(snapshot, register, self.queries, roles, corrections)


def _written(value: object) -> str:
    """Write a value as a person writes the parameter."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _questions(request: Request) -> Questions:
    house = request.app.state.house
    assert isinstance(house, House)  # noqa: S101 - create_app has put it there
    return house.questions()


Asking = Annotated[Questions, Depends(_questions)]
"""The type of a route's parameter that asks."""


def _dated_questions(
    asking: Asking,
    as_of: Annotated[
        DayOrEmpty,
        Query(description="as of this day: each document in the version then in force", examples=["2022-06-30"]),
    ] = None,
) -> Questions:
    return asking if as_of is None else replace(asking, as_of=as_of)


DatedAsking = Annotated[Questions, Depends(_dated_questions)]
"""The type of a route's parameter that asks, of the present or as of the day that the request names."""
