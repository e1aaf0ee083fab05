"""Tasks: all of them, or those that fit."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.answers import rows
from api.answers.models import DatedListing, Listing, RoleName, TaskRow
from api.answers.parts_by_number import Chapter, check_measure
from api.answers.questions import DatedAsking
from api.paging import WantedPage
from api.request_parameters import Day, Whole
from kg.reading.folding import fold_name

router = APIRouter(tags=["tasks"])


@router.get("/tasks")
def tasks(
    asking: DatedAsking,
    page: WantedPage,
    org: Annotated[str | None, Query(description="in which this body takes part", examples=["应急厅"])] = None,
    role: Annotated[
        RoleName | None, Query(description="in which `org`, or any body, has this role", examples=["participant"])
    ] = None,
    measure: Annotated[
        Whole | None, Query(description="that elaborate the measure of this number", examples=[3])
    ] = None,
    chapter: Chapter = None,
    document: Annotated[str | None, Query(description="only of this document")] = None,
    q: Annotated[str | None, Query(description="whose text has these words", examples=["养老"])] = None,
    has_lead: Annotated[bool | None, Query(description="with, or without, a body in the lead")] = None,
    open_ended: Annotated[bool | None, Query(description="whose clause leaves bodies unnamed, or not")] = None,
    due_before: Annotated[Day | None, Query(description="due before this day", examples=["2023-01-01"])] = None,
) -> Listing[TaskRow] | DatedListing[TaskRow]:
    """List the tasks for which everything that is asked holds."""
    body = asking.body(org) if org is not None else None
    wanted = asking.document(document) if document is not None else None
    if measure is not None:
        check_measure(asking, measure, chapter, wanted)
    asked = {
        "organization": body.id if body else None,
        "role": role,
        "measure": measure,
        "chapter": chapter,
        "document": wanted,
        "has_lead": has_lead,
        "open_ended": open_ended,
        "due_before": due_before,
    }
    each = {str(row["iri"]): rows.task(row) for row in asking.rows("tasks", **asked)}
    found = sorted(each.values(), key=lambda row: (row.document, row.number or 0, row.iri))
    if q is not None:
        words = fold_name(q)
        found = [row for row in found if words in fold_name(row.text)]
    return asking.listed(page, found, wanted, body)
