"""A form that sends a text: what was pasted, or a file. It is read in memory and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from email.parser import BytesHeaderParser
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from email.message import Message

URLENCODED: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/form-data"
FIELDS: Final = 10
"""A form with more fields is not one of ours."""
TIMES: Final = 4
"""A form may be so many times as long as its text: a character may take nine letters, and the fields have names."""


class UnreadableFormError(Exception):
    """Tell that a body is no form that could be read."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A text that was sent: pasted, or as a file; ``left`` tells that one was pasted beside a file, and is not read."""

    raw: bytes
    pasted: bool
    left: bool = False


def text_of_form(kind: str, body: bytes) -> Sent:
    r"""Take the text out of a form: the file if there is one, else what was pasted, with its line ends as they were.

    A browser ends the lines of what is pasted with two characters. Raises :class:`UnreadableFormError`.

    >>> text_of_form(URLENCODED, b"text=%E5%8A%9E%0D%0A").raw.decode()
    '办\n'
    """
    fields = _fields(kind, body)
    text = fields.get("text", b"")
    if fields.get("file", b"").strip():
        return Sent(fields["file"], pasted=False, left=bool(text.strip()))
    return Sent(text.replace(b"\r\n", b"\n"), pasted=True)


def _fields(kind: str, body: bytes) -> dict[str, bytes]:
    """Read the fields; of two of one name the first counts."""
    header = BytesHeaderParser().parsebytes(b"Content-Type: " + kind.encode("utf-8", "replace"))
    if header.get_content_type() == URLENCODED:
        return _pairs(body)
    boundary = header.get_boundary()
    if header.get_content_type() != MULTIPART or not boundary:
        raise UnreadableFormError
    return _parts(body, b"\r\n--" + boundary.encode("utf-8", "replace"))


def _pairs(body: bytes) -> dict[str, bytes]:
    try:
        # Letters stand for bytes here, so that a text which is no UTF-8 is told as any other is.
        found = parse_qsl(body.decode("ascii"), keep_blank_values=True, encoding="latin-1", max_num_fields=FIELDS)
    except ValueError:
        raise UnreadableFormError from None
    return {name: value.encode("latin-1") for name, value in reversed(found)}


def _parts(body: bytes, boundary: bytes) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    parts = (b"\r\n" + body).split(boundary, FIELDS + 2)
    if len(parts) < 2 or not parts[-1].startswith(b"--"):
        raise UnreadableFormError
    for part in parts[1:-1]:
        top, _, content = part.partition(b"\r\n\r\n")
        name = _name(BytesHeaderParser().parsebytes(top.lstrip()))
        if name is not None:
            found.setdefault(name, content)
    return found


def _name(headers: Message) -> str | None:
    name = headers.get_param("name", header="content-disposition")
    return name if isinstance(name, str) else None
