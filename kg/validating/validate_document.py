"""Validate a document: a version in the data folder, or a text that may become one, beside a version before it.

::

    DocumentValidator ──version──▶ Report     a version as its record says which part is which
                      ──text─────▶ Report     any text: a known document's is compared with its version in force
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final, TypeAlias

from rdflib import Graph

from kg.bilingual import Text
from kg.changes.match_parts import propose
from kg.changes.retired_parts import retired_parts
from kg.changes.used_ids import highest_ids
from kg.corpus.folder import DataFolder, DocumentData, VersionData
from kg.corpus.identities import identify
from kg.corpus.read_version import link_text
from kg.errors import InputError, NotFoundError
from kg.files.special_files import refuse_special_file
from kg.linking import LinkedDocument
from kg.rdf import BuiltVersion, Iris, build_linked, build_text, build_version
from kg.rdf.register_graph import register_graph
from kg.reading import SourceText
from kg.reading.load_text import read_file
from kg.validating.acceptances import FILE, accept, load_accepted
from kg.validating.compare_reports import compare
from kg.validating.findings import Report
from kg.validating.run_pyshacl import validate

KEPT: Final = 32
"""How many of the versions that others are compared with are kept."""
BEFORE: Final = "before"
"""What a person writes for the version before the one that is validated."""

Since: TypeAlias = "date | str | None"
"""The version to compare with: its date, :data:`BEFORE`, or what is usual where nothing is said."""


@dataclass(frozen=True)
class DocumentValidator:
    """Validates documents of one data folder, and texts that may become versions of them.

    Findings are marked as ``accepted.toml`` says. Where there is a version to compare with, each has a status. It is
    read and validated once, however many texts are compared with it.
    """

    data: DataFolder
    base_iri: str
    present: date
    _validated: dict[tuple[str, date], tuple[LinkedDocument, Report]] = field(default_factory=dict, repr=False)

    def find(self, name: str) -> DocumentData:
        """Find a document by its id or its number.

        Raises :class:`~kg.errors.InputError` when the data folder has none.
        """
        for document in self.data.documents:
            if name in {document.id, document.number}:
                return document
        known = ", ".join(document.id for document in self.data.documents)
        raise NotFoundError(
            Text(f"没有文件{name!r}", f"there is no document {name!r}"),
            None,
            Text(f"现有 {known}", f"known are {known}") if known else None,
        )

    def file(self, path: Path, name: str | None = None, since: Since = None) -> Report:
        """Validate a file: the text of a version in the data folder as that version, any other as :meth:`text` does."""
        refuse_special_file(path)
        place = path.resolve()
        for document in self.data.documents:
            for version in document.versions:
                if version.text.resolve() == place and name in {None, document.id, document.number}:
                    return self.version(document, version, since)
        return self.text(read_file(path), str(path), name, since)

    def version(self, document: DocumentData, version: VersionData, since: Since = None) -> Report:
        """Validate a version of a document, compared with the one that is named, else with the one before it, if any.

        Raises :class:`~kg.errors.InputError` when the text can't be read as a plan, or there is no version ``since``.
        """
        beside = _before(document, version.date) if since in {None, BEFORE} else version_of(document, since)
        _, report = self._validate(document, version)
        return self._compare(self._accept(report, document), document, beside)

    def text(self, source: SourceText, where: str, name: str | None = None, since: Since = None) -> Report:
        """Validate a text that is no version yet; ``where`` says in errors where it comes from.

        It belongs to the document called ``name``, else to the one whose number it carries, else it is a draft. A known
        document's text is compared with the version in force, unless another is named. Which part is which is what the
        matcher proposes. Raises :class:`~kg.errors.InputError` as :meth:`version` does.
        """
        document = self.find(name) if name is not None else None
        linked, known = link_text(source, self.data, where, document)
        if known is None:
            if since is not None:
                what = Text(
                    "该文本没有已知文件的文号，因此没有可比较的版本",
                    "the text carries the number of no known document, so there is no version to compare it with",
                )
                raise InputError(what, where, Text("请用 --document 指明所属文件", "name its document with --document"))
            return validate(build_text(source, self.data, self.base_iri, where), self._register)
        other = self.data.document_with_number(linked.document.number)
        if other is not None and other is not known:
            raise InputError(
                Text(
                    f"该文本的文号属于{other.id}，不是{known.id}",
                    f"the text carries the number of {other.id}, not of {known.id}",
                ),
                where,
                Text("请指明那份文件", "name that one"),
            )
        number = linked.document.number
        if number and number != known.number:
            what = Text(f"该文本是{number}，不是{known.number}", f"the text is that of {number}, not of {known.number}")
            raise InputError(
                what, where, Text("请不要指定文件，或换一份文本", "leave its document out, or give another text")
            )
        in_force = known.in_force(self.present)
        beside = in_force if since in {None, BEFORE} else version_of(known, since)
        report = validate(self._as_version(linked, known, beside), self._register)
        return self._compare(self._accept(report, known), known, beside)

    @cached_property
    def _register(self) -> Graph:
        return register_graph(self.data.register, Iris(self.base_iri))

    def _as_version(self, linked: LinkedDocument, document: DocumentData, beside: VersionData | None) -> BuiltVersion:
        """Build a text as if it were a version of today, with the identities that the matcher proposes."""
        named = linked
        if beside is not None:
            before, _ = self._validate(document, beside)
            register, compared = self.data.register, (beside.date,)
            retired = retired_parts(document, register, compared)
            proposal = propose(linked, before, None, highest_ids(document, register), (), compared, retired)
            named = identify(linked, proposal.identities, "the matcher")
        return build_linked(named, Iris(self.base_iri), document, self.present)

    def _validate(self, document: DocumentData, version: VersionData) -> tuple[LinkedDocument, Report]:
        """Read and validate a version, once."""
        key = document.id, version.date
        if key not in self._validated:
            built = build_version(document, version, self.data.register, Iris(self.base_iri))
            if len(self._validated) >= KEPT:
                self._validated.clear()
            self._validated[key] = built.linked, validate(built, self._register)
        return self._validated[key]

    def _accept(self, report: Report, document: DocumentData) -> Report:
        return accept(report, document.id, load_accepted(document.folder / FILE))

    def _compare(self, report: Report, document: DocumentData, beside: VersionData | None) -> Report:
        if beside is None:
            return report
        _, before = self._validate(document, beside)
        return compare(report, self._accept(before, document))


def version_of(document: DocumentData, since: date | str | None) -> VersionData:
    """Find a version that counts by its date.

    Raises :class:`~kg.errors.InputError` when there is none.
    """
    for version in document.effective:
        if version.date == since:
            return version
    dates = ", ".join(version.date.isoformat() for version in document.effective)
    raise NotFoundError(
        Text(f"{document.id}没有{since}的版本", f"{document.id} has no version of {since}"),
        None,
        Text(f"现有 {dates}", f"it has {dates}") if dates else None,
    )


def _before(document: DocumentData, day: date) -> VersionData | None:
    """Return the version that counted until a day."""
    return next((version for version in reversed(document.effective) if version.date < day), None)
