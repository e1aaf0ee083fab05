"""The changes between any two published versions of a document, told when somebody asks, and kept.

The graph holds what each amendment changed against the version before it. Any other pair is compared anew, from the
files of the two versions: a version's folder is never edited, so they say what the snapshot says. Reading a text takes
a third of a second, so what was read is kept for as long as its files, the corrections and the register are the same.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from kg.changes.change_table import ChangeTable
from kg.changes.choose_versions import ReadVersion
from kg.changes.compare_versions import changes_between
from kg.changes.derivations import Derivations
from kg.corpus.folder import DocumentData, VersionData, load_document
from kg.corpus.read_version import read_version
from kg.errors import InputError
from kg.publishing.version_reports import BusyError
from kg.register import Register

if TYPE_CHECKING:
    from kg.stores import Snapshot
    from kg.stores.as_of import DatedVersion

READ: Final = 64
"""So many versions that were read are kept, those asked for last."""
TOLD: Final = 256
"""So many tables of changes are kept, those asked for last."""
WAITING: Final = 16
"""So many may wait for a table that is not there yet."""

Value = TypeVar("Value")


class PublishedChanges:
    """Gives tables of changes. Several threads may ask at once; a table is made by one of them."""

    def __init__(self, data_folder: Path) -> None:
        self._data_folder = data_folder
        self._read: _Kept[ReadVersion] = _Kept(READ)
        self._tables: _Kept[ChangeTable] = _Kept(TOLD)
        self._comparing = threading.Lock()
        self._places = threading.BoundedSemaphore(WAITING)

    def table(self, snapshot: Snapshot, old: DatedVersion, new: DatedVersion, register: Register) -> ChangeTable:
        """Tell what changed from one version of a document to another.

        Raises :class:`BusyError` when too many wait, :class:`~kg.errors.InputError` when the data folder cannot be
        read, or has no longer what was published.
        """
        key = (old.iri, new.iri, snapshot.name)
        table = self._tables.get(key)
        if table is not None:
            return table
        if not self._places.acquire(blocking=False):
            raise BusyError
        try:
            with self._comparing:
                return self._tables.get(key) or self._tables.put(key, self._compared(snapshot, old, new, register))
        finally:
            self._places.release()

    def _compared(self, snapshot: Snapshot, old: DatedVersion, new: DatedVersion, register: Register) -> ChangeTable:
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
        return self._read.get(key) or self._read.put(
            key, ReadVersion(document.id, version.date, read_version(document, version, register))
        )


def _published(snapshot: Snapshot, document: DocumentData) -> DocumentData:
    """Leave out the versions that came into the data folder after the snapshot."""
    known = {one.date for one in snapshot.dated.versions if one.document == document.id}
    return replace(document, versions=tuple(one for one in document.versions if one.date in known))


def _version(document: DocumentData, wanted: DatedVersion) -> VersionData:
    for version in document.versions:
        if version.date == wanted.date:
            return version
    raise InputError(f"the data folder has no version {wanted.date} of {document.id}", None, "publish it anew")


class _Kept(Generic[Value]):
    """Keeps what was asked for last. Several threads may use it at once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._mutex = threading.Lock()

    def get(self, key: Hashable) -> Value | None:
        with self._mutex:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def put(self, key: Hashable, value: Value) -> Value:
        with self._mutex:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value
