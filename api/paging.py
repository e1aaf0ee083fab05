"""Lists in pieces: ``limit`` items at a time, and an opaque ``next`` that continues where a piece ended.

A cursor holds where to go on, and a digest of the question and of the snapshot it was made for, so that a walk never
silently mixes two questions or two states of the graph.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, TypeVar

from fastapi import Depends, Query, Request

from api.problems import ProblemError, bad_parameter
from api.request_parameters import InDigits

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFAULT_LIMIT = 100
MAXIMUM_LIMIT = 1000
PAGING = frozenset({"limit", "next"})
_CURSOR = struct.Struct(">I8s8s")  # offset, digest of the question, digest of the snapshot's name

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page:
    """Hold which piece of a list a request wants.

    >>> page = Page(limit=2, cursor=None, question="/tasks?")
    >>> items, token = page.cut("abc", "snapshot-1")
    >>> items, Page(limit=2, cursor=token, question="/tasks?").cut("abc", "snapshot-1")
    (['a', 'b'], (['c'], None))
    """

    limit: int
    cursor: str | None
    question: str

    def cut(self, rows: Sequence[Item], snapshot: str) -> tuple[list[Item], str | None]:
        """Give this piece of the rows, and the cursor of the next piece or None.

        Raises :class:`~api.problems.ProblemError` for a cursor that is malformed or of another question (400), or
        of a snapshot that has been replaced (410).
        """
        offset = self._offset(snapshot) if self.cursor is not None else 0
        end = offset + self.limit
        following = self._token(end, snapshot) if end < len(rows) else None
        return list(rows[offset:end]), following

    def _token(self, offset: int, snapshot: str) -> str:
        packed = _CURSOR.pack(offset, _digest(self.question), _digest(snapshot))
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")

    def _offset(self, snapshot: str) -> int:
        offset, question, state = _unpack(self.cursor or "")
        if question != _digest(self.question):
            raise bad_parameter("The cursor 'next' belongs to another question; leave it out to begin again.")
        if state != _digest(snapshot):
            detail = "The graph has been built anew since this list was begun; leave out 'next' to begin again."
            raise ProblemError(HTTPStatus.GONE, "outdated-cursor", detail)
        return offset


def _unpack(token: str) -> tuple[int, bytes, bytes]:
    """Read a cursor, or refuse it."""
    try:
        packed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        offset, question, state = _CURSOR.unpack(packed)
    except (ValueError, binascii.Error, struct.error):
        raise bad_parameter(
            "The cursor 'next' is malformed; give one from an answer, or leave it out to begin."
        ) from None
    return offset, question, state


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest()


def _page(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=MAXIMUM_LIMIT, description="at most so many items"), InDigits] = DEFAULT_LIMIT,
    next_: Annotated[
        str | None, Query(alias="next", description="the `next` of the answer before, to go on from there")
    ] = None,
) -> Page:
    """Read the piece that a request wants."""
    asked = sorted((key, value) for key, value in request.query_params.multi_items() if key not in PAGING)
    return Page(limit, next_, f"{request.scope['path']}?{asked}")


WantedPage = Annotated[Page, Depends(_page)]
