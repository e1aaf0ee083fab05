"""Tasks in running text: which words each carrier closes, and what the carriers of headings hold for.

A carrier belongs to the nearest item whose words it closes; one on a line of its own after items of a list belongs to
the item that owns the list. The carrier of a heading makes each lowest item below it a task that has none of its own.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field

from kg.parsing.carriers import CarrierFinder, CarrierPiece
from kg.parsing.clause_conventions import DocumentConventions
from kg.parsing.clauses import Clause
from kg.parsing.clauses.merged_clauses import first_listed_leads, inherited, merged
from kg.parsing.clauses.names import Known
from kg.parsing.duties import body_before_colon, clause_of_names, duties_in, is_body_heading, is_of_duties, opens_a_duty
from kg.parsing.item_tree import CHAPTERS, Item, ItemTree
from kg.parsing.model import Unread
from kg.reading import Reading, SourceText
from kg.reading.folding import fold_width


@dataclass(frozen=True, slots=True)
class TaskWords:
    """A task of the running text before it has its number: its words, its clause, and the item it stands in."""

    words: Reading
    clause: Clause
    item: Item | None


@dataclass(slots=True)
class _Node:
    """An item with its own words divided at its carriers."""

    item: Item
    pieces: list[CarrierPiece] = field(default_factory=list)
    heading_clause: Clause | None = None
    tail: list[Clause] = field(default_factory=list)
    duties: list[tuple[Clause, list[Reading]]] = field(default_factory=list)
    by_body: bool = False

    @property
    def has_carrier(self) -> bool:
        """Return whether the item has a carrier of its own words."""
        return bool(self.tail or self.duties) or any(piece.clause is not None for piece in self.pieces)


class RunningText:
    """Reads the carriers of all items, then the tasks in the order of the text."""

    def __init__(self, tree: ItemTree, source: SourceText, known: Known, conventions: DocumentConventions) -> None:
        self.tree, self.source, self.known, self.conventions = tree, source, known, conventions
        self.finder = CarrierFinder(source, known)
        self.unread: list[Unread] = []
        self.nodes: dict[Item, _Node] = {}
        self.finder.settle([reading for item in tree.items for reading in (item.block, *item.paragraphs)])
        for item in tree.items:
            self.nodes[item] = self._node(item)
        for item in tree.items:
            self._climb(self.nodes[item])

    def provision_words(self, item: Item) -> Iterator[Reading]:
        """Return the words of an item and of the items below it that are its provisions, carriers left out."""
        for each in self.tree.items:
            if each.holder is item:
                yield from (piece.words for piece in self.nodes[each].pieces if piece.words.text)

    def tasks(self) -> Iterator[TaskWords]:
        """Return the tasks in the order of the text."""
        for front in self.tree.fronts:
            yield from self._of_front(front)
        for item in self.tree.items:
            if item.parent is None:
                yield from self._of_item(item, None, names=False)

    # ------------------------------------------------------------ carriers of an item

    def _node(self, item: Item) -> _Node:
        node = _Node(item)
        self._read_heading(node)
        lines = self._lines(item)
        for at, line in enumerate(lines):
            if self._is_duty(item, line, len(lines)):
                self._read_duties(node, line)
                continue
            for piece in self.finder.pieces(line):
                in_own_line = at == 0 and line.span().start < item.block.span().end
                if piece.unread is not None:
                    self.unread.append(piece.unread)
                if in_own_line and piece.alone:
                    piece = CarrierPiece(piece.words, piece.clause, piece.unread)
                node.pieces.append(piece)
        return node

    def _lines(self, item: Item) -> list[Reading]:
        """Return the paragraphs that are the item's own words: with the line of its label where that is no heading."""
        if item.is_chapter or item.is_measure:
            return item.paragraphs
        return [item.block, *item.paragraphs]

    def _read_heading(self, node: _Node) -> None:
        """Read the carrier that stands in a heading, and names of bodies that are a heading."""
        item = node.item
        if (item.is_chapter or item.is_measure) and item.words.text:
            pieces = list(self.finder.pieces(item.words))
            if len(pieces) == 1 and pieces[0].clause is not None and pieces[0].words.text and _is_bracket(pieces[0]):
                node.heading_clause = pieces[0].clause
                item.words = pieces[0].words
            if len(pieces) == 1 and pieces[0].unread is not None and pieces[0].words.text:
                self.unread.append(pieces[0].unread)
        if node.heading_clause is None and self._is_body_heading(item):
            node.heading_clause, node.by_body = clause_of_names(item.words, self.known, self.source), True

    def _is_body_heading(self, item: Item) -> bool:
        """Return whether a heading is a body whose duties stand below: others beside it are, or a heading says so."""
        if not (item.children or item.paragraphs) or len(item.words.text) > _LONGEST_NAMES:
            return False
        if not is_body_heading(fold_width(item.words.text), self.known):
            return False
        siblings = item.parent.children if item.parent is not None else [
            each for each in self.tree.items if each.parent is None and each.root == item.root
        ]  # fmt: skip
        others = [
            each for each in siblings if each is not item and is_body_heading(fold_width(each.words.text), self.known)
        ]
        return bool(others) or is_of_duties([each.heading for each in item.above()])

    def _is_duty(self, item: Item, line: Reading, lines: int) -> bool:
        words = _without_label(item, line)
        colon = body_before_colon(words, self.known)
        if colon is None:
            return False
        rest = words.slice(colon, len(words.text))
        if any(piece.clause is not None for piece in self.finder.pieces(rest)):
            return False
        return opens_a_duty(rest.text) or is_of_duties([item.heading, *(each.heading for each in item.above())]) or (
            sum(body_before_colon(_without_label(item, each), self.known) is not None for each in self._lines(item)) > 1
            and lines > 1
        )  # fmt: skip

    def _read_duties(self, node: _Node, line: Reading) -> None:
        words = _without_label(node.item, line)
        colon = body_before_colon(words, self.known) or 0
        clause = clause_of_names(words.slice(0, colon - 1), self.known, self.source)
        node.duties.append((clause, duties_in(words.slice(colon, len(words.text)))))
        node.pieces.append(CarrierPiece(line))

    def _climb(self, node: _Node) -> None:
        """Move a carrier that stands alone after the last item of a list to the item that owns the list."""
        item, parent = node.item, node.item.parent
        at = next((index for index, piece in enumerate(node.pieces) if piece.alone and piece.clause is not None), None)
        if parent is None or at is None or item.label.kind in CHAPTERS or item is not parent.children[-1]:
            return
        if any(not piece.alone for piece in node.pieces[at:]) or not self._is_of_list(node, at):
            return
        owner = self.nodes[parent]
        owner.tail = [piece.clause for piece in node.pieces[at:] if piece.clause is not None]
        node.pieces = node.pieces[:at]

    def _is_of_list(self, node: _Node, at: int) -> bool:
        """Return whether a carrier alone closes a list: its last item has one already, or none of its items has any."""
        item = node.item
        earlier = item.parent.children[:-1] if item.parent is not None else []
        if node.pieces[at - 1].clause is not None if at else False:
            return any(piece.clause is not None and piece.clause.parties for piece in node.pieces[at:])
        if not earlier or any(self.nodes[each].has_carrier or each.children for each in earlier):
            return False
        if item.is_measure and any(self._lines(each) for each in earlier):
            return False
        return not self._closes_own_lines(item)

    def _closes_own_lines(self, item: Item) -> bool:
        """Return whether carriers on lines of their own follow items of this kind before the last of their list."""
        return any(
            piece.alone and piece.clause is not None
            for each in self.tree.items
            if each.label.kind == item.label.kind and each.parent is not None and each is not each.parent.children[-1]
            for piece in self.nodes[each].pieces
        )

    # ------------------------------------------------------------ tasks

    def _of_front(self, front: Sequence[Reading]) -> Iterator[TaskWords]:
        """Return the tasks of paragraphs before the first item: those that a bracket or a label closes."""
        words: list[Reading] = []
        for paragraph in front:
            for piece in self.finder.pieces(paragraph):
                words.append(piece.words)
                if piece.unread is not None:
                    self.unread.append(piece.unread)
                if piece.clause is not None and (joined := _joined(words)) is not None:
                    yield TaskWords(joined, self._conventional(piece.clause), None)
                if piece.clause is not None or piece.unread is not None:
                    words = []

    def _of_item(self, item: Item, above: Clause | None, *, names: bool) -> Iterator[TaskWords]:
        """Return the tasks of an item and of those below; ``above`` is the carrier of the nearest heading that has one.

        ``names`` says that it is a heading of names, below which duties are divided at their semicolons.
        """
        node = self.nodes[item]
        if node.heading_clause is not None:
            above, names = inherited(self._conventional(node.heading_clause)), node.by_body
        for clause, duties in node.duties:
            yield from (TaskWords(duty, clause, item) for duty in duties)
        left = yield from self._closed(node)
        if above is not None and not node.tail:
            yield from self._inheriting(node, left, above, names=names)
        for child in item.children:
            if not node.tail or self._has_carrier_within(child):
                yield from self._of_item(child, None if node.tail else above, names=names)
        if node.tail:
            whole = _joined([*self._own_words(node), *self._words_below(item)]) or item.words
            yield TaskWords(whole, self._conventional(merged(node.tail, self.source.text)), item)

    def _closed(self, node: _Node) -> Generator[TaskWords, None, list[Reading]]:
        """Yield a task for each run of words that a carrier closes; return the words that none does."""
        item = node.item
        words: list[Reading] = []
        found: list[tuple[Reading, list[Clause]]] = []
        for piece in node.pieces:
            if piece.words.text:
                words.append(piece.words)
            if piece.clause is not None:
                joined = _joined([_without_label(item, each) for each in words])
                if joined is None and found:
                    found[-1][1].append(piece.clause)
                else:
                    found.append((joined or item.words, [piece.clause]))
            if piece.clause is not None or piece.unread is not None:
                words = []
        if found and not words and item.children and not any(map(self._has_carrier_within, item.children)):
            reading, clauses = found[-1]
            found[-1] = (_joined([reading, *self._words_below(item)]) or reading, clauses)
        for reading, clauses in found:
            yield TaskWords(reading, self._conventional(merged(clauses, self.source.text)), item)
        return words

    def _inheriting(self, node: _Node, left: list[Reading], above: Clause, *, names: bool) -> Iterator[TaskWords]:
        """Yield the task of an item that has no carrier of its own words, with the carrier of a heading above."""
        item = node.item
        if node.duties or (node.has_carrier and not left):
            return
        if item.children and not (item.is_chapter or item.is_measure):
            left = left[1:]
        words = _joined([_without_label(item, each) for each in left])
        if words is None and not item.children and not node.has_carrier:
            words = item.words
        if words is None or not words.text.strip("。 "):
            return
        if names:
            yield from (TaskWords(duty, above, item) for duty in duties_in(words))
        else:
            yield TaskWords(words, above, item)

    def _own_words(self, node: _Node) -> list[Reading]:
        return [_without_label(node.item, piece.words) for piece in node.pieces if piece.words.text]

    def _words_below(self, item: Item) -> list[Reading]:
        """Return the words of the items below that are no tasks of their own."""
        found: list[Reading] = []
        for child in item.children:
            if not self.nodes[child].has_carrier:
                if child.is_measure or child.is_chapter:
                    found.append(child.words)
                found += [piece.words for piece in self.nodes[child].pieces if piece.words.text]
                found += self._words_below(child)
        return found

    def _has_carrier_within(self, item: Item) -> bool:
        node = self.nodes[item]
        own = node.has_carrier or node.heading_clause is not None
        return own or any(map(self._has_carrier_within, item.children))

    def _conventional(self, clause: Clause) -> Clause:
        convention = self.conventions.first_listed_leads(clause.span.end)
        return clause if convention is None else first_listed_leads(clause, convention)


_LONGEST_NAMES = 40


def _is_bracket(piece: CarrierPiece) -> bool:
    return piece.clause is not None and fold_width(piece.clause.text.lstrip())[:1] in "（〔【［["


def _without_label(item: Item, words: Reading) -> Reading:
    """Return words without the label of their item where they begin with it."""
    if words.text and not (item.is_chapter or item.is_measure) and words.span().start == item.block.span().start:
        return words.slice(item.label.end, len(words.text)).strip()
    return words


def _joined(readings: Sequence[Reading]) -> Reading | None:
    text = "".join(reading.text for reading in readings)
    positions = tuple(position for reading in readings for position in reading.positions)
    return Reading(text, positions) if text else None
