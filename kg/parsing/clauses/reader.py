"""Read a responsibility clause: give each name its role, keep every character, report what can't be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.parsing.clauses.lexicon import CONNECTORS, HARD_STOPS
from kg.parsing.clauses.model import Clause, ClausePart, GivenBy, OpenParty, OtherRole, PartKind, Party, Person, Role
from kg.parsing.clauses.names import Known, may_hide_verb
from kg.parsing.clauses.scanner import Lexeme, scan
from kg.parsing.clauses.shared_affixes import expanded_names
from kg.reading import Reading, Span
from kg.reading.folding import fold_width, fold_wording

_WORDED = frozenset({PartKind.VERB, PartKind.OTHER_VERB, PartKind.LABEL})
"""Words that say a role themselves, so that the head of a column gives none."""


@dataclass(frozen=True, slots=True)
class BodyColumn:
    """The head of a column of bodies: the role that it gives, and where it stands."""

    role: Role
    span: Span | None = None


def read_clause(
    reading: Reading,
    known: Known,
    column: BodyColumn | None = None,
    source: str | None = None,
) -> Clause:
    """Read a responsibility clause.

    ``known`` tells which names the register knows; ``column`` is the head of the table's column, whose role a cell
    without any verb or label has; ``source`` is the text of the file, to show page furniture inside the
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
    roles = _Roles(lexemes, text, column, _hiding_verbs(lexemes, text, known))
    return replace(_clause(reading, lexemes, roles, source), governed=roles.governed)


def _hiding_verbs(lexemes: Sequence[Lexeme], text: str, known: Known) -> set[int]:
    """Return the lexemes that can't be read and may be more than a misspelt name."""
    return {
        index
        for index, lexeme in enumerate(lexemes)
        if lexeme.kind is PartKind.UNREAD and may_hide_verb(text[lexeme.start : lexeme.end], known)
    }


@dataclass(frozen=True, slots=True)
class _Given:
    """The role that a lexeme got, what gave it, and the lexeme of the verb or label that did."""

    role: Role
    by: GivenBy
    source: int | None = None


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
        column: BodyColumn | None,
        hiding_verbs: set[int],
    ) -> None:
        self.lexemes, self.text, self.hiding_verbs, self.column = lexemes, text, hiding_verbs, column
        worded = bool(hiding_verbs) or any(lexeme.kind in _WORDED for lexeme in lexemes)
        self.column_role: Role | None = None if worded or column is None else column.role
        self.label: Role | None = self.column_role
        self.label_at: int | None = None
        self.given: dict[int, _Given] = {}
        self.others: list[tuple[list[int], list[int]]] = []
        self.governed = False
        self.groups: list[_Group] = [_Group()]
        self.verb: int | None = None
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
            self._verb(index, lexeme.role or Role.RESPONSIBLE)
        elif kind is PartKind.OTHER_VERB:
            self._other_verb(index)
        elif kind is PartKind.JOIN:
            self.joined = self._waiting()
            self.groups = [_Group()]
            self.join_at = index
        elif kind is PartKind.LABEL:
            self._settle()
            self.label, self.label_at = lexeme.role, index
            self.first_label_group = True
        elif kind is PartKind.SEPARATOR:
            self._separator(self.text[lexeme.start : lexeme.end])

    def _separator(self, words: str) -> None:
        if words in HARD_STOPS:
            self._settle()
            self.label, self.label_at = self.column_role, None
            self.lead_since_stop = False
        elif words == "，":
            if self.label is not None and self._waiting():
                self._settle()
            else:
                self.groups.append(_Group())

    def _waiting(self) -> list[int]:
        return [member for group in self.groups for member in group.members]

    def _other_verb(self, index: int) -> None:
        """Keep the names before a verb that gives none of the five roles; one verb after another has the same names."""
        members = (self.joined or []) + self._waiting()
        if members or not self.others:
            self.others.append((members, [index]))
        else:
            self.others[-1][1].append(index)
        self.governed = self.governed or (bool(members) and self._readable(members))
        self.groups = [_Group()]
        self.joined = None

    def _verb(self, index: int, role: Role) -> None:
        waiting = self._waiting()
        self.verb = index
        if self.joined is not None:
            if self._readable(waiting):
                self._joined_verb(waiting, role)
        elif sure := self._surely_governed(waiting, role):
            beside = self._local_after_others(sure) if role is Role.RESPONSIBLE else []
            self._give(beside, Role.LOCAL)
            own = [member for member in sure if member not in beside]
            self._give(own, self._verb_role(own, role))
            self.governed = self.governed or sure == waiting
        self.groups = [_Group()]
        self.joined = None
        self.lead_since_stop = self.lead_since_stop or role is Role.LEAD

    def _local_after_others(self, members: list[int]) -> list[int]:
        """Return the local governments that stand after an open list: A、B等和各有关省级人民政府负责."""
        kinds = [self.lexemes[member].kind for member in members]
        after = kinds.index(PartKind.OPEN) + 1 if PartKind.OPEN in kinds else len(kinds)
        if any(kind is PartKind.BODY for kind in kinds[after:]):
            return []
        beside = members[after:]
        if not beside or self._words(beside[0] - 1) not in CONNECTORS:
            return []
        return [member for member in beside if self.lexemes[member].kind is PartKind.LOCAL]

    def _words(self, index: int) -> str:
        return self.text[self.lexemes[index].start : self.lexemes[index].end]

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

    def _give(self, members: Sequence[int], role: Role) -> None:
        for member in members:
            self.given[member] = _Given(role, GivenBy.VERB, self.verb)

    def _label_gives(self, members: Sequence[int], role: Role) -> None:
        by = GivenBy.COLUMN if self.label_at is None else GivenBy.LABEL
        for member in members:
            self.given[member] = _Given(role, by, self.label_at)

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
                self._label_gives(readable, Role.LOCAL)
            return
        self._label_gives(readable, role)


def _clause(reading: Reading, lexemes: Sequence[Lexeme], roles: _Roles, source: str | None) -> Clause:
    builder = _ClauseBuilder(reading, lexemes, roles)
    for index in range(len(lexemes)):
        builder.take(index)
    parts = list(_unread_joined(builder.parts, builder.without_role))
    whole = reading.span()
    text = reading.text
    if source is not None:
        parts, text = _with_furniture(parts, source), source[whole.start : whole.end]
    return Clause(
        text, whole, tuple(parts), tuple(builder.parties), tuple(builder.open_parties), tuple(builder.deadlines),
        other_roles=tuple(builder.other_roles()), persons=tuple(builder.persons),
    )  # fmt: skip


class _ClauseBuilder:
    """What a clause is made of, gathered lexeme by lexeme from the roles that were given."""

    def __init__(self, reading: Reading, lexemes: Sequence[Lexeme], roles: _Roles) -> None:
        self.reading, self.lexemes, self.roles = reading, lexemes, roles
        self.given = roles.assign()
        self.names = expanded_names(lexemes, fold_width(reading.text))
        self.verbs = _verbs_with_subjects(lexemes, self.given)
        self.of_other_verbs = {index for members, verbs in roles.others if members for index in (*members, *verbs)}
        self.parts: list[ClausePart] = []
        self.parties: list[Party] = []
        self.open_parties: list[OpenParty] = []
        self.deadlines: list[ClausePart] = []
        self.persons: list[Person] = []
        self.without_role: set[int] = set()
        self.label = ""
        self.named_in_list = 0

    def take(self, index: int) -> None:
        """Read one lexeme as a part of the clause."""
        kind, text, span = self.lexemes[index].kind, self.words(index), self.span(index)
        if (given := self.given.get(index)) is not None and kind.names_party:
            self._add_party(index, given)
        elif given is not None and kind is PartKind.OPEN:
            self._add_open_party(index, given)
        elif self._is_left(index):
            kind = PartKind.UNREAD
            self.without_role.add(index)
        elif kind is PartKind.DEADLINE:
            self.deadlines.append(ClausePart(kind, text, span))
        elif kind is PartKind.PERSON:
            self.persons.append(Person(text, self.label, span))
        elif kind is PartKind.LABEL:
            self.label = text.rstrip("：: ")
        self.named_in_list = 0 if kind in _WORDED else self.named_in_list + (
            (given is not None and kind.names_party) or self.lexemes[index].kind is PartKind.UNREAD
        )  # fmt: skip
        self.parts.append(ClausePart(kind, text, span))

    def _is_left(self, index: int) -> bool:
        """Return whether a name or a verb is left without what belongs to it."""
        kind = self.lexemes[index].kind
        if index in self.of_other_verbs:
            return False
        without_subject = kind is PartKind.VERB and index not in self.verbs
        return kind.names_party or kind in (PartKind.OPEN, PartKind.OTHER_VERB) or without_subject

    def _add_open_party(self, index: int, given: _Given) -> None:
        count = self.lexemes[index].count
        if count is None or count > self.named_in_list:
            self.open_parties.append(OpenParty(given.role, self.words(index), self.span(index)))

    def _add_party(self, index: int, given: _Given) -> None:
        text = self.words(index)
        by = self.span(given.source) if given.source is not None else None
        if given.by is GivenBy.COLUMN and self.roles.column is not None:
            by = self.roles.column.span
        kind, position = self.lexemes[index].kind, len(self.parties) + 1
        name, expanded = fold_wording(text), self.names.get(index)
        self.parties.append(Party(given.role, kind, text, self.span(index), name, expanded, position, given.by, by))

    def other_roles(self) -> Iterator[OtherRole]:
        """Return the bodies with verbs that give none of the five roles."""
        for members, verbs in self.roles.others:
            if members:
                bodies = tuple(self.words(index) for index in members)
                words = "".join(self.words(index) for index in verbs)
                yield OtherRole(words, bodies, Span(self.span(members[0]).start, self.span(verbs[-1]).end))

    def words(self, index: int) -> str:
        """Return the words of a lexeme as written."""
        return self.reading.text[self.lexemes[index].start : self.lexemes[index].end]

    def span(self, index: int) -> Span:
        """Return where a lexeme stands in the file."""
        return self.reading.span(self.lexemes[index].start, self.lexemes[index].end)


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
