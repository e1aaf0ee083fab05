"""Read and link the text of one version of a document, or of a text that may become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.corpus.identities import identify
from kg.linking import LinkedDocument, Origin, link, origin_of
from kg.parsing import Document, parse_document
from kg.reading.load_text import read_file

if TYPE_CHECKING:
    from kg.corpus.folder import DataFolder, DocumentData, VersionData
    from kg.parsing.clauses.names import Known
    from kg.reading import SourceText
    from kg.register import Register


def read_version(document: DocumentData, version: VersionData, register: Register) -> LinkedDocument:
    """Read and link one version; its parts have the ids that its record gives them, or those of their numbers.

    Raises :class:`~kg.errors.InputError` when the text can't be read as a plan, or the record does not fit to it.
    """
    read = parse_document(read_file(version.text), _known(register), str(version.text), version.date)
    linked = link(read, register, document.corrections, _origin(document, read, register))
    if version.identities is None:
        return linked
    return identify(linked, version.identities, str(version.text.with_name("identities.toml")))


def link_text(
    source: SourceText,
    data: DataFolder,
    name: str = "the text",
    document: DocumentData | None = None,
    *,
    assigns_nothing: bool = False,
) -> tuple[LinkedDocument, DocumentData | None]:
    """Return one text, read alone, and the document of the data folder to which it belongs: by its number, or as named.

    Raises :class:`~kg.errors.InputError` when the text can't be read as a plan; one that assigns nothing is read where
    ``assigns_nothing`` says so.
    """
    read = parse_document(source, _known(data.register), name, assigns_nothing=assigns_nothing)
    known = document or data.document_with_number(read.number)
    if known is None:
        return link(read, data.register), None
    return link(read, data.register, known.corrections, _origin(known, read, data.register)), known


def _origin(document: DocumentData, read: Document, register: Register) -> Origin:
    """Return where a known document comes from: what the data folder says of it, else its own heading."""
    if document.province is not None:
        return Origin(document.province)
    return origin_of(read, register, register.get(document.issuer) if document.issuer else None)


def _known(register: Register) -> Known:
    """Return whether the register knows a name."""
    return lambda name: bool(register.lookup(name))
