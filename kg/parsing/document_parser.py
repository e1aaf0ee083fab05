"""From a text to a document: the one door of the parsing stage."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from kg.bilingual import Text
from kg.errors import InputError
from kg.parsing.clause_conventions import DocumentConventions, find_conventions
from kg.parsing.clauses.names import Known
from kg.parsing.document_heading import read_heading
from kg.parsing.item_tree import Item, ItemTree, read_item_tree
from kg.parsing.model import Chapter, Document, ItemHeading, Measure, Provision, Task
from kg.parsing.running_text import RunningText, TaskWords
from kg.parsing.sentences import split_sentences, statements_of
from kg.parsing.table_cells import year_of_title
from kg.parsing.task_table import read_rows
from kg.reading import SourceText

_UNDIVIDED_HEADER = re.compile(r"序号[^\t]{1,40}(?:责任|牵头|负责)(?:单位|部门)")


def parse_document(
    source: SourceText,
    known: Known,
    name: str = "the text",
    version: date | None = None,
    *,
    assigns_nothing: bool = False,
) -> Document:
    r"""Read a plan: its heading, chapters, measures, provisions and tasks with their clauses.

    ``known`` returns whether the register knows a name of a body (such a name is never divided); ``version`` is the
    date of the version, where it is recorded.
    Raises :class:`~kg.errors.InputError` when the text holds no task at all, so is no plan; with ``assigns_nothing`` it
    is read all the same.

    >>> from kg.reading.load_text import read_text
    >>> text = "关于印发方案的通知\n\n一、要求\n\n（一）建设。建设养老院。（省发展改革委牵头，民政厅参加）"
    >>> task = parse_document(read_text(text), lambda name: False).tasks[0]
    >>> task.text, [party.as_written for party in task.clause.parties]
    ('建设养老院。', ['省发展改革委', '民政厅'])
    """
    tree = read_item_tree(source)
    headline = next((item.words for item in tree.items if item.label.kind == "#1"), None)
    heading, front = read_heading(tree.fronts, headline)
    issued = _issued(heading.date, version)
    year = year_of_title(heading.plan_title) or year_of_title(heading.title)
    conventions = find_conventions(source.blocks, tree.roots, issued, year)
    row_tasks, unread = read_rows(tree.rows, source, known, conventions)
    body = _Body(tree, source, known, conventions, row_tasks)
    chapters, measures = body.read()
    tasks = (*row_tasks, *body.tasks)
    if not tasks and not assigns_nothing:
        raise _no_task(source, name)
    left = tuple(sorted((*tree.unread, *unread, *body.text.unread), key=lambda item: item.span))
    return Document(
        source, heading.title, heading.plan_title, heading.number, heading.issuer, heading.date, heading.implements,
        chapters, measures, tasks, (*front, *tree.passages), left, issued, _headings(tree), conventions.conventions,
    )  # fmt: skip


def _headings(tree: ItemTree) -> tuple[ItemHeading, ...]:
    places = {item: index for index, item in enumerate(tree.items)}
    return tuple(
        ItemHeading(
            item.label.words,
            item.heading,
            item.depth + 1,
            places[item.parent] if item.parent is not None else None,
            item.heading_span,
        )
        for item in tree.items
    )


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
        tree: ItemTree,
        source: SourceText,
        known: Known,
        conventions: DocumentConventions,
        row_tasks: Sequence[Task],
    ) -> None:
        self.tree, self.conventions = tree, conventions
        self.text = RunningText(tree, source, known, conventions)
        self.tasks: list[Task] = []
        self.next_id = max((task.id for task in row_tasks), default=0) + 1

    def read(self) -> tuple[tuple[Chapter, ...], tuple[Measure, ...]]:
        """Read every item in the order of the text, so that tasks are counted in that order."""
        chapters, measures = self.tree.chapters, self.tree.measures
        of_chapters = dict(zip(chapters, _identities(chapters), strict=True))
        of_measures = dict(zip(measures, _identities(measures), strict=True))
        for found in self.text.tasks():
            self._add_task(found, of_measures)
        return (
            tuple(
                Chapter(of_chapters[item], item.number, item.heading, item.heading_span, self._provisions(item))
                for item in chapters
            ),
            tuple(
                Measure(
                    of_measures[item],
                    item.number,
                    next((of_chapters[each] for each in item.above() if each.is_chapter), None),
                    item.heading,
                    item.heading_span,
                    self._provisions(item),
                )
                for item in measures
            ),
        )

    def _provisions(self, item: Item) -> tuple[Provision, ...]:
        issued = self.conventions.issued
        sentences = (each for words in self.text.provision_words(item) for each in split_sentences(words))
        return tuple(
            Provision(number, sentence, statements_of(sentence.text, issued))
            for number, sentence in enumerate(sentences, 1)
        )

    def _add_task(self, found: TaskWords, of_measures: Mapping[Item, int]) -> None:
        item = found.item
        holder = item.holder if item is not None else None
        label = item.label if item is not None else None
        above = [*reversed([*item.above()])] if item is not None else []
        if item is not None and found.words.span().start >= item.heading_span.end:
            above.append(item)
        self.tasks.append(
            Task(
                self.next_id,
                label.number if label is not None else None,
                found.words,
                found.clause,
                statements_of(found.words.text, self.conventions.issued),
                of_measures.get(holder) if holder is not None else None,
                blanket_local=self.conventions.blanket_local(found.clause.span.start),
                label=label.words if label is not None else None,
                path=tuple(f"{each.label.words}{each.heading}" for each in above),
            )
        )
        self.next_id += 1


def _identities(items: Sequence[Item]) -> list[int]:
    """Return the printed numbers, or where one stands twice (or begins again) the places in the text, from 1."""
    printed = [item.number for item in items]
    return printed if len(set(printed)) == len(printed) else list(range(1, len(items) + 1))
