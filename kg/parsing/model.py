"""A plan as a document: its chapters, measures, provisions and tasks, each with its place in the file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from kg.parsing.clause_conventions import Convention
from kg.parsing.clauses import Clause
from kg.parsing.deadlines import TimeStatement
from kg.parsing.targets import TargetStatement
from kg.reading import Reading, SourceText, Span


class PassageKind(StrEnum):
    """What a paragraph outside chapters, measures and tables is."""

    NUMBER = "document number"
    UNREADABLE_NUMBER = "what stands for a document number and is none"
    TITLE = "title"
    DATE = "date"
    PLAN_TITLE = "title of the plan"
    FRONT = "front matter"
    ANNEX_REFERENCE = "list of annexes"
    ANNEX = "annex heading"
    TABLE_HEADER = "table header"
    TABLE_SECTION = "heading between the rows of a table"
    CLOSING = "closing words"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that is read but carries neither provision nor task."""

    kind: PassageKind
    reading: Reading


@dataclass(frozen=True, slots=True)
class Statements:
    """What a run of text states in numbers and dates; places count in the text that was read.

    ``amounts`` are the places of amounts that are part of no target, ``durations`` those of times without a date.
    """

    targets: tuple[TargetStatement, ...] = ()
    times: tuple[TimeStatement, ...] = ()
    amounts: tuple[tuple[int, int], ...] = ()
    durations: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CellStatements:
    """What a cell of a row states, with the words it was read from: those of its column's head before its own."""

    reading: Reading
    statements: Statements


@dataclass(frozen=True, slots=True)
class Provision:
    """One sentence of a measure's body, or of a chapter without measures; ``number`` counts from 1 within it."""

    number: int
    reading: Reading
    statements: Statements = Statements()

    @property
    def text(self) -> str:
        """Return the sentence, joined over line and page breaks."""
        return self.reading.text


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter (一、…): ``id`` names it over versions, ``number`` is printed; sentences before its first measure."""

    id: int
    number: int
    heading: str
    heading_span: Span
    provisions: tuple[Provision, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure (（一）…): ``id`` names it over versions, ``number`` is printed, ``chapter`` is the chapter's id."""

    id: int
    number: int
    chapter: int | None
    heading: str
    heading_span: Span
    provisions: tuple[Provision, ...] = ()

    @property
    def span(self) -> Span:
        """Return the stretch from the heading to the last provision."""
        last = self.provisions[-1].reading.span().end if self.provisions else self.heading_span.end
        return Span(self.heading_span.start, last)


@dataclass(frozen=True, slots=True)
class Task:
    """A task: ``id`` names it over versions, ``number`` is the printed one (``None`` where it can't be read).

    ``measure`` is the id of the measure that a task written in running text stands in; a row of a table has
    none, its measures are found by comparing words. ``label`` is what is printed (（十四）, 1.1), ``path`` the headings
    above, ``cells`` what the columns of deadlines and targets of a row state.
    """

    id: int
    number: int | None
    reading: Reading
    clause: Clause
    statements: Statements = Statements()
    measure: int | None = None
    number_span: Span | None = None
    blanket_local: tuple[str, Span] | None = None
    label: str | None = None
    path: tuple[str, ...] = ()
    cells: tuple[CellStatements, ...] = ()

    @property
    def text(self) -> str:
        """Return the words of the task, joined over line and page breaks."""
        return self.reading.text


@dataclass(frozen=True, slots=True)
class ItemHeading:
    """A heading or a numbered item: its label, its words, its level from 1; ``parent`` is a place in the list."""

    label: str
    heading: str
    level: int
    parent: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that no stage could read, with their place and the reason."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Another document that this one names: its number and its title."""

    number: str
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One version of a plan as read from its text.

    ``title`` is that of the notice, ``plan_title`` that of the plan it carries; ``number`` such as
    川办发〔2021〕57号; ``implements`` the document that the plan says it carries out. What the text does not
    state is empty or ``None``, and ``unread`` holds what could not be read. ``issued`` is the day from which 本年 and
    明年 count; ``None`` where it is not certain.
    """

    source: SourceText
    title: str
    plan_title: str
    number: str
    issuer: str
    date: dt.date | None
    implements: Reference | None
    chapters: tuple[Chapter, ...]
    measures: tuple[Measure, ...]
    tasks: tuple[Task, ...]
    passages: tuple[Passage, ...]
    unread: tuple[Unread, ...]
    issued: dt.date | None = None
    items: tuple[ItemHeading, ...] = ()
    conventions: tuple[Convention, ...] = ()
