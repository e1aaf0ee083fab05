"""Cut a clause into lexemes: names, verbs, labels, open-ended words, separators. No character is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.parsing.clauses import lexicon
from kg.parsing.clauses.model import PartKind, Role
from kg.parsing.clauses.names import LONGEST_NAME, Known, bracket_end, name_kind, split_names
from kg.parsing.deadlines import time_statement_at
from kg.parsing.numerals import chinese_number

_NONE = frozenset({"无", "—", "——", "-", "--", "/", "／", "－", "\\", "空"})
_LONGEST_PERSON = 12


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A stretch of folded clause text: what it is, and what it gives (verbs and labels)."""

    kind: PartKind
    start: int
    end: int
    gives: lexicon.LabelGives | None = None
    count: int | None = None

    @property
    def role(self) -> Role | None:
        """Return the role that a verb or a label gives."""
        return self.gives if isinstance(self.gives, Role) else None


def scan(text: str, known: Known) -> list[Lexeme]:
    """Cut folded clause text into lexemes that join without a gap."""
    return list(_Scanner(text, known).lexemes())


class _Scanner:
    def __init__(self, text: str, known: Known) -> None:
        self.text = text
        self.known = known
        self.run = 0
        self.after_name = False
        self.after_open = False
        self.persons = False

    def lexemes(self) -> Iterator[Lexeme]:
        index = 0
        while index < len(self.text):
            lexeme = self._at(index)
            if lexeme is not None:
                yield from self._flush(index)
                yield lexeme
                self._note(lexeme)
                self.after_open = lexeme.kind is PartKind.OPEN
                self.after_name = self.after_open or lexeme.kind.names_party
                index = self.run = lexeme.end
            elif self.text[index] in lexicon.OPENING:
                index = bracket_end(self.text, index) or index + 1
            else:
                index += 1
        yield from self._flush(len(self.text))

    def _note(self, lexeme: Lexeme) -> None:
        """Keep in mind whether names of persons follow: from their label up to the next label or hard stop."""
        if lexeme.kind is PartKind.LABEL:
            self.persons = lexeme.gives is lexicon.LabelKind.PERSON
        elif lexeme.kind is PartKind.SEPARATOR and self.text[lexeme.start : lexeme.end] in lexicon.HARD_STOPS:
            self.persons = False

    def _flush(self, end: int) -> Iterator[Lexeme]:
        """Emit the run of characters before ``end`` as names and the words that join them."""
        text = self.text[self.run : end]
        if not text:
            return
        if text.strip() in _NONE:
            yield Lexeme(PartKind.SEPARATOR, self.run, end)
            return
        name = text.rstrip()
        if self.persons and len(name) <= _LONGEST_PERSON:
            yield Lexeme(PartKind.PERSON, self.run, self.run + len(name))
            if len(name) < len(text):
                yield Lexeme(PartKind.SEPARATOR, self.run + len(name), end)
            return
        for start, stop, is_name in split_names(name, self.known):
            kind = name_kind(name[start:stop], self.known) or PartKind.UNREAD
            yield Lexeme(kind if is_name else PartKind.SEPARATOR, self.run + start, self.run + stop)
        if len(name) < len(text):
            yield Lexeme(PartKind.SEPARATOR, self.run + len(name), end)

    def _at(self, index: int) -> Lexeme | None:
        text, fresh = self.text, index == self.run
        if text[index] in lexicon.SEPARATORS:
            return self._separator(index)
        if (label := self._label(index, fresh=fresh)) is not None:
            return label
        for pattern, role in lexicon.VERBS:
            if match := pattern.match(text, index):
                return Lexeme(PartKind.VERB, index, match.end(), role)
        if (match := lexicon.OTHER_VERBS.match(text, index)) and self._follows_name(index):
            return Lexeme(PartKind.OTHER_VERB, index, match.end())
        if not fresh or self.after_name:
            found = self._after_name(index, fresh=fresh)
            if found is not None:
                return found
        if text[index] in lexicon.OPENING + lexicon.CLOSING:
            return self._bracket(index, fresh=fresh)
        return self._item(index) if fresh else None

    def _follows_name(self, index: int) -> bool:
        """Return whether a name ends at a place, so that a verb which is also a noun is a verb there."""
        if index == self.run:
            return self.after_name
        return index - self.run <= LONGEST_NAME and name_kind(self.text[self.run : index], self.known) is not None

    def _label(self, index: int, *, fresh: bool) -> Lexeme | None:
        """Read a label; one begins where a name may begin, or where its own words do: 省财政厅责任单位：."""
        for pattern, given in lexicon.LABELS:
            match = pattern.match(self.text, index)
            if match and (fresh or given is not lexicon.LabelKind.PERSON):
                return Lexeme(PartKind.LABEL, index, match.end(), given)
        return None

    def _separator(self, index: int) -> Lexeme | None:
        """Read a separator; a space inside a name is part of the name."""
        if self.text[index] in " \t　" and index != self.run and index + 1 < len(self.text):
            return None
        return Lexeme(PartKind.SEPARATOR, index, index + 1)

    def _after_name(self, index: int, *, fresh: bool) -> Lexeme | None:
        """Read what can follow a name without a separator: 等…, 会同, 和 before local governments or others."""
        text = self.text
        if text[index] == "等" and (match := lexicon.OPEN_AFTER_LIST.match(text, index)):
            end = match.start() + len(match.group().rstrip())
            if self._ends_list(end):
                return Lexeme(PartKind.OPEN, index, end, count=chinese_number(match["count"] or ""))
        whole = fresh or name_kind(text[self.run : index], self.known) is not None
        if whole and (match := lexicon.JOIN.match(text, index)):
            return Lexeme(PartKind.JOIN, index, match.end())
        connector = next((word for word in lexicon.CONNECTORS if text.startswith(word, index)), None)
        if whole and connector is not None:
            after = index + len(connector)
            others = self.after_open and fresh
            if others or lexicon.local_at(text, after) is not None or self._open_alone(after) is not None:
                return Lexeme(PartKind.SEPARATOR, index, after)
        return None

    def _ends_list(self, end: int) -> bool:
        text = self.text
        rest = text[end:].lstrip()
        for joining in lexicon.CONNECTORS:
            if rest.startswith(joining):
                after = len(text) - len(rest) + len(joining)
                if lexicon.local_at(text, after) is not None or lexicon.OPEN_ALONE.match(text, after) is not None:
                    return True
        if lexicon.OTHER_VERBS.match(rest):
            return True
        if not rest or rest[0] in lexicon.SEPARATORS + lexicon.CLOSING:
            return True
        at = len(text) - len(rest)
        return any(pattern.match(text, at) for pattern, _ in lexicon.VERBS) or lexicon.JOIN.match(text, at) is not None

    def _bracket(self, index: int, *, fresh: bool) -> Lexeme | None:
        """Read a bracket around a clause or around a verb; one inside a name stays in the name."""
        if self.text[index] in lexicon.CLOSING or fresh:
            return Lexeme(PartKind.BRACKET, index, index + 1)
        inside = index + 1
        opened = (*(pattern for pattern, _ in lexicon.VERBS), *(pattern for pattern, _ in lexicon.LABELS))
        if any(pattern.match(self.text, inside) for pattern in (*opened, lexicon.FIRST_LISTED_LEADS)):
            return Lexeme(PartKind.BRACKET, index, inside)
        return None

    def _open_alone(self, index: int) -> int | None:
        match = lexicon.OPEN_ALONE.match(self.text, index)
        if match is None:
            return None
        joined = self.text[match.end() :].lstrip().startswith(("等", *lexicon.CONNECTORS))
        return match.end() if joined or self._ends_list(match.end()) else None

    def _item(self, index: int) -> Lexeme | None:
        """Read what can only stand where a name may begin."""
        text = self.text
        if match := lexicon.FIRST_LISTED_LEADS.match(text, index):
            return Lexeme(PartKind.CONVENTION, index, match.end())
        if (statement := time_statement_at(text, index)) is not None and self._ends_list(statement.end):
            return Lexeme(PartKind.DEADLINE, index, statement.end)
        if (end := lexicon.local_at(text, index)) is not None:
            return Lexeme(PartKind.LOCAL, index, end)
        if (end := self._open_alone(index)) is not None:
            return Lexeme(PartKind.OPEN, index, end)
        if match := lexicon.BY.match(text, index):
            return Lexeme(PartKind.SEPARATOR, index, match.end())
        if match := lexicon.JOIN.match(text, index):
            return Lexeme(PartKind.JOIN, index, match.end())
        return None
