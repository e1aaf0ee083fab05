"""The whole dataset: a graph for each version and what follows from it, the register, the ontology, the present."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rdflib import RDF, XSD, Graph, Literal
from rdflib.namespace import DCTERMS, PROV
from rdflib.term import Node

from kg.building.document import version_graph
from kg.building.iris import ONTOLOGY, DocumentIris, Iris
from kg.building.ontology import ontology_graph
from kg.building.register import register_graph
from kg.datafolder import DataFolder, DocumentData, VersionData
from kg.linking import LinkedDocument, link
from kg.parsing import parse_document
from kg.parsing.clauses.names import Known
from kg.reading import SourceText
from kg.reading.load import read_file
from kg.reasoning.derive import derive
from kg.register import Register
from kg.versions.identity import Identities, identify, identities_of

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
class BuiltDataset:
    """Every graph of a build by its IRI, and the ``default`` graph: what holds on ``present_date``."""

    base_iri: str
    present_date: date
    versions: tuple[BuiltVersion, ...]
    in_force: tuple[BuiltVersion, ...]
    graphs: dict[str, Graph]
    default: Graph

    def nquads(self) -> bytes:
        """Write the dataset as sorted N-Quads: the same input gives the same bytes."""
        lines = set(_statements(self.default, ""))
        for name, graph in self.graphs.items():
            lines.update(_statements(graph, f" <{name}>"))
        return "".join(sorted(lines)).encode()


def build_dataset(data: DataFolder, base_iri: str, present: date) -> BuiltDataset:
    """Build every graph from a data folder.

    Raises :class:`~kg.errors.InputError` when a text of it can't be read as a plan.
    """
    iris = Iris(base_iri)
    register = register_graph(data.register, iris)
    versions, in_force = [], []
    for document in data.documents:
        holding = document.in_force(present)
        for version in document.versions:
            built = build_version(document, version, data.register, iris)
            versions.append(built)
            if version is holding:
                in_force.append(built)
    graphs = {
        str(iris.register_graph): register,
        str(ONTOLOGY): ontology_graph(),
        str(iris.provenance_graph): _provenance(versions, iris),
    }
    for built in versions:
        graphs[built.iri] = built.graph
        graphs[f"{built.iri}/inferred"] = built.inferred
    default = Graph()
    for graph in (register, graphs[str(ONTOLOGY)], *(g for built in in_force for g in (built.graph, built.inferred))):
        _copy(graph, default)
    return BuiltDataset(base_iri, present, tuple(versions), tuple(in_force), graphs, default)


def build_text(source: SourceText, data: DataFolder, base_iri: str, name: str = "the text") -> BuiltVersion:
    """Build one text alone, with the register and the corrections of a data folder; nothing is stored.

    A text that carries the number of a document of the folder counts as a version of it, any other as a draft.
    """
    document = parse_document(source, _known(data.register), name)
    known = data.document_with_number(document.number)
    linked = link(document, data.register, known.corrections if known else ())
    return _built(linked, DocumentIris(Iris(base_iri), known.id if known else DRAFT, document.date or NO_DATE), known)


def read_version(document: DocumentData, version: VersionData, register: Register) -> LinkedDocument:
    """Read and link one version; its parts have the ids that its record gives them, or those of their numbers.

    Raises :class:`~kg.errors.InputError` when the text can't be read as a plan, or the record does not fit to it.
    """
    read = parse_document(read_file(version.text), _known(register), str(version.text))
    linked = link(read, register, document.corrections)
    if version.identities is None:
        return linked
    return identify(linked, version.identities, str(version.text.with_name("identities.toml")))


def build_version(document: DocumentData, version: VersionData, register: Register, iris: Iris) -> BuiltVersion:
    """Read one version and build its graphs."""
    linked = read_version(document, version, register)
    return _built(linked, DocumentIris(iris, document.id, version.date), document, version.identities)


def _built(
    linked: LinkedDocument, iris: DocumentIris, data: DocumentData | None, identities: Identities | None = None
) -> BuiltVersion:
    graph = version_graph(linked, iris, data)
    inferred = Graph()
    for triple in derive(graph):
        inferred.add(triple)
    named = identities or identities_of(linked)
    return BuiltVersion(iris.identity, iris.when, str(iris.version), linked, graph, inferred, named)


def _known(register: Register) -> Known:
    """Tell whether the register knows a name."""
    return lambda name: bool(register.lookup(name))


def _provenance(versions: Iterable[BuiltVersion], iris: Iris) -> Graph:
    """Say which text each version was built from."""
    graph = Graph()
    for built in versions:
        version = iris.version(built.document_id, built.version)
        text = version + "/text"
        source = built.linked.document.source
        graph.add((version, PROV.wasDerivedFrom, text))
        graph.add((text, RDF.type, PROV.Entity))
        graph.add((text, DCTERMS["format"], Literal("text/plain; charset=utf-8")))
        graph.add((text, DCTERMS.identifier, Literal(f"sha256:{source.digest}")))
        graph.add((text, DCTERMS.extent, Literal(len(source.text), datatype=XSD.integer)))
    return graph


def _copy(source: Graph, target: Graph) -> None:
    for triple in source:
        target.add(triple)


def _statements(graph: Graph, name: str) -> Iterator[str]:
    for subject, predicate, value in graph:
        yield f"{subject.n3()} {predicate.n3()} {_value(value)}{name} .\n"


def _value(value: Node) -> str:
    """Write a term for N-Quads; control characters are escaped, so that each statement is one line."""
    if isinstance(value, Literal):
        text = "".join(_ESCAPES.get(character) or character for character in value)
        suffix = f"@{value.language}" if value.language else f"^^<{value.datatype}>" if value.datatype else ""
        return f'"{text}"{suffix}'
    return value.n3()


_ESCAPES = {chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F)} | {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
}
