"""Commitments: what is to be reached, and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query

from api.answers import rows
from api.answers.models import DatedListing, DeadlineRow, Listing, TargetRow
from api.answers.questions import DatedAsking
from api.paging import WantedPage
from api.request_parameters import Day

if TYPE_CHECKING:
    from api.answers.rows import Row

router = APIRouter(tags=["commitments"])


@router.get("/targets")
def targets(asking: DatedAsking, page: WantedPage) -> Listing[TargetRow] | DatedListing[TargetRow]:
    """List the quantities to be reached."""
    return asking.listed(page, [_target(row) for row in asking.rows("targets-with-deadlines")])


@router.get("/deadlines")
def deadlines(
    asking: DatedAsking,
    page: WantedPage,
    before: Annotated[Day | None, Query(description="due before this day", examples=["2023-01-01"])] = None,
) -> Listing[DeadlineRow] | DatedListing[DeadlineRow]:
    """List the deadlines; with `before`, those whose last day is earlier."""
    found = [_deadline(row) for row in asking.rows("deadlines")]
    if before is not None:
        found = [row for row in found if row.due_by is not None and row.due_by < before]
    return asking.listed(page, found)


def _target(row: Row) -> TargetRow:
    return TargetRow(
        document=rows.last_part(rows.text(row, "document")),
        number=rows.whole(row, "number"),
        indicator=rows.text(row, "indicator"),
        comparator=rows.text(row, "comparator"),
        value=rows.decimal(row, "value"),
        unit=rows.optional_text(row, "unit"),
        scope=rows.optional_text(row, "scope"),
        aspiration=rows.flag(row, "aspiration"),
        standing_standard=rows.flag(row, "standing_standard"),
        due_by=rows.optional_day(row, "due_by"),
        tasks=rows.numbers(row, "tasks"),
        source=rows.source(row),
        iri=rows.text(row, "iri"),
    )


def _deadline(row: Row) -> DeadlineRow:
    return DeadlineRow(
        document=rows.last_part(rows.text(row, "document")),
        number=rows.whole(row, "number"),
        as_written=rows.text(row, "as_written"),
        due_by=rows.optional_day(row, "due_by"),
        precision=rows.optional_text(row, "precision"),
        recurrence=rows.optional_text(row, "recurrence"),
        ongoing=rows.flag(row, "ongoing"),
        tasks=rows.numbers(row, "tasks"),
        source=rows.source(row),
        iri=rows.text(row, "iri"),
    )
