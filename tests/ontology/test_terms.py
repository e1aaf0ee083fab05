"""Every term of the ontology explains itself in both languages, and every name in the code is one of its terms."""

import re
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.changes import labels
from kg.changes.change_table import ChangeKind
from kg.rdf.derive_short_cuts import ROLE, SHORT_CUTS, ZZ

HOUSE = Path(__file__).parents[2]
ONTOLOGY = URIRef("https://w3id.org/zhize/ontology")
MATCH = Namespace("https://w3id.org/zhize/match/")
CHANGE = Namespace("https://w3id.org/zhize/change/")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual)
BOTH = {"zh", "en"}
NAMES_IN_CODE = re.compile(r"""(?:\bzz:|\bZZ\.|\bZZ\[["'])([A-Za-z]\w*)|zhize/ontology#([A-Za-z]\w*)""")
NAMESPACE_METHODS = {"term"}


def own(ontology: Graph) -> list[URIRef]:
    """Give the terms that the ontology itself defines."""
    return sorted(term for term in set(ontology.subjects()) if isinstance(term, URIRef) and term in ZZ)


def languages(ontology: Graph, term: Node, prop: URIRef) -> list[str]:
    """Give the languages of a term's texts, one for each text."""
    return sorted(str(text.language) for text in ontology.objects(term, prop) if isinstance(text, Literal))


def test_the_header_says_what_this_is(ontology: Graph) -> None:
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in ontology
    assert ontology.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/0.1.0")
    assert ontology.value(ONTOLOGY, OWL.versionInfo) == Literal("0.1.0")
    assert ontology.value(ONTOLOGY, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert set(languages(ontology, ONTOLOGY, DCTERMS.title)) == BOTH
    assert set(languages(ontology, ONTOLOGY, DCTERMS.description)) == BOTH
    assert not list(ontology.objects(ONTOLOGY, OWL.imports))


@pytest.mark.parametrize("prop", [RDFS.label, RDFS.comment, SKOS.definition], ids=["label", "comment", "definition"])
def test_every_term_has_one_text_in_each_language(ontology: Graph, prop: URIRef) -> None:
    assert [str(term) for term in own(ontology) if languages(ontology, term, prop) != ["en", "zh"]] == []


def test_every_text_is_a_sentence_and_no_two_terms_of_a_kind_share_a_label(ontology: Graph) -> None:
    for prop in (RDFS.comment, SKOS.definition):
        loose = [text for term in own(ontology) for text in ontology.objects(term, prop) if str(text)[-1] not in ".。"]
        assert loose == []
    for kind in KINDS:
        labels = [
            label
            for term in own(ontology)
            if (term, RDF.type, kind) in ontology
            for label in ontology.objects(term, RDFS.label)
        ]
        assert len(labels) == len(set(labels))


def test_every_term_has_one_kind_and_says_where_it_is_defined(ontology: Graph) -> None:
    for term in own(ontology):
        assert len({*ontology.objects(term, RDF.type)} & {*KINDS}) == 1, term
        assert ontology.value(term, RDFS.isDefinedBy) == ONTOLOGY, term


def test_classes_are_written_large_and_properties_small(ontology: Graph) -> None:
    for term in own(ontology):
        name = term.removeprefix(str(ZZ))
        assert name[0].isupper() == ((term, RDF.type, OWL.Class) in ontology), name
        assert "_" not in name


@pytest.mark.parametrize(
    ("scheme", "namespace", "kind", "notations"),
    [
        ("role", ROLE, ZZ.Role, {"lead", "participant", "shared", "responsible", "local"}),
        ("match", MATCH, ZZ.MatchKind, {"same", "near", "heading", "paraphrase"}),
        ("change", CHANGE, ZZ.ChangeKind, {kind.value for kind in ChangeKind}),
    ],
)
def test_the_schemes_have_their_concepts(
    ontology: Graph, scheme: str, namespace: Namespace, kind: URIRef, notations: set[str]
) -> None:
    root = URIRef(f"https://w3id.org/zhize/{scheme}")
    concepts = {namespace[notation] for notation in notations}
    assert set(ontology.subjects(SKOS.inScheme, root)) == concepts
    assert set(ontology.objects(root, SKOS.hasTopConcept)) == concepts
    assert set(ontology.subjects(RDF.type, kind)) == concepts
    for notation in notations:
        concept = namespace[notation]
        assert ontology.value(concept, SKOS.notation) == Literal(notation)
        for prop in (SKOS.prefLabel, SKOS.definition, RDFS.comment):
            assert languages(ontology, concept, prop) == ["en", "zh"]
        names = [*ontology.objects(concept, SKOS.prefLabel), *ontology.objects(concept, SKOS.altLabel)]
        assert len(names) == len(set(names)), "SKOS: a preferred label is no alternative label"


def test_roles_and_kinds_of_change_are_called_the_same_in_the_code(ontology: Graph) -> None:
    concepts = {CHANGE[kind.value]: label for kind, label in labels.KINDS.items()}
    concepts.update((ROLE[role], label) for role, label in labels.ROLES.items())
    for concept, label in concepts.items():
        names = {name.language: str(name) for name in ontology.objects(concept, SKOS.prefLabel)}  # type: ignore[attr-defined]
        assert names == {"zh": label.zh, "en": label.en}


def test_every_role_has_its_short_cut_in_the_ontology(ontology: Graph) -> None:
    assert set(SHORT_CUTS) == set(ontology.subjects(RDF.type, ZZ.Role))
    for forward, backward in SHORT_CUTS.values():
        assert (forward, RDFS.subPropertyOf, ZZ.takesPartIn) in ontology
        assert (backward, RDFS.subPropertyOf, ZZ.hasParty) in ontology
        assert (backward, OWL.inverseOf, forward) in ontology


def files_with_names() -> list[Path]:
    """List the files that may name a term."""
    places = (
        "kg/**/*.py",
        "api/**/*.py",
        "queries/**/*.rq",
        "ontology/shapes/**/*.ttl",
        "docs/**/*.md",
        "data/**/*.toml",
    )
    return sorted(file for place in places for file in HOUSE.glob(place) if "shipped" not in file.parts)


def test_every_name_in_code_queries_shapes_and_docs_is_a_term(ontology: Graph) -> None:
    known = {term.removeprefix(str(ZZ)) for term in own(ontology)} | NAMESPACE_METHODS
    unknown = {
        f"{file.relative_to(HOUSE)}: {name}"
        for file in files_with_names()
        for found in NAMES_IN_CODE.findall(file.read_text(encoding="utf-8"))
        for name in found
        if name and name not in known
    }
    assert unknown == set()


def test_a_term_is_defined_in_the_ontology_alone() -> None:
    files = list(HOUSE.glob("ontology/shapes/**/*.ttl"))
    assert files
    assert [term for file in files for term in Graph().parse(file).subjects() if str(term).startswith(str(ZZ))] == []


@pytest.mark.parametrize("text", ["?t zz:numbr 1", "ZZ.leds", 'ZZ["leds"]', "<https://w3id.org/zhize/ontology#Tsk>"])
def test_the_search_for_names_finds_a_wrong_one(text: str) -> None:
    assert NAMES_IN_CODE.search(text)
