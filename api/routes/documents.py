"""Documents: which there are, their text, and one task or measure of them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path

from api import rows
from api.asking import DatedAsking, Questions
from api.models import (
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
from api.paging import WantedPage
from api.problems import ProblemError, not_found

if TYPE_CHECKING:
    from api.asking import Row

router = APIRouter(tags=["documents"])

Doc = Annotated[str, Path(description="the id of a document, or its number (文号)", examples=[DOCUMENT])]
Number = Annotated[int, Path(description="the number printed in the document", examples=[7])]


@router.get("/documents")
def documents(asking: DatedAsking, page: WantedPage) -> Listing[DocumentRow] | DatedListing[DocumentRow]:
    """List the documents."""
    return asking.listed(page, _documents(asking))


@router.get("/documents/{doc:path}/text")
def text(asking: DatedAsking, doc: Doc) -> DocumentText:
    """Give the text of the version in force, in which every source counts its place."""
    document = known_document(asking, doc)
    found = asking.rows("document-text", document=document.id)[0]
    return DocumentText(document=document.id, version=document.version, text=rows.text(found, "text"))


@router.get("/documents/{doc:path}/tasks/{number}")
def task(asking: DatedAsking, doc: Doc, number: Number) -> TaskDetail:
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
def measure(asking: DatedAsking, doc: Doc, number: Number) -> MeasureDetail:
    """Show a measure: its sentences, each with the tasks that take it up."""
    document = known_document(asking, doc)
    found = asking.rows("measure", document=document.id, number=number)
    if not found:
        raise _missing(asking, document, "measure", number, document.measures)
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
def document(asking: DatedAsking, doc: Doc) -> DocumentRow:
    """Show a document."""
    return known_document(asking, doc)


def known_document(asking: Questions, name: str) -> DocumentRow:
    """Find a document by its id or its number.

    Raises :class:`~kg.querying.UnknownDocument` (404) when there is none, and :class:`~api.problems.ProblemError` (404)
    when none of its texts was in force on the day that is asked about.
    """
    identity = asking.document(name)
    for row in asking.rows("documents", document=identity):
        return _document(row)
    note = asking.note(identity)
    raise ProblemError(HTTPStatus.NOT_FOUND, "not-in-force", note.en if note else f"{identity} is not in force.")


def task_row(asking: Questions, doc: str, number: int) -> Row:
    """Find a task by the number that is printed in the document.

    Raises :class:`~api.problems.ProblemError` (404) when there is none.
    """
    document = known_document(asking, doc)
    for row in asking.rows("tasks", document=document.id):
        if row["number"] == number:
            return row
    raise _missing(asking, document, "task", number, document.tasks)


def _missing(asking: Questions, document: DocumentRow, part: str, number: int, count: int) -> ProblemError:
    """Make the problem of a part that a document does not have, or not on the day that is asked about."""
    if asking.as_of is None:
        return not_found(part, f"{document.id} has no {part} {number}; it has {count} {part}s.")
    when = asking.when(document.id, part, number) or f"it then had {count} {part}s"
    return not_found(part, f"{document.id} had no {part} {number} on {asking.as_of}; {when}.")


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
