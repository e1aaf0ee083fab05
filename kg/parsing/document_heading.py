"""What stands before the first chapter: title, number, issuer, dates, and the document that is carried out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.parsing.model import Passage, PassageKind, Reference
from kg.reading import Reading
from kg.reading.folding import fold_marks, fold_width

DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,16}\s*[〔﹝\[［（(]\s*[0-9]{4}\s*[〕﹞\]］)）]\s*[0-9]+\s*号")
_YEAR_LIKE, _SERIAL_LIKE = r"\s*[0-9A-Za-z○〇]{2,6}\s*", r"\s*第?\s*[0-9A-Za-z○〇一二三四五六七八九十百]{1,6}\s*"
_OPEN, _CLOSE = r"[〔﹝\[［（(【]", r"[〕﹞\]］)）】]"
_NUMBER_LIKE = re.compile(
    rf"[\u4e00-\u9fff]{{1,16}}\s*(?:(?:{_OPEN}{_YEAR_LIKE}{_CLOSE}?|{_YEAR_LIKE}{_CLOSE}){_SERIAL_LIKE}号?"
    rf"|{_YEAR_LIKE}年?{_SERIAL_LIKE}号)"
)
"""A paragraph that stands where a document number should and is built like one: 川办发(2021)57, 川办发〔2O21〕57号."""
_DATE = re.compile(r"([0-9]{4})\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日")
_NOTICE = re.compile(
    r"^(?P<issuer>[\u4e00-\u9fff、（）\s]*?)(?:关于.+|(?:印发|转发|发布)《.+》)的?(?:通知|意见|决定|公告|批复|函|通告|报告)(?:（.{2,20}）)?$"
)
_PLAN = re.compile(
    r".{4,60}(?:方案|计划|规划|意见|措施|举措|办法|细则|要点|纲要|清单|分工|分工表|任务表|分解表?|预案|安排|任务书|行动|目标|表|责任分解)(?:（.{2,20}）)?$"
)
_CARRIED_OUT = re.compile(r"《(?P<title>[^《》]{2,80})》\s*（\s*(?P<number>[^（）]{4,40}号)\s*）")


@dataclass(frozen=True, slots=True)
class Heading:
    """The facts that the front matter states."""

    title: str = ""
    plan_title: str = ""
    number: str = ""
    issuer: str = ""
    date: date | None = None
    implements: Reference | None = None


def canonical_number(number: str) -> str:
    """Write a document number in its usual form: full-width brackets 〔〕, no spaces.

    >>> canonical_number("川办发[2021] 57号")
    '川办发〔2021〕57号'
    """
    text = re.sub(r"\s+", "", fold_width(number))
    return re.sub(r"[〔\[［（]([0-9]{4})[〕\]］）]", r"〔\1〕", text)


def read_heading(
    fronts: Sequence[Sequence[Reading]], headline: Reading | None = None
) -> tuple[Heading, tuple[Passage, ...]]:
    """Read the paragraphs before the first item of each part; every one of the first part becomes a passage.

    The title of the plan may stand in an annex, where the first part is the notice that sends it; ``headline`` is the
    first heading of a text in Markdown, which is its title where no other stands.
    """
    passages: list[Passage] = []
    title = plan_title = number = issuer = ""
    day: date | None = None
    for paragraph in fronts[0]:
        text = fold_width(paragraph.text).strip()
        kind = PassageKind.FRONT
        if not number and DOCUMENT_NUMBER.fullmatch(text):
            kind, number = PassageKind.NUMBER, canonical_number(text)
        elif not title and (match := _NOTICE.match(text)):
            kind, title, issuer = PassageKind.TITLE, _written(paragraph), match["issuer"].strip()
        elif day is None and _DATE.fullmatch(text):
            kind, day = PassageKind.DATE, _read_date(text)
        elif (title or day) and not plan_title and _is_plan_title(text):
            kind, plan_title = PassageKind.PLAN_TITLE, _written(paragraph)
        passages.append(Passage(kind, paragraph))
    if not number:
        passages = [_unreadable_number(passage) for passage in passages]
    implements = next(filter(None, map(_carried_out, fronts[0])), None)
    for paragraph in (paragraph for front in fronts[1:] for paragraph in front):
        if not plan_title and _is_plan_title(fold_width(paragraph.text).strip()):
            plan_title = _written(paragraph)
    if not title and not plan_title:
        named = (paragraph for paragraph in fronts[0] if _PLAN.fullmatch(fold_width(paragraph.text).strip()))
        first = next(named, headline)
        plan_title = _written(first) if first is not None else ""
    return Heading(title or plan_title, plan_title or title, number, issuer, day, implements), tuple(passages)


def _written(paragraph: Reading) -> str:
    """Return a title as written, in usual punctuation."""
    return fold_marks(paragraph.text).strip()


def _is_plan_title(text: str) -> bool:
    return _PLAN.fullmatch(text) is not None and not re.search(r"[，。：]", text)


def _unreadable_number(passage: Passage) -> Passage:
    """Return a paragraph that stands for the document's number and can't be read as one."""
    like = passage.kind is PassageKind.FRONT and _NUMBER_LIKE.fullmatch(fold_width(passage.reading.text).strip())
    return Passage(PassageKind.UNREADABLE_NUMBER, passage.reading) if like else passage


def _read_date(text: str) -> date | None:
    match = _DATE.search(text)
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def _carried_out(paragraph: Reading) -> Reference | None:
    """Find the document that a preamble names: 为贯彻落实…《…》（国办发〔2020〕52号）."""
    text = fold_width(paragraph.text)
    if not re.search(r"贯彻|落实|根据|按照", text):
        return None
    match = _CARRIED_OUT.search(text)
    if match is None or not DOCUMENT_NUMBER.fullmatch(match["number"].strip()):
        return None
    return Reference(canonical_number(match["number"]), match["title"], paragraph.span(match.start(), match.end()))
