"""Versions of a document, and what changed from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query

from api.answers import rows
from api.answers.change_models import ChangeRow, Changes, VersionRow, WithdrawnVersion
from api.answers.compared_versions import Comparing, pair_of, table_of
from api.answers.models import DatedListing, Label, Listing
from api.answers.questions import Asking, DatedAsking, Questions
from api.paging import WantedPage
from api.request_parameters import Day
from api.rest.documents import Doc
from kg.changes.compare_versions import about_organization
from kg.changes.render_changes import change_fields

if TYPE_CHECKING:
    from api.answers.rows import Row
    from api.paging import Page
    from kg.changes.change_table import ChangeTable

router = APIRouter(tags=["documents"])


@router.get("/documents/{doc:name}/versions")
def versions(asking: DatedAsking, page: WantedPage, doc: Doc) -> Listing[VersionRow] | DatedListing[VersionRow]:
    """List the versions of a document, with what each rests on; one that was withdrawn stays in the list."""
    document = asking.document(doc)
    day = asking.as_of or asking.snapshot.manifest.present_date
    holding = {version.iri for version in asking.snapshot.history.in_force(day, document)}
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
