"""What validation by anybody must keep to: a body of limited size, a few texts at once, none of them for ever."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from api.problems import ProblemError, busy, not_found, shown, unreadable_documents
from kg.answers.worker_processes import FileNames, TooLongError, UnreadyError, ValidationJob, Workers
from kg.errors import BusyError, ZhizeError
from kg.publishing.version_reports import PublishedReports
from kg.querying import resolve_document

if TYPE_CHECKING:
    from api.answers.questions import Questions
    from api.request_parameters import Day
    from kg.settings import Settings
    from kg.stores import Snapshot
    from kg.stores.version_history import DocumentVersion
    from kg.validating import Report

THROWN_AWAY = 32_000_000
"""So many bytes beyond the limit are read before the connection is closed."""
_LONGEST_TYPE = 100
_PLAIN, _JSON = "text/plain", "application/json"


class Validations:
    """Keep what all requests share: the processes that validate texts, and the reports on published versions."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._workers = Workers(settings.validations, settings.validation_seconds)
        self._reports = PublishedReports(settings.data_folder)

    @property
    def most_bytes(self) -> int:
        """Give how many bytes a text may have."""
        return self._settings.validation_bytes

    async def of_request(self, request: Request) -> str:
        """Validate the text that a request sends, and give the report as JSON.

        Raises :class:`~api.problems.ProblemError` or :class:`~kg.errors.InputError` for what cannot be validated.
        """
        kind = _kind(request)
        body = await self.body_of(request)
        return await self.of_text(body if kind == _PLAIN else _text_of(body))

    async def of_text(self, raw: bytes) -> str:
        """Validate a text, and give the report as JSON; errors are those of :meth:`of_request`."""
        settings = self._settings
        if len(raw) > self.most_bytes:
            raise _too_large(self.most_bytes)
        task = ValidationJob(raw, settings.data_folder, settings.base_iri, settings.present_date)
        return await run_in_threadpool(self._validate, task)

    async def read(self, request: Request, filename: str) -> str:
        """Read the file that a request sends, and return what it says as JSON; nothing is stored.

        Raises :class:`~api.problems.ProblemError` or :class:`~kg.errors.InputError` for what cannot be read.
        """
        settings = self._settings
        raw = await self.body_of(request)
        media_type = request.headers.get("content-type", "")
        names = FileNames(filename, media_type[:_LONGEST_TYPE])
        task = ValidationJob(raw, settings.data_folder, settings.base_iri, settings.present_date, names)
        return await run_in_threadpool(self._validate, task)

    def of_version(self, snapshot: Snapshot, version: DocumentVersion) -> Report:
        """Report on a published version.

        Raises :class:`~api.problems.ProblemError` when too many wait for a report.
        """
        try:
            return self._reports.report(snapshot, version)
        except BusyError:
            raise busy("Too many reports are being made") from None
        except ZhizeError as error:
            raise unreadable_documents(error) from error

    @property
    def busy(self) -> int:
        """Return how many texts are being validated."""
        return self._workers.busy

    def close(self) -> None:
        """End the processes."""
        self._workers.close()

    async def body_of(self, request: Request, times: int = 1) -> bytes:
        """Read the body, and keep no more of it than may be, or so many ``times`` that where a form wraps the text.

        What is too much is read and thrown away: a client that sends it all before it listens must get its answer too.
        """
        most = self.most_bytes * times
        announced = request.headers.get("content-length", "")
        if announced.isdecimal() and int(announced) > most + THROWN_AWAY:
            raise _too_large(self.most_bytes)
        body, size = bytearray(), 0
        try:
            async for piece in request.stream():
                size += len(piece)
                if size <= most:
                    body += piece
                elif size > most + THROWN_AWAY:
                    break
        except ClientDisconnect:
            raise _bad_body("The body has not come to its end; send it whole.") from None
        if size > most:
            raise _too_large(self.most_bytes)
        return bytes(body)

    def _validate(self, task: ValidationJob) -> str:
        try:
            return self._workers.validate(task)
        except BusyError:
            raise busy(f"{self._settings.validations} texts are being validated, no more at once") from None
        except TooLongError:
            detail = (
                f"This text takes longer than the {self._settings.validation_seconds:g} seconds that are spent "
                "(ZHIZE_VALIDATION_SECONDS); split it, or run zhize validate on it."
            )
            raise ProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "text-takes-too-long", detail) from None
        except UnreadyError as error:
            raise unreadable_documents(error) from error
        except ZhizeError as error:
            raise ProblemError(HTTPStatus.BAD_REQUEST, "invalid-text", error.sentences(to_a_stranger=True)) from None


def _kind(request: Request) -> str:
    """Tell whether the body is a text or JSON that holds one; no other kind is read."""
    kind, *parameters = (part.strip().lower() for part in request.headers.get("content-type", _PLAIN).split(";"))
    charsets = [part.removeprefix("charset=").strip('"') for part in parameters if part.startswith("charset=")]
    encoding = request.headers.get("content-encoding", "identity")
    if kind in {_PLAIN, _JSON} and set(charsets) <= {"utf-8", "utf8"} and encoding == "identity":
        return kind
    sent = shown("; ".join([kind, *parameters]) + ("" if encoding == "identity" else f" in {encoding}"))
    detail = f'{sent!r} is not read here; send the text as {_PLAIN} or {{"text": …}} as {_JSON}, in plain UTF-8.'
    raise ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", detail)


def _text_of(body: bytes) -> bytes:
    """Take the text out of JSON."""
    try:
        found = json.loads(body)
        if isinstance(found, dict) and set(found) == {"text"} and isinstance(found["text"], str):
            return found["text"].encode("utf-8")
    except (ValueError, RecursionError):  # no JSON, not UTF-8, half a surrogate, nested too deeply
        pass
    raise _bad_body('The body is not the JSON object {"text": "…"}; send that, or the text itself as text/plain.')


def _bad_body(detail: str) -> ProblemError:
    return ProblemError(HTTPStatus.BAD_REQUEST, "invalid-body", detail)


def _too_large(most: int) -> ProblemError:
    detail = (
        f"The body has more than the {most:,} bytes that are read (ZHIZE_VALIDATION_BYTES); "
        "split the text, or run zhize validate on it."
    )
    return ProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "text-too-large", detail, limit=most)


def _validations(request: Request) -> Validations:
    found = request.app.state.validations
    assert isinstance(found, Validations)  # noqa: S101 - create_app has put it there
    return found


Validating = Annotated[Validations, Depends(_validations)]
"""The type of a route's parameter that validates."""


def chosen_version(asking: Questions, doc: str, day: Day | None) -> DocumentVersion:
    """Find a version of a document, also one that was withdrawn or is not in force yet.

    Raises :class:`~kg.querying.UnknownDocument`, or :class:`~api.problems.ProblemError` (404) for an unknown version.
    """
    dated, document = asking.snapshot.history, resolve_document(asking.snapshot, doc, ever=True)
    versions = [one for one in dated.versions if one.document == document]
    found = [one for one in versions if one.date == day]
    if day is None:
        found = list(dated.in_force(asking.as_of or asking.snapshot.manifest.present_date, document))
    if found:
        return found[0]
    dates = ", ".join(one.date.isoformat() for one in versions)
    none = f"no version of {day}" if day else "no version in force"
    raise not_found("version", f"{document} has {none}; give one of: {dates}.")
