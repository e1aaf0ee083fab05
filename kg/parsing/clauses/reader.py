"""Read a responsibility clause: give each name its role, keep every character, report what can't be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.parsing.clauses.lexicon import HARD_STOPS
from kg.parsing.clauses.model import Clause, ClausePart, OpenParty, PartKind, Party, Role
from kg.parsing.clauses.names import Known, may_hide_verb
from kg.parsing.clauses.scanner import Lexeme, scan
from kg.parsing.clauses.shared_affixes import expanded_names
from kg.reading import Reading, Span
from kg.reading.folding import fold_width, fold_wording


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

    ``known`` returns whether the register knows a name; ``column_role`` is the role that the table's column gives to
    a cell without any verb or label; ``source`` is the text of the file, to show page furniture inside the
    clause as parts of its own. Words that can't be read become parts of kind ``unread``; none is dropped.

    >>> text = "省卫生健康委牵头，省妇联参加；各市（州）人民政府负责。"
    >>> clause = read_clause(Reading(text, range(len(text))), lambda name: False)
    >>> [(party.role.value, party.as_written) for party in clause.parties]
    [('lead', '省卫生健康委'), ('participant', '省妇联'), ('local', '各市（州）人民政府')]
    >>> "".join(part.text for part in clause.parts) == text
    True
    """
    text = fold_width(reading.text)
    lexemes = scan(text, known)
    roles = _Roles(lexemes, text, conventions, column_role, _hiding_verbs(lexemes, text, known))
    return replace(_clause(reading, lexemes, roles.assign(), source), governed=roles.governed)


def _hiding_verbs(lexemes: Sequence[Lexeme], text: str, known: Known) -> set[int]:
    """Return the lexemes that can't be read and may be more than a misspelt name."""
    return {
        index
        for index, lexeme in enumerate(lexemes)
        if lexeme.kind is PartKind.UNREAD and may_hide_verb(text[lexeme.start : lexeme.end], known)
    }


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
        self,
        lexemes: Sequence[Lexeme],
        text: str,
        conventions: Conventions,
        column_role: Role | None,
        hiding_verbs: set[int],
    ) -> None:
        self.lexemes, self.text, self.conventions, self.hiding_verbs = lexemes, text, conventions, hiding_verbs
        worded = bool(hiding_verbs) or any(lexeme.kind in (PartKind.VERB, PartKind.LABEL) for lexeme in lexemes)
        self.label: Role | None = None if worded else column_role
        self.column_role = self.label
        self.given: dict[int, _Given] = {}
        self.governed = False
        self.groups: list[_Group] = [_Group()]
        self.joined: list[int] | None = None
        self.first_label_group = True
        self.lead_since_stop = False

    def assign(self) -> dict[int, _Given]:
        """Return the role of each lexeme that names a party or is open-ended, by its index."""
        for index, lexeme in enumerate(self.lexemes):
            self._take(index, lexeme)
        self._settle()
        return self.given

    def _take(self, index: int, lexeme: Lexeme) -> None:
        kind = lexeme.kind
        if kind.names_party or kind in (PartKind.OPEN, PartKind.UNREAD):
            self.groups[-1].members.append(index)
        elif kind is PartKind.VERB:
            self._verb(lexeme.role or Role.RESPONSIBLE)
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

    def _verb(self, role: Role) -> None:
        waiting = self._waiting()
        if self.joined is not None:
            if self._readable(waiting):
                self._joined_verb(waiting, role)
        elif sure := self._surely_governed(waiting, role):
            self._give(sure, self._verb_role(sure, role))
            self.governed = self.governed or sure == waiting
        self.groups = [_Group()]
        self.joined = None
        self.lead_since_stop = self.lead_since_stop or role is Role.LEAD

    def _surely_governed(self, waiting: list[int], role: Role) -> list[int]:
        """Leave out what can't be read, and what stands before words that may hide another verb.

        Local governments beside words that can't be read may be LOCAL or RESPONSIBLE, so they get neither.
        """
        after = max((place for place, member in enumerate(waiting, 1) if member in self.hiding_verbs), default=0)
        sure = [member for member in waiting[after:] if self._readable([member])]
        unsure = len(sure) < len(waiting) and role is Role.RESPONSIBLE and self._all_local(sure)
        return [] if unsure else sure

    def _joined_verb(self, waiting: list[int], role: Role) -> None:
        """A会同B负责: A leads, B takes part. A牵头，会同B负责: B takes part."""
        joined = self.joined or []
        if role is Role.PARTICIPANT or not self._readable(joined) or not (joined or self.lead_since_stop):
            return
        self._give(joined, Role.LEAD)
        self._give(waiting, Role.PARTICIPANT)
        self.governed = True

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
            self._settle_labelled(waiting, self.label)
        self.groups = [_Group()]
        self.joined = None

    def _settle_labelled(self, waiting: list[int], role: Role) -> None:
        first, self.first_label_group = self.first_label_group, False
        readable = [member for member in waiting if self._readable([member])]
        if self._all_local(readable) and (not first or role is Role.RESPONSIBLE):
            if len(readable) == len(waiting):
                self._give(readable, Role.LOCAL)
            return
        convention = self.conventions.first_listed_leads
        if first and role is Role.RESPONSIBLE and convention is not None and readable[0] == waiting[0]:
            self._give(readable[:1], Role.LEAD, convention)
            readable = readable[1:]
        self._give(readable, role)


def _clause(reading: Reading, lexemes: Sequence[Lexeme], roles: dict[int, _Given], source: str | None) -> Clause:
    names = expanded_names(lexemes, fold_width(reading.text))
    parts: list[ClausePart] = []
    parties: list[Party] = []
    others: list[OpenParty] = []
    deadlines: list[ClausePart] = []
    without_role: set[int] = set()
    named_in_list = 0
    verbs_left = _verbs_with_subjects(lexemes, roles)
    for index, lexeme in enumerate(lexemes):
        text, span = reading.text[lexeme.start : lexeme.end], reading.span(lexeme.start, lexeme.end)
        given, kind = roles.get(index), lexeme.kind
        if kind.names_party and given is not None:
            named_in_list += 1
            parties.append(
                Party(
                    given.role,
                    kind,
                    text,
                    span,
                    fold_wording(text),
                    names.get(index),
                    len(parties) + 1,
                    given.convention,
                )
            )
        elif kind is PartKind.OPEN and given is not None:
            if lexeme.count is None or lexeme.count > named_in_list:
                others.append(OpenParty(given.role, text, span))
        elif kind.names_party or kind is PartKind.OPEN or (kind is PartKind.VERB and index not in verbs_left):
            kind = PartKind.UNREAD
            without_role.add(index)
        elif kind is PartKind.UNREAD:
            named_in_list += 1
        elif kind is PartKind.DEADLINE:
            deadlines.append(ClausePart(kind, text, span))
        if kind in (PartKind.VERB, PartKind.LABEL):
            named_in_list = 0
        parts.append(ClausePart(kind, text, span))
    parts = list(_unread_joined(parts, without_role))
    whole = reading.span()
    if source is None:
        return Clause(reading.text, whole, tuple(parts), tuple(parties), tuple(others), tuple(deadlines))
    filled = tuple(_with_furniture(parts, source))
    return Clause(source[whole.start : whole.end], whole, filled, tuple(parties), tuple(others), tuple(deadlines))


def _verbs_with_subjects(lexemes: Sequence[Lexeme], roles: dict[int, _Given]) -> set[int]:
    """Return the verbs that govern at least one party; a verb without any is not understood."""
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


def _unread_joined(parts: Sequence[ClausePart], without_role: set[int]) -> Iterator[ClausePart]:
    """Join names and verbs that are left without a role with the unread words beside them into one unread part.

    What stands between them goes with them, as far as the next stop. Unread words alone stay parts of their own.
    """
    index = 0
    while index < len(parts):
        end = _unread_end(parts, index) if parts[index].kind is PartKind.UNREAD else index + 1
        if without_role.isdisjoint(range(index, end)):
            yield from parts[index:end]
        else:
            words = "".join(part.text for part in parts[index:end])
            yield ClausePart(PartKind.UNREAD, words, Span(parts[index].span.start, parts[end - 1].span.end))
        index = end


def _unread_end(parts: Sequence[ClausePart], start: int) -> int:
    """Return the index after the last unread part that no stop divides from the one at ``start``."""
    end = start + 1
    for index in range(end, len(parts)):
        if parts[index].kind is PartKind.UNREAD:
            end = index + 1
        elif (
            parts[index].kind not in (PartKind.SEPARATOR, PartKind.JOIN) or fold_width(parts[index].text) in HARD_STOPS
        ):
            break
    return end


def _with_furniture(parts: Sequence[ClausePart], source: str) -> list[ClausePart]:
    """Show what was stepped over inside and between parts, so that the parts join to the file's own characters."""
    filled: list[ClausePart] = []
    for part in parts:
        if filled and filled[-1].span.end < part.span.start:
            gap = Span(filled[-1].span.end, part.span.start)
            filled.append(ClausePart(PartKind.BREAK, source[gap.start : gap.end], gap))
        filled.append(replace(part, text=source[part.span.start : part.span.end]))
    return filled
