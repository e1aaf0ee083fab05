"""Decode the bytes of a text: by its byte order mark, what a web page declares, UTF-8, then GB18030."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from kg.bilingual import Text
from kg.errors import InputError
from kg.reading.load_text import SURELY_UTF8, decode_utf8

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""")
_LOOK_AT = 4_000
_MANY = 0.3
"""The share of zero bytes at one parity above which a text without a mark is UTF-16."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text and the name of its encoding."""

    text: str
    encoding: str


def decode(raw: bytes, name: str, *, html: bool = False) -> Decoded:
    """Decode a text; raise :class:`~kg.errors.InputError` for bytes that are none.

    >>> decode("方案".encode("utf-16"), "plan.txt")
    Decoded(text='方案', encoding='utf-16')
    """
    if not raw.strip():
        raise InputError(Text("文件是空的", "it is empty"), name, Text("请给出方案的文本", "give the text of a plan"))
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _whole(raw if encoding == "utf-8" else raw[len(mark) :], encoding, name)
    if (unmarked := _unmarked_utf16(raw)) is not None:
        return _whole(raw, unmarked, name)
    declared = _DECLARED.search(raw, 0, _LOOK_AT) if html else None
    if declared is not None and (found := _declared(raw, declared[1].decode("ascii").lower())) is not None:
        return found
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
    damaged = sum("\u4e00" <= character <= "\u9fff" for character in before) >= SURELY_UTF8
    if (
        not damaged
        and b"\0" not in raw
        and (found := _declared(raw, "gb18030")) is not None
        and _is_chinese(found.text)
    ):
        return found
    return Decoded(decode_utf8(raw, name), "utf-8")


def _whole(raw: bytes, encoding: str, name: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding), encoding.removesuffix("-le").removesuffix("-be"))
    except UnicodeDecodeError as error:
        what = Text(
            f"文件看来是 {encoding.upper()}，但第{error.start + 1:,}字节起无法解码",
            f"it looks like {encoding.upper()} and can't be decoded from byte {error.start + 1:,} on",
        )
        mend = Text("文件可能已损坏，请重新取得", "the file may be damaged: get it anew")
        raise InputError(what, name, mend) from None


def _declared(raw: bytes, encoding: str) -> Decoded | None:
    """Decode as a page declares; one that says gb2312 or gbk is often GB18030, of which both are parts."""
    encoding = "gb18030" if encoding in ("gb2312", "gbk", "gb_2312-80", "x-gbk", "hz-gb-2312") else encoding
    try:
        return Decoded(raw.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _unmarked_utf16(raw: bytes) -> str | None:
    """Return the encoding of a text in UTF-16 that has no mark: it has zero bytes and decodes to Chinese."""
    head = raw[:_LOOK_AT]
    if b"\0" not in head or len(raw) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = head[: len(head) // 2 * 2].decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_chinese(text):
            return encoding
    return None


def _is_chinese(text: str) -> bool:
    """Return whether most letters of a text are common Chinese characters, so that it was decoded rightly."""
    letters = [character for character in text[:_LOOK_AT] if character.isalpha()]
    common = sum("\u4e00" <= character <= "\u9fa5" or character.isascii() for character in letters)
    return bool(letters) and common >= (1 - _MANY) * len(letters)
