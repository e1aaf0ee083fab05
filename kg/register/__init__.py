"""The register of organizations: who is who, under which names, and what became of them.

::

    organizations.toml ──load_register──▶ Register ──resolve("应急厅")──▶ Found | Ambiguous | Unknown
    corrections.toml ───load_corrections──▶ Correction, …    (slips in one document)

``provinces`` finds which province words name, ``model`` has the records, ``name_lookup`` the answers, ``register`` the
index over the records; ``load_register`` reads the files, ``consistency_checks`` checks what they say together.
"""

from kg.register.load_register import load_corrections, load_register, parse_corrections, parse_register
from kg.register.model import (
    Body,
    Certainty,
    ChangeEvent,
    ChangeEventKind,
    Correction,
    Group,
    Organization,
    OrganizationKind,
)
from kg.register.name_lookup import Ambiguous, Found, Resolution, Unknown
from kg.register.register import Register

__all__ = [
    "Ambiguous",
    "Body",
    "Certainty",
    "ChangeEvent",
    "ChangeEventKind",
    "Correction",
    "Found",
    "Group",
    "Organization",
    "OrganizationKind",
    "Register",
    "Resolution",
    "Unknown",
    "load_corrections",
    "load_register",
    "parse_corrections",
    "parse_register",
]
