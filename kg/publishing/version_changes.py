"""The changes between any two published versions of a document, compared when somebody needs them, and kept.

The graph holds what each amendment changed against the version before it. Any other pair is compared anew, from the
files of the two versions: a version's folder is never edited, so they say what the snapshot says. Reading a text takes
a third of a second, so what was read is kept for as long as its files, the corrections and the register are the same.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.bilingual import Text
from kg.caching import BoundedCache
from kg.changes.change_table import ChangeTable
from kg.changes.compare_folder_versions import ReadVersion
from kg.changes.compare_versions import changes_between
from kg.changes.part_derivations import Derivations
from kg.corpus.folder import DocumentData, VersionData, load_document
from kg.corpus.read_version import read_version
from kg.errors import NotFoundError
from kg.register import Register

if TYPE_CHECKING:
    from kg.stores import Snapshot
    from kg.stores.version_history import DocumentVersion

READ: Final = 64
"""The most versions that are kept as they were read, the latest used."""
TABLES: Final = 256
"""The most tables of changes that are kept, the latest used."""
WAITING: Final = 16
"""The most callers that may wait for a table."""


class PublishedChanges:
    """The tables of changes. Several threads may read at once; a table is made by one of them."""

    def __init__(self, data_folder: Path) -> None:
        self._data_folder = data_folder
        self._read = BoundedCache[Hashable, ReadVersion](READ)
        self._tables = BoundedCache[Hashable, ChangeTable](TABLES, waiting=WAITING)

    def table(self, snapshot: Snapshot, old: DocumentVersion, new: DocumentVersion, register: Register) -> ChangeTable:
        """Return what changed from one version of a document to another.

        Raises :class:`~kg.errors.BusyError` when too many wait,
        :class:`~kg.errors.InputError` when the data folder cannot be read, or has no longer what was published.
        """
        key = (old.iri, new.iri, snapshot.name)
        return self._tables.get_or_make(key, lambda: self._compared(snapshot, old, new, register))

    def _compared(
        self, snapshot: Snapshot, old: DocumentVersion, new: DocumentVersion, register: Register
    ) -> ChangeTable:
        document = _published(snapshot, load_document(self._data_folder, old.document, register))
        derivations = Derivations.of(version.identities for version in document.versions)
        register_digest = snapshot.manifest.register_digest or snapshot.name
        before, after = (
            self._version(document, _version(document, one), register, register_digest) for one in (old, new)
        )
        return changes_between(before, after, derivations)

    def _version(
        self, document: DocumentData, version: VersionData, register: Register, register_digest: str
    ) -> ReadVersion:
        """Read a version, unless that was done with the same files."""
        files = (version.text, version.text.with_name("identities.toml"), document.folder / "corrections.toml")
        digests = tuple(sha256(file.read_bytes()).hexdigest() if file.is_file() else "" for file in files)
        key = (document.id, version.date, register_digest, digests)
        return self._read.get_or_make(
            key, lambda: ReadVersion(document.id, version.date, read_version(document, version, register))
        )


def _published(snapshot: Snapshot, document: DocumentData) -> DocumentData:
    """Leave out the versions that came into the data folder after the snapshot."""
    known = {one.date for one in snapshot.history.versions if one.document == document.id}
    return replace(document, versions=tuple(one for one in document.versions if one.date in known))


def _version(document: DocumentData, wanted: DocumentVersion) -> VersionData:
    for version in document.versions:
        if version.date == wanted.date:
            return version
    raise NotFoundError(
        Text(
            f"数据文件夹中没有{document.id}的{wanted.date}版本",
            f"the data folder has no version {wanted.date} of {document.id}",
        ),
        None,
        Text("请重新发布", "publish it anew"),
    )
