"""Read a web page: its headings, paragraphs and tables, without scripts and without the site around them.

A row of a table is a line, its cells divided by tabs; a cell that spans rows holds for each of them. Where a line ends
inside a cell the text has a space, and the reading of the cell a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import html
from lxml.etree import LxmlError
from lxml.html import HtmlElement

from kg.bilingual import Text
from kg.errors import InputError
from kg.intake.blocks_of_rows import blocks_of_rows
from kg.reading import Block, BlockKind, Reading, SourceText
from kg.reading.column_heads import ColumnKind, column_kind
from kg.reading.load_text import read_text

_LEFT_OUT = frozenset(
    {"script", "style", "nav", "header", "footer", "aside", "noscript", "template", "head", "form", "button", "select",
     "iframe", "object", "svg", "title", "input", "textarea"}
)  # fmt: skip
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|crumbs?|breadcrumbs?|footer|header|sidebar|share|toolbar|pager|copyright|"
    r"location|position|search|login|qrcode|related|recommend|hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6",
     "blockquote", "pre", "center", "body", "html", "figure", "hr", "address", "caption"}
)  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u3000]+")
_MOST_SPANS = 1_000
_BREAK = "\x1e"
"""Stands where a line ends inside a cell, until its white space is one space."""
_DEEPEST = 400


def read_html(text: str, name: str) -> SourceText:
    r"""Read a decoded web page.

    Raises :class:`~kg.errors.InputError` when it holds no words, or can't be taken apart.

    >>> read_html("<p>一、要求</p><table><tr><td>序号<td>任务</table>", "plan.html").text
    '一、要求\n序号\t任务\n'
    """
    try:
        parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        root = html.document_fromstring(text.lstrip("\ufeff").encode(), parser=parser)
    except (LxmlError, ValueError):
        what = Text("网页无法解析", "the web page can't be taken apart")
        raise InputError(what, name, Text("请另存为纯文本", "save it as plain text")) from None
    page = _Page()
    page.take(root, 0)
    page.end_paragraph()
    read_text(page.text, name)  # refuses what is empty
    return SourceText(page.text, (), tuple(page.blocks), tuple(page.starts))


@dataclass(slots=True)
class _Page:
    """The canonical text of a page being written, line by line, with its blocks."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the text that has been written."""
        return "".join(self.pieces)

    def take(self, element: HtmlElement, depth: int) -> None:
        """Read an element and what it holds."""
        if not isinstance(element.tag, str) or _is_left_out(element) or depth > _DEEPEST:
            return
        if element.tag == "table" and not _is_layout(element):
            self.end_paragraph()
            self._table(element)
            return
        block = element.tag in _BLOCKS or element.tag in ("table", "tbody", "tr", "td", "th")
        if block or element.tag == "br":
            self.end_paragraph()
        if element.text:
            self.words.append(element.text)
        for child in element:
            self.take(child, depth + 1)
            if child.tail:
                self.words.append(child.tail)
        if block:
            self.end_paragraph()

    def end_paragraph(self) -> None:
        """Write the words that have been gathered as a paragraph of its own."""
        words = _SPACE.sub(" ", "".join(self.words)).strip()
        self.words = []
        if words:
            (reading,) = self._write([words])
            self.blocks.append(Block(BlockKind.PARAGRAPH, reading))

    def _write(self, cells: Sequence[str]) -> list[Reading]:
        """Write a line of cells and return the reading of each."""
        self.starts.append(self.length)
        line = "\t".join(cells).replace("\n", " ") + "\n"
        readings, at = [], self.length
        for cell in cells:
            readings.append(Reading(cell, range(at, at + len(cell))) if cell else Reading("", (at,)))
            at += len(cell) + 1
        self.pieces.append(line)
        self.length += len(line)
        return readings

    def _table(self, table: HtmlElement) -> None:
        grid = list(_grid(table))
        width = max((len(row) for row in grid), default=0)
        rows: list[list[Reading]] = []
        for row in grid:
            own = self._write([cell.words if cell.own else "" for cell in row])
            rows.append(own + [Reading("", (self.length,))] * (width - len(own)))
        _hold_below(grid, rows)
        heads = sum(1 for row in grid if row and all(cell.head for cell in row if cell.words))
        self.blocks.extend(blocks_of_rows(rows, heads if 0 < heads < len(rows) and _heads_first(grid, heads) else None))


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a grid: its words, whether they stand here or go on from above, and whether it is a head."""

    words: str
    own: bool
    head: bool


def _grid(table: HtmlElement) -> Iterator[list[_Cell]]:
    """Return the rows of a table with every span filled in."""
    below: dict[int, tuple[int, _Cell]] = {}
    for row in table.iter("tr"):
        if _table_of(row) is not table:
            continue
        cells: list[_Cell] = []
        for element in row:
            if element.tag not in ("td", "th"):
                continue
            _fill(cells, below)
            cell = _Cell(_words_of(element), own=True, head=element.tag == "th")
            rows, columns = _span(element, "rowspan"), _span(element, "colspan")
            for index in range(columns):
                if rows > 1:
                    below[len(cells)] = (rows - 1, _Cell(cell.words if not index else "", own=False, head=cell.head))
                cells.append(cell if not index else _Cell("", own=True, head=cell.head))
        _fill(cells, below)
        yield cells


def _fill(cells: list[_Cell], below: dict[int, tuple[int, _Cell]]) -> None:
    while len(cells) in below:
        left, cell = below.pop(len(cells))
        if left > 1:
            below[len(cells)] = (left - 1, cell)
        cells.append(cell)


def _hold_below(grid: Sequence[Sequence[_Cell]], rows: list[list[Reading]]) -> None:
    """Let a cell that spans rows be read in each of them, but for the numbers of rows."""
    kinds = [column_kind(cell.text) for cell in rows[0]] if rows else []
    for index in range(1, len(rows)):
        for at, cell in enumerate(grid[index]):
            if not cell.own and cell.words and (at >= len(kinds) or kinds[at] is not ColumnKind.NUMBER):
                rows[index][at] = rows[index - 1][at]


def _heads_first(grid: Sequence[Sequence[_Cell]], heads: int) -> bool:
    return all(cell.head for row in grid[:heads] for cell in row if cell.words)


def _words_of(element: HtmlElement) -> str:
    """Return the words of a cell, with a line break where a line or a paragraph ends inside it."""
    lines = (_SPACE.sub(" ", line).strip() for line in _joined_text(element).split(_BREAK))
    return "\n".join(filter(None, lines))


def _joined_text(element: HtmlElement) -> str:
    if not isinstance(element.tag, str) or element.tag in _LEFT_OUT:
        return ""
    pieces = [element.text or ""]
    for child in element:
        breaks = isinstance(child.tag, str) and (child.tag in _BLOCKS or child.tag in ("br", "td", "tr", "table"))
        pieces += [_BREAK if breaks else "", _joined_text(child), _BREAK if breaks else "", child.tail or ""]
    return "".join(pieces)


def _span(element: HtmlElement, name: str) -> int:
    value = (element.get(name) or "1").strip()
    return min(max(int(value), 1), _MOST_SPANS) if value.isascii() and value.isdigit() else 1


def _table_of(row: HtmlElement) -> HtmlElement | None:
    return next((each for each in row.iterancestors() if each.tag == "table"), None)


def _is_layout(table: HtmlElement) -> bool:
    """Return whether a table only lays out a page: it holds another table, or has one cell in each row."""
    if next(table.iter("table"), table) is not table or len(list(table.iter("table"))) > 1:
        return True
    return all(sum(1 for cell in row if cell.tag in ("td", "th")) <= 1 for row in table.iter("tr"))


def _is_left_out(element: HtmlElement) -> bool:
    if element.tag in _LEFT_OUT:
        return True
    if element.tag in ("body", "html", "main", "article", "table", "tr", "td"):
        return False
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    style = (element.get("style") or "").replace(" ", "").lower()
    return _AROUND.search(named) is not None or "display:none" in style or element.get("hidden") is not None
