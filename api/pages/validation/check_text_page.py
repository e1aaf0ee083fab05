"""A text that somebody pastes or uploads: checked as a published one is, shown with its findings, and kept nowhere."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers.validations import Validating
from api.pages.validation.finding_rows import Account, Places, account_of
from api.pages.validation.validation_page import ADDRESS, context, places_in, version_named
from api.problems import RETRY_AFTER, ProblemError
from api.site.render_page import page
from api.site.text_lines import TextLine, lines_with_places
from api.site.upload_form import TIMES, Sent, UnreadableFormError, text_of_form
from api.site.visit import Visiting
from kg.validating.report_json import report_from_json

if TYPE_CHECKING:
    from api.answers.validations import Validations
    from api.site.visit import Visit
    from kg.validating import Report

router = APIRouter(include_in_schema=False)

WHOLE: Final = 30_000
"""A text of up to so many characters is shown whole, a longer one in the lines that something was found in."""
REFILLED: Final = 30_000
"""So many characters of a text that was refused are put back into the form."""


class Trouble(StrEnum):
    """Why what was sent is not even asked about; other names are those of problems."""

    EMPTY = "empty"
    NO_TEXT = "no-text"
    NOT_UTF8 = "not-utf-8"
    NO_FORM = "no-form"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a text that was sent, and the text."""

    account: Account
    lines: tuple[TextLine, ...]
    whole: bool


@router.post(ADDRESS)
async def check(visit: Visiting, validating: Validating) -> Response:
    """Check the text that a form sends, and show what was found. Nothing is stored."""
    sent = Sent(b"", pasted=True)
    try:
        body = await validating.body_of(visit.request, TIMES)
        sent = await run_in_threadpool(text_of_form, visit.request.headers.get("content-type", ""), body)
        trouble = trouble_with(sent.raw)
        if trouble:
            return await run_in_threadpool(_refused, visit, validating, sent, trouble, HTTPStatus.BAD_REQUEST)
        report = report_from_json(await validating.of_text(sent.raw))
    except UnreadableFormError:
        return await run_in_threadpool(_refused, visit, validating, sent, Trouble.NO_FORM, HTTPStatus.BAD_REQUEST)
    except ProblemError as error:
        return await run_in_threadpool(
            _refused, visit, validating, sent, error.kind, error.status, error.sentence(visit.language)
        )
    return await run_in_threadpool(_answered, visit, validating, sent, report)


def trouble_with(raw: bytes) -> Trouble | None:
    """Tell why bytes are no text, before any process is asked to read them.

    >>> trouble_with("办好事".encode("gb18030")).value
    'not-utf-8'
    """
    if not raw.strip():
        return Trouble.EMPTY
    if b"\0" in raw and not raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Trouble.NO_TEXT
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return Trouble.NOT_UTF8
    return None


def _refused(
    visit: Visit, validating: Validations, sent: Sent, trouble: str, status: HTTPStatus, detail: str = ""
) -> Response:
    """Say in one sentence what is wrong; what was pasted stays in the form."""
    refilled = sent.raw.decode("utf-8", "replace") if sent.pasted else ""
    more = {
        **context(visit, validating),
        "trouble": trouble,
        "detail": detail,
        "sent": refilled if len(refilled) <= REFILLED else "",
        "left": sent.left,
    }
    found = page(visit, "validation.html", status, examined=[], account=None, **more)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        found.headers["Retry-After"] = str(RETRY_AFTER)
    return found


def _answered(visit: Visit, validating: Validations, sent: Sent, report: Report) -> Response:
    """Show what was found, and below it the text with the words marked."""
    text = sent.raw.decode("utf-8")
    before = version_named(visit, report.compared_with)

    here = Places(lambda one: f"#c{one.start}", lambda _: None)
    account = account_of(report, visit.language, here, places_in(visit, before))
    places = {(one.start, one.end) for one in report.findings if one.start is not None and one.end is not None}
    lines = lines_with_places(text, places)
    whole = len(text) <= WHOLE
    shown = lines if whole else [line for line in lines if any(piece.found or piece.begins for piece in line.pieces)]
    checked = Checked(account, tuple(shown), whole)
    return page(
        visit,
        "validation.html",
        HTTPStatus.OK,
        examined=[],
        account=None,
        **{**context(visit, validating), "checked": checked, "left": sent.left},
    )
