"""What can be taken as files: one table of what there is, made from what the catalogue says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter
from pyoxigraph import Literal, NamedNode
from starlette.responses import Response

from api.answers import parts_by_number
from api.answers.dumps import Dumping, made
from api.site.file_formats import FORMAT_NAMES
from api.site.render_page import page
from api.site.visit import Visiting
from kg.bilingual import Text
from kg.describing.statement_builder import DESCRIBING
from kg.exports import Format
from kg.exports.dcat_catalogue import IANA, catalogue
from kg.exports.dumps import CSVW

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple


router = APIRouter(include_in_schema=False)

HERE: Final = "urn:here"
"""What addresses begin with in a catalogue that is read by its own server."""
_UNITS: Final = ("B", "KB", "MB", "GB", "TB")
_STEP: Final = 1000


@dataclass(frozen=True, slots=True)
class File:
    """A file: where it is, in which form, how large, with its SHA-256."""

    address: str
    name: str
    form: str
    media_type: str
    size: int
    sha256: str
    described: str | None

    @property
    def said_size(self) -> str:
        """Say the size as people do.

        >>> File("", "", "", "", 1_234_567, "", None).said_size, File("", "", "", "", 999, "", None).said_size
        ('1.2 MB', '999 B')
        """
        size, unit = float(self.size), 0
        while size >= _STEP and unit < len(_UNITS) - 1:
            size, unit = size / _STEP, unit + 1
        return f"{size:.1f} {_UNITS[unit]}" if unit else f"{self.size} B"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset of the catalogue with its files."""

    id: str
    title: Text
    files: tuple[File, ...]


@router.get("/downloads")
def downloads(visit: Visiting, dumping: Dumping) -> Response:
    """List the files; those of a document's versions are measured on its own page of the catalogue."""
    snapshot = visit.asking.snapshot
    triples = catalogue(snapshot, partial(made, dumping, snapshot), HERE)
    return page(
        visit,
        "downloads.html",
        datasets=datasets(triples),
        documents={one.id: one for one in parts_by_number.documents(visit.asking)},
        known=sorted({version.document for version in snapshot.history.versions}),
        forms=[(form.extension, form.media_type) for form in Format],
    )


def datasets(triples: Iterable[Triple]) -> list[Dataset]:
    """Read the datasets of a catalogue: the whole first, then tables, then the words."""
    said: dict[str, dict[str, list[NamedNode | Literal]]] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            said.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(triple.object)
    kind, files = _full("rdf:type"), _full("dcat:distribution")
    found = []
    for iri, values in said.items():
        if NamedNode(_full("dcat:Dataset")) in values.get(kind, ()):
            titles = {one.language: one.value for one in values[_full("dcterms:title")] if isinstance(one, Literal)}
            listed = sorted((_file(said, one.value) for one in values.get(files, ())), key=_place)
            title = Text(titles.get("zh", ""), titles.get("en", ""))
            found.append(Dataset(iri.rpartition("#")[2], title, tuple(listed)))
    order = ("zhize", "present", "ontology")
    return sorted(found, key=lambda one: (order.index(one.id) if one.id in order else len(order), one.id))


def _file(said: Mapping[str, Mapping[str, list[NamedNode | Literal]]], iri: str) -> File:
    """Read a file."""
    values = said[iri]

    def one(name: str) -> str:
        return next((value.value for value in values.get(_full(name), ())), "")

    address = one("dcat:downloadURL").removeprefix(HERE)
    extension, size = address.rpartition(".")[2], one("dcat:byteSize")
    sums = said.get(one("spdx:checksum"), {}).get(_full("spdx:checksumValue"), ())
    digest = next((value.value for value in sums), "")
    media_type = one("dcat:mediaType").removeprefix(IANA)
    described = f"{address.removesuffix('.csv')}{CSVW}" if extension == "csv" else None
    return File(address, address.rpartition("/")[2], FORMAT_NAMES[extension], media_type, int(size), digest, described)


def _place(file: File) -> int:
    return [*FORMAT_NAMES.values()].index(file.form)


def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{DESCRIBING[prefix]}{local}"
