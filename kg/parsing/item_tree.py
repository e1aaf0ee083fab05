"""The items of a plan as a tree: chapters, measures and numbered items of any depth, over one root for each part.

The order of levels is learned from the document: a label of a kind that stands open closes everything below that
kind and is its sibling; a label of another kind opens a level below what stands open. An annex is a root of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.parsing.model import Passage, PassageKind, Unread
from kg.parsing.numbering import PrintedLabel, label_at
from kg.parsing.table_columns import Columns, TableRow, read_columns
from kg.reading import Block, BlockKind, Reading, SourceText, Span
from kg.reading.folding import fold_width

_ANNEX = re.compile(r"附\s*[件表]\s*[0-9一二三四五六七八九十]*\s*[：:]?\s*$")
_ANNEX_REFERENCE = re.compile(r"附\s*[件表]\s*[0-9]*\s*[：.、]")
_CLOSING = re.compile(
    r"[0-9]{4}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日(?:\s*印发)?|（此件.*）|（?信息公开选项.*|抄送：.*|注：.*|备注：.*|[\u4e00-\u9fff（）]{2,40}(?:办公厅|办公室|人民政府|委员会|厅|局)(?:（代章）)?(?:\s*[0-9]{4}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日\s*印发)?"
)
_TABLE_TITLE = re.compile(r"[^。；，]{2,60}")
_DECIMAL = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\s*[\u4e00-\u9fff]")
LONGEST_HEADING = 60
"""A heading on its own line is at most this long; a longer paragraph is split at its first full stop."""
CHAPTERS = frozenset({"chapter", "一"})
"""The kinds of labels that open a chapter."""
_MEASURE = "（一）"
_HIDDEN = frozenset({"▲", "一是"})
"""Kinds that mark words and open no level where other labels stand."""


@dataclass(slots=True, eq=False)
class Item:
    """A heading or a numbered item: its label, its heading, the paragraphs of its own, and the items below it."""

    label: PrintedLabel
    words: Reading
    """The words after the label as far as the heading goes."""
    heading_span: Span
    block: Reading
    """The paragraph that the label opens."""
    parent: Item | None
    root: int
    paragraphs: list[Reading] = field(default_factory=list)
    children: list[Item] = field(default_factory=list)
    is_chapter: bool = False
    is_measure: bool = False

    @property
    def heading(self) -> str:
        """Return the words of the heading, without number and full stop."""
        return self.words.text

    @property
    def number(self) -> int:
        """Return the printed number; 0 where it can't be read."""
        return self.label.number or 0

    @property
    def depth(self) -> int:
        """Return the number of items above."""
        return 0 if self.parent is None else self.parent.depth + 1

    @property
    def holder(self) -> Item | None:
        """Return the chapter or measure whose provisions the item's words are: itself, or the nearest above."""
        item: Item | None = self
        while item is not None and not (item.is_chapter or item.is_measure):
            item = item.parent
        return item

    def above(self) -> Iterator[Item]:
        """Return the items above, the nearest first."""
        item = self.parent
        while item is not None:
            yield item
            item = item.parent


@dataclass(slots=True)
class ItemTree:
    """The blocks of a document sorted by what they are, in order; ``roots`` are where its parts begin."""

    fronts: list[list[Reading]] = field(default_factory=lambda: [[]])
    items: list[Item] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    roots: list[int] = field(default_factory=lambda: [0])

    @property
    def chapters(self) -> list[Item]:
        """Return the items that are chapters."""
        return [item for item in self.items if item.is_chapter]

    @property
    def measures(self) -> list[Item]:
        """Return the items that are measures."""
        return [item for item in self.items if item.is_measure]


def read_item_tree(source: SourceText) -> ItemTree:
    """Sort the blocks of a text; each goes to exactly one place."""
    decimal = any(_DECIMAL.match(fold_width(block.reading.text)) for block in source.blocks)
    reader = _TreeReader(decimal=decimal)
    for block in source.blocks:
        reader.take(block)
    reader.finish()
    return reader.tree


class _TreeReader:
    """Reads block after block; ``open`` is the item to which the next paragraph belongs."""

    def __init__(self, *, decimal: bool) -> None:
        self.tree = ItemTree()
        self.decimal = decimal
        self.open: Item | None = None
        self.annex = False
        self.columns: Columns | None = None
        self.heads: list[Block] = []
        self.table_seen = False
        self.above: Block | None = None
        self.sections: list[Reading] = []
        self.loose: list[Reading] = []

    def take(self, block: Block) -> None:
        """Read the next block."""
        if block.kind is BlockKind.TABLE_HEADER:
            self._head(block)
        elif block.kind is BlockKind.TABLE_ROW:
            self._row(block)
        elif block.kind is BlockKind.TABLE_SECTION:
            self._section(block)
        elif block.kind is BlockKind.UNDIVIDED_ROW:
            self._leave(block.reading, "a table row whose cells can't be told apart")
        else:
            self._paragraph(block.reading)

    def finish(self) -> None:
        """Settle what stands after the last row, or in an annex without items and table."""
        for index, reading in enumerate(self.loose):
            if not self.table_seen and index > 0:
                self._leave(reading, "words of an annex that is no table with a known header")
            elif self.table_seen and not _CLOSING.fullmatch(fold_width(reading.text).strip()):
                self._leave(reading, "words after the rows of a table")
            else:
                kind = PassageKind.CLOSING if self.table_seen else PassageKind.ANNEX
                self._pass(kind, reading)
        self.loose = []

    def _pass(self, kind: PassageKind, reading: Reading) -> None:
        self.tree.passages.append(Passage(kind, reading))

    def _leave(self, reading: Reading, reason: str) -> None:
        self.tree.unread.append(Unread(reading.span(), reason))

    def _head(self, block: Block) -> None:
        if self.heads and not self.rows_since_head:
            self.heads.append(block)
        else:
            self._titles_of_table()
            self.heads = [block]
        self.rows_since_head = False
        self.columns, self.table_seen = read_columns(self.heads), True
        self.above, self.sections = None, []
        self._pass(PassageKind.TABLE_HEADER, block.reading)

    rows_since_head = True

    def _titles_of_table(self) -> None:
        """Take the lines before the head of a table for its title, but for longer words between two tables."""
        for reading in self.loose:
            if not self.table_seen or _TABLE_TITLE.fullmatch(fold_width(reading.text).strip()):
                self._pass(PassageKind.ANNEX, reading)
            else:
                self._leave(reading, "words between the rows of a table")
        self.loose = []

    def _row(self, block: Block) -> None:
        for reading in self.loose:
            self._leave(reading, "words between the rows of a table")
        self.loose = []
        self.rows_since_head = True
        if self.columns is None:
            self._leave_row(block)
            return
        self.tree.rows.append(TableRow(self.columns, block, tuple(self.sections), self.above, len(self.tree.roots) - 1))
        self.above = block

    def _leave_row(self, block: Block) -> None:
        """Report a row without a head; the rows of one table are one report."""
        reason, last = "a table whose head is not understood", self.tree.unread[-1] if self.tree.unread else None
        if last is not None and last.reason == reason and last.span.end == self.last_row_end:
            self.tree.unread[-1] = Unread(Span(last.span.start, block.span.end), reason)
        else:
            self._leave(block.reading, reason)
        self.last_row_end = block.span.end

    last_row_end = -1

    def _section(self, block: Block) -> None:
        """Keep a heading between rows for the rows below it; one of the same kind of label takes its place."""
        self.rows_since_head = True
        label = label_at(fold_width(block.reading.text))
        kinds = [label_at(fold_width(reading.text)) for reading in self.sections]
        for index, kind in enumerate(kinds):
            if label is not None and kind is not None and kind.kind == label.kind:
                self.sections = self.sections[:index]
                break
        self.sections.append(block.reading)
        self.above = None
        self._pass(PassageKind.TABLE_SECTION, block.reading)

    def _paragraph(self, reading: Reading) -> None:
        text = fold_width(reading.text)
        if _ANNEX.fullmatch(text):
            self._open_root(reading)
        elif _ANNEX_REFERENCE.match(text) and not self.table_seen:
            self._pass(PassageKind.ANNEX_REFERENCE, reading)
        elif (label := self._label(text)) is not None:
            self._open_item(reading, label)
        elif (self.annex or self.table_seen) and self.open is None:
            self.loose.append(reading)
        elif self.open is None:
            self.tree.fronts[-1].append(reading)
        elif _CLOSING.fullmatch(text):
            self._pass(PassageKind.CLOSING, reading)
        else:
            self.open.paragraphs.append(reading)

    def _label(self, text: str) -> PrintedLabel | None:
        """Read the label that opens an item; a mark opens none where numbers do, and no table has a numbered item."""
        label = label_at(text, decimal=self.decimal)
        if label is None or (label.kind in _HIDDEN and self.open is not None):
            return None
        if self.table_seen and self.open is None and label.kind not in (*CHAPTERS, _MEASURE):
            return None
        return label

    def _open_root(self, reading: Reading) -> None:
        if self.table_seen or self.loose:
            self.finish()
        self.tree.roots.append(reading.span().start)
        self.tree.fronts.append([])
        self.open, self.annex, self.table_seen, self.columns, self.heads = None, True, False, None, []
        self.rows_since_head = True
        self._pass(PassageKind.ANNEX, reading)

    def _open_item(self, reading: Reading, label: PrintedLabel) -> None:
        """Begin an item; words before the first one of an annex are its title."""
        for title in self.loose:
            self._pass(PassageKind.ANNEX if not self.table_seen else PassageKind.CLOSING, title)
            self.tree.fronts[-1].append(title)
        self.loose = []
        words, span, rest = _heading(reading, label)
        if label.number is None and label.kind[0] not in "1#▲":
            self._leave(reading.slice(*label.number_at), "the number of a heading")
        item = Item(label, words, span, reading, self._parent_of(label), len(self.tree.roots) - 1)
        if rest.text:
            item.paragraphs.append(rest)
        item.is_chapter = label.kind in CHAPTERS
        item.is_measure = not item.is_chapter and (
            label.kind == _MEASURE or item.parent is None or item.parent.holder is None
        )
        if not item.is_chapter and not item.is_measure:
            item.paragraphs = []
        if item.parent is not None:
            item.parent.children.append(item)
        self.tree.items.append(item)
        self.open = item

    def _parent_of(self, label: PrintedLabel) -> Item | None:
        """Return the item under which a label opens another: that above the open one of its kind, else the open one."""
        item = self.open
        while item is not None:
            if item.label.kind == label.kind or _outranks(label.kind, item.label.kind):
                return item.parent if item.label.kind == label.kind else self._above(item, label.kind)
            item = item.parent
        return self.open

    def _above(self, item: Item, kind: str) -> Item | None:
        """Return the nearest item above that a label of a fixed rank may stand below."""
        parent = item.parent
        while parent is not None and _outranks(kind, parent.label.kind):
            parent = parent.parent
        return parent


_BELOW_SECTION = frozenset({"一", "（一）", "1", "（1）", "①", "article"})
"""Kinds of labels that always stand below a chapter or a section."""


def _outranks(kind: str, other: str) -> bool:
    """Return whether a label always stands above another: 第一章 above 第一节, 1 above 1.1, # above ##."""
    if (kind[0] == "#" and other[0] == "#") or (kind.startswith("1.1") and other.startswith("1.1")):
        return kind < other
    if kind == "chapter":
        return other in _BELOW_SECTION or other == "section"
    return kind == "section" and other in _BELOW_SECTION


def _heading(reading: Reading, label: PrintedLabel) -> tuple[Reading, Span, Reading]:
    """Divide a paragraph into its heading, the place of that with the label, and the rest: to the first full stop."""
    text = fold_width(reading.text)
    stop = text.find("。")
    end = len(text) if stop < 0 else stop + 1
    if stop < 0 and len(text) > LONGEST_HEADING:
        end = min((at for at in (text.find("，"), text.find("；")) if at > 0), default=len(text) - 1) + 1
    heading = text[label.end : end].rstrip("。，； ")
    words = reading.slice(label.end, label.end + len(heading))
    return words, reading.span(0, end), reading.slice(end, len(text)).strip()
