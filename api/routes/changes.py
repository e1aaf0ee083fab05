"""Versions of a document, and what changed from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Query, Request

from api import rows
from api.asking import Asking, DatedAsking, Questions
from api.change_models import ChangeRow, Changes, VersionRow, WithdrawnVersion
from api.models import DatedListing, Label, Listing
from api.paging import WantedPage
from api.parameters import Day
from api.problems import busy, not_found, unreadable_documents
from api.routes.documents import Doc
from kg.errors import InputError
from kg.publishing.changes import PublishedChanges
from kg.publishing.reports import BusyError
from kg.querying import resolve_document
from kg.versions.changes import about_organization
from kg.versions.render import change_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.asking import Row
    from api.paging import Page
    from kg.stores.dated import DatedVersion
    from kg.versions.table import ChangeTable

router = APIRouter(tags=["documents"])


def _changes(request: Request) -> PublishedChanges:
    found = request.app.state.changes
    assert isinstance(found, PublishedChanges)  # noqa: S101 - create_app has put it there
    return found


Comparing = Annotated[PublishedChanges, Depends(_changes)]
"""The type of a route's parameter that compares versions."""


@router.get("/documents/{doc:name}/versions")
def versions(asking: DatedAsking, page: WantedPage, doc: Doc) -> Listing[VersionRow] | DatedListing[VersionRow]:
    """List the versions of a document, with what each rests on; one that was withdrawn stays in the list."""
    document = asking.document(doc)
    day = asking.as_of or asking.snapshot.manifest.present_date
    holding = {version.iri for version in asking.snapshot.dated.in_force(day, document)}
    found = [_version(row, holding) for row in asking.rows("versions-of-document", document=document)]
    return asking.listed(page, found, document)


@router.get("/documents/{doc:name}/changes")
def changes(
    asking: Asking,
    page: WantedPage,
    published: Comparing,
    doc: Doc,
    old: Annotated[
        Day | None, Query(alias="from", description="the date of a version; the one before `to` unless told")
    ] = None,
    new: Annotated[
        Day | None, Query(alias="to", description="the date of a version; the one in force unless told")
    ] = None,
    organization: Annotated[
        str | None,
        Query(description="only what affects this body: what it is given or taken from", examples=["应急厅"]),
    ] = None,
) -> Changes:
    """Tell what changed in meaning from one version to another: tasks, bodies, measures, targets and deadlines.

    `from` may be the later one: the changes are then told looking back.
    """
    body = None if organization is None else asking.body(organization)
    table = table_of(asking, published, *pair_of(asking, doc, old, new))
    return _answer(asking, page, table if body is None else about_organization(table, body.id))


def table_of(asking: Questions, published: PublishedChanges, before: DatedVersion, after: DatedVersion) -> ChangeTable:
    """Tell what changed between two versions.

    Raises :class:`~api.problems.ProblemError` (503) when too many ask, or the documents cannot be read.
    """
    try:
        return published.table(asking.snapshot, before, after, asking.register)
    except BusyError:
        raise busy("Too many comparisons are being made") from None
    except (InputError, OSError) as error:
        raise unreadable_documents(error) from error


def _answer(asking: Questions, page: Page, table: ChangeTable) -> Changes:
    """Give a piece of a table."""
    document = f"{asking.snapshot.manifest.base_iri}document/{table.document}"
    found = [
        ChangeRow.model_validate({**change_fields(change), "iri": f"{document}/{change.part}/{change.id}"})
        for change in table.changes
    ]
    items, following = page.cut(found, asking.snapshot.name)
    return Changes.model_validate(
        {
            "document": table.document,
            "from": table.from_version,
            "to": table.to_version,
            "same_text": table.same_text,
            "summary": Label(zh=table.summary_zh, en=table.summary_en),
            "total": len(found),
            "items": items,
            "next": following,
        }
    )


def pair_of(asking: Questions, doc: str, old: Day | None, new: Day | None) -> tuple[DatedVersion, DatedVersion]:
    """Choose the two versions: those that are named, else the one in force and the one before it.

    A version that was withdrawn, or is not in force yet, must be named. Raises
    :class:`~kg.querying.UnknownDocument`, or :class:`~api.problems.ProblemError` (404) for an unknown version.
    """
    dated, document = asking.snapshot.dated, resolve_document(asking.snapshot, doc, ever=True)
    every = [one for one in dated.versions if one.document == document]
    if new is not None:
        after = _named(document, every, new)
    else:
        holding = dated.in_force(asking.as_of or asking.snapshot.manifest.present_date, document)
        if not holding:
            raise not_found("version", f"{document} has no version in force; give `to`, one of: {_days(every)}.")
        after = holding[0]
    if old is not None:
        return _named(document, every, old), after
    earlier = [one for one in dated.of(document) if one.date < after.date]
    return earlier[-1] if earlier else after, after


def _named(document: str, every: Sequence[DatedVersion], day: Day) -> DatedVersion:
    for version in every:
        if version.date == day:
            return version
    raise not_found("version", f"{document} has no version of {day}; give one of: {_days(every)}.")


def _days(every: Sequence[DatedVersion]) -> str:
    return ", ".join(f"{one.date}{' (withdrawn)' if one.withdrawn else ''}" for one in every)


def _version(row: Row, holding: set[str]) -> VersionRow:
    withdrawn = rows.optional_day(row, "withdrawn")
    return VersionRow(
        version=rows.day(row, "version"),
        kind=rows.text(row, "kind"),
        basis=rows.optional_text(row, "basis"),
        note=_label(row, "note"),
        previous=rows.optional_day(row, "previous"),
        changes=rows.whole(row, "changes"),
        in_force=rows.text(row, "iri") in holding,
        withdrawn=WithdrawnVersion(since=withdrawn, reason=_label(row, "reason")) if withdrawn else None,
        iri=rows.text(row, "iri"),
    )


def _label(row: Row, column: str) -> Label | None:
    """Give words that may be absent, or there in one language alone."""
    zh, en = (rows.optional_text(row, f"{column}_{language}") for language in ("zh", "en"))
    return Label(zh=zh or en or "", en=en or zh or "") if zh or en else None
