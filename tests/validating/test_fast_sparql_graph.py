"""The rules in SPARQL find the same whether the store's engine or rdflib answers them."""

from __future__ import annotations

import pytest
from rdflib import SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.validating.fast_sparql_graph import FastSparqlGraph
from kg.validating.shapes import load_shapes
from tests.support.whole_dataset import BuiltDataset
from tests.validating.test_rules import PREFIXES, WRONG

ONE, OTHER, SAYS = URIRef("x:one"), URIRef("x:other"), URIRef("x:says")
TERMS = (
    OTHER,
    BNode("blank"),
    Literal("words"),
    Literal("words", datatype=XSD.string),
    Literal("措施", lang="zh"),
    Literal("words", lang="en-GB"),
    Literal("2021-11-09", datatype=XSD.date),
    Literal(3),
    Literal("3.5", datatype=XSD.decimal),
    Literal(True),
    Literal("a line\nand “a quote” \\ \t"),
)


def queries() -> dict[str, str]:
    """Give the query of each rule in SPARQL, with the prefixes that it names."""
    shapes, found = load_shapes(), {}
    for rule, constraint in shapes.subject_objects(SH.sparql):
        declared = shapes.objects(shapes.value(constraint, SH.prefixes), SH.declare)
        prefixes = (f"PREFIX {shapes.value(one, SH.prefix)}: <{shapes.value(one, SH.namespace)}>" for one in declared)
        found[str(rule).rpartition("/")[2]] = "\n".join([*prefixes, str(shapes.value(constraint, SH.select))])
    return found


QUERIES = queries()


def answers(graph: Graph, into: Graph, query: str, version: Node) -> list[str]:
    for triple in graph:
        into.add(triple)
    return sorted(str(sorted(row.items())) for row in into.query(query, initBindings={"this": version}).bindings)


def test_there_are_such_rules() -> None:
    assert len(QUERIES) == 12
    assert set(WRONG) >= set(QUERIES)


@pytest.mark.parametrize("rule", sorted(QUERIES))
def test_what_is_planted_is_found_by_both(rule: str, plan: Graph) -> None:
    plan.update(PREFIXES + WRONG[rule][0])
    version = next(plan.subjects(URIRef("https://w3id.org/zhize/ontology#text")))
    found = answers(plan, FastSparqlGraph(), QUERIES[rule], version)
    assert found == answers(plan, Graph(), QUERIES[rule], version)
    assert found


@pytest.mark.parametrize("rule", sorted(QUERIES))
def test_both_find_the_same_in_the_real_document(rule: str, seed_graph: Graph, seed_dataset: BuiltDataset) -> None:
    version = URIRef(seed_dataset.versions[0].iri)
    assert answers(seed_graph, FastSparqlGraph(), QUERIES[rule], version) == answers(
        seed_graph, Graph(), QUERIES[rule], version
    )


@pytest.mark.parametrize("term", TERMS)
def test_a_term_comes_back_as_it_was(term: Node) -> None:
    graph = FastSparqlGraph()
    graph.add((ONE, SAYS, term))
    (row,) = graph.query("SELECT ?value WHERE { ?one <x:says> ?value }").bindings
    (value,) = row.values()
    if isinstance(term, BNode):
        assert isinstance(value, BNode)
    elif isinstance(term, Literal) and term.datatype == XSD.string:
        assert value == Literal("words")  # RDF 1.1 knows no difference
    else:
        assert (value, type(value)) == (term, type(term))


def test_only_rows_are_asked_for() -> None:
    with pytest.raises(TypeError, match="SELECT"):
        FastSparqlGraph().query("ASK { ?any ?thing ?at_all }")
