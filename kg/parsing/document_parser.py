"""From a text to a document: the one door of the parsing stage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kg.bilingual import Text
from kg.errors import InputError
from kg.parsing.clause_conventions import DocumentConventions, find_conventions
from kg.parsing.clauses import Clause
from kg.parsing.clauses.names import Known
from kg.parsing.document_heading import read_heading
from kg.parsing.inline_clauses import divide_at_clauses
from kg.parsing.model import Chapter, Document, Measure, Provision, Task, Unread
from kg.parsing.outline import Item, Outline, read_outline
from kg.parsing.sentences import split_sentences, statements_of
from kg.parsing.task_table import read_rows
from kg.reading import Reading, SourceText

_NUMBERED = re.compile(r"\s*(?:[0-9]{1,3}\s*[.．、]|（[0-9]{1,3}）)(?![0-9])")

_UNDIVIDED_HEADER = re.compile(r"序号[^\t]{1,40}(?:责任|牵头|负责)(?:单位|部门)")


def parse_document(source: SourceText, known: Known, name: str = "the text", version: date | None = None) -> Document:
    r"""Read a plan: its heading, chapters, measures, provisions and tasks with their clauses.

    ``known`` returns whether the register knows a name of a body (such a name is never divided); ``version`` is the
    date of the version, where it is recorded.
    Raises :class:`~kg.errors.InputError` when the text holds no task at all, so is no plan.

    >>> from kg.reading.load_text import read_text
    >>> text = "关于印发方案的通知\n\n一、要求\n\n（一）建设。建设养老院。（省发展改革委牵头，民政厅参加）"
    >>> task = parse_document(read_text(text), lambda name: False).tasks[0]
    >>> task.text, [party.as_written for party in task.clause.parties]
    ('建设养老院。', ['省发展改革委', '民政厅'])
    """
    outline = read_outline(source)
    heading, front = read_heading(outline.front)
    conventions = find_conventions(source.blocks, _issued(heading.date, version))
    row_tasks, unread = read_rows(outline.rows, source, known, conventions)
    builder = _Body(outline, source, known, conventions, row_tasks)
    chapters, measures = builder.read()
    tasks = (*row_tasks, *builder.tasks)
    if not tasks:
        raise _no_task(source, name)
    left = tuple(sorted((*outline.unread, *unread, *builder.unread), key=lambda item: item.span))
    return Document(
        source, heading.title, heading.plan_title, heading.number, heading.issuer, heading.date, heading.implements,
        chapters, measures, tasks, (*front, *outline.passages), left, conventions.issued,
    )  # fmt: skip


def _issued(stated: date | None, recorded: date | None) -> date | None:
    """Return the day on which the words were said; none where a later version keeps the date of the first."""
    return stated or recorded if None in (stated, recorded) or stated == recorded else None


def _no_task(source: SourceText, name: str) -> InputError:
    """Return the error that says that no task is found, and why, where a table without tabs is the likely reason."""
    for block in source.blocks:
        if _UNDIVIDED_HEADER.search(block.reading.text) and "\t" not in block.reading.text:
            line = source.line_of(block.span.start)
            return InputError(
                Text(
                    "其中没有任务，表格各列也没有用制表符分隔",
                    "no task is found in it, and the columns of its table are not divided by tabs",
                ),
                f"{name}, line {line}",
                Text("请在各列之间用制表符保存表格", "save the table with a tab between the columns"),
            )
    return InputError(
        Text(
            "其中没有任务：既没有含序号、重点任务、责任单位的表，也没有带（责任单位：…）这类语句的条目",
            "no task is found in it: neither a table with 序号, 重点任务 and 责任单位, "
            "nor an item with a clause such as （责任单位：…）",
        ),
        name,
        Text("请给出实施方案的文本", "give the text of an implementation plan"),
    )


class _Body:
    """Chapters and measures being read, with the tasks that their running text states."""

    def __init__(
        self,
        outline: Outline,
        source: SourceText,
        known: Known,
        conventions: DocumentConventions,
        row_tasks: Sequence[Task],
    ) -> None:
        self.outline, self.source, self.known, self.conventions = outline, source, known, conventions
        self.tasks: list[Task] = []
        self.unread: list[Unread] = []
        self.counted = not row_tasks
        self.next_id = max((task.id for task in row_tasks), default=0) + 1

    def read(self) -> tuple[tuple[Chapter, ...], tuple[Measure, ...]]:
        """Read every item in the order of the text, so that tasks are counted in that order."""
        of_chapters, of_measures = _identities(self.outline.chapters), _identities(self.outline.measures)
        chapters: list[Chapter] = []
        measures: list[Measure] = []
        for item in self.outline.items:
            if item in self.outline.chapters:
                identity, provisions = of_chapters[len(chapters)], self._provisions(item, None)
                chapters.append(Chapter(identity, item.number, item.heading, item.heading_span, provisions))
            else:
                identity = of_measures[len(measures)]
                provisions = self._provisions(item, identity)
                chapter = of_chapters[item.chapter - 1] if item.chapter else None
                measures.append(Measure(identity, item.number, chapter, item.heading, item.heading_span, provisions))
        return tuple(chapters), tuple(measures)

    def _provisions(self, item: Item, measure: int | None) -> tuple[Provision, ...]:
        provisions: list[Provision] = []
        issued = self.conventions.issued
        words: list[Reading] = []
        for paragraph in item.paragraphs:
            if _NUMBERED.match(paragraph.text):
                words = []
            for text, found in divide_at_clauses(paragraph, self.source, self.known, self.conventions):
                words.append(text)
                for sentence in split_sentences(text):
                    provisions.append(Provision(len(provisions) + 1, sentence, statements_of(sentence.text, issued)))
                if isinstance(found, Clause):
                    self._add_task(_joined(words) or item.words, found, measure)
                elif found is not None:
                    self.unread.append(found)
                if found is not None:
                    words = []
        return tuple(provisions)

    def _add_task(self, reading: Reading, clause: Clause, measure: int | None) -> None:
        number = self.next_id if self.counted else None
        blanket = self.conventions.blanket_local
        if blanket is not None and blanket[1].start >= clause.span.start:
            blanket = None
        statements = statements_of(reading.text, self.conventions.issued)
        self.tasks.append(Task(self.next_id, number, reading, clause, statements, measure, blanket_local=blanket))
        self.next_id += 1


def _identities(items: Sequence[Item]) -> list[int]:
    """Return the printed numbers, or where one stands twice (or begins again) the places in the text, from 1."""
    printed = [item.number for item in items]
    return printed if len(set(printed)) == len(printed) else list(range(1, len(items) + 1))


def _joined(readings: Sequence[Reading]) -> Reading | None:
    text = "".join(reading.text for reading in readings)
    positions = tuple(position for reading in readings for position in reading.positions)
    return Reading(text, positions) if text else None
