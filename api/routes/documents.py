"""Documents: which there are, their text, and one task or measure of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path

from api import rows
from api.asking import Asking, Questions
from api.models import (
    DOCUMENT,
    DocumentRow,
    DocumentText,
    Listing,
    MeasureDetail,
    MeasureLink,
    ProvisionRow,
    TaskDetail,
)
from api.paging import WantedPage
from api.problems import not_found
from kg.querying import UnknownDocument

if TYPE_CHECKING:
    from api.asking import Row

router = APIRouter(tags=["documents"])

Doc = Annotated[str, Path(description="the id of a document, or its number (文号)", examples=[DOCUMENT])]
Number = Annotated[int, Path(description="the number printed in the document", examples=[7])]


@router.get("/documents")
def documents(asking: Asking, page: WantedPage) -> Listing[DocumentRow]:
    """List the documents."""
    found = _documents(asking)
    piece, following = page.cut(found, asking.snapshot.name)
    return Listing(total=len(found), items=piece, next=following)


@router.get("/documents/{doc:path}/text")
def text(asking: Asking, doc: Doc) -> DocumentText:
    """Give the text of the version in force, in which every source counts its place."""
    document = known_document(asking, doc)
    found = asking.rows("document-text", document=document.id)[0]
    return DocumentText(document=document.id, version=document.version, text=rows.text(found, "text"))


@router.get("/documents/{doc:path}/tasks/{number}")
def task(asking: Asking, doc: Doc, number: Number) -> TaskDetail:
    """Show a task: its parties in their order, the words for further ones, and the measures it elaborates."""
    row = task_row(asking, doc, number)
    document = rows.last_part(rows.text(row, "document"))
    parties = asking.rows("parties-to-task", document=document, number=number)
    further = asking.rows("open-parties-of-task", document=document, number=number)
    links = asking.rows("measures-of-task", document=document, number=number)
    return TaskDetail(
        **dict(rows.task(row)),
        parties=[rows.party(one, asking) for one in parties],
        open_parties=[rows.open_party(one) for one in further],
        elaborates=[_link(one) for one in links],
    )


@router.get("/documents/{doc:path}/measures/{number}")
def measure(asking: Asking, doc: Doc, number: Number) -> MeasureDetail:
    """Show a measure: its sentences, each with the tasks that take it up."""
    document = known_document(asking, doc)
    found = asking.rows("measure", document=document.id, number=number)
    if not found:
        raise not_found("measure", f"{document.id} has no measure {number}; it has {document.measures}.")
    row = found[0]
    provisions = asking.rows("provisions-of-measure", document=document.id, number=number)
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


@router.get("/documents/{doc:path}")
def document(asking: Asking, doc: Doc) -> DocumentRow:
    """Show a document."""
    return known_document(asking, doc)


def known_document(asking: Questions, name: str) -> DocumentRow:
    """Find a document by its id or its number.

    Raises :class:`~kg.querying.UnknownDocument` (404) when there is none.
    """
    known = _documents(asking)
    for document in known:
        if name in {document.id, document.number}:
            return document
    raise UnknownDocument(name, tuple(document.id for document in known))


def task_row(asking: Questions, doc: str, number: int) -> Row:
    """Find a task by the number that is printed in the document.

    Raises :class:`~api.problems.ProblemError` (404) when there is none.
    """
    document = known_document(asking, doc)
    for row in asking.rows("tasks", document=document.id):
        if row["number"] == number:
            return row
    raise not_found("task", f"{document.id} has no task {number}; it has {document.tasks} tasks.")


def any_measure(asking: Questions, number: int) -> bool:
    """Tell whether some document has a measure of this number."""
    return any(asking.rows("measure", document=document.id, number=number) for document in _documents(asking))


def _documents(asking: Questions) -> list[DocumentRow]:
    """Ask for all documents."""
    return [_document(row) for row in asking.rows("documents")]


def _document(row: Row) -> DocumentRow:
    return DocumentRow(
        id=rows.last_part(rows.text(row, "document")),
        number=rows.optional_text(row, "number"),
        title=rows.optional_text(row, "title"),
        issuer=rows.optional_text(row, "issuer_name"),
        issued=rows.optional_day(row, "date"),
        version=rows.day(row, "version"),
        tasks=rows.whole(row, "tasks"),
        measures=rows.whole(row, "measures"),
        iri=rows.text(row, "iri"),
    )


def _link(row: Row) -> MeasureLink:
    return MeasureLink(
        measure=rows.whole(row, "measure"),
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
