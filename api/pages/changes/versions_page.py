"""Versions of a document: from when each holds and why, whether it counts, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.answers import parts_by_number, rows
from api.pages.changes.published_versions import State, address_in, state_of
from api.site.document_choice import chosen_document
from api.site.render_page import page
from api.site.visit import Visiting

if TYPE_CHECKING:
    from api.answers.models import DocumentRow
    from api.answers.rows import Row
    from api.site.visit import Visit
    from kg.stores.version_history import DocumentVersion

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Version:
    """A version as a page tells it; ``previous`` is the one whose place it took, ``text`` where it can be read."""

    day: date
    kind: str
    basis: str | None
    note: str | None
    state: State
    withdrawn: date | None
    reason: str | None
    previous: date | None
    changes: int
    text: str | None


@router.get("/versions")
def versions(visit: Visiting, document: Annotated[str | None, Query()] = None) -> Response:
    """Show the versions of a document, of the first one unless told."""
    return _page(visit, chosen_document(visit, document or None))


@router.get("/document/{doc}/versions")
def versions_of_document(visit: Visiting, doc: str) -> Response:
    """Show the versions of a document."""
    return _page(visit, chosen_document(visit, doc))


def _page(visit: Visit, document: DocumentRow) -> Response:
    found = versions_of(visit, document.id)
    standing = [one for one in found if one.state is not State.WITHDRAWN]
    return page(
        visit,
        "versions.html",
        document=document,
        documents=parts_by_number.documents(visit.asking),
        versions=found[::-1],
        pair=(standing[-2].day, standing[-1].day) if len(standing) > 1 else None,
    )


def versions_of(visit: Visit, document: str) -> list[Version]:
    """Give the versions of a document that are known on the day of the visit, the first one first."""
    known = {one.date: one for one in visit.asking.snapshot.history.versions if one.document == document}
    found = visit.asking.rows("versions-of-document", document=document)
    return [_version(visit, row, known[rows.day(row, "version")]) for row in found]


def _version(visit: Visit, row: Row, version: DocumentVersion) -> Version:
    return Version(
        version.date,
        rows.text(row, "kind"),
        rows.optional_text(row, "basis"),
        _told(visit, row, "note"),
        state_of(visit, version),
        rows.optional_day(row, "withdrawn"),
        _told(visit, row, "reason"),
        rows.optional_day(row, "previous"),
        rows.whole(row, "changes"),
        address_in(visit, version, "/text"),
    )


def _told(visit: Visit, row: Row, column: str) -> str | None:
    """Give words in the language of the page, or in the one that there is."""
    languages = (visit.language, visit.language.other)
    return next((words for one in languages if (words := rows.optional_text(row, f"{column}_{one}"))), None)
