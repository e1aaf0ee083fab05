"""The versions of a document: which part is which, what changed in meaning, and how that is told.

::

    text ──link──▶ LinkedDocument ──matching.propose──▶ Proposal     (a person looks at it)
                                                           │ identities.toml, beside the text
    LinkedDocument ──identity.identify──▶ LinkedDocument ◀─┘         (what a build does: it reads, and never matches)
    two versions ──changes.changes_between──▶ ChangeTable ──render──▶ text, JSON
"""

from kg.versions.identity import (
    Identities,
    Part,
    PartRecord,
    PartType,
    Relation,
    identify,
    identities_of,
    identities_toml,
    load_identities,
    parts_of,
)

__all__ = [
    "Identities",
    "Part",
    "PartRecord",
    "PartType",
    "Relation",
    "identify",
    "identities_of",
    "identities_toml",
    "load_identities",
    "parts_of",
]
