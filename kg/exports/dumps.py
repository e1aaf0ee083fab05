"""Dumps: whole graphs as files, each made when somebody first asks for it and kept beside the snapshot.

::

    zhize.trig .nq .jsonld                       every graph
    present.ttl .nt                              the present
    DOCUMENT/VERSION.trig .nq .jsonld            a version and what follows from it: the same bytes from every snapshot
    tables/TABLE.csv, TABLE.csv-metadata.json    the present as tables
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, serialize

from kg.caching import BoundedCache
from kg.exports.csvw_tables import NAMES, metadata, write_table
from kg.files.atomic import written_aside
from kg.stores import PREFIXES, code_digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Quad

    from kg.stores import DocumentVersion, Snapshot

WAITING: Final = 8
"""The most callers that may wait for a dump."""
KEPT: Final = 4_096
"""The most dumps whose size and sum are remembered."""
DATASET: Final[Mapping[str, RdfFormat]] = MappingProxyType(
    {"trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
)
GRAPH: Final[Mapping[str, RdfFormat]] = MappingProxyType({"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES})
WHOLE: Final = tuple(f"zhize.{extension}" for extension in DATASET)
PRESENT: Final = tuple(f"present.{extension}" for extension in GRAPH)
CSVW: Final = ".csv-metadata.json"
MEDIA_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{extension: form.media_type for extension, form in {**DATASET, **GRAPH}.items()},
        "csv": "text/csv",
        "json": "application/csvm+json",
    }
)


@dataclass(frozen=True, slots=True)
class Dump:
    """A file that is whole: where it is, its media type, its size and its SHA-256 in hexadecimal."""

    name: str
    path: Path
    media_type: str
    size: int
    sha256: str


def version_names(version: DocumentVersion) -> tuple[str, ...]:
    """Return the names of the dumps of a version."""
    return tuple(f"{version.document}/{version.date}.{extension}" for extension in DATASET)


def table_names() -> tuple[str, ...]:
    """Return the names of the dumps of tables; the description of each has the same name with :data:`CSVW`."""
    return tuple(f"tables/{name}.csv" for name in NAMES)


class Dumps:
    """The dumps of snapshots. Several threads and processes may read at once; no one reads half a file."""

    def __init__(self) -> None:
        self._known = BoundedCache[tuple[Path, str], Dump](KEPT, waiting=WAITING)
        self._own: TemporaryDirectory[str] | None = None

    def get(self, snapshot: Snapshot, name: str) -> Dump | None:
        """Return a dump of a snapshot; ``None`` where there is none of this name.

        Raises :class:`~kg.errors.BusyError` when too many wait, OSError when it can be kept nowhere.
        """
        if not _is_known(snapshot, name):
            return None
        key = (snapshot.folder, name)
        known = self._known.get(key)
        if known is not None and not known.path.is_file():
            self._known.pop(key)
        return self._known.get_or_make(key, lambda: self._measured(snapshot, name))

    def close(self) -> None:
        """Remove what could not be kept beside a snapshot."""
        if self._own is not None:
            self._own.cleanup()

    def _measured(self, snapshot: Snapshot, name: str) -> Dump:
        """Find the file of another process or another day, or write it; measure it."""
        path = self._file(snapshot, name)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
        return Dump(name, path, MEDIA_TYPES[name.rpartition(".")[2]], size, digest)

    def _file(self, snapshot: Snapshot, name: str) -> Path:
        """Return the file, written if need be: beside the snapshot, or where that cannot be, in a folder of our own."""
        with suppress(OSError):
            folder = snapshot.folder / "dumps"
            folder.mkdir(exist_ok=True)  # fails where the snapshot has gone: it is not to come back
            return _made(snapshot, name, folder / code_digest()[:16])
        if self._own is None:
            self._own = TemporaryDirectory(prefix="zhize-dumps-")
        return _made(snapshot, name, Path(self._own.name) / snapshot.folder.name)


def _made(snapshot: Snapshot, name: str, folder: Path) -> Path:
    """Write a file aside, have the disk hold it, and rename it."""
    path = folder / name
    if path.is_file():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with written_aside(path) as aside:
        _write(snapshot, name, aside)
    return path


def _is_known(snapshot: Snapshot, name: str) -> bool:
    if name in (*WHOLE, *PRESENT, *table_names()) or name in {table.replace(".csv", CSVW) for table in table_names()}:
        return True
    return any(name in version_names(version) for version in snapshot.history.versions)


def _write(snapshot: Snapshot, name: str, path: Path) -> None:
    """Write a dump to a file."""
    stem, _, extension = name.rpartition(".")
    if name in WHOLE:
        snapshot.store.dump(str(path), format=DATASET[extension], prefixes=dict(PREFIXES))
    elif name in PRESENT:
        snapshot.store.dump(str(path), format=GRAPH[extension], from_graph=DefaultGraph(), prefixes=dict(PREFIXES))
    elif extension in DATASET:
        quads = sorted(_quads(snapshot, stem), key=str)
        serialize(quads, str(path), format=DATASET[extension], prefixes=dict(PREFIXES))
    elif extension == "csv":
        with path.open("wb") as file:
            file.writelines(write_table(snapshot, stem.partition("/")[2]))
    else:
        path.write_bytes(metadata(snapshot, name.removesuffix(CSVW).partition("/")[2]))


def _quads(snapshot: Snapshot, stem: str) -> Iterator[Quad]:
    """Yield what a version says, and what follows from it."""
    document, _, day = stem.partition("/")
    iri = f"{snapshot.manifest.base_iri}document/{document}/version/{day}"
    for graph in (iri, f"{iri}/inferred"):
        yield from snapshot.store.quads_for_pattern(None, None, None, NamedNode(graph))
