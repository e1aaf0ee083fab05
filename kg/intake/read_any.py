"""Read a file of any format that plans come in as a text with its layout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import PurePath

from kg.bilingual import Text
from kg.errors import InputError
from kg.intake.decode import Decoded, decode
from kg.intake.delimited import read_delimited
from kg.intake.json_records import read_json_records
from kg.intake.markdown import read_markdown
from kg.reading import SourceText
from kg.reading.load_text import read_text


class FileFormat(StrEnum):
    """The formats that are read."""

    TEXT = "txt"
    MARKDOWN = "md"
    HTML = "html"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"


_BY_ENDING = {
    "txt": FileFormat.TEXT, "text": FileFormat.TEXT, "md": FileFormat.MARKDOWN, "markdown": FileFormat.MARKDOWN,
    "htm": FileFormat.HTML, "html": FileFormat.HTML, "xhtml": FileFormat.HTML, "shtml": FileFormat.HTML,
    "csv": FileFormat.CSV, "tsv": FileFormat.TSV, "tab": FileFormat.TSV, "json": FileFormat.JSON,
}  # fmt: skip
_BY_MEDIA_TYPE = {
    "text/plain": FileFormat.TEXT, "text/markdown": FileFormat.MARKDOWN, "text/html": FileFormat.HTML,
    "application/xhtml+xml": FileFormat.HTML, "text/csv": FileFormat.CSV,
    "text/tab-separated-values": FileFormat.TSV, "application/json": FileFormat.JSON,
}  # fmt: skip
_OTHERS = (
    (b"%PDF", Text("PDF", "PDF")),
    (b"PK\x03\x04", Text("Word、Excel 或其他压缩文件", "a Word, Excel or other zipped file")),
    (b"\xd0\xcf\x11\xe0", Text("旧版 Word 或 Excel 文件", "an old Word or Excel file")),
    (b"{\\rtf", Text("RTF", "RTF")),
    (b"\x89PNG", Text("图片", "a picture")),
    (b"\xff\xd8\xff", Text("图片", "a picture")),
)


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """A file as it was read: its text with the layout, its format, its encoding and the digest of its bytes."""

    source: SourceText
    format: FileFormat
    encoding: str
    sha256: str


def format_of(raw: bytes, filename: str = "", media_type: str = "") -> FileFormat:
    """Return the format of a file: by its name, else by the media type that it came with, else by its first bytes."""
    ending = PurePath(filename.replace("\\", "/")).suffix.lstrip(".").lower()
    if ending in _BY_ENDING:
        return _BY_ENDING[ending]
    named = media_type.split(";")[0].strip().lower()
    if named in _BY_MEDIA_TYPE and named != "text/plain":
        return _BY_MEDIA_TYPE[named]
    start = raw[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<html" in start:
        return FileFormat.HTML
    if start.startswith((b"[{", b"[ {", b"[\n", b"[\r\n")):
        return FileFormat.JSON
    return FileFormat.TEXT


def read_any(raw: bytes, filename: str = "", media_type: str = "") -> IntakeResult:
    """Read the bytes of a file as a text with its layout.

    Raises :class:`~kg.errors.InputError` for a file that is empty, damaged, or of a format that is not read.

    >>> read_any("一、总体要求".encode("gb18030"), "plan.txt").encoding
    'gb18030'
    """
    name = filename or "the file"
    _refuse_other_formats(raw, name)
    kind = format_of(raw, filename, media_type)
    decoded = decode(raw, name, html=kind is FileFormat.HTML)
    source = _READERS[kind](decoded, name)
    return IntakeResult(source, kind, decoded.encoding, sha256(raw).hexdigest())


def _refuse_other_formats(raw: bytes, name: str) -> None:
    for first, what in _OTHERS:
        if raw.startswith(first):
            raise InputError(
                Text(f"文件是{what.zh}，目前不读", f"it is {what.en}, which is not read"),
                name,
                Text(
                    "请另存为文本、网页（HTML）、Markdown 或 CSV", "save it as text, a web page (HTML), Markdown or CSV"
                ),
            )


def _text(decoded: Decoded, name: str) -> SourceText:
    return read_text(decoded.text, name)


def _html(decoded: Decoded, name: str) -> SourceText:
    from kg.intake.html import read_html

    return read_html(decoded.text, name)


_READERS: dict[FileFormat, Callable[[Decoded, str], SourceText]] = {
    FileFormat.TEXT: _text,
    FileFormat.MARKDOWN: lambda decoded, name: read_markdown(decoded.text, name),
    FileFormat.HTML: _html,
    FileFormat.CSV: lambda decoded, name: read_delimited(decoded.text, name),
    FileFormat.TSV: lambda decoded, name: read_delimited(decoded.text, name, "\t"),
    FileFormat.JSON: lambda decoded, name: read_json_records(decoded.text, name),
}
