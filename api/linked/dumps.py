"""The routes of the dumps: whole graphs and tables as files, with ETag, Range and their length.

The ETag is the SHA-256 of the bytes, so a version's dump keeps it from one snapshot to the next. There is no
Last-Modified: when a file was written says nothing of when its content changed.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Final

from fastapi import APIRouter, Path, Request
from starlette.responses import Response, StreamingResponse

from api.answers.dumps import Dumping, made
from api.answers.models import DOCUMENT, Problem
from api.answers.questions import Asking
from api.head_requests import wants_no_body
from api.problems import ProblemError
from api.site.negotiated_answers import REFUSALS, SAFE, known, not_modified
from kg.exports.dumps import CSVW, MEDIA_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

router = APIRouter(tags=["linked data"])

PIECE: Final = 256 * 1024
_RANGE: Final = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in MEDIA_TYPES.values()}},
    206: {"description": "The piece that `Range` asks for"},
    416: {"description": "The file has no such piece", "model": Problem},
    **{status: answer for status, answer in REFUSALS.items() if status != HTTPStatus.NOT_ACCEPTABLE},
}


@router.get("/dumps/{file:path}", response_class=Response, responses=_ANSWERS)
def dump(
    request: Request,
    asking: Asking,
    dumping: Dumping,
    file: Annotated[
        str, Path(description="a name from `/catalog`", examples=["tables/tasks.csv", f"{DOCUMENT}/2021-11-09.nq"])
    ],
) -> Response:
    """Give a dump: every graph, the present, a version, or a table with its description for CSVW."""
    found = made(dumping, asking.snapshot, file)
    etag = f'"{found.sha256}"'
    headers = {"ETag": etag, "Accept-Ranges": "bytes", **SAFE}
    if file.endswith(".csv"):
        described = f"/dumps/{file.removesuffix('.csv')}{CSVW}"
        headers["Link"] = f'<{described}>; rel="describedby"; type="application/csvm+json"'
    if known(request, etag):
        return not_modified(etag, headers)
    start, end = (0, found.size) if wants_no_body(request) else _piece(request, found.size, etag)
    headers["Content-Length"] = str(end - start)
    if (start, end) != (0, found.size):
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{found.size}"
    status = HTTPStatus.PARTIAL_CONTENT if "Content-Range" in headers else HTTPStatus.OK
    if wants_no_body(request):
        return Response(None, status, headers, _content_type(found.media_type))
    opened = found.path.open("rb")
    return StreamingResponse(_pieces(opened, start, end), status, headers, _content_type(found.media_type))


def _piece(request: Request, size: int, etag: str) -> tuple[int, int]:
    """Read which piece is asked for: one range of bytes, if the file is still the one that the client knows.

    What is no single range is passed over, as RFC 9110 has it. Raises :class:`~api.problems.ProblemError` (416) for a
    range that begins after the end.
    """
    found = _RANGE.fullmatch(request.headers.get("range", ""))
    if found is None or found[1] == found[2] == "" or request.headers.get("if-range", etag) != etag:
        return 0, size
    if not found[1]:
        start, end = max(0, size - int(found[2])), size
    else:
        start, end = int(found[1]), min(size, int(found[2]) + 1) if found[2] else size
        if found[2] and int(found[2]) < start:
            return 0, size
    if start >= size or start == end:
        headers = {"Content-Range": f"bytes */{size}"}
        detail = f"The file has {size} bytes; ask for some of these."
        raise ProblemError(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "no-such-range", detail, headers=headers)
    return start, end


def _pieces(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    """Read a file from one place to another, a piece at a time."""
    with file:
        file.seek(start)
        while start < end:
            piece = file.read(min(PIECE, end - start))
            if not piece:
                return
            start += len(piece)
            yield piece


def _content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
