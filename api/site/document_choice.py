"""Which document a page is about, where several are in force."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from api.answers import parts_by_number
from api.problems import ProblemError

if TYPE_CHECKING:
    from api.answers.models import DocumentRow
    from api.site.visit import Visit


def chosen_document(visit: Visit, name: str | None) -> DocumentRow:
    """Give the document that a page is about: the one that is named, else the first.

    Raises :class:`~kg.querying.UnknownDocument`, and :class:`~api.problems.ProblemError` (404) where none is in force.
    """
    if name:
        return parts_by_number.known_document(visit.asking, name)
    for document in parts_by_number.documents(visit.asking):
        return document
    note = visit.asking.note()
    raise ProblemError(HTTPStatus.NOT_FOUND, "not-in-force", visit.say(note) if note else "No document is in force.")
