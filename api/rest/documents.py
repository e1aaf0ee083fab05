"""Documents: which there are, their text, and one task or measure of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path

from api.answers import assignments, parts_by_number, rows
from api.answers.models import (
    DOCUMENT,
    DatedListing,
    DocumentRow,
    DocumentText,
    Listing,
    MeasureDetail,
    MeasureLink,
    ProvisionRow,
    TaskDetail,
)
from api.answers.parts_by_number import Chapter, Identity, known_document, measure_row, part_id, task_row
from api.answers.questions import DatedAsking
from api.paging import WantedPage
from api.request_parameters import Whole

if TYPE_CHECKING:
    from api.answers.rows import Row

router = APIRouter(tags=["documents"])

Doc = Annotated[str, Path(description="the id of a document, or its number (文号)", examples=[DOCUMENT])]
Number = Annotated[Whole, Path(description="the number printed in the document", examples=[7])]


@router.get("/documents")
def documents(asking: DatedAsking, page: WantedPage) -> Listing[DocumentRow] | DatedListing[DocumentRow]:
    """List the documents."""
    return asking.listed(page, parts_by_number.documents(asking))


@router.get("/documents/{doc:name}/text")
def text(asking: DatedAsking, doc: Doc) -> DocumentText:
    """Give the text of the version in force, in which every source counts its place."""
    document = known_document(asking, doc)
    found = asking.rows("document-text", document=document.id)[0]
    return DocumentText(document=document.id, version=document.version, text=rows.text(found, "text"))


@router.get("/documents/{doc:name}/tasks/{number}")
def task(asking: DatedAsking, doc: Doc, number: Number, identity: Identity = None) -> TaskDetail:
    """Show a task: its parties in their order, the words for further ones, and the measures it elaborates."""
    row = task_row(asking, doc, number, identity)
    where = {"document": rows.last_part(rows.text(row, "document")), "number": number, "id": part_id(row)}
    parties = asking.rows("parties-to-task", **where)
    further = asking.rows("open-parties-of-task", **where)
    links = asking.rows("measures-of-task", **where)
    return TaskDetail(
        **dict(rows.task(row)),
        parties=[assignments.party(one, asking) for one in parties],
        open_parties=[rows.open_party(one) for one in further],
        elaborates=[_link(one) for one in links],
    )


@router.get("/documents/{doc:name}/measures/{number}")
def measure(
    asking: DatedAsking, doc: Doc, number: Number, chapter: Chapter = None, identity: Identity = None
) -> MeasureDetail:
    """Show a measure: its sentences, each with the tasks that take it up."""
    document = known_document(asking, doc)
    row = measure_row(asking, document, number, chapter, identity)
    provisions = asking.rows("provisions-of-measure", document=document.id, number=number, id=part_id(row))
    return MeasureDetail(
        document=document.id,
        number=number,
        heading=rows.text(row, "heading"),
        chapter=rows.optional_whole(row, "chapter"),
        chapter_heading=rows.optional_text(row, "chapter_heading"),
        provisions=[_provision(one) for one in provisions],
        tasks=rows.numbers(row, "tasks"),
        source=rows.source(row),
        iri=rows.text(row, "iri"),
    )


@router.get("/documents/{doc:name}")
def document(asking: DatedAsking, doc: Doc) -> DocumentRow:
    """Show a document."""
    return known_document(asking, doc)


def _link(row: Row) -> MeasureLink:
    return MeasureLink(
        measure=rows.whole(row, "measure"),
        chapter=rows.optional_whole(row, "chapter"),
        heading=rows.text(row, "heading"),
        match=rows.last_part(rows.text(row, "match")),
        iri=rows.text(row, "iri"),
    )


def _provision(row: Row) -> ProvisionRow:
    return ProvisionRow(
        number=rows.whole(row, "provision"),
        text=rows.text(row, "text"),
        tasks=rows.numbers(row, "tasks"),
        source=rows.source(row),
        iri=rows.text(row, "iri"),
    )
