"""Where the versions of a document come from: their texts, the amendments, what each changed, and which parts are gone.

What is said here holds of a document over all its versions, whichever is in force. A version that was withdrawn keeps
its record; its amendment counts as no change, and the next version is compared with the one before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rdflib import DC, RDF, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV

from kg.changes.change_table import Change, ChangeTable, PartName, Side
from kg.changes.compare_versions import ComparableVersion, changes_between
from kg.changes.labels import value_label
from kg.changes.part_derivations import Derivations
from kg.corpus.folder import DocumentData, VersionData
from kg.corpus.identities import Identities, PartType, parts_of
from kg.linking import LinkedDocument
from kg.parsing.document_heading import DOCUMENT_NUMBER, canonical_number
from kg.rdf.derive_short_cuts import ROLE, ZZ
from kg.rdf.iris import CHANGE, DocumentIris, Iris
from kg.rdf.source_spans import SourceSpans, zh
from kg.rdf.version_graph import ELI

MIDNIGHT = "T00:00:00+08:00"
"""A day begins in China."""
_DOCUMENT_OF_KIND = {"amendment": ELI.amends, "correction": ELI.corrects}


def document_provenance(document: DocumentData, versions: Sequence[ComparableVersion], iris: Iris) -> Graph:
    """Describe the versions of one document and what led from one to the next.

    ``versions`` are all of them, as they were read, in the order of ``document.versions``. Every subject is the IRI of
    the document, or begins with that and a stroke.
    """
    builder = _Provenance(document, versions, iris)
    builder.add_all()
    return builder.graph


def add_derivations(graph: Graph, identities: Identities | None, iris: DocumentIris) -> None:
    """State which parts the merged and the split parts of a version come from."""
    for record in identities.records if identities else ():
        for source in record.derived_from:
            graph.add((iris.part(record.type, record.id), PROV.wasDerivedFrom, iris.part(record.type, source)))


class _Provenance:
    def __init__(self, document: DocumentData, versions: Sequence[ComparableVersion], iris: Iris) -> None:
        self.document, self.iris = document, iris
        self.graph = Graph()
        self.read = {version.version: version for version in versions}
        self.derivations = Derivations.of(version.identities for version in document.versions)
        self.subject = iris.document(document.id)
        self.evidence: dict[date, SourceSpans] = {}

    def add_all(self) -> None:
        """State everything."""
        before: VersionData | None = None
        for version in self.document.versions:
            self._add_version(version, before)
            if version.withdrawn is not None:
                self._add_withdrawal(version)
            if before is not None:
                self._add_amendment(version, before)
            if version.withdrawn is None:
                before = version
            add_derivations(self.graph, version.identities, self._iris(version.date))
        self._add_retired()

    def _iris(self, when: date) -> DocumentIris:
        return DocumentIris(self.iris, self.document.id, when)

    def _amendment(self, when: date) -> URIRef:
        return URIRef(f"{self.subject}/amendment/{when.isoformat()}")

    def _linked(self, when: date) -> LinkedDocument:
        return self.read[when].linked

    def _add_version(self, version: VersionData, before: VersionData | None) -> None:
        """State which text a version was built from, and which version it took the place of."""
        subject = self._iris(version.date).version
        text, source = URIRef(f"{subject}/text"), self._linked(version.date).document.source
        self.graph.add((subject, RDF.type, ZZ.DocumentVersion))
        self.graph.add((subject, ELI.realizes, self.subject))
        self.graph.add((subject, ELI.version_date, _day(version.date)))
        self.graph.add((subject, PROV.wasDerivedFrom, text))
        if before is not None:
            self.graph.add((subject, PROV.wasRevisionOf, self._iris(before.date).version))
        self.graph.add((text, RDF.type, PROV.Entity))
        self.graph.add((text, DCTERMS["format"], Literal("text/plain; charset=utf-8")))
        self.graph.add((text, DCTERMS.identifier, Literal(f"sha256:{source.digest}")))
        self.graph.add((text, DCTERMS.extent, Literal(len(source.text), datatype=XSD.integer)))
        self._describe(subject, version.note_zh, version.note_en)

    def _add_withdrawal(self, version: VersionData) -> None:
        """State since when, why and in whose name a version does not count."""
        record = version.withdrawn
        if record is None:
            return
        subject = self._iris(version.date).version
        activity = URIRef(f"{self.subject}/withdrawal/{version.date.isoformat()}")
        self.graph.add((subject, PROV.invalidatedAtTime, _midnight(record.date)))
        self.graph.add((subject, PROV.wasInvalidatedBy, activity))
        self.graph.add((activity, RDF.type, PROV.Activity))
        self.graph.add((activity, PROV.endedAtTime, _midnight(record.date)))
        self.graph.add((activity, DC.creator, Literal(record.by)))
        self._describe(activity, record.reason_zh, record.reason_en)

    def _describe(self, subject: URIRef, words_zh: str | None, words_en: str | None) -> None:
        for words, language in ((words_zh, "zh"), (words_en, "en")):
            if words:
                self.graph.add((subject, DCTERMS.description, Literal(words, lang=language)))

    def _add_amendment(self, version: VersionData, before: VersionData) -> None:
        """State what made one version of another, on what basis, and what it changed."""
        subject = self._amendment(version.date)
        self.graph.add((subject, RDF.type, ZZ.Amendment))
        self.graph.add((subject, PROV.used, self._iris(before.date).version))
        self.graph.add((subject, PROV.generated, self._iris(version.date).version))
        if version.kind in _DOCUMENT_OF_KIND:
            self.graph.add((subject, ZZ.amendmentKind, Literal(version.kind)))
        self.graph.add((subject, ZZ.effectiveFrom, _day(version.date)))
        self._describe(subject, version.note_zh, version.note_en)
        if version.basis:
            self._add_basis(subject, version.basis, version.kind)
        if version.withdrawn is None:
            table = changes_between(self.read[before.date], self.read[version.date], self.derivations)
            for number, change in enumerate(table.changes, 1):
                self._add_change(URIRef(f"{subject}/change/{number}"), change, table)

    def _add_basis(self, amendment: URIRef, basis: str, kind: str) -> None:
        """State the basis; where it is the number of a document, that document amends or corrects this one."""
        self.graph.add((amendment, ZZ.basis, zh(basis)))
        if kind in _DOCUMENT_OF_KIND and DOCUMENT_NUMBER.fullmatch(basis.strip()):
            other = URIRef(f"{amendment}/basis")
            self.graph.add((other, RDF.type, ZZ.PolicyDocument))
            self.graph.add((other, ELI.id_local, Literal(canonical_number(basis))))
            self.graph.add((other, _DOCUMENT_OF_KIND[kind], self.subject))

    def _add_change(self, subject: URIRef, change: Change, table: ChangeTable) -> None:
        amendment = self._amendment(table.to_version)
        self.graph.add((amendment, ZZ.hasChange, subject))
        self.graph.add((subject, RDF.type, ZZ.Change))
        self.graph.add((subject, ZZ.amendment, amendment))
        self.graph.add((subject, ZZ.changeKind, CHANGE[change.kind.value]))
        self.graph.add((subject, ZZ.concerns, self._iris(table.to_version).part(change.part, change.id)))
        if change.organization is not None:
            self.graph.add((subject, ZZ.affects, self.iris.organization(change.organization)))
        for prop, roles in ((ZZ.roleBefore, change.roles_before), (ZZ.roleAfter, change.roles_after)):
            for role in roles:
                self.graph.add((subject, prop, ROLE[role]))
        for prop, name in ((ZZ.numberBefore, change.name_before), (ZZ.numberAfter, change.name_after)):
            self._add_number(subject, prop, name)
        self._add_side(subject, change, change.before, table.from_version, (ZZ.before, ZZ.sourceBefore))
        self._add_side(subject, change, change.after, table.to_version, (ZZ.after, ZZ.sourceAfter))

    def _add_number(self, subject: URIRef, prop: URIRef, name: PartName | None) -> None:
        if name is not None and name.number is not None:
            self.graph.add((subject, prop, Literal(name.number)))

    def _add_side(
        self, subject: URIRef, change: Change, side: Side | None, when: date, props: tuple[URIRef, URIRef]
    ) -> None:
        """State how it was or is, as people read it, and where that version says so."""
        if side is None:
            return
        words = _words(change, side)
        if words:
            self.graph.add((subject, props[0], zh(words)))
        if when not in self.evidence:
            self.evidence[when] = SourceSpans(self.graph, self._linked(when).document.source, self._iris(when))
        self.graph.add((subject, props[1], self.evidence[when].at(side.start, side.end)))

    def _add_retired(self) -> None:
        """State of each part that is gone for good since when, and by which amendment."""
        effective = [version.date for version in self.document.effective]
        for (part, identity), last in self._last_seen(effective):
            if last != effective[-1]:
                gone = effective[effective.index(last) + 1]
                subject = self._iris(gone).part(part, identity)
                self.graph.add((subject, PROV.invalidatedAtTime, _midnight(gone)))
                self.graph.add((subject, PROV.wasInvalidatedBy, self._amendment(gone)))

    def _last_seen(self, effective: Sequence[date]) -> Iterator[tuple[tuple[PartType, int], date]]:
        last = {(part.type, part.id): when for when in effective for part in parts_of(self._linked(when))}
        yield from last.items()


def _words(change: Change, side: Side) -> str:
    """Return how it was, or is: of words that changed, only those."""
    if change.words:
        changed = [word.before if side is change.before else word.after for word in change.words]
        return "；".join(words for words in changed if words)
    return value_label(change.kind, side.value).zh


def _day(when: date) -> Literal:
    return Literal(when.isoformat(), datatype=XSD.date)


def _midnight(when: date) -> Literal:
    return Literal(when.isoformat() + MIDNIGHT, datatype=XSD.dateTime)
