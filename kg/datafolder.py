"""What a data folder holds: the register, and for each document its versions and corrections.

::

    data/organizations.toml
    data/documents/<id>/document.toml              the document over all its versions
    data/documents/<id>/corrections.toml           slips in its words (may be absent)
    data/documents/<id>/<date>/text.txt            the text of one version, as it is
    data/documents/<id>/<date>/version.toml        what is known of that version
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.register import Correction, Register, load_corrections, load_register

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KINDS = ("original", "amendment", "correction")


@dataclass(frozen=True, slots=True)
class VersionData:
    """One version of a document: the ``date`` from which it is the text, and the file that holds it."""

    date: date
    kind: str
    note_zh: str
    note_en: str
    text: Path


@dataclass(frozen=True, slots=True)
class OtherDocument:
    """A document that another one carries out: its id, its number and the id of the body that issued it."""

    id: str
    number: str
    issuer: str | None


@dataclass(frozen=True, slots=True)
class DocumentData:
    """A document over all its versions, which are in the order of their dates."""

    id: str
    number: str
    issuer: str | None
    implements: OtherDocument | None
    corrections: tuple[Correction, ...]
    versions: tuple[VersionData, ...]

    def in_force(self, present: date) -> VersionData | None:
        """Give the version whose text holds on a date; ``None`` before the first."""
        return next((version for version in reversed(self.versions) if version.date <= present), None)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A data folder that has been read and checked; ``digest`` is the SHA-256 of every file that counts."""

    path: Path
    register: Register
    documents: tuple[DocumentData, ...]
    digest: str

    def document_with_number(self, number: str) -> DocumentData | None:
        """Find the document that has an official number such as 川办发〔2021〕57号."""
        return next((document for document in self.documents if number and document.number == number), None)


def load_data_folder(path: Path) -> DataFolder:
    """Read a data folder.

    Raises :class:`~kg.errors.InputError` for the first thing that is wrong: what, in which file, what to do.
    """
    register_file = path / "organizations.toml"
    if not register_file.is_file():
        raise InputError("the data folder has no organizations.toml", str(path), "make one with zhize init")
    register = load_register(register_file)
    folder = path / "documents"
    folders = sorted(entry for entry in folder.iterdir() if _is_visible_folder(entry)) if folder.is_dir() else []
    documents = tuple(_document(entry, register) for entry in folders)
    return DataFolder(path, register, documents, _digest(path))


def _is_visible_folder(entry: Path) -> bool:
    return entry.is_dir() and not entry.name.startswith(".")


def _document(folder: Path, register: Register) -> DocumentData:
    file = folder / "document.toml"
    entry = _read(file, {"id", "number", "issuer", "implements"})
    identity = _string(entry, "id", file)
    if identity != folder.name or not _ID.fullmatch(identity):
        raise InputError(f"the id {identity!r} is not the name of its folder", str(file), "make them the same")
    corrections_file = folder / "corrections.toml"
    corrections = load_corrections(corrections_file, register) if corrections_file.is_file() else ()
    versions = tuple(_version(sub) for sub in sorted(folder.iterdir()) if _is_visible_folder(sub))
    if not versions:
        raise InputError("the document has no version", str(folder), "add a folder named by a date, with text.txt")
    implements = entry.get("implements")
    if implements is not None and not isinstance(implements, dict):
        raise InputError("implements is not a table", str(file), "give it id, number and issuer")
    return DocumentData(
        identity,
        _string(entry, "number", file),
        _issuer(entry, register, file),
        _other(implements, register, file) if implements else None,
        corrections,
        versions,
    )


def _other(entry: dict[str, Any], register: Register, file: Path) -> OtherDocument:
    return OtherDocument(_string(entry, "id", file), _string(entry, "number", file), _issuer(entry, register, file))


def _issuer(entry: dict[str, Any], register: Register, file: Path) -> str | None:
    issuer = entry.get("issuer")
    if issuer is not None and (not isinstance(issuer, str) or register.get(issuer) is None):
        raise InputError(f"the issuer {issuer!r} is not in the register", str(file), "give the id of a body in it")
    return issuer


def _version(folder: Path) -> VersionData:
    file, text = folder / "version.toml", folder / "text.txt"
    entry = _read(file, {"date", "kind", "note_zh", "note_en"})
    when = entry.get("date")
    if type(when) is not date or when.isoformat() != folder.name:
        raise InputError(f"the date {when} is not the name of its folder", str(file), "make them the same")
    kind = _string(entry, "kind", file)
    if kind not in _KINDS:
        raise InputError(f"the kind {kind!r} is unknown", str(file), f"use one of {', '.join(_KINDS)}")
    if not text.is_file():
        raise InputError("the version has no text.txt", str(folder), "add the text")
    return VersionData(when, kind, _string(entry, "note_zh", file), _string(entry, "note_en", file), text)


def _read(file: Path, known: set[str]) -> dict[str, Any]:
    try:
        entry = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"the file cannot be read as TOML ({error})", str(file), "mend it") from None
    unknown = sorted(set(entry) - known)
    if unknown:
        raise InputError(f"the key {unknown[0]!r} is unknown", str(file), f"use {', '.join(sorted(known))}")
    return entry


def _string(entry: dict[str, Any], key: str, file: Path) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"the key {key!r} is missing or empty", str(file), "add it")
    return value


def _digest(path: Path) -> str:
    digest = sha256()
    for file in sorted(path.rglob("*")):
        relative = file.relative_to(path)
        if file.is_file() and not any(part.startswith(".") for part in relative.parts):
            digest.update(f"{relative.as_posix()}\0{sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
