"""The register itself: the records, and an index over all their names."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.reading.folding import fold_name
from kg.register.model import Organization, OrganizationKind
from kg.register.name_lookup import Ambiguous, Found, Unknown, nearest_names
from kg.register.provinces import stem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kg.register.model import Body, ChangeEvent, Group
    from kg.register.name_lookup import Resolution


@dataclass(frozen=True, slots=True)
class Register:
    """Every body once, in protocol order, found by any of its names.

    Make one with :func:`kg.register.load_register`, which checks what this class takes for granted: ids and protocol
    orders are unique, and every id that is mentioned exists.
    """

    organizations: tuple[Organization, ...]
    groups: tuple[Group, ...] = ()
    changes: tuple[ChangeEvent, ...] = ()
    _by_id: Mapping[str, Body] = field(init=False, repr=False, compare=False)
    _by_name: Mapping[str, tuple[Body, ...]] = field(init=False, repr=False, compare=False)
    _places: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_name: dict[str, dict[str, Body]] = {}
        for body in self.bodies:
            for name in (*body.names, *body.names_en):
                by_name.setdefault(fold_name(name), {})[body.id] = body
        index = {name: tuple(bodies.values()) for name, bodies in by_name.items()}
        object.__setattr__(self, "_by_id", MappingProxyType({body.id: body for body in self.bodies}))
        object.__setattr__(self, "_by_name", MappingProxyType(index))
        object.__setattr__(self, "_places", MappingProxyType(self._places_by_province()))

    def _places_by_province(self) -> dict[str, frozenset[str]]:
        """Collect, for each province, its name and those of the cities and prefectures whose governments are here."""
        found = {body.province: {stem(body.province)} for body in self.bodies if body.province}
        for body in self.organizations:
            if body.province and body.kind is OrganizationKind.LOCAL_GOVERNMENT:
                found[body.province].update(name for name in map(fold_name, body.names) if name[0] not in "省市州区县")
        return {province: frozenset(places) for province, places in found.items()}

    @property
    def bodies(self) -> tuple[Body, ...]:
        """Return the organizations and the groups together, in protocol order."""
        both: list[Body] = [*self.organizations, *self.groups]
        return tuple(sorted(both, key=lambda body: body.protocol_order))

    def get(self, identifier: str) -> Body | None:
        """Return the body with exactly this id, or None."""
        return self._by_id.get(identifier)

    def lookup(self, name: str) -> tuple[Body, ...]:
        """Return every body that has this name, in protocol order; none is a plain answer.

        Spelling is folded (see :func:`kg.reading.folding.fold_name`); ids are not names here, for documents do
        not write ids.
        """
        return self._by_name.get(fold_name(name), ())

    def meant(self, name: str, province: str | None) -> tuple[Body, ...]:
        """Return every body that a document of a province means by a name, in protocol order.

        A name that tells its place (四川省民政厅, 四川证监局, 成都市政府) means the same in every document; one that
        does not (省民政厅, 民政厅, 人行) means a body of that province, or a national one.
        """
        return tuple(
            body for body in self.lookup(name) if body.province in (None, province) or self.names_its_place(name, body)
        )

    def names_its_place(self, name: str, body: Body) -> bool:
        """Return whether a name of a body says of which place it is; what is national needs no place."""
        folded = fold_name(name)
        places = self._places.get(body.province or "", frozenset())
        return (
            body.province is None or folded in map(fold_name, body.names_en) or any(place in folded for place in places)
        )

    @property
    def provinces(self) -> tuple[str, ...]:
        """Return the provinces whose bodies are here, in their order."""
        return tuple(sorted(self._places))

    def provinces_of_places(self, words: str) -> frozenset[str]:
        """Return the provinces here that words name, or in which a city or prefecture lies that they name."""
        return frozenset(name for name, places in self._places.items() if any(place in words for place in places))

    def resolve(self, name: str) -> Resolution:
        """Answer which body an id or a name means: found, ambiguous with its candidates, or unknown with near names."""
        by_id = self.get(name) or self.get(fold_name(name))
        if by_id is not None:
            return Found(by_id)
        bodies = self.lookup(name)
        if len(bodies) == 1:
            return Found(bodies[0])
        if bodies:
            return Ambiguous(bodies)
        return Unknown(nearest_names(name, self.bodies))

    def members(self, group: Group) -> tuple[Organization, ...]:
        """Return the members of a group, in the order of the register's list."""
        found = (self._by_id[identifier] for identifier in group.members)
        return tuple(body for body in found if isinstance(body, Organization))

    def groups_of(self, identifier: str) -> tuple[Group, ...]:
        """Return the groups that have this organization as a member."""
        return tuple(group for group in self.groups if identifier in group.members)

    def successors(self, identifier: str, on: date) -> tuple[Organization, ...]:
        """Return the bodies that stand in this one's place on a day, itself if nothing has happened to it by then.

        A change counts from its own date on. Changes are followed through, each no earlier than the one before it; an
        abolished body without heirs has none. An id that is not an organization's has none either.
        """
        found = (self.get(one) for one in self._followed(identifier, on)[0])
        return tuple(body for body in found if isinstance(body, Organization))

    def fate(self, identifier: str, on: date) -> tuple[ChangeEvent, ...]:
        """Return the changes that made :meth:`successors` what they are: none where nothing happened by that day."""
        return tuple(self._followed(identifier, on)[1])

    def _followed(self, identifier: str, on: date) -> tuple[list[str], list[ChangeEvent]]:
        """Follow the changes of a body up to a day: which ids stand in its place, and what led there."""
        standing, changes = [identifier], []
        for change in sorted(self.changes, key=lambda change: (change.date, change.id)):
            if change.date > on or not set(change.original) & set(standing):
                continue
            kept = [one for one in standing if one not in change.original]
            standing = list(dict.fromkeys([*kept, *change.resulting]))
            changes.append(change)
        return standing, changes

    def predecessors(self, identifier: str, on: date) -> tuple[Organization, ...]:
        """Return the other bodies in whose place this one stands on a day, in protocol order.

        A body is among them if and only if this one is among its :meth:`successors` on that day.
        """
        gone = {one for change in self.changes if change.date <= on for one in change.original}
        return tuple(
            organization
            for organization in self.organizations
            if organization.id in gone - {identifier}
            and any(heir.id == identifier for heir in self.successors(organization.id, on))
        )

    def changes_of(self, identifier: str) -> tuple[ChangeEvent, ...]:
        """Return the changes that this body went into or came from, in the order of their dates."""
        its = (change for change in self.changes if identifier in (*change.original, *change.resulting))
        return tuple(sorted(its, key=lambda change: (change.date, change.id)))
