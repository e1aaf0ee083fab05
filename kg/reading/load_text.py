"""Read a file into a :class:`~kg.reading.source_text.SourceText`, or say in one sentence why it can't be read."""

from __future__ import annotations

import codecs
from pathlib import Path

from kg.errors import InputError
from kg.reading.blocks import lay_out
from kg.reading.lines import split_lines
from kg.reading.source_text import SourceText

MAX_BYTES = 20_000_000
"""The largest file that is read, in bytes; a plan of a hundred pages has about 300,000."""


SURELY_UTF8 = 4
"""So many Chinese characters in UTF-8 do not come about by chance in a text of another encoding."""


def read_file(path: Path) -> SourceText:
    """Read a plan from a text file in UTF-8.

    Raises :class:`~kg.errors.InputError` when the file is missing, empty, too large, binary or not UTF-8.
    """
    return read_bytes(read_raw(path), str(path))


def read_raw(path: Path) -> bytes:
    """Read the bytes of a file that can be opened and is not too large; else raise :class:`~kg.errors.InputError`."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)  # a pipe does not say its size before
    except OSError as error:
        raise InputError(
            f"the file cannot be read ({error.strerror})", str(path), "check the name and the rights"
        ) from None
    if len(raw) > MAX_BYTES:
        raise InputError(f"the file has more than the {MAX_BYTES:,} bytes that are read", str(path), "split it")
    return raw


def read_bytes(raw: bytes, name: str) -> SourceText:
    """Decode the bytes of a file called ``name``; see :func:`read_file` for what is refused."""
    if not raw.strip():
        raise InputError("it is empty", name, "give the text of a plan")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError("it is UTF-16, not UTF-8", name, "convert it, for example: iconv -f UTF-16 -t UTF-8")
    if b"\0" in raw:
        raise InputError("it is binary, not text", name, "save the document as plain text in UTF-8")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(raw, error, name) from None
    return read_text(text, name)


def read_text(text: str, name: str = "the text") -> SourceText:
    """Lay out a text that is already decoded.

    Raises :class:`~kg.errors.InputError` when nothing stands in it.

    >>> read_text("一、总体要求").blocks[0].reading.text
    '一、总体要求'
    """
    if not text.strip("\ufeff \t\r\n\f\v\u3000"):
        raise InputError("it is empty", name, "give the text of a plan")
    lines = split_lines(text)
    blocks, furniture = lay_out(lines, text)
    return SourceText(text, furniture, blocks, tuple(line.start for line in lines))


def _not_utf8(raw: bytes, error: UnicodeDecodeError, name: str) -> InputError:
    """Say where a text stops being UTF-8, and what it is likely to be instead."""
    line = raw.count(b"\n", 0, error.start) + 1
    place = f"at byte {error.start + 1:,}, line {line}"
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in raw[: error.start].decode("utf-8"))
    if error.reason == "unexpected end of data" and chinese:
        what = f"its last character is cut in two ({place})"
        return InputError(what, name, "the file may be cut short: get it whole")
    if chinese >= SURELY_UTF8:
        what = f"it is UTF-8 with a character that is broken ({place})"
        return InputError(what, name, "the file may be damaged: get it anew, or mend the place")
    what, mend = f"it is not UTF-8 ({place})", "save it as UTF-8"
    if _decodes(raw, "gb18030"):
        what, mend = f"{what}; it looks like GBK or GB18030", f"{mend}, for example: iconv -f GB18030 -t UTF-8"
    return InputError(what, name, mend)


def _decodes(raw: bytes, encoding: str) -> bool:
    """Tell whether bytes are a text in an encoding."""
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
