"""Which ids have ever been used: a part that is new gets the next one, and no id is used twice."""

from __future__ import annotations

from kg.corpus.folder import DocumentData, VersionData
from kg.corpus.identities import PartRecord, PartType, identities_of
from kg.corpus.read_version import read_version
from kg.register import Register


def records_of(document: DocumentData, version: VersionData, register: Register) -> tuple[PartRecord, ...]:
    """Return the record of the parts of a version; without one it is read, and its numbers are its ids."""
    identities = version.identities or identities_of(read_version(document, version, register))
    return identities.records


def highest_ids(document: DocumentData, register: Register) -> dict[PartType, int]:
    """Return the highest id of each sort of part over all versions of a document, the withdrawn ones too."""
    highest = dict.fromkeys(PartType, 0)
    for version in document.versions:
        for record in records_of(document, version, register):
            highest[record.type] = max(highest[record.type], record.id, *record.derived_from)
    return highest
