"""Which ids have ever been used: a part that is new gets the next one, and no id is used twice."""

from __future__ import annotations

from kg.building.dataset import read_version
from kg.datafolder import DocumentData
from kg.register import Register
from kg.versions.identity import PartType, identities_of


def highest_ids(document: DocumentData, register: Register) -> dict[PartType, int]:
    """Give the highest id of each sort of part over all versions of a document, the withdrawn ones too.

    A version without a record is read: its parts are named by their numbers.
    """
    highest = dict.fromkeys(PartType, 0)
    for version in document.versions:
        identities = version.identities or identities_of(read_version(document, version, register))
        for record in identities.records:
            highest[record.type] = max(highest[record.type], record.id, *record.derived_from)
    return highest
