"""Read a file into a :class:`~kg.reading.source_text.SourceText`, or say in one sentence why it can't be read."""

from __future__ import annotations

import codecs
from pathlib import Path

from kg.bilingual import Text
from kg.errors import InputError, TooMuchError
from kg.files.special_files import refuse_special_file
from kg.reading.blocks import lay_out
from kg.reading.lines import split_lines
from kg.reading.source_text import SourceText

MAX_BYTES = 20_000_000
"""The largest file that is read, in bytes; a plan of a hundred pages has about 300,000."""


SURELY_UTF8 = 4
"""As many Chinese characters in UTF-8 do not come about by chance in a text of another encoding."""


def read_file(path: Path) -> SourceText:
    """Read a plan from a text file in UTF-8.

    Raises :class:`~kg.errors.InputError` when the file is missing, empty, too large, binary or not UTF-8.
    """
    return read_bytes(read_raw(path), str(path))


def read_raw(path: Path) -> bytes:
    """Read the bytes of a file that can be opened and is not too large; else raise :class:`~kg.errors.InputError`."""
    refuse_special_file(path)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)  # a pipe does not say its size before
    except OSError as error:
        raise TooMuchError(
            Text(f"无法读取文件（{error.strerror}）", f"the file cannot be read ({error.strerror})"),
            path,
            Text("请检查文件名和权限", "check the name and the rights"),
        ) from None
    if len(raw) > MAX_BYTES:
        raise TooMuchError(
            Text(f"文件超过所读的{MAX_BYTES:,}字节", f"the file has more than the {MAX_BYTES:,} bytes that are read"),
            path,
            Text("请拆分", "split it"),
        )
    return raw


def read_bytes(raw: bytes, name: str) -> SourceText:
    """Decode the bytes of a file called ``name``; see :func:`read_file` for what is refused."""
    if not raw.strip():
        raise InputError(Text("文件是空的", "it is empty"), name, Text("请给出方案的文本", "give the text of a plan"))
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError(
            Text("文件是 UTF-16，不是 UTF-8", "it is UTF-16, not UTF-8"),
            name,
            Text("请转换，例如：iconv -f UTF-16 -t UTF-8", "convert it, for example: iconv -f UTF-16 -t UTF-8"),
        )
    return read_text(decode_utf8(raw, name), name)


def decode_utf8(raw: bytes, name: str) -> str:
    """Decode a text in UTF-8; raise :class:`~kg.errors.InputError` that says where it stops being one."""
    if b"\0" in raw:
        raise InputError(
            Text("文件是二进制，不是文本", "it is binary, not text"),
            name,
            Text("请把文件另存为 UTF-8 纯文本", "save the document as plain text in UTF-8"),
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(raw, error, name) from None


def read_text(text: str, name: str = "the text") -> SourceText:
    """Lay out a text that is already decoded.

    Raises :class:`~kg.errors.InputError` when nothing stands in it.

    >>> read_text("一、总体要求").blocks[0].reading.text
    '一、总体要求'
    """
    if not text.strip("\ufeff \t\r\n\f\v\u3000"):
        raise InputError(Text("文件是空的", "it is empty"), name, Text("请给出方案的文本", "give the text of a plan"))
    lines = split_lines(text)
    blocks, furniture = lay_out(lines, text)
    return SourceText(text, furniture, blocks, tuple(line.start for line in lines))


def _not_utf8(raw: bytes, error: UnicodeDecodeError, name: str) -> InputError:
    """Return where a text stops being UTF-8, and what it is likely to be instead."""
    line = raw.count(b"\n", 0, error.start) + 1
    at = Text(f"第{error.start + 1:,}字节，第{line}行", f"at byte {error.start + 1:,}, line {line}")
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in raw[: error.start].decode("utf-8"))
    if error.reason == "unexpected end of data" and chinese:
        what = Text(f"最后一个字符被截断（{at.zh}）", f"its last character is cut in two ({at.en})")
        mend = Text("文件可能不完整，请取得完整的文件", "the file may be cut short: get it whole")
        return InputError(what, name, mend)
    if chinese >= SURELY_UTF8:
        what = Text(
            f"文件是 UTF-8，但有一个字符损坏（{at.zh}）", f"it is UTF-8 with a character that is broken ({at.en})"
        )
        mend = Text("文件可能已损坏，请重新取得或修改该处", "the file may be damaged: get it anew, or mend the place")
        return InputError(what, name, mend)
    what, mend = (
        Text(f"文件不是 UTF-8（{at.zh}）", f"it is not UTF-8 ({at.en})"),
        Text("请存为 UTF-8", "save it as UTF-8"),
    )
    if _decodes(raw, "gb18030"):
        what = Text(f"{what.zh}，看来是 GBK 或 GB18030", f"{what.en}; it looks like GBK or GB18030")
        mend = Text(f"{mend.zh}，例如：iconv -f GB18030 -t UTF-8", f"{mend.en}, for example: iconv -f GB18030 -t UTF-8")
    return InputError(what, name, mend)


def _decodes(raw: bytes, encoding: str) -> bool:
    """Return whether bytes are a text in an encoding."""
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
