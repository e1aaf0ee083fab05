"""One task or one measure of a document, found by its printed number; a number that stands twice needs more."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, TypeAlias

from fastapi import Query

from api import rows
from api.models import DocumentRow
from api.problems import ProblemError, not_found, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.asking import Questions, Row

Chapter: TypeAlias = Annotated[
    int | None, Query(description="the number of the measure's chapter, where measures are numbered anew in each")
]
Identity: TypeAlias = Annotated[
    int | None, Query(alias="id", description="the number that ends its IRI, where the printed one stands twice")
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

    Raises :class:`~api.problems.ProblemError`: 404 when there is none, 409 when there are several.
    """
    document = known_document(asking, doc)
    found = [row for row in asking.rows("tasks", document=document.id) if row["number"] == number]
    wanted = [row for row in found if identity in (None, part_id(row))]
    if not wanted:
        raise _missing(asking, document, f"task {number}{_and('id', identity if found else None)}", "task", number)
    return _the_one(wanted, document.id, "task", number, "id")


def measure_rows(asking: Questions, document: DocumentRow, number: int, chapter: int | None) -> tuple[Row, ...]:
    """Find the measures of a number, in a chapter or in all."""
    return asking.rows("measure", document=document.id, number=number, chapter=chapter)


def measure_row(
    asking: Questions, document: DocumentRow, number: int, chapter: int | None = None, identity: int | None = None
) -> Row:
    """Find a measure by the number that is printed in the document.

    Raises :class:`~api.problems.ProblemError`: 404 when there is none, 409 when there are several.
    """
    found = asking.rows("measure", document=document.id, number=number, chapter=chapter, id=identity)
    if not found:
        known = chapter is None and identity is None
        if known or not measure_rows(asking, document, number, None):
            raise _missing(asking, document, f"measure {number}", "measure", number)
        what = f"measure {number}{_and('chapter', chapter)}{_and('id', identity)}"
        raise not_found("measure", f"{document.id} has no {what}.")
    return _the_one(found, document.id, "measure", number, "chapter or id")


def check_measure(asking: Questions, number: int, chapter: int | None, doc: str | None) -> None:
    """See that a measure by which tasks are chosen is there, and that no document has several of the number.

    Raises :class:`~api.problems.ProblemError` (404 or 409). As of a day on which nothing was in force nothing is said.
    """
    several = [known_document(asking, doc)] if doc is not None else documents(asking)
    each = [(document, measure_rows(asking, document, number, chapter)) for document in several]
    if not any(found for _, found in each) and asking.note() is None:
        where = several[0].id if doc is not None else "No document"
        what = f"measure {number}{_and('chapter', chapter)}"
        raise not_found("measure", f"{where} has {'no' if doc is not None else 'a'} {what}.")
    for document, found in each:
        if found:
            _the_one(found, document.id, "measure", number, "document and chapter")


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


def _and(name: str, value: int | None) -> str:
    """Say a further condition.

    >>> _and("chapter", 2), _and("chapter", None)
    (' with chapter 2', '')
    """
    return "" if value is None else f" with {name} {value}"


def _missing(asking: Questions, document: DocumentRow, what: str, part: str, number: int) -> ProblemError:
    """Make the problem of a part that a document does not have, or not on the day that is asked about."""
    count = document.tasks if part == "task" else document.measures
    if asking.as_of is None:
        return not_found(part, f"{document.id} has no {what}; it has {count} {part}s.")
    when = asking.when(document.id, part, number) or f"it then had {count} {part}s"
    return not_found(part, f"{document.id} had no {what} on {asking.as_of}; {when}.")


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
