"""What a responsibility clause is made of: parts that join to the clause, and the parties they name."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kg.reading import Span


class Role(StrEnum):
    """The five roles, by their identifiers; they are not grades of one thing."""

    LEAD = "lead"
    PARTICIPANT = "participant"
    SHARED = "shared"
    RESPONSIBLE = "responsible"
    LOCAL = "local"

    @property
    def accountable(self) -> bool:
        """Return whether a body in this role answers for the task (all but participants do)."""
        return self is not Role.PARTICIPANT


class PartKind(StrEnum):
    """What a part of a clause is."""

    BODY = "body"
    LOCAL = "local governments"
    CLASS = "class of bodies"
    OPEN = "open-ended"
    VERB = "verb"
    JOIN = "together with"
    LABEL = "label"
    SEPARATOR = "separator"
    BRACKET = "bracket"
    DEADLINE = "deadline"
    CONVENTION = "convention"
    PERSON = "person"
    OTHER_VERB = "verb that gives none of the five roles"
    BREAK = "page furniture"
    OTHER_CELL = "cell of another column"
    UNREAD = "unread"

    @property
    def names_party(self) -> bool:
        """Return whether a part of this kind names a body, local governments or a class of bodies."""
        return self in (PartKind.BODY, PartKind.LOCAL, PartKind.CLASS)


@dataclass(frozen=True, slots=True)
class ClausePart:
    """A stretch of a clause with its kind, its words as written and its position in the file."""

    kind: PartKind
    text: str
    span: Span


class GivenBy(StrEnum):
    """What gives a body its role in a task."""

    VERB = "verb"
    LABEL = "label"
    COLUMN = "column"
    CONVENTION = "convention"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Party:
    """A body in a role: as written, its name as read, and where.

    ``name`` is the words without stray spaces; ``expanded`` the fuller name where a prefix or suffix carries
    over from a neighbour (省发展改革委、商务厅 → 省商务厅). ``given_by`` says what gives the role, and
    ``given_by_span`` where those words stand: the verb, the label, the head of the column, the heading, or the
    document's own statement from which the role follows where the clause itself does not say it.
    """

    role: Role
    kind: PartKind
    as_written: str
    span: Span
    name: str
    expanded: str | None = None
    position: int = 0
    given_by: GivenBy = GivenBy.VERB
    given_by_span: Span | None = None

    @property
    def convention(self) -> Span | None:
        """Return where the document's own convention stands that gives the role, if one does."""
        return self.given_by_span if self.given_by is GivenBy.CONVENTION else None


@dataclass(frozen=True, slots=True)
class OtherRole:
    """Bodies with a verb that gives none of the five roles (指导, 督导, 支持): the verb, the names, and their place."""

    words: str
    bodies: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom a clause names under a label such as 责任领导: the name as written, the label, and the place."""

    as_written: str
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class OpenParty:
    """Words that say there are others and do not name them, in a role."""

    role: Role
    as_written: str
    span: Span


@dataclass(frozen=True, slots=True)
class Clause:
    """A responsibility clause: ``text`` as it stands in the file at ``span``, its parts and its parties.

    The parts' texts joined are ``text``, character for character, and their spans join without a gap.
    ``governed`` is whether a verb gives a role to every name before it, none of them unread.
    """

    text: str
    span: Span
    parts: tuple[ClausePart, ...] = ()
    parties: tuple[Party, ...] = ()
    open_parties: tuple[OpenParty, ...] = ()
    deadlines: tuple[ClausePart, ...] = field(default=())
    governed: bool = False
    other_roles: tuple[OtherRole, ...] = ()
    persons: tuple[Person, ...] = ()

    @property
    def says_who(self) -> bool:
        """Return whether the clause names anybody, in whatever role."""
        return bool(self.parties or self.open_parties or self.other_roles or self.persons)

    @property
    def unread(self) -> tuple[ClausePart, ...]:
        """Return the parts that the grammar does not understand."""
        return tuple(part for part in self.parts if part.kind is PartKind.UNREAD)

    @property
    def accountable(self) -> tuple[Party, ...]:
        """Return the parties that answer for the task."""
        return tuple(party for party in self.parties if party.role.accountable)
