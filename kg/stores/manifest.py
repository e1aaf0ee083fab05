"""What a snapshot was made from, and the name that follows from it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from kg.resources import PACKAGE, shipped

NAME_LENGTH = 16


def snapshot_name(sources_digest: str, present_date: date, base_iri: str, code: str) -> str:
    """Give the name of the snapshot that these inputs make: the same inputs, the same name.

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
class Manifest:
    """Describe a snapshot: its inputs, which make its name, and when and where it was built.

    ``quads`` is counted when the snapshot is published; ``notes`` holds whatever else the builder wants to keep.
    """

    sources_digest: str
    present_date: date
    base_iri: str
    built_at: datetime
    quads: int = 0
    code_digest: str = field(default_factory=code_digest)
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Give the snapshot's name."""
        return snapshot_name(self.sources_digest, self.present_date, self.base_iri, self.code_digest)

    def to_json(self) -> str:
        """Write the manifest as JSON, one field a line."""
        fields = {**asdict(self), "present_date": self.present_date.isoformat(), "built_at": self.built_at.isoformat()}
        return json.dumps({"name": self.name, **fields}, ensure_ascii=False, indent=2) + "\n"

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
        )
