from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, URIRef

from kg.rdf.derive_short_cuts import DERIVED, ROLE, SHORT_CUTS, ZZ, derive

ID = "https://w3id.org/zhize/id/"
TASK_4 = URIRef(f"{ID}document/chuanbanfa-2021-57/task/4")
HEALTH = URIRef(f"{ID}organization/sichuan-health")


def test_every_role_gives_four_triples_and_an_elaboration_one(sample: Graph) -> None:
    assert len(derive(sample)) == 4 * len(set(sample.subjects(ZZ.organization))) + 1


def test_a_lead_is_a_party_in_both_directions(sample: Graph) -> None:
    assert {
        (HEALTH, ZZ.leads, TASK_4),
        (HEALTH, ZZ.takesPartIn, TASK_4),
        (TASK_4, ZZ.hasLead, HEALTH),
        (TASK_4, ZZ.hasParty, HEALTH),
    } <= set(derive(sample))


def test_a_role_is_not_folded_into_another(sample: Graph) -> None:
    roles = {prop for body, prop, task in derive(sample) if (body, task) == (HEALTH, TASK_4)}
    assert roles == {ZZ.leads, ZZ.takesPartIn}


def test_the_members_of_a_group_get_nothing_of_their_own(sample: Graph) -> None:
    assert not [triple for triple in derive(sample) if URIRef(f"{ID}organization/chengdu-government") in triple]


def test_an_open_ended_clause_invents_no_party(sample: Graph) -> None:
    task = URIRef(f"{ID}document/chuanbanfa-2021-57/task/52")
    assert len([triple for triple in derive(sample) if triple[:2] == (task, ZZ.hasParty)]) == 2


def test_the_answer_is_sorted_has_no_double_and_leaves_the_graph_alone(sample: Graph) -> None:
    before = set(sample)
    triples = derive(sample)
    assert triples == sorted(set(triples), key=lambda triple: tuple(map(str, triple)))
    assert set(sample) == before


def test_only_short_cuts_are_derived(sample: Graph) -> None:
    assert {prop for _, prop, _ in derive(sample)} == DERIVED


@pytest.mark.parametrize(
    "turtle",
    [
        "<a> zz:organization <o> ; zz:task <t> .",
        "<a> zz:organization <o> ; zz:role role:lead .",
        "<a> zz:role role:lead ; zz:task <t> .",
        "<a> zz:organization <o> ; zz:role role:helper ; zz:task <t> .",
        "<o> zz:leads <t> .",
        "<t> zz:elaboration <e> .",
        "<e> zz:task <t> ; zz:measure <m> .",
        "",
    ],
)
def test_half_a_statement_gives_nothing(turtle: str) -> None:
    prefixes = "@prefix zz: <https://w3id.org/zhize/ontology#> . @prefix role: <https://w3id.org/zhize/role/> ."
    assert derive(Graph().parse(data=prefixes + turtle, format="turtle", publicID=ID)) == []


def test_deriving_again_from_what_was_derived_adds_nothing(sample: Graph) -> None:
    first = derive(sample)
    for triple in first:
        sample.add(triple)
    assert derive(sample) == first


@given(st.permutations(range(6)), st.sampled_from(sorted(SHORT_CUTS, key=str)))
def test_the_order_of_the_triples_does_not_matter(order: list[int], role: URIRef) -> None:
    lead = ROLE["lead"]
    triples = [
        (URIRef(f"{ID}{a}"), prop, value)
        for a, given_role in (("a", role), ("b", lead))
        for prop, value in ((ZZ.task, TASK_4), (ZZ.organization, HEALTH), (ZZ.role, given_role))
    ]
    graph = Graph()
    for place in order:
        graph.add(triples[place])
    assert len(derive(graph)) == (4 if role == lead else 6)


def test_an_assignment_with_two_values_gives_all_of_them(sample_with: Callable[[str], Graph]) -> None:
    before = len(derive(sample_with("")))
    graph = sample_with(f"<{TASK_4}/assignment/sichuan-health.lead> zz:organization <organization/x> .")
    assert len(derive(graph)) == before + 4
