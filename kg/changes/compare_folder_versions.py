"""Compare two versions of a data folder: which two, read with the ids of their parts, with what was made of what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg.bilingual import Text
from kg.changes.change_table import ChangeTable
from kg.changes.compare_versions import changes_between
from kg.changes.part_derivations import Derivations
from kg.corpus.folder import DocumentData, VersionData
from kg.corpus.read_version import read_version
from kg.errors import InputError, NotFoundError
from kg.linking import LinkedDocument
from kg.register import Register


@dataclass(frozen=True, slots=True)
class ReadVersion:
    """A version that has been read, to be compared."""

    document_id: str
    version: date
    linked: LinkedDocument


def compare_versions(document: DocumentData, old: VersionData, new: VersionData, register: Register) -> ChangeTable:
    """Read two versions of a document and return what changed from the one to the other.

    Raises :class:`~kg.errors.InputError` when a text can't be read as a plan, or its record does not fit to it.
    """
    before, after = (
        ReadVersion(document.id, version.date, read_version(document, version, register)) for version in (old, new)
    )
    return changes_between(before, after, Derivations.of(version.identities for version in document.versions))


def version_of(document: DocumentData, day: date) -> VersionData:
    """Find a version by its date.

    Raises :class:`~kg.errors.InputError` with the dates there are when there is none.
    """
    for version in document.versions:
        if version.date == day:
            return version
    raise NotFoundError(
        Text(f"{document.id}没有{day}的版本", f"{document.id} has no version of {day}"),
        None,
        Text(f"现有 {listed_days(document.versions)}", f"it has {listed_days(document.versions)}"),
    )


def last_two(document: DocumentData, present: date) -> tuple[VersionData, VersionData]:
    """Return the version in force on a day and the one before it, or twice the same where it is the first.

    Raises :class:`~kg.errors.InputError` when no version is in force yet.
    """
    begun = [version for version in document.effective if version.date <= present]
    if not begun:
        mend = Text(
            f"请从 {listed_days(document.versions)} 中指定两个", f"name two of {listed_days(document.versions)}"
        )
        raise InputError(
            Text(f"{present}时{document.id}没有生效的版本", f"no version of {document.id} is in force on {present}"),
            None,
            mend,
        )
    return begun[-2:][0], begun[-1]


def listed_days(versions: Iterable[VersionData]) -> str:
    """List the dates of versions; a withdrawn one is marked."""
    return ", ".join(f"{version.date}{' (withdrawn)' if version.withdrawn else ''}" for version in versions)
