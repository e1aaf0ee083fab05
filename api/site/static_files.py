"""What pages load: a style sheet, a few small scripts. An address holds its file's digest, so it is kept for good."""

from __future__ import annotations

import gzip
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.problems import not_found, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

router = APIRouter(include_in_schema=False)

FOLDER: Final = Path(__file__).parent / "static"
KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "css": "text/css",
        "js": "text/javascript",
        "png": "image/png",
        "svg": "image/svg+xml",
        "json": "application/json",
        "txt": "text/plain",
    }
)
_TEXT: Final = frozenset({"css", "js", "txt"})


@cache
def _content(name: str) -> bytes | None:
    """Give a file of the folder."""
    path = FOLDER / name
    return path.read_bytes() if "/" not in name and path.is_file() and path.suffix[1:] in KINDS else None


@cache
def address_of(name: str) -> str:
    """Give the address of a file.

    >>> address_of("zhize.css").startswith("/static/")
    True
    """
    raw = _content(name)
    if raw is None:
        raise FileNotFoundError(name)
    return f"/static/{sha256(raw).hexdigest()[:12]}/{name}"


@cache
def _smaller(name: str) -> bytes:
    return gzip.compress(_content(name) or b"", 9, mtime=0)


@router.get("/static/{digest}/{name}")
def static(request: Request, digest: str, name: str) -> Response:
    """Give a file that pages load."""
    raw = _content(name)
    if raw is None or address_of(name) != f"/static/{digest}/{name}":
        raise not_found("file", f"There is no file {shown(name)!r} here.")
    kind = name.rpartition(".")[2]
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if kind != "png" and "gzip" in request.headers.get("accept-encoding", ""):
        raw, headers["Content-Encoding"] = _smaller(name), "gzip"
    return Response(raw, headers=headers, media_type=KINDS[kind] + ("; charset=utf-8" if kind in _TEXT else ""))
