"""What a snapshot was made from, and the name that follows from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.resources import PACKAGE, shipped

NAME_LENGTH = 16
SCRATCH = "scratch"
"""The note that says which files were loaded into a scratch store; no other snapshot has it."""


def snapshot_name(sources_digest: str, present_date: date, base_iri: str, code: str) -> str:
    """Return the name of the snapshot that these inputs make: the same inputs, the same name.

    >>> snapshot_name("a", date(2021, 11, 9), "https://w3id.org/zhize/id/", "c")
    '9b500bbf4756aea9'
    """
    parts = json.dumps([sources_digest, present_date.isoformat(), base_iri, code])
    return sha256(parts.encode()).hexdigest()[:NAME_LENGTH]


@cache
def code_digest() -> str:
    """Digest what makes a graph out of documents: the package's modules and the ontology that ships with it."""
    digest = sha256()
    for name, path in (*_below(PACKAGE, "*.py"), *_below(shipped("ontology"), "*")):
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _below(folder: Path, pattern: str) -> list[tuple[str, Path]]:
    """List the files below a folder with their names there, sorted."""
    names = ((path.relative_to(folder), path) for path in folder.rglob(pattern) if path.is_file())
    return sorted((name.as_posix(), path) for name, path in names if "shipped" not in name.parts)


@dataclass(frozen=True, slots=True)
class DocumentState:
    """What a snapshot holds of one document.

    ``digest`` is of the files it was made from. ``versions`` and ``withdrawn`` are the dates of those that count and
    of those that do not, in order; each has its named graph. ``in_force`` is the one that is the present, if any.
    ``counts`` is what was counted in it: tasks, assignments, findings of each severity.
    """

    digest: str
    versions: tuple[date, ...]
    withdrawn: tuple[date, ...] = ()
    in_force: date | None = None
    counts: Mapping[str, int] = field(default_factory=dict)

    def holding(self, day: date) -> date | None:
        """Return the version whose text holds on a day; ``None`` before the first.

        >>> state = DocumentState("a", (date(2021, 11, 9), date(2022, 3, 1)))
        >>> state.holding(date(2022, 2, 28)), state.holding(date(2021, 1, 1))
        (datetime.date(2021, 11, 9), None)
        """
        return next((version for version in reversed(self.versions) if version <= day), None)

    def to_fields(self) -> dict[str, object]:
        """Return the fields as JSON knows them."""
        return {
            "digest": self.digest,
            "versions": [version.isoformat() for version in self.versions],
            "withdrawn": [version.isoformat() for version in self.withdrawn],
            "in_force": self.in_force.isoformat() if self.in_force else None,
            "counts": dict(self.counts),
        }

    @classmethod
    def from_fields(cls, fields: Mapping[str, Any]) -> DocumentState:
        """Read the fields again; raise ValueError, KeyError or TypeError for what are none."""
        return cls(
            digest=str(fields["digest"]),
            versions=tuple(date.fromisoformat(version) for version in fields["versions"]),
            withdrawn=tuple(date.fromisoformat(version) for version in fields["withdrawn"]),
            in_force=date.fromisoformat(fields["in_force"]) if fields["in_force"] else None,
            counts={str(name): int(count) for name, count in fields["counts"].items()},
        )


@dataclass(frozen=True, slots=True)
class Manifest:
    """Describe a snapshot: its inputs, which make its name, and when and where it was built.

    ``register_digest`` and ``documents`` say which part of the sources each part of the graph comes from. ``pinned``
    means that a person chose the present date: it then moves on by no day that comes. ``quads`` is counted when the
    snapshot is published; ``notes`` holds whatever else the builder wants to keep.
    """

    sources_digest: str
    present_date: date
    base_iri: str
    built_at: datetime
    quads: int = 0
    code_digest: str = field(default_factory=code_digest)
    notes: Mapping[str, str] = field(default_factory=dict)
    register_digest: str = ""
    documents: Mapping[str, DocumentState] = field(default_factory=dict)
    pinned: bool = False

    @property
    def name(self) -> str:
        """Return the snapshot's name."""
        return snapshot_name(self.sources_digest, self.present_date, self.base_iri, self.code_digest)

    @property
    def is_scratch(self) -> bool:
        """Return whether the graph was loaded from anybody's files, not built from documents."""
        return SCRATCH in self.notes

    def to_json(self) -> str:
        """Write the manifest as JSON."""
        fields = {
            "name": self.name,
            "sources_digest": self.sources_digest,
            "present_date": self.present_date.isoformat(),
            "base_iri": self.base_iri,
            "built_at": self.built_at.isoformat(),
            "quads": self.quads,
            "code_digest": self.code_digest,
            "notes": dict(self.notes),
            "register_digest": self.register_digest,
            "documents": {name: state.to_fields() for name, state in self.documents.items()},
            "pinned": self.pinned,
        }
        return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Read a manifest; raise ValueError, KeyError or TypeError for what is none."""
        fields = json.loads(text)
        return cls(
            sources_digest=str(fields["sources_digest"]),
            present_date=date.fromisoformat(fields["present_date"]),
            base_iri=str(fields["base_iri"]),
            built_at=datetime.fromisoformat(fields["built_at"]),
            quads=int(fields["quads"]),
            code_digest=str(fields["code_digest"]),
            notes={str(key): str(value) for key, value in fields["notes"].items()},
            register_digest=str(fields.get("register_digest", "")),
            documents={name: DocumentState.from_fields(state) for name, state in fields.get("documents", {}).items()},
            pinned=bool(fields.get("pinned", False)),
        )
