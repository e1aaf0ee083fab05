"""The whole dataset: a graph for each version and what follows from it, the register, the ontology, the present."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rdflib import Graph

from kg.corpus.folder import DataFolder, DocumentData, VersionData
from kg.corpus.identities import Identities, identities_of
from kg.corpus.read_version import link_text, read_version
from kg.linking import LinkedDocument
from kg.rdf.derive_short_cuts import derive
from kg.rdf.iris import ONTOLOGY, DocumentIris, Iris
from kg.rdf.ontology_graph import ontology_graph
from kg.rdf.provenance import add_derivations, document_provenance
from kg.rdf.register_graph import register_graph
from kg.rdf.version_graph import version_graph
from kg.reading import SourceText
from kg.register import Register

DRAFT = "draft"
"""The id of a text whose document the data folder does not know."""
NO_DATE = date(1970, 1, 1)
"""The version date of a draft that states no date."""


@dataclass(frozen=True, slots=True)
class BuiltVersion:
    """One version as RDF: ``graph`` is what it says, ``inferred`` what follows from that.

    ``identities`` say which part is which; those of a version without a record are its parts' own numbers.
    """

    document_id: str
    version: date
    iri: str
    linked: LinkedDocument
    graph: Graph
    inferred: Graph
    identities: Identities


@dataclass(frozen=True, slots=True)
class BuiltDocument:
    """One document over all its versions; ``in_force`` is the one that is the present, if any.

    Every subject of ``provenance`` is the IRI of the document, or begins with that and a stroke.
    """

    id: str
    versions: tuple[BuiltVersion, ...]
    in_force: BuiltVersion | None
    provenance: Graph

    def graphs(self) -> dict[str, Graph]:
        """Return the graphs of every version by their names."""
        stated = {version.iri: version.graph for version in self.versions}
        return {**stated, **{f"{version.iri}/inferred": version.inferred for version in self.versions}}

    def present(self) -> tuple[Graph, ...]:
        """Return the graphs that belong to the present."""
        return (self.in_force.graph, self.in_force.inferred) if self.in_force else ()


def common_graphs(register: Register, iris: Iris) -> dict[str, Graph]:
    """Return the graphs that belong to no document, by their names: the register's and the ontology's."""
    return {str(iris.register_graph): register_graph(register, iris), str(ONTOLOGY): ontology_graph()}


def build_document(document: DocumentData, register: Register, iris: Iris, present: date) -> BuiltDocument:
    """Build every version of one document, those that were withdrawn too.

    Raises :class:`~kg.errors.InputError` when a text can't be read as a plan.
    """
    holding = document.in_force(present)
    built = {version.date: build_version(document, version, register, iris) for version in document.versions}
    versions = tuple(built.values())
    provenance = document_provenance(document, versions, iris)
    return BuiltDocument(document.id, versions, built[holding.date] if holding else None, provenance)


def build_text(source: SourceText, data: DataFolder, base_iri: str, name: str = "the text") -> BuiltVersion:
    """Build one text alone, with the register and the corrections of a data folder; nothing is stored.

    A text that carries the number of a document of the folder counts as a version of it, any other as a draft.
    """
    linked, known = link_text(source, data, name)
    return build_linked(linked, Iris(base_iri), known, linked.document.date or NO_DATE)


def build_linked(
    linked: LinkedDocument,
    iris: Iris,
    document: DocumentData | None,
    when: date,
    identities: Identities | None = None,
) -> BuiltVersion:
    """Build the graphs of a text that was read, as a document's version of a date; without a document, as a draft."""
    minted = DocumentIris(iris, document.id if document else DRAFT, when)
    graph = version_graph(linked, minted, document)
    add_derivations(graph, identities, minted)
    inferred = Graph()
    for triple in derive(graph):
        inferred.add(triple)
    named = identities or identities_of(linked)
    return BuiltVersion(minted.identity, when, str(minted.version), linked, graph, inferred, named)


def build_version(document: DocumentData, version: VersionData, register: Register, iris: Iris) -> BuiltVersion:
    """Read one version and build its graphs."""
    return build_linked(read_version(document, version, register), iris, document, version.date, version.identities)
