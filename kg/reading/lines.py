"""Lines of a file: where each starts and ends, and what it looks like from outside."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.reading.source_text import Reading, Span

_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\r\n\f\v\x1c-\x1e\x85\u2028\u2029]|\Z)")
_PAGE_NUMBER = re.compile(
    r"\s*(?:[—–\-－]+\s*[0-9０-９]{1,4}\s*[—–\-－]+|第\s*[0-9]{1,4}\s*页(?:\s*[,，]?\s*共\s*[0-9]{1,4}\s*页)?)\s*"
)
_STRUCTURE = re.compile(
    r"\s*(?:[一二三四五六七八九十百]+\s*、|[（(]\s*[一二三四五六七八九十百]+\s*[）)]|第[一二三四五六七八九十百]+[章节条]"
    r"|附件|附表|[0-9０-９]{4}\s*年\s*[0-9０-９]{1,2}\s*月\s*[0-9０-９]{1,2}\s*日\s*$"
    r"|[0-9０-９]{1,3}\s*[.．、](?![0-9])|[（(]\s*[0-9０-９]{1,2}\s*[）)]|[①-⑳⑴-⒇㈠-㈩]|#{1,6}\s|[▲●■◆]"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\s+[\u4e00-\u9fff]|[\u4e00-\u9fff]{1,16}\s*[〔﹝\[［(（][0-9０-９]{4}[〕﹞\]］)）]\s*[0-9０-９]+\s*号\s*$)"
)
_FINAL = re.compile(r"[。｡！？：；!?:;.][”’」』）)〕\]】]*\s*$")
_HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十百]+\s*、|[（(]\s*[一二三四五六七八九十百]+\s*[）)]|第[一二三四五六七八九十百]+[章节条]|第[一二三四五六七八九十]+部分"
    r"|#{1,6}\s|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\s*[\u4e00-\u9fff]|[0-9]{1,2}\s+[\u4e00-\u9fff])"
)
_INNER_STOP = re.compile(r"[，。｡；,;]")
_TITLE_END = re.compile(r"的(?:通知|意见|决定|公告|批复|函|通告|报告)\s*$")
_LABEL = r"(?:牵头|主办|配合|参加|参与|协助|责任|负责|实施|落实|完成)(?:责任)?(?:单位|部门|主体|时限|时间)\s*[：:]"
_LABELLED = re.compile(rf"\s*{_LABEL}")
_CLAUSE = re.compile(
    rf"[（(〔【\[]\s*(?:{_LABEL}[^。]{{0,2000}}|[^（(〔【\[。]{{0,2000}}(?:负责|牵头|参加|参与|配合|落实))\s*[）)〕】\]]\s*$"
)
_TAIL = 1_000  # how far back from its end a paragraph is looked at
HEADING_LENGTH = 40
"""A line that opens like a heading and is at most this long is a heading on its own line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: its characters without the line break, and where they stand."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Return the position after the last character before the line break."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """Return the stretch of the line without its line break."""
        return Span(self.start, self.end)

    @property
    def reading(self) -> Reading:
        """Return the line as a run to be read."""
        return Reading(self.text, range(self.start, self.end))

    @property
    def blank(self) -> bool:
        """Return whether nothing but white space stands in the line."""
        return not self.text.strip(" \u3000\xa0\r\n\f\v")

    @property
    def is_page_number(self) -> bool:
        """Return whether the line is a page number such as ``— 4 —``."""
        return _PAGE_NUMBER.fullmatch(self.text) is not None

    @property
    def opens_label(self) -> bool:
        """Return whether the line begins with the label of a responsibility clause, such as 责任单位：."""
        return _LABELLED.match(self.text) is not None

    @property
    def opens_structure(self) -> bool:
        """Return whether the line opens a chapter, a measure, an item, an annex, or is a date or a document number."""
        return _STRUCTURE.match(self.text) is not None


def split_lines(text: str) -> tuple[Line, ...]:
    r"""Cut a text into lines at every kind of line break, keeping positions.

    >>> [(line.text, line.start) for line in split_lines("一\r\n二")]
    [('一', 0), ('二', 3)]
    """
    lines: list[Line] = []
    for match in _LINE.finditer(text):
        if match.start() == len(text) and lines:
            break
        lines.append(Line(match.group().rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029"), match.start()))
    return tuple(lines)


def brackets_open(paragraph: str) -> bool:
    """Return whether a paragraph breaks off inside a round bracket."""
    return paragraph.count("（") + paragraph.count("(") > paragraph.count("）") + paragraph.count(")")


def is_finished(paragraph: str) -> bool:
    """Return whether a paragraph's words are complete, so that the next line opens a new one.

    A heading on its own line, the title of a notice, and whatever ends in final punctuation are complete;
    a bracket that is still open is not.
    """
    if brackets_open(paragraph):
        return False
    tail = paragraph[-_TAIL:]
    if _FINAL.search(tail) or _TITLE_END.search(tail) or _CLAUSE.search(tail):
        return True
    stripped = paragraph.strip()
    if _HEADING.match(stripped):
        return len(stripped) <= HEADING_LENGTH and not _INNER_STOP.search(stripped)
    return _STRUCTURE.fullmatch(stripped) is not None


def continues_over_blank(paragraph: str) -> bool:
    """Return whether a paragraph breaks off inside a sentence, so that a blank line after it is a page break."""
    if _LABELLED.match(paragraph):
        return paragraph.rstrip().endswith(("、", "，", ","))
    return not is_finished(paragraph) and (_INNER_STOP.search(paragraph) is not None or len(paragraph) > HEADING_LENGTH)
