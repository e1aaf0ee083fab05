"""The records of the register: what is known of each body, group, change and correction."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import date


class OrganizationKind(StrEnum):
    """What sort of body it is; each has a class of its own in the ontology."""

    DEPARTMENT = "department"
    CENTRAL_AGENCY_BRANCH = "central-agency-branch"
    MASS_ORGANIZATION = "mass-organization"
    ENTERPRISE = "enterprise"
    LOCAL_GOVERNMENT = "local-government"
    PUBLIC_INSTITUTION = "public-institution"


class ChangeEventKind(StrEnum):
    """What happened to the bodies of a change."""

    RENAMING = "renaming"
    MERGER = "merger"
    SPLIT = "split"
    ABOLITION = "abolition"
    SUCCESSION = "succession"


class Certainty(StrEnum):
    """How sure a correction is: nothing else can be meant, or something else could."""

    CERTAIN = "certain"
    PROBABLE = "probable"


@dataclass(frozen=True, slots=True)
class Organization:
    """One body.

    ``aliases`` has every other Chinese name, the short name first where it differs from the official name.
    ``protocol_order`` is the order in which bodies are listed; it is unique. ``province`` is the one whose documents
    mean it by a name without a place, such as 民政厅; a body of the whole country has none.
    """

    id: str
    name: str
    name_en: str
    short_name: str
    aliases: tuple[str, ...]
    aliases_en: tuple[str, ...]
    kind: OrganizationKind
    protocol_order: int
    parent: str | None = None
    province: str | None = None
    note_zh: str | None = None
    note_en: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return every Chinese name, the official one first."""
        return (self.name, *self.aliases)

    @property
    def names_en(self) -> tuple[str, ...]:
        """Return every English name, the main one first."""
        return (self.name_en, *self.aliases_en)


@dataclass(frozen=True, slots=True)
class Group:
    """A class of bodies that documents write as one, such as 各市（州）人民政府.

    ``members`` are ids of organizations; a class whose members nobody has listed has none. ``province`` is as in
    :class:`Organization`.
    """

    id: str
    name: str
    name_en: str
    short_name: str
    aliases: tuple[str, ...]
    aliases_en: tuple[str, ...]
    protocol_order: int
    members: tuple[str, ...]
    province: str | None = None
    note_zh: str | None = None
    note_en: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return every Chinese name, the official one first."""
        return (self.name, *self.aliases)

    @property
    def names_en(self) -> tuple[str, ...]:
        """Return every English name, the main one first."""
        return (self.name_en, *self.aliases_en)


Body: TypeAlias = Organization | Group


@dataclass(frozen=True, slots=True)
class ChangeEvent:
    """What happened to bodies on a date, and where a person can check it.

    From ``date`` on, the ``resulting`` bodies stand in the place of the ``original`` ones; an abolition has none.
    """

    id: str
    kind: ChangeEventKind
    date: date
    original: tuple[str, ...]
    resulting: tuple[str, ...]
    note_zh: str
    note_en: str
    source: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a slip in a document means.

    It applies wherever exactly ``written`` stands as a body in that document; ``tasks`` are the printed numbers of the
    tasks where it was seen. ``meant`` is the id of a body in the register.
    """

    number: int
    written: str
    meant: str
    tasks: tuple[int, ...]
    reason_zh: str
    reason_en: str
    certainty: Certainty
    recorded: date
    by: str
