"""One task or one measure of a document, found by its printed number; a number that stands twice needs more."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, TypeAlias

from fastapi import Query

from api.answers import rows
from api.answers.models import DocumentRow
from api.problems import ProblemError
from api.request_parameters import Whole
from kg.errors import shown
from kg.querying import PartReference, UnknownPart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.answers.questions import Questions
    from api.answers.rows import Row

Chapter: TypeAlias = Annotated[
    Whole | None, Query(description="the number of the measure's chapter, where measures are numbered anew in each")
]
Identity: TypeAlias = Annotated[
    Whole | None, Query(alias="id", description="the number that ends its IRI, where the printed one stands twice")
]


def documents(asking: Questions, identity: str | None = None) -> list[DocumentRow]:
    """Ask for all documents, or for one."""
    return [_document(row) for row in asking.rows("documents", document=identity)]


def known_document(asking: Questions, name: str) -> DocumentRow:
    """Find a document by its id or its number.

    Raises :class:`~kg.querying.UnknownDocument` (404) when there is none, and :class:`~api.problems.ProblemError` (404)
    when none of its texts was in force on the day that is asked about.
    """
    identity = asking.document(name)
    for document in documents(asking, identity):
        return document
    note = asking.note(identity)
    raise ProblemError(HTTPStatus.NOT_FOUND, "not-in-force", note.en if note else f"{identity} is not in force.")


def task_row(asking: Questions, doc: str, number: int, identity: int | None = None) -> Row:
    """Find a task by the number that is printed in the document.

    Raises :class:`~kg.querying.UnknownPart` (404) when there is none, and :class:`~api.problems.ProblemError` (409)
    when there are several.
    """
    document = known_document(asking, doc).id
    found = [row for row in asking.rows("tasks", document=document) if row["number"] == number]
    wanted = [row for row in found if identity in (None, part_id(row))]
    if not wanted:
        raise asking.unknown(PartReference("task", number, identity=identity, document=document))
    return _the_one(wanted, document, "task", number, "id")


def measure_row(
    asking: Questions, document: DocumentRow, number: int, chapter: int | None = None, identity: int | None = None
) -> Row:
    """Find a measure by the number that is printed in the document; errors are those of :func:`task_row`."""
    found = asking.rows("measure", document=document.id, number=number, chapter=chapter, id=identity)
    return _the_one(found, document.id, "measure", number, "chapter or id")


def check_measure(asking: Questions, number: int, chapter: int | None, document: str | None) -> None:
    """See that no document has several of the measures by which tasks are chosen.

    Raises :class:`~api.problems.ProblemError` (409).
    """
    for one in documents(asking, document):
        try:
            found = asking.rows("measure", document=one.id, number=number, chapter=chapter)
        except UnknownPart:
            continue
        _the_one(found, one.id, "measure", number, "document and chapter")


def part_id(row: Row) -> int:
    """Give the identity of a part, which ends its IRI."""
    return int(rows.last_part(rows.text(row, "iri")))


def _the_one(found: Sequence[Row], document: str, part: str, number: int, more: str) -> Row:
    """Give the only row, or refuse to choose."""
    if len(found) == 1:
        return found[0]
    detail = f"{document} has {len(found)} {part}s {number}; give {more} of one of the candidates."
    candidates = [_candidate(row, document, number) for row in found]
    raise ProblemError(HTTPStatus.CONFLICT, f"ambiguous-{part}", detail, candidates=candidates)


def _candidate(row: Row, document: str, number: int) -> dict[str, object]:
    """Tell what distinguishes a part from others of its number."""
    told: dict[str, object] = {"document": document, "number": number, "id": part_id(row)}
    if "heading" in row:
        told |= {"chapter": row["chapter"], "chapter_heading": row["chapter_heading"], "heading": row["heading"]}
    else:
        told["text"] = shown(rows.text(row, "text"))
    return told | {"line": row["line"], "iri": row["iri"]}


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
