"""Two published versions of a document, chosen and compared, for REST and pages alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from api.problems import busy, not_found, unreadable_documents
from api.request_parameters import Day
from kg.errors import BusyError, ZhizeError
from kg.publishing.version_changes import PublishedChanges
from kg.querying import resolve_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.answers.questions import Questions
    from kg.changes.change_table import ChangeTable
    from kg.stores.version_history import DocumentVersion


def _changes(request: Request) -> PublishedChanges:
    found = request.app.state.changes
    assert isinstance(found, PublishedChanges)  # noqa: S101 - create_app has put it there
    return found


Comparing = Annotated[PublishedChanges, Depends(_changes)]
"""The type of a route's parameter that compares versions."""


def table_of(
    asking: Questions, published: PublishedChanges, before: DocumentVersion, after: DocumentVersion
) -> ChangeTable:
    """Tell what changed between two versions.

    Raises :class:`~api.problems.ProblemError` (503) when too many ask, or the documents cannot be read.
    """
    try:
        return published.table(asking.snapshot, before, after, asking.register)
    except BusyError:
        raise busy("Too many comparisons are being made") from None
    except (ZhizeError, OSError) as error:
        raise unreadable_documents(error) from error


def pair_of(asking: Questions, doc: str, old: Day | None, new: Day | None) -> tuple[DocumentVersion, DocumentVersion]:
    """Choose the two versions: those that are named, else the one in force and the one before it.

    A version that was withdrawn, or is not in force yet, must be named. Raises
    :class:`~kg.querying.UnknownDocument`, or :class:`~api.problems.ProblemError` (404) for an unknown version.
    """
    dated, document = asking.snapshot.history, resolve_document(asking.snapshot, doc, ever=True)
    every = [one for one in dated.versions if one.document == document]
    if new is not None:
        after = _named(document, every, new)
    else:
        holding = dated.in_force(asking.as_of or asking.snapshot.manifest.present_date, document)
        if not holding:
            raise not_found("version", f"{document} has no version in force; give `to`, one of: {_days(every)}.")
        after = holding[0]
    if old is not None:
        return _named(document, every, old), after
    earlier = [one for one in dated.of(document) if one.date < after.date]
    return earlier[-1] if earlier else after, after


def _named(document: str, every: Sequence[DocumentVersion], day: Day) -> DocumentVersion:
    for version in every:
        if version.date == day:
            return version
    raise not_found("version", f"{document} has no version of {day}; give one of: {_days(every)}.")


def _days(every: Sequence[DocumentVersion]) -> str:
    return ", ".join(f"{one.date}{' (withdrawn)' if one.withdrawn else ''}" for one in every)
