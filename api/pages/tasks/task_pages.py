"""Tasks: a list to filter, and one with its words, every body marked where it stands, and the measure beside it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, Final

from fastapi import APIRouter, Path, Query
from starlette.responses import RedirectResponse, Response

from api.answers import parts_by_number, rows
from api.answers.compared_versions import Comparing
from api.pages.tasks.task_history import history_of_task
from api.pages.validation.task_findings import findings_of
from api.request_parameters import Whole
from api.site.body_names import Named, body_named
from api.site.document_choice import chosen_document
from api.site.evidence import Texts
from api.site.form_fields import Chosen, ChosenRole
from api.site.marked_text import Mark, Piece, pieces_of
from api.site.render_page import page
from api.site.role_badges import OPEN
from api.site.visit import Visiting
from kg.querying import PartReference

if TYPE_CHECKING:
    from api.answers.rows import Row
    from api.site.visit import Visit

router = APIRouter(include_in_schema=False)

PER_PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Party:
    """A body of a task, with its role and what is meant where the words are a slip."""

    body: Named
    role: str
    as_written: str
    start: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A task in the list, with who leads it."""

    document: str
    number: int | None
    id: int
    words: str
    leads: tuple[Named, ...]
    open_ended: bool


@router.get("/tasks")
def tasks(
    visit: Visiting,
    document: Chosen = None,
    organization: Chosen = None,
    role: ChosenRole = None,
    other: Annotated[Chosen, Query(alias="with")] = None,
    other_role: Annotated[ChosenRole, Query(alias="with_role")] = None,
    has_lead: Chosen = None,
    open_ended: Chosen = None,
    due_before: Chosen = None,
) -> Response:
    """List the tasks that fit; ``with`` asks for those that a second body has too."""
    asked = {
        "document": document,
        "organization": organization,
        "role": role,
        "has_lead": has_lead,
        "open_ended": open_ended,
        "due_before": due_before,
    }
    found = visit.asking.rows("tasks", **asked)
    if other is not None or other_role is not None:
        theirs = {row["iri"] for row in visit.asking.rows("tasks", organization=other, role=other_role)}
        found = tuple(row for row in found if row["iri"] in theirs)
    leads = _leads(visit)
    listed = [_listed(row, leads) for row in found]
    asked |= {"organization": _called(visit, organization), "with": _called(visit, other), "with_role": other_role}
    given = {name: value or "" for name, value in asked.items()}
    documents = {one.id: one.number or one.id for one in parts_by_number.documents(visit.asking)}
    return page(visit, "tasks.html", tasks=listed, given=given, documents=documents)


def _called(visit: Visit, body: str | None) -> str | None:
    """Call a body by its name, where a link has asked by its id."""
    known = {one.id: one.name for one in visit.asking.register.bodies}
    return known.get(body or "", body)


def _leads(visit: Visit) -> dict[str, list[Named]]:
    """Give the leads of every task, by its IRI."""
    found: dict[str, list[Named]] = {}
    for row in visit.asking.rows("assignments", role="lead"):
        body = body_named(rows.last_part(rows.text(row, "organization")), visit)
        found.setdefault(rows.text(row, "iri").rpartition("/assignment/")[0], []).append(body)
    return found


def _listed(row: Row, leads: dict[str, list[Named]]) -> Listed:
    return Listed(
        rows.last_part(rows.text(row, "document")),
        rows.optional_whole(row, "number"),
        parts_by_number.part_id(row),
        rows.text(row, "text"),
        tuple(leads.get(rows.text(row, "iri"), ())),
        rows.flag(row, "open_ended"),
    )


@router.get("/document/{doc}/tasks/{number}")
def by_number(visit: Visiting, doc: str, number: Whole) -> Response:
    """Lead from the number that is printed to the task."""
    row = parts_by_number.task_row(visit.asking, doc, number)
    address = f"/document/{rows.last_part(rows.text(row, 'document'))}/task/{parts_by_number.part_id(row)}"
    return RedirectResponse(visit.url(address), HTTPStatus.SEE_OTHER)


@router.get("/document/{doc}/task/{identity}")
def task(visit: Visiting, published: Comparing, doc: str, identity: Annotated[Whole, Path()]) -> Response:
    """Show a task by its identity, which stays when its number changes."""
    document = chosen_document(visit, doc)
    every = visit.asking.rows("tasks", document=document.id)
    at = next((place for place, row in enumerate(every) if parts_by_number.part_id(row) == identity), None)
    if at is None:
        raise visit.asking.unknown(PartReference("task", identity, identity=identity, document=document.id))
    row = every[at]
    parties = _parties(visit, row, document.id)
    texts = Texts(visit)
    return page(
        visit,
        "task.html",
        document=document,
        row=row,
        id=identity,
        chapters=[
            one for one in visit.asking.rows("chapters-of-tasks", document=document.id) if one["iri"] == row["iri"]
        ],
        before=_beside(every, at - 1),
        after=_beside(every, at + 1),
        parties=parties,
        pieces=_pieces(visit, texts.of(document.id), row, parties),
        measures=_measures(visit, row, document.id),
        differences=[
            one
            for one in visit.asking.rows("differences-annex-body", document=document.id)
            if one["number"] == row["number"]
        ],
        targets=_carried(visit, "targets-with-deadlines", document.id, row),
        deadlines=_carried(visit, "deadlines", document.id, row),
        findings=findings_of(visit, document.id, identity),
        history=history_of_task(visit, published, document.id, identity),
        alternates={"text/turtle": f"/data/id/document/{document.id}/task/{identity}.ttl"},
    )


def _beside(every: tuple[Row, ...], at: int) -> tuple[int | None, int] | None:
    """Give the number and the identity of the task before or after."""
    if not 0 <= at < len(every):
        return None
    return rows.optional_whole(every[at], "number"), parts_by_number.part_id(every[at])


def _parties(visit: Visit, row: Row, document: str) -> list[Party]:
    """Give the bodies of a task in the order of its clause."""
    iri, found = rows.text(row, "iri"), []
    for one in visit.asking.rows("assignments", document=document):
        if rows.text(one, "iri").rpartition("/assignment/")[0] == iri:
            meant = _meant(visit, one) if rows.flag(one, "corrected") else None
            found.append(
                Party(
                    body_named(rows.last_part(rows.text(one, "organization")), visit),
                    rows.last_part(rows.text(one, "role")),
                    rows.text(one, "as_written"),
                    rows.whole(one, "start"),
                    meant,
                )
            )
    return found


def _meant(visit: Visit, row: Row) -> str | None:
    """Say why other words than the name are taken for it."""
    for one in visit.asking.rows("corrections", organization=rows.last_part(rows.text(row, "organization"))):
        if one["as_written"] == row["as_written"]:
            return str(one[f"reason_{visit.language}"])
    return None


def _pieces(visit: Visit, text: str, row: Row, parties: list[Party]) -> list[list[Piece]]:
    """Cut the words of the task and those of its clause where bodies stand."""
    document = rows.last_part(rows.text(row, "document"))
    marks = [Mark(one.start, one.start + len(one.as_written), one.role, one.body.id) for one in parties]
    if rows.flag(row, "open_ended") and row["number"] is not None:
        where = {"document": document, "number": row["number"], "id": parts_by_number.part_id(row)}
        further = visit.asking.rows("open-parties-of-task", **where)
        marks += [Mark(rows.whole(one, "start"), rows.whole(one, "end"), OPEN, None) for one in further]
    start, end = rows.whole(row, "start"), rows.whole(row, "end")
    inside = [mark for mark in marks if start <= mark.start < end]
    beside = [mark for mark in marks if mark not in inside]
    found = [pieces_of(text, start, end, inside)]
    if beside:
        first, last = _clause(text, min(mark.start for mark in beside), max(mark.end for mark in beside))
        found.append(pieces_of(text, first, last, beside))
    return found


def _clause(text: str, first: int, last: int) -> tuple[int, int]:
    """Give where a clause begins and ends around the bodies that stand in it."""
    start = max(text.rfind(stop, 0, first) for stop in "\t\n（") + 1
    ends = [place for stop in ("\n", "\t") if (place := text.find(stop, last)) >= 0]
    return start, min(ends, default=len(text))


def _measures(visit: Visit, row: Row, document: str) -> list[dict[str, Any]]:
    if row["number"] is None:
        return []
    asked = {"document": document, "number": row["number"], "id": parts_by_number.part_id(row)}
    return [
        {**one, "match": rows.last_part(rows.text(one, "match")), "id": rows.last_part(rows.text(one, "iri"))}
        for one in visit.asking.rows("measures-of-task", **asked)
    ]


def _carried(visit: Visit, name: str, document: str, row: Row) -> list[Row]:
    """Give the targets or the deadlines that a task carries."""
    number = rows.optional_whole(row, "number")
    return [one for one in visit.asking.rows(name, document=document) if number in rows.numbers(one, "tasks")]
