"""The parts that a document has had and the versions compared with have not: what comes back is that part again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from kg.changes.matching_features import Features, features_of
from kg.changes.used_ids import records_of
from kg.corpus.folder import DocumentData
from kg.corpus.identities import PartType
from kg.corpus.read_version import read_version
from kg.register import Register


@dataclass(frozen=True, slots=True)
class Retired:
    """A part as the last version that has it says it, one that counts before one that was withdrawn.

    ``last`` is the date of that version.
    """

    features: Features
    last: date


def retired_parts(
    document: DocumentData, register: Register, compared_with: Collection[date]
) -> dict[PartType, tuple[Retired, ...]]:
    """Return the parts that only other versions have, the withdrawn ones too: those seen last first.

    Only the versions that such a part was seen in last are read.
    """
    if all(version.date in compared_with for version in document.versions):
        return {}
    versions = sorted(document.versions, key=lambda version: (version.withdrawn is None, version.date))
    records = {version.date: records_of(document, version, register) for version in versions}
    have = {(item.type, item.id) for day in compared_with for item in records[day]}
    last = {(item.type, item.id): day for day, items in records.items() for item in items}
    gone = {name: day for name, day in last.items() if name not in have}
    found: dict[PartType, list[Retired]] = {part: [] for part in PartType}
    for version in versions:
        if version.date in gone.values():
            linked = read_version(document, version, register)
            for part in PartType:
                seen = [item for item in features_of(linked, part) if gone.get((part, item.part.id)) == version.date]
                found[part][:0] = [Retired(item, version.date) for item in seen]
    return {part: tuple(items) for part, items in found.items()}
