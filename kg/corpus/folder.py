"""What a data folder holds: the register, and for each document its versions and corrections.

::

    data/organizations.toml
    data/documents/<id>/document.toml              the document over all its versions
    data/documents/<id>/corrections.toml           slips in its words (may be absent)
    data/documents/<id>/withdrawals.toml           versions that do not count (may be absent)
    data/documents/<id>/accepted.toml              findings that people accept (may be absent; kg.validating reads it)
    data/documents/<id>/<date>/text.txt            the text of one version, as it is
    data/documents/<id>/<date>/version.toml        what is known of that version
    data/documents/<id>/<date>/identities.toml     which part is which (the first version may lack it)

What begins with a dot is not seen, so that a version can be made ready beside the others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from kg.bilingual import Text
from kg.corpus.identities import Identities, load_identities
from kg.errors import InputError, NotFoundError, shown
from kg.files.digests import by_document, file_digests, joint_digest
from kg.files.special_files import is_file
from kg.files.toml_records import TomlTable, read_toml
from kg.likeness import nearest
from kg.reading.folding import fold_name
from kg.register import Correction, Register, load_corrections, load_register
from kg.register.load_register import read_province

_REGISTER = "organizations.toml"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_REASONS = ("reason", "reason_zh", "reason_en")


class VersionKind(StrEnum):
    """What made a text a version of its document."""

    ORIGINAL = "original"
    AMENDMENT = "amendment"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The record that a version does not count: why, since when, and by whom."""

    version: date
    reason_zh: str
    reason_en: str
    date: date
    by: str


@dataclass(frozen=True, slots=True)
class VersionData:
    """One version of a document: the ``date`` from which it is the text, and the file that holds it.

    ``basis`` is the number of the document that changed the text, or a reason; an original may have none.
    ``identities`` say which part is which; the first version may have none, its parts are then named by their numbers.
    """

    date: date
    kind: VersionKind
    note_zh: str
    note_en: str
    text: Path
    basis: str | None = None
    identities: Identities | None = None
    withdrawn: Withdrawal | None = None


@dataclass(frozen=True, slots=True)
class OtherDocument:
    """A document that another one carries out: its id, its number and the id of the body that issued it."""

    id: str
    number: str
    issuer: str | None


@dataclass(frozen=True, slots=True)
class DocumentData:
    """A document over all its versions, which are in the order of their dates.

    ``province`` is given where it does not follow from the issuer. ``digest`` is the SHA-256 of every file of its
    folder that counts.
    """

    id: str
    number: str
    issuer: str | None
    implements: OtherDocument | None
    corrections: tuple[Correction, ...]
    versions: tuple[VersionData, ...]
    digest: str
    province: str | None = None

    @property
    def folder(self) -> Path:
        """Return the folder that holds its files."""
        return self.versions[0].text.parent.parent

    @property
    def effective(self) -> tuple[VersionData, ...]:
        """Return the versions that count: all but those withdrawn."""
        return tuple(version for version in self.versions if version.withdrawn is None)

    def in_force(self, present: date) -> VersionData | None:
        """Return the version whose text holds on a date; ``None`` before the first that counts."""
        return next((version for version in reversed(self.effective) if version.date <= present), None)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A data folder that has been read and checked; ``digest`` is the SHA-256 of every file that counts."""

    path: Path
    register: Register
    documents: tuple[DocumentData, ...]
    digest: str
    register_digest: str

    @classmethod
    def of_register(cls, register: Register) -> DataFolder:
        """Return a data folder without documents, for a text that is read alone."""
        return cls(Path(), register, (), "", "")

    def document_with_number(self, number: str) -> DocumentData | None:
        """Find the document that has an official number such as 川办发〔2021〕57号.

        The kind of bracket, width and spaces do not count: 川办发[2021]57号 is the same.
        """
        folded = fold_name(number)
        return next((document for document in self.documents if folded and fold_name(document.number) == folded), None)

    def document_named(self, name: str) -> DocumentData | None:
        """Find a document by its id or its number."""
        by_id = next((document for document in self.documents if document.id == name), None)
        return by_id or self.document_with_number(name)


def known_document(data: DataFolder, name: str) -> DocumentData:
    """Find a document by its id or its number.

    Raises :class:`~kg.errors.InputError` with the nearest ids when there is none.
    """
    found = data.document_named(name)
    if found is not None:
        return found
    ids = [document.id for document in data.documents]
    near = nearest(name, ids) or ids
    raise NotFoundError(
        Text("没有这份文件", "there is no such document"),
        repr(shown(name)),
        Text(f"请用 {'、'.join(near)} 之一", f"use one of {', '.join(near)}"),
    )


def load_data_folder(path: Path) -> DataFolder:
    """Read a data folder.

    Raises :class:`~kg.errors.InputError` for the first thing that is wrong: what, in which file, what to do.
    """
    register_file = path / _REGISTER
    if not is_file(register_file):
        raise InputError(
            Text(f"数据文件夹中没有 {_REGISTER}", f"the data folder has no {_REGISTER}"),
            path,
            Text("请用 zhize init 建立", "make one with zhize init"),
        )
    digests = file_digests(path)  # before the files are read: a file that changes meanwhile then counts as changed
    register = load_register(register_file)
    folder = path / "documents"
    folders = sorted(entry for entry in folder.iterdir() if _is_visible_folder(entry)) if folder.is_dir() else []
    own = by_document(digests)
    documents = tuple(_document(entry, register, joint_digest(own.get(entry.name, {}))) for entry in folders)
    return DataFolder(path, register, documents, joint_digest(digests), digests[_REGISTER])


def load_document(path: Path, identity: str, register: Register) -> DocumentData:
    """Read one document of a data folder, by its id; it has the digest that it has in the whole.

    Raises :class:`~kg.errors.InputError` for the first thing that is wrong, or when there is no such document.
    """
    folder = path / "documents" / identity
    if not folder.is_dir():
        raise NotFoundError(
            Text(f"数据文件夹中没有文件{identity!r}", f"the data folder has no document {identity!r}"),
            path,
            Text("请重新发布数据文件夹", "publish the data folder anew"),
        )
    own = {f"documents/{identity}/{name}": digest for name, digest in file_digests(folder).items()}
    return _document(folder, register, joint_digest(own))


def _is_visible_folder(entry: Path) -> bool:
    return entry.is_dir() and not entry.name.startswith(".")


def _document(folder: Path, register: Register, digest: str) -> DocumentData:
    file = folder / "document.toml"
    top = _read(file, "id", "number", "issuer", "province", "implements")
    identity = top.words("id")
    if identity != folder.name or not _ID.fullmatch(identity):
        raise InputError(
            Text(f"id {identity!r}与所在文件夹的名字不同", f"the id {identity!r} is not the name of its folder"),
            file,
            Text("请改成一致", "make them the same"),
        )
    corrections_file = folder / "corrections.toml"
    corrections = load_corrections(corrections_file, register) if is_file(corrections_file) else ()
    versions = _versions(folder)
    return DocumentData(
        identity,
        top.words("number"),
        _issuer(top, register),
        _other(top.table("implements"), register) if top.has("implements") else None,
        corrections,
        versions,
        digest,
        province=read_province(top) if top.has("province") else None,
    )


def _other(implements: TomlTable, register: Register) -> OtherDocument:
    return OtherDocument(implements.words("id"), implements.words("number"), _issuer(implements, register))


def _issuer(document: TomlTable, register: Register) -> str | None:
    issuer = document.words("issuer") if document.has("issuer") else None
    if issuer is not None and register.get(issuer) is None:
        raise document.error(
            Text(f"发文单位{issuer!r}不在单位名录中", f"the issuer {issuer!r} is not in the register"),
            Text("请给出名录中单位的 id", "give the id of a body in it"),
        )
    return issuer


def _versions(folder: Path) -> tuple[VersionData, ...]:
    """Read the versions of a document in the order of their dates, and see that they fit together."""
    withdrawals = _withdrawals(folder / "withdrawals.toml")
    folders = [entry for entry in sorted(folder.iterdir()) if _is_visible_folder(entry)]
    versions = tuple(_version(entry, withdrawals) for entry in folders)
    if not versions:
        raise InputError(
            Text("该文件没有版本", "the document has no version"),
            folder,
            Text("请加入以日期命名、含有 text.txt 的文件夹", "add a folder named by a date, with text.txt"),
        )
    dates = {version.date for version in versions}
    for day in withdrawals:
        if day not in dates:
            place = str(folder / "withdrawals.toml")
            raise InputError(
                Text(f"{day}的版本被撤回，但并不存在", f"the version of {day} is withdrawn and is not there"),
                place,
                Text("请修改日期", "mend the date"),
            )
    if len(withdrawals) == len(versions):
        raise InputError(
            Text("所有版本都已撤回", "every version is withdrawn"),
            folder / "withdrawals.toml",
            Text("请保留一个", "keep one"),
        )
    for version in versions[1:]:
        if version.identities is not None:
            continue
        what = Text(
            "没有记录哪一部分是哪一部分，而只有第一个版本可以没有该记录",
            "which part is which is not recorded, and only the first version may lack that",
        )
        mend = Text(
            "请恢复 identities.toml，或用 zhize amend 载入文本，由它写出该文件",
            "bring identities.toml back, or load the text with zhize amend, which writes it",
        )
        raise InputError(what, version.text.parent, mend)
    for version in versions:
        _check_version(version, versions[0], dates)
    return versions


def _check_version(version: VersionData, first: VersionData, dates: set[date]) -> None:
    """Check that a version fits to the others of its document."""
    file = version.text.with_name("version.toml")
    if version.kind is VersionKind.ORIGINAL and version is not first:
        what = Text(
            f"该版本标为原始版本，但已有更早的{first.date}的版本",
            f"this version is the original, and there is an earlier one of {first.date}",
        )
        raise InputError(what, file, Text("请标为 amendment 或 correction", "call it an amendment or a correction"))
    for day in version.identities.compared_with if version.identities else ():
        if day not in dates - {version.date}:
            what = Text(
                f"该版本曾与{day}的版本比较，但没有该日期的其他版本",
                f"the version was compared with one of {day}, and there is no other of that date",
            )
            raise InputError(what, file.with_name("identities.toml"), Text("请修改日期", "mend the date"))


def _withdrawals(file: Path) -> dict[date, Withdrawal]:
    """Read which versions are withdrawn."""
    if not is_file(file):
        return {}
    found: dict[date, Withdrawal] = {}
    for record in _read(file, "withdrawal").tables("withdrawal", frozenset({"version", "date", "by", *_REASONS})):
        day = record.day("version")
        if day in found:
            raise record.error(
                Text(f"{day}的版本被撤回两次", f"the version of {day} is withdrawn twice"),
                Text("请只留一条", "keep one"),
            )
        reason = record.bilingual("reason")
        found[day] = Withdrawal(day, reason.zh, reason.en, record.day("date"), record.text("by"))
    return found


def _version(folder: Path, withdrawals: Mapping[date, Withdrawal]) -> VersionData:
    file, text, record = folder / "version.toml", folder / "text.txt", folder / "identities.toml"
    top = _read(file, "date", "kind", "basis", "note_zh", "note_en")
    when = top.day("date")
    if when.isoformat() != folder.name:
        raise top.error(
            Text(f"日期{when}与所在文件夹的名字不同", f"the date {when} is not the name of its folder"),
            Text("请改成一致", "make them the same"),
        )
    kind = top.one_of("kind", VersionKind)
    if not is_file(text):
        raise InputError(
            Text("该版本没有 text.txt", "the version has no text.txt"), folder, Text("请加入文本", "add the text")
        )
    return VersionData(
        when,
        kind,
        top.words("note_zh"),
        top.words("note_en"),
        text,
        top.words("basis") if kind is not VersionKind.ORIGINAL or top.has("basis") else None,
        load_identities(record) if is_file(record) else None,
        withdrawals.get(when),
    )


def _read(file: Path, *keys: str) -> TomlTable:
    return TomlTable(str(file), read_toml(file), frozenset(keys))
