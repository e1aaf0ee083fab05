"""The file alone is OWL 2 DL: everything declared, nothing punned, the global restrictions kept."""

from collections.abc import Iterator

import pytest
from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.rdf.derive_short_cuts import DERIVED, ZZ
from kg.rdf.hermit_reasoner import OWL_DATATYPES

BUILT_IN = (str(RDF), str(RDFS), str(OWL))
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
ONLY_SIMPLE = (OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.IrreflexiveProperty, OWL.AsymmetricProperty)
CARDINALITIES = (
    OWL.cardinality, OWL.minCardinality, OWL.maxCardinality,
    OWL.qualifiedCardinality, OWL.minQualifiedCardinality, OWL.maxQualifiedCardinality,
)  # fmt: skip


def plain(ontology: Graph, prop: Node) -> Node:
    """Give the property of a property expression: an inverse without its inverse."""
    inverted = ontology.value(prop, OWL.inverseOf) if isinstance(prop, BNode) else None
    return prop if inverted is None else inverted


def chains(ontology: Graph) -> Iterator[tuple[Node, list[Node]]]:
    """Yield each property with a chain that implies it."""
    for prop, list_ in ontology.subject_objects(OWL.propertyChainAxiom):
        yield prop, [plain(ontology, part) for part in Collection(ontology, list_)]


def not_simple(ontology: Graph) -> set[Node]:
    """Give the properties that follow from a chain, directly or through a sub-property or an inverse."""
    found = {prop for prop, _ in chains(ontology)}
    while True:
        more = {plain(ontology, above) for prop in found for above in ontology.objects(prop, RDFS.subPropertyOf)}
        for one, other in ontology.subject_objects(OWL.inverseOf):
            if isinstance(one, URIRef) and {one, other} & found:
                more |= {one, other}
        if more <= found:
            return found
        found |= more


def kinds(ontology: Graph, term: Node) -> set[Node]:
    return set(ontology.objects(term, RDF.type))


def test_every_predicate_is_built_in_or_declared_a_property_of_one_kind(ontology: Graph) -> None:
    for predicate in set(ontology.predicates()):
        if not str(predicate).startswith(BUILT_IN):
            assert len(kinds(ontology, predicate) & {*PROPERTY_KINDS}) == 1, predicate


def test_no_term_is_two_kinds_of_thing(ontology: Graph) -> None:
    for term in set(ontology.subjects()):
        of = kinds(ontology, term) & {*PROPERTY_KINDS, OWL.Class, RDFS.Datatype, OWL.NamedIndividual}
        assert len(of) <= 1, term


def test_every_class_is_declared(ontology: Graph) -> None:
    used: set[Node] = set()
    for prop in (RDFS.subClassOf, OWL.equivalentClass, RDFS.domain, OWL.someValuesFrom, OWL.allValuesFrom):
        used.update(ontology.objects(None, prop))
    for prop in (OWL.unionOf, OWL.intersectionOf, OWL.members):
        used.update(member for list_ in ontology.objects(None, prop) for member in Collection(ontology, list_))
    for declared in ontology.subjects(RDF.type, OWL.ObjectProperty):
        used.update(ontology.objects(declared, RDFS.range))
    used.update(kind for kind in ontology.objects(None, RDF.type) if not str(kind).startswith(BUILT_IN))
    undeclared = {str(term) for term in used if isinstance(term, URIRef) and OWL.Class not in kinds(ontology, term)}
    assert undeclared == set()


def test_every_property_in_an_axiom_is_declared_of_the_kind_it_needs(ontology: Graph) -> None:
    parts = {part for _, chain in chains(ontology) for part in chain}
    restricted = set(ontology.objects(None, OWL.onProperty))
    inverses = {term for pair in ontology.subject_objects(OWL.inverseOf) for term in pair if isinstance(term, URIRef)}
    for prop in parts | restricted | inverses:
        assert OWL.ObjectProperty in kinds(ontology, prop), prop
    for below, above in ontology.subject_objects(RDFS.subPropertyOf):
        assert kinds(ontology, below) & {*PROPERTY_KINDS} == kinds(ontology, plain(ontology, above)) & {*PROPERTY_KINDS}


def test_every_individual_is_declared(ontology: Graph) -> None:
    named = set(ontology.objects(None, OWL.hasValue))
    for list_ in ontology.objects(None, OWL.distinctMembers):
        named |= set(Collection(ontology, list_))
    for prop in ontology.subjects(RDF.type, OWL.ObjectProperty):
        named |= {term for pair in ontology.subject_objects(prop) for term in pair}
    assert {term for term in named if OWL.NamedIndividual not in kinds(ontology, term)} == set()


def test_only_datatypes_of_owl_are_used(ontology: Graph) -> None:
    ranges = {
        range_
        for prop in ontology.subjects(RDF.type, OWL.DatatypeProperty)
        for range_ in ontology.objects(prop, RDFS.range)
    }
    literals = {term.datatype for term in ontology.objects() if isinstance(term, Literal) and term.datatype}
    assert ranges | literals <= OWL_DATATYPES
    assert XSD.date not in OWL_DATATYPES


def test_what_follows_from_a_chain_is_not_simple(ontology: Graph) -> None:
    assert not_simple(ontology) == DERIVED


def test_properties_that_are_not_simple_are_kept_out_of_what_needs_simple_ones(ontology: Graph) -> None:
    derived = not_simple(ontology)
    for prop in derived:
        assert not kinds(ontology, prop) & {*ONLY_SIMPLE}, prop
        assert not set(ontology.objects(prop, OWL.propertyDisjointWith))
    for restriction, prop in ontology.subject_objects(OWL.onProperty):
        if {*ontology.predicates(restriction)} & {OWL.hasSelf, *CARDINALITIES}:
            assert plain(ontology, prop) not in derived, prop


def test_the_chains_are_regular(ontology: Graph) -> None:
    """No property is needed to derive itself: the parts of a chain come strictly before what it implies."""
    needs: dict[Node, set[Node]] = {}
    for prop, chain in chains(ontology):
        needs.setdefault(prop, set()).update(chain)
    for below, above in ontology.subject_objects(RDFS.subPropertyOf):
        needs.setdefault(plain(ontology, above), set()).add(below)

    def before(prop: Node, seen: frozenset[Node]) -> None:
        assert prop not in seen, prop
        for part in needs.get(prop, ()):
            before(part, seen | {prop})

    for prop in needs:
        before(prop, frozenset())


def test_roles_and_kinds_are_all_different(ontology: Graph) -> None:
    apart = [set(Collection(ontology, list_)) for list_ in ontology.objects(None, OWL.distinctMembers)]
    for kind in (ZZ.Role, ZZ.MatchKind, ZZ.ChangeKind):
        assert set(ontology.subjects(RDF.type, kind)) in apart


@pytest.mark.parametrize("name", ["task", "organization", "role"])
def test_an_assignment_has_one_task_one_body_and_one_role(ontology: Graph, name: str) -> None:
    assert OWL.FunctionalProperty in kinds(ontology, ZZ[name])


def test_blank_nodes_are_only_what_owl_needs_them_for(ontology: Graph) -> None:
    needed = {OWL.Restriction, OWL.Class, OWL.AllDifferent, OWL.AllDisjointClasses}
    for node in set(ontology.subjects()):
        if isinstance(node, BNode):
            inverse_or_list = {OWL.inverseOf, RDF.first} & set(ontology.predicates(node))
            assert inverse_or_list or kinds(ontology, node) & needed, set(ontology.predicate_objects(node))
