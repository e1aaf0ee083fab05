"""Describe the graph for those who want to link to it or to query it (VoID): how much of what, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from kg.describing.statement_builder import StatementBuilder, both, named, number
from kg.exports.dumps import PRESENT, WHOLE
from kg.rdf.iris import ONTOLOGY, Iris

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.exports.void_counts import Counts
    from kg.stores import Snapshot

FORMATS: Final = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
EXAMPLES: Final = 3


def void(snapshot: Snapshot, counts: Counts, origin: str) -> frozenset[Triple]:
    """Describe what a snapshot holds, as it is served at an origin such as ``http://127.0.0.1:8000``."""
    builder = StatementBuilder(ours=not snapshot.manifest.is_scratch)
    document, whole, present = (NamedNode(origin + path) for path in ("/.well-known/void", *_DATASETS))
    builder.add(
        document,
        rdf_type=named("void:DatasetDescription"),
        dcterms_title=both("职责图谱的说明", "What the graph of Zhize holds"),
        foaf_primaryTopic=whole,
    )
    _add_whole(builder, snapshot, counts, origin, whole)
    builder.add(whole, void_subset=present)
    _add_present(builder, snapshot, counts, origin, present)
    return frozenset(builder.triples)


_DATASETS: Final = ("/catalog#zhize", "/catalog#present")


def _add_whole(builder: StatementBuilder, snapshot: Snapshot, counts: Counts, origin: str, whole: NamedNode) -> None:
    """Describe the dataset, and the graphs that belong to no document."""
    builder.terms(whole)
    builder.add(
        whole,
        rdf_type=named("void:Dataset"),
        dcterms_title=both("职责：全部图", "Zhize: every graph"),
        void_sparqlEndpoint=NamedNode(f"{origin}/sparql"),
        void_dataDump=[NamedNode(f"{origin}/dumps/{name}") for name in WHOLE],
        void_uriSpace=snapshot.manifest.base_iri,
    )
    iris = Iris(snapshot.manifest.base_iri)
    titles = {
        str(ONTOLOGY): ("本体", "The ontology"),
        str(iris.register_graph): ("单位名录", "The register of organizations"),
        str(iris.provenance_graph): ("版本与修订的来历", "The provenance of versions and amendments"),
    }
    for name, triples in counts.graphs.items():
        graph = NamedNode(name)
        builder.add(whole, void_subset=graph)
        builder.add(
            graph, rdf_type=named("void:Dataset"), dcterms_title=both(*titles[name]), void_triples=number(triples)
        )


def _add_present(
    builder: StatementBuilder, snapshot: Snapshot, counts: Counts, origin: str, present: NamedNode
) -> None:
    """Describe the default graph: what holds on the present day."""
    day = snapshot.manifest.present_date
    builder.terms(present)
    builder.add(
        present,
        rdf_type=named("void:Dataset"),
        dcterms_title=both(f"职责：{day} 的现行内容", f"Zhize: what holds on {day}"),
        void_sparqlEndpoint=NamedNode(f"{origin}/sparql"),
        void_dataDump=[NamedNode(f"{origin}/dumps/{name}") for name in PRESENT],
        void_uriSpace=snapshot.manifest.base_iri,
        void_triples=number(counts.triples),
        void_entities=number(counts.entities),
        void_distinctSubjects=number(counts.subjects),
        void_distinctObjects=number(counts.objects),
        void_classes=number(len(counts.classes)),
        void_properties=number(len(counts.properties)),
        void_feature=[NamedNode(f"http://www.w3.org/ns/formats/{form}") for form in FORMATS],
        void_vocabulary=[NamedNode(space) for space in _namespaces(counts)],
        void_exampleResource=[NamedNode(iri) for iri in _examples(snapshot)],
        void_rootResource=[NamedNode(Iris(snapshot.manifest.base_iri).document(one)) for one in _in_force(snapshot)],
    )
    for kind, things in counts.classes.items():
        part = _part(origin, "class", kind)
        builder.add(present, void_classPartition=part)
        builder.add(part, rdf_type=named("void:Dataset"), void_class=NamedNode(kind), void_entities=number(things))
    for prop, triples in counts.properties.items():
        part = _part(origin, "property", prop)
        builder.add(present, void_propertyPartition=part)
        builder.add(part, rdf_type=named("void:Dataset"), void_property=NamedNode(prop), void_triples=number(triples))


def _part(origin: str, sort: str, iri: str) -> NamedNode:
    """Return the IRI of a part of the present by the class or the property that makes it."""
    return NamedNode(f"{origin}/.well-known/void#{sort}={iri.replace('#', '%23')}")


def _namespaces(counts: Counts) -> list[str]:
    """List the vocabularies of the classes and properties."""
    spaces = {_namespace(iri) for iri in (*counts.classes, *counts.properties)}
    return sorted(spaces)


def _namespace(iri: str) -> str:
    head, divider, _ = iri.rpartition("#") if "#" in iri else iri.rpartition("/")
    return head + divider


def _in_force(snapshot: Snapshot) -> list[str]:
    """List the documents that are in force."""
    return sorted(one.document for one in snapshot.history.in_force(snapshot.manifest.present_date))


def _examples(snapshot: Snapshot) -> list[str]:
    """Return some tasks, the first ones by their IRIs."""
    prefix = f"{snapshot.manifest.base_iri}document/"
    number_of = named("zz:number")
    tasks = (f"{prefix}{document}/task/{one}" for document in _in_force(snapshot) for one in range(1, EXAMPLES + 1))
    found = (task for task in tasks if next(snapshot.present.quads_for_pattern(NamedNode(task), number_of, None), None))
    return sorted(found)[:EXAMPLES]
