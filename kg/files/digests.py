"""What the files of a data folder are, in one number: the same files give the same digest."""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from kg.bilingual import Text
from kg.errors import InputError


def data_digest(folder: Path) -> str:
    """Return the digest of a data folder without reading what its files mean.

    Raises :class:`~kg.errors.InputError` when a file cannot be read.
    """
    return joint_digest(file_digests(folder))


def file_digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file that counts, by its path in the folder; what begins with a dot does not."""
    found: dict[str, str] = {}
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            file = Path(place, name)
            if not name.startswith(".") and file.is_file():
                found[file.relative_to(folder).as_posix()] = _digest_of(file)
    return found


def _digest_of(file: Path) -> str:
    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(
            Text(f"无法读取文件（{error.strerror}）", f"the file cannot be read ({error.strerror})"),
            file,
            Text("请解决后再试", "mend that"),
        ) from None


def by_document(digests: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Group the files of the documents by the name of the folder they lie in.

    >>> by_document({"documents/plan/document.toml": "a", "organizations.toml": "b"})
    {'plan': {'documents/plan/document.toml': 'a'}}
    """
    found: dict[str, dict[str, str]] = {}
    for name, digest in digests.items():
        match name.split("/", 2):
            case ["documents", document, _]:
                found.setdefault(document, {})[name] = digest
    return found


def joint_digest(digests: Mapping[str, str]) -> str:
    """Return the SHA-256 over files."""
    lines = "".join(f"{name}\0{digests[name]}\n" for name in sorted(digests))
    return sha256(lines.encode()).hexdigest()
