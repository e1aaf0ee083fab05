"""The outline of a plan: which block is a chapter, a measure, a paragraph of either, a table row, or something else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.parsing.model import Passage, PassageKind, Unread
from kg.parsing.numerals import chinese_number
from kg.parsing.task_table import Columns, read_columns
from kg.reading import Block, BlockKind, Reading, SourceText, Span
from kg.reading.folding import fold_width

_CHAPTER = re.compile(r"(?:第\s*)?([一二三四五六七八九十百]+)\s*(?:、|章)\s*")
_MEASURE = re.compile(r"（\s*([一二三四五六七八九十百]+)\s*）\s*")
_ANNEX = re.compile(r"附\s*[件表]\s*[0-9一二三四五六七八九十]*\s*$")
_ANNEX_REFERENCE = re.compile(r"附\s*[件表]\s*[0-9]*\s*[：.、]")
_CLOSING = re.compile(
    r"[0-9]{4}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日(?:\s*印发)?|（此件.*）|（?信息公开选项.*|抄送：.*|注：.*|备注：.*|[\u4e00-\u9fff]{2,30}(?:办公厅|办公室|人民政府|委员会|厅|局)(?:\s*[0-9]{4}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日\s*印发)?"
)
LONGEST_HEADING = 60
"""A heading on its own line is at most this long; a longer paragraph is split at its first full stop."""


@dataclass(slots=True)
class Item:
    """A chapter or a measure being gathered: its heading, and its paragraphs after it."""

    number: int
    words: Reading
    heading_span: Span
    paragraphs: list[Reading] = field(default_factory=list)
    chapter: int | None = None

    @property
    def heading(self) -> str:
        """Return the words of the heading, without number and full stop."""
        return self.words.text


@dataclass(slots=True)
class Outline:
    """The blocks of a document sorted by what they are, in order."""

    front: list[Reading] = field(default_factory=list)
    chapters: list[Item] = field(default_factory=list)
    measures: list[Item] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    rows: list[tuple[Columns, Block]] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def read_outline(source: SourceText) -> Outline:
    """Sort the blocks of a text; each goes to exactly one place."""
    reader = _OutlineReader()
    for block in source.blocks:
        reader.take(block)
    reader.finish()
    return reader.outline


class _OutlineReader:
    def __init__(self) -> None:
        self.outline = Outline()
        self.in_annex = False
        self.columns: Columns | None = None
        self.header_seen = False
        self.loose: list[Reading] = []

    def take(self, block: Block) -> None:
        if block.kind is BlockKind.TABLE_HEADER:
            self._header(block)
        elif block.kind is BlockKind.TABLE_ROW:
            self._row(block)
        elif self.in_annex or self.header_seen:
            self._annex_paragraph(block.reading)
        else:
            self._paragraph(block.reading)

    def finish(self) -> None:
        """Settle what stands after the last row, or in an annex without any table."""
        for index, reading in enumerate(self.loose):
            if not self.header_seen and index > 0:
                self._leave(reading, "words of an annex that is no table with a known header")
            elif self.header_seen and not _CLOSING.fullmatch(fold_width(reading.text).strip()):
                self._leave(reading, "words after the rows of a table")
            else:
                kind = PassageKind.CLOSING if self.header_seen else PassageKind.ANNEX
                self.outline.passages.append(Passage(kind, reading))
        self.loose = []

    def _header(self, block: Block) -> None:
        columns = read_columns(block)
        if self.header_seen:
            self._between_rows()
        else:
            self.outline.passages += [Passage(PassageKind.ANNEX, reading) for reading in self.loose]
            self.loose = []
        self.columns, self.header_seen = columns, True
        self.outline.passages.append(Passage(PassageKind.TABLE_HEADER, block.reading))

    def _row(self, block: Block) -> None:
        self._between_rows()
        if self.columns is None:
            self._leave(block.reading, "a table row under a header that is not understood")
        else:
            self.outline.rows.append((self.columns, block))

    def _between_rows(self) -> None:
        for reading in self.loose:
            self._leave(reading, "words between the rows of a table")
        self.loose = []

    def _leave(self, reading: Reading, reason: str) -> None:
        self.outline.unread.append(Unread(reading.span(), reason))

    def _annex_paragraph(self, reading: Reading) -> None:
        if _ANNEX.fullmatch(fold_width(reading.text)) and not self.loose and not self.header_seen:
            self.outline.passages.append(Passage(PassageKind.ANNEX, reading))
        else:
            self.loose.append(reading)

    def _paragraph(self, reading: Reading) -> None:
        text = fold_width(reading.text)
        if _ANNEX.fullmatch(text):
            self.in_annex = True
            self.outline.passages.append(Passage(PassageKind.ANNEX, reading))
        elif _ANNEX_REFERENCE.match(text):
            self.outline.passages.append(Passage(PassageKind.ANNEX_REFERENCE, reading))
        elif match := _CHAPTER.match(text):
            self._open(reading, match, chapter=True)
        elif match := _MEASURE.match(text):
            self._open(reading, match, chapter=False)
        elif not self.outline.items:
            self.outline.front.append(reading)
        elif _CLOSING.fullmatch(text):
            self.outline.passages.append(Passage(PassageKind.CLOSING, reading))
        else:
            self.outline.items[-1].paragraphs.append(reading)

    def _open(self, reading: Reading, match: re.Match[str], *, chapter: bool) -> None:
        """Begin a chapter or a measure: the heading goes to the first full stop, or is the whole short line."""
        text = fold_width(reading.text)
        stop = text.find("。")
        end = len(text) if stop < 0 else stop + 1
        if stop < 0 and len(text) > LONGEST_HEADING:
            end = min((at for at in (text.find("，"), text.find("；")) if at > 0), default=len(text) - 1) + 1
        heading = text[match.end() : end].rstrip("。，； ")
        words = reading.slice(match.end(), match.end() + len(heading))
        number = chinese_number(match[1])
        if number is None:
            self._leave(reading.slice(match.start(1), match.end(1)), "the number of a heading")
        item = Item(number or 0, words, reading.span(0, end))
        rest = reading.slice(end, len(text)).strip()
        if rest.text:
            item.paragraphs.append(rest)
        if chapter:
            self.outline.chapters.append(item)
        else:
            item.chapter = len(self.outline.chapters) or None
            self.outline.measures.append(item)
        self.outline.items.append(item)
