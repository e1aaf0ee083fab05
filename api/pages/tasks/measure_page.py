"""One measure of the body: its sentences, each with the tasks that take it up, or with none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from api.answers import parts_by_number, rows
from api.request_parameters import Whole
from api.site.document_choice import chosen_document
from api.site.render_page import page
from api.site.visit import Visiting
from kg.querying import PartReference

if TYPE_CHECKING:
    from api.answers.rows import Row
    from api.site.visit import Visit

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Task:
    """A task by its printed number and its identity."""

    number: int
    id: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a measure, with the tasks that take it up."""

    words: str
    start: int
    line: int
    tasks: tuple[Task, ...]


@router.get("/document/{doc}/measure/{identity}")
def measure(visit: Visiting, doc: str, identity: Annotated[Whole, Path()]) -> Response:
    """Show a measure by its identity, which stays when its number changes."""
    document = chosen_document(visit, doc)
    every = visit.asking.rows("measures", document=document.id)
    at = next((place for place, row in enumerate(every) if row["id"] == identity), None)
    if at is None:
        raise visit.asking.unknown(PartReference("measure", identity, identity=identity, document=document.id))
    row, tasks = every[at], tasks_by_number(visit, document.id)
    return page(
        visit,
        "measure.html",
        document=document,
        row=row,
        before=every[at - 1] if at else None,
        after=every[at + 1] if at + 1 < len(every) else None,
        sentences=_sentences(visit, document.id, row, tasks),
        tasks=tasks_of(row, tasks),
        alternates={"text/turtle": f"/data/id/document/{document.id}/measure/{identity}.ttl"},
    )


def tasks_by_number(visit: Visit, document: str) -> dict[int, list[Task]]:
    """Give the tasks of a document by their printed numbers; one may stand twice."""
    found: dict[int, list[Task]] = {}
    for row in visit.asking.rows("tasks", document=document):
        number = rows.optional_whole(row, "number")
        if number is not None:
            found.setdefault(number, []).append(Task(number, parts_by_number.part_id(row)))
    return found


def tasks_of(row: Row, tasks: dict[int, list[Task]]) -> tuple[Task, ...]:
    """Give the tasks that a row lists by their numbers."""
    return tuple(task for number in dict.fromkeys(rows.numbers(row, "tasks")) for task in tasks.get(number, ()))


def _sentences(visit: Visit, document: str, row: Row, tasks: dict[int, list[Task]]) -> list[Sentence]:
    """Give the sentences of a measure; one without a readable number is not asked for."""
    if row["number"] is None:
        return []
    found = visit.asking.rows("provisions-of-measure", document=document, number=row["number"], id=row["id"])
    return [
        Sentence(rows.text(one, "text"), rows.whole(one, "start"), rows.whole(one, "line"), tasks_of(one, tasks))
        for one in {rows.text(one, "iri"): one for one in found[::-1]}.values()
    ][::-1]
