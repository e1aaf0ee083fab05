"""From which parts a merged or split part comes, over all versions of a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kg.corpus.identities import Identities, PartType

Name = tuple[PartType, int]


@dataclass(frozen=True, slots=True)
class Derivations:
    """The sources of each merged or split part, by its sort and id."""

    sources: Mapping[Name, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, versions: Iterable[Identities | None]) -> Derivations:
        """Gather what the records of several versions say."""
        found = {
            (record.type, record.id): record.derived_from
            for identities in versions
            if identities is not None
            for record in identities.records
            if record.derived_from
        }
        return cls(MappingProxyType(found))

    def ancestors(self, part: PartType, identity: int) -> frozenset[int]:
        """Return every part that this one comes from, directly or through others."""
        found: set[int] = set()
        waiting = [identity]
        while waiting:
            for source in self.sources.get((part, waiting.pop()), ()):
                if source not in found:
                    found.add(source)
                    waiting.append(source)
        return frozenset(found)

    def is_merged(self, part: PartType, identity: int) -> bool:
        """Return whether a part comes from several, rather than from a part of one."""
        return len(self.sources.get((part, identity), ())) > 1


NO_DERIVATIONS = Derivations()
