"""Read a responsibility clause: give each name its role, keep every character, report what can't be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.parsing.clauses.expand import expanded_names
from kg.parsing.clauses.lexicon import HARD_STOPS
from kg.parsing.clauses.model import Clause, OpenParty, Part, PartKind, Party, Role
from kg.parsing.clauses.names import Known, tidy
from kg.parsing.clauses.scanner import Lexeme, scan
from kg.parsing.numerals import fold
from kg.reading import Reading, Span


@dataclass(frozen=True, slots=True)
class Conventions:
    """What the document itself says once about how its clauses are to be read, with the place of each statement."""

    first_listed_leads: Span | None = None


NO_CONVENTIONS = Conventions()


def read_clause(
    reading: Reading,
    known: Known,
    conventions: Conventions = NO_CONVENTIONS,
    column_role: Role | None = None,
    source: str | None = None,
) -> Clause:
    """Read a responsibility clause.

    ``known`` tells which names the register knows; ``column_role`` is the role that the table's column gives to
    a cell without any verb or label; ``source`` is the text of the file, to show page furniture inside the
    clause as parts of its own. Words that can't be read become parts of kind ``unread``; none is dropped.

    >>> text = "省卫生健康委牵头，省妇联参加；各市（州）人民政府负责。"
    >>> clause = read_clause(Reading(text, range(len(text))), lambda name: False)
    >>> [(party.role.value, party.as_written) for party in clause.parties]
    [('lead', '省卫生健康委'), ('participant', '省妇联'), ('local', '各市（州）人民政府')]
    >>> "".join(part.text for part in clause.parts) == text
    True
    """
    lexemes = scan(fold(reading.text), known)
    roles = _Roles(lexemes, fold(reading.text), conventions, column_role).assign()
    return _clause(reading, lexemes, roles, source)


@dataclass(slots=True)
class _Given:
    """The role that a lexeme got; ``convention`` where the document's own convention gave it."""

    role: Role
    convention: Span | None = None


@dataclass(slots=True)
class _Group:
    """Names that stand together between two commas: indexes of lexemes."""

    members: list[int] = field(default_factory=list)


class _Roles:
    """One pass over the lexemes: names wait until a verb, a label or the end of the sentence gives them a role."""

    def __init__(
        self, lexemes: Sequence[Lexeme], text: str, conventions: Conventions, column_role: Role | None
    ) -> None:
        self.lexemes, self.text, self.conventions = lexemes, text, conventions
        worded = any(lexeme.kind in (PartKind.VERB, PartKind.LABEL) for lexeme in lexemes)
        self.label: Role | None = None if worded else column_role
        self.column_role = self.label
        self.given: dict[int, _Given] = {}
        self.dangling: set[int] = set()
        self.groups: list[_Group] = [_Group()]
        self.joined: list[int] | None = None
        self.first_label_group = True
        self.lead_since_stop = False

    def assign(self) -> dict[int, _Given]:
        """Give the role of each lexeme that names a party or is open-ended, by its index."""
        for index, lexeme in enumerate(self.lexemes):
            self._take(index, lexeme)
        self._settle()
        return self.given

    def _take(self, index: int, lexeme: Lexeme) -> None:
        kind = lexeme.kind
        if kind.names_party or kind in (PartKind.OPEN, PartKind.UNREAD):
            self.groups[-1].members.append(index)
        elif kind is PartKind.VERB:
            self._verb(index, lexeme.role or Role.RESPONSIBLE)
        elif kind is PartKind.JOIN:
            self.joined = self._waiting()
            self.groups = [_Group()]
            self.join_at = index
        elif kind is PartKind.LABEL:
            self._settle()
            self.label = lexeme.role
            self.first_label_group = True
        elif kind is PartKind.SEPARATOR:
            self._separator(self.text[lexeme.start : lexeme.end])

    def _separator(self, words: str) -> None:
        if words in HARD_STOPS:
            self._settle()
            self.label = self.column_role
            self.lead_since_stop = False
        elif words == "，":
            if self.label is not None and self._waiting():
                self._settle()
            else:
                self.groups.append(_Group())

    def _waiting(self) -> list[int]:
        return [member for group in self.groups for member in group.members]

    def _verb(self, index: int, role: Role) -> None:
        waiting = self._waiting()
        if not self._readable(waiting) or (not waiting and self.joined is None):
            self.dangling.add(index)
        elif self.joined is not None:
            self._joined_verb(waiting, role)
        else:
            self._give(waiting, self._verb_role(waiting, role))
        self.groups = [_Group()]
        self.joined = None
        self.lead_since_stop = self.lead_since_stop or role is Role.LEAD

    def _joined_verb(self, waiting: list[int], role: Role) -> None:
        """A会同B负责: A leads, B takes part. A牵头，会同B负责: B takes part."""
        joined = self.joined or []
        if role is Role.PARTICIPANT or not self._readable(joined) or not (joined or self.lead_since_stop):
            return
        self._give(joined, Role.LEAD)
        self._give(waiting, Role.PARTICIPANT)

    def _verb_role(self, waiting: list[int], role: Role) -> Role:
        return Role.LOCAL if role is Role.RESPONSIBLE and self._all_local(waiting) else role

    def _all_local(self, members: Sequence[int]) -> bool:
        return all(self.lexemes[member].kind is PartKind.LOCAL for member in members)

    def _readable(self, members: Sequence[int]) -> bool:
        return all(self.lexemes[member].kind is not PartKind.UNREAD for member in members)

    def _give(self, members: Sequence[int], role: Role, convention: Span | None = None) -> None:
        for member in members:
            self.given[member] = _Given(role, convention)

    def _settle(self) -> None:
        """End a sentence or a labelled group: names still waiting get the label's role, or stay unread."""
        waiting = self._waiting()
        if self.joined is not None and self.lead_since_stop and not self.joined and self._readable(waiting):
            self._give(waiting, Role.PARTICIPANT)
        elif self.label is not None and waiting:
            self._settle_labelled([member for member in waiting if self._readable([member])], self.label)
        self.groups = [_Group()]
        self.joined = None

    def _settle_labelled(self, waiting: list[int], role: Role) -> None:
        first, self.first_label_group = self.first_label_group, False
        if not waiting:
            return
        if self._all_local(waiting) and (not first or role is Role.RESPONSIBLE):
            self._give(waiting, Role.LOCAL)
            return
        convention = self.conventions.first_listed_leads
        if first and role is Role.RESPONSIBLE and convention is not None:
            self._give(waiting[:1], Role.LEAD, convention)
            waiting = waiting[1:]
        self._give(waiting, role)


def _clause(reading: Reading, lexemes: Sequence[Lexeme], roles: dict[int, _Given], source: str | None) -> Clause:
    names = expanded_names(lexemes, fold(reading.text))
    parts: list[Part] = []
    parties: list[Party] = []
    others: list[OpenParty] = []
    deadlines: list[Part] = []
    named_in_list = 0
    verbs_left = _verbs_with_subjects(lexemes, roles)
    for index, lexeme in enumerate(lexemes):
        text, span = reading.text[lexeme.start : lexeme.end], reading.span(lexeme.start, lexeme.end)
        given, kind = roles.get(index), lexeme.kind
        if kind.names_party and given is not None:
            named_in_list += 1
            parties.append(
                Party(
                    given.role, kind, text, span, tidy(fold(text)), names.get(index), len(parties) + 1, given.convention
                )
            )
        elif kind is PartKind.OPEN and given is not None:
            if lexeme.count is None or lexeme.count > named_in_list:
                others.append(OpenParty(given.role, text, span))
        elif kind.names_party or kind is PartKind.OPEN or (kind is PartKind.VERB and index not in verbs_left):
            kind = PartKind.UNREAD
        elif kind is PartKind.DEADLINE:
            deadlines.append(Part(kind, text, span))
        if kind in (PartKind.VERB, PartKind.LABEL):
            named_in_list = 0
        parts.append(Part(kind, text, span))
    whole = reading.span()
    if source is None:
        return Clause(reading.text, whole, tuple(parts), tuple(parties), tuple(others), tuple(deadlines))
    filled = tuple(_with_furniture(parts, source))
    return Clause(source[whole.start : whole.end], whole, filled, tuple(parties), tuple(others), tuple(deadlines))


def _verbs_with_subjects(lexemes: Sequence[Lexeme], roles: dict[int, _Given]) -> set[int]:
    """Give the verbs that govern at least one party; a verb without any is not understood."""
    governed: set[int] = set()
    seen = False
    for index, lexeme in enumerate(lexemes):
        if index in roles:
            seen = True
        elif lexeme.kind is PartKind.VERB:
            if seen:
                governed.add(index)
            seen = False
    return governed


def _with_furniture(parts: Sequence[Part], source: str) -> list[Part]:
    """Show what was stepped over inside and between parts, so that the parts join to the file's own characters."""
    filled: list[Part] = []
    for part in parts:
        if filled and filled[-1].span.end < part.span.start:
            gap = Span(filled[-1].span.end, part.span.start)
            filled.append(Part(PartKind.BREAK, source[gap.start : gap.end], gap))
        filled.append(replace(part, text=source[part.span.start : part.span.end]))
    return filled
