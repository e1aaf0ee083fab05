"""The graph as of a day: for each document the version in force then, with the register and the ontology.

Oxigraph can read several graphs as one, but a triple that two of them state then counts twice, so that rows are doubled
and counts are wrong, and every search looks into each graph in turn. So the graphs are copied, once for each set of
versions in force, into a small store in memory. Where that set is the present one, the present itself answers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store

from kg.bilingual import Text
from kg.caching import BoundedCache
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from kg.stores.manifest import Manifest

LARGEST: Final = 2_000_000
"""A copy of more triples than that (some two hundred documents) is not made: it would fill the memory."""
KEPT: Final = 1_000_000
"""The most quads that all copies together may have; the newest is kept whatever its size."""

ONTOLOGY: Final = NamedNode("https://w3id.org/zhize/ontology")
NUMBER: Final = NamedNode("https://w3id.org/zhize/ontology#number")
DERIVED: Final = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
INVALIDATED_AT: Final = NamedNode("http://www.w3.org/ns/prov#invalidatedAtTime")

_OF_A_DAY: Final = re.compile(r"/(version|amendment|withdrawal)/([0-9]{4}-[0-9]{2}-[0-9]{2})(?=/|$)")
_VERSION: Final = re.compile(r"([^/]+)/version/([0-9]{4}-[0-9]{2}-[0-9]{2})")

Key: TypeAlias = tuple[bool, tuple[str, ...]]


@dataclass(frozen=True, slots=True, order=True)
class DocumentVersion:
    """One version of a document: the day from which it is the text, and whether it was withdrawn since."""

    document: str
    date: date
    iri: str
    withdrawn: bool = False


class VersionHistory:
    """Every version of every document, and the graph of any day.

    Several threads may read at once; a copy is made by one of them.
    """

    def __init__(self, store: Store, manifest: Manifest) -> None:
        self._store = store
        self._manifest = manifest
        self._copies = BoundedCache[Key, tuple[Store, int]](KEPT, size=lambda _key, copy: copy[1], keep_one=True)

    @cached_property
    def versions(self) -> tuple[DocumentVersion, ...]:
        """Return every version of every document, by document and date, those that were withdrawn among them."""
        return tuple(sorted(self._versions()))

    def _versions(self) -> Iterator[DocumentVersion]:
        """Read the versions from the manifest, or, where it lists none, from the names of the graphs."""
        prefix = f"{self._manifest.base_iri}document/"
        for document, state in self._manifest.documents.items():
            for days, withdrawn in ((state.versions, False), (state.withdrawn, True)):
                yield from (
                    DocumentVersion(document, day, f"{prefix}{document}/version/{day}", withdrawn) for day in days
                )
        for graph in () if self._manifest.documents else self._store.named_graphs():
            match = _VERSION.fullmatch(str(graph.value).removeprefix(prefix))
            if match:
                yield DocumentVersion(match[1], date.fromisoformat(match[2]), str(graph.value))

    def of(self, document: str | None) -> tuple[DocumentVersion, ...]:
        """Return the versions of one document, or of all, without those that were withdrawn."""
        return tuple(one for one in self.versions if not one.withdrawn and document in (None, one.document))

    def in_force(self, day: date, document: str | None = None) -> tuple[DocumentVersion, ...]:
        """Return the version of each document, or of one, whose text held on a day; none before the first."""
        found = {version.document: version for version in self.of(document) if version.date <= day}
        return tuple(found.values())

    def numbering(self, document: str, part: str, number: int) -> tuple[DocumentVersion, ...]:
        """Return the versions of a document in which a part (``task``, ``measure``) with this printed number stands."""
        prefix = f"{self._manifest.base_iri}document/{document}/{part}/"
        return tuple(
            version
            for version in self.of(document)
            if any(
                isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(prefix)
                for quad in self._store.quads_for_pattern(None, NUMBER, Literal(number), NamedNode(version.iri))
            )
        )

    def graph(self, day: date, document: str | None = None, *, history: bool = False) -> Store:
        """Return a store whose default graph is what held on a day: of all documents, or of one.

        With ``history`` its named graphs are the versions up to that day, and what was known then of their amendments;
        without it there are none. Raises :class:`~kg.errors.InputError` where the copy would be too large.
        """
        holding = self.in_force(day, document)
        known = tuple(one for one in self.versions if one.date <= day and document in (None, one.document))
        is_present = holding == self.in_force(self._manifest.present_date, document)
        if is_present and not (history and any(one.date > day for one in self.versions)):
            return self._store
        key = (history, tuple(one.iri for one in (known if history else holding)))
        copy, _ = self._copies.get_or_make(key, lambda: self._copied(day, holding, known, history=history))
        return copy

    def _copied(
        self, day: date, holding: Iterable[DocumentVersion], known: Iterable[DocumentVersion], *, history: bool
    ) -> tuple[Store, int]:
        """Copy the graphs of a day; return the copy and its statements' number."""
        copy = Store()
        register = NamedNode(f"{self._manifest.base_iri}graph/register")
        size = self._copy((register, ONTOLOGY, *_graphs(holding)), copy, named=False)
        if history:
            size += self._copy((register, ONTOLOGY, *_graphs(known)), copy, named=True)
            self._copy_provenance(day, known, copy)
        return copy, size

    def _copy(self, graphs: Iterable[NamedNode], target: Store, *, named: bool) -> int:
        """Copy whole graphs, under their names or into the default graph, and count their statements."""
        copied = 0
        for graph in graphs:
            triples = self._store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
            copied += triples.count(b"\n")
            if copied > LARGEST:
                what = Text(
                    f"该日有效的内容超过{LARGEST}条陈述，无法合并",
                    f"what held on that day is more than {LARGEST} statements, too many to put together",
                )
                raise InputError(what, None, Text("请只问一份文件", "ask about one document"))
            target.bulk_load(triples, format=RdfFormat.N_TRIPLES, to_graph=graph if named else DefaultGraph())
        return copied

    def _copy_provenance(self, day: date, known: Iterable[DocumentVersion], target: Store) -> None:
        """Copy what was known of the amendments up to a day."""
        graph = NamedNode(f"{self._manifest.base_iri}graph/provenance")
        documents = tuple(f"{self._manifest.base_iri}document/{one}" for one in {one.document for one in known})
        quads = self._store.quads_for_pattern(None, None, None, graph)
        target.extend([quad for quad in quads if _is_of(quad, documents) and _was_known(quad, day, target)])


def _graphs(versions: Iterable[DocumentVersion]) -> Iterator[NamedNode]:
    """Yield the names of the graphs of versions: what each says, and what follows from it."""
    for version in versions:
        yield NamedNode(version.iri)
        yield NamedNode(f"{version.iri}/inferred")


def _is_of(quad: Quad, documents: tuple[str, ...]) -> bool:
    """Return whether a statement is about one of these documents or a part of it."""
    if not isinstance(quad.subject, NamedNode):
        return False
    subject = quad.subject.value
    return any(subject == document or subject.startswith(document + "/") for document in documents)


def _was_known(quad: Quad, day: date, texts: Store) -> bool:
    """Return whether a statement of the provenance graph is of a time up to a day.

    That a version was withdrawn is known whenever that happened, for it was never in force. What a part comes from is
    known when one of the ``texts`` of that time has the part.
    """
    names = [term.value for term in (quad.subject, quad.object) if isinstance(term, NamedNode)]
    dates = [match[2] for match in map(_OF_A_DAY.search, names) if match]
    if dates:
        return max(dates) <= day.isoformat()
    if quad.predicate == INVALIDATED_AT and isinstance(quad.object, Literal):
        return quad.object.value[:10] <= day.isoformat()
    return quad.predicate != DERIVED or next(texts.quads_for_pattern(quad.subject, None, None, None), None) is not None
