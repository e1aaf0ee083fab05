"""The shapes themselves: readable names, two languages, placeholders that can be filled, a fresh copy for each run."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from rdflib import RDF, SH, URIRef

from kg.validating.acceptances import ACCEPTANCE_RULE
from kg.validating.message_values import MessageValues
from kg.validating.shapes import SHAPE, Rule, load_rules, load_shapes

RULES = sorted(load_rules().values(), key=lambda rule: rule.name)
OF_THE_GRAPH = [rule for rule in RULES if rule.name != ACCEPTANCE_RULE]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_speaks_two_languages(rule: Rule) -> None:
    chinese = re.compile("[一-龥]")
    for words in (rule.message_zh, rule.mend_zh):
        assert chinese.search(words)
        assert words.endswith("。")
    for words in (rule.message_en, rule.mend_en):
        assert words.endswith(".")


@pytest.mark.parametrize("rule", OF_THE_GRAPH, ids=lambda rule: rule.name)
def test_each_placeholder_can_be_filled(rule: Rule) -> None:
    for template in (rule.message_zh, rule.message_en):
        for _, name, _, _ in Formatter().parse(template):
            assert name is None or hasattr(MessageValues, f"value_of_{name}")


def test_every_shape_with_a_target_has_a_readable_iri() -> None:
    graph = load_shapes()
    targets = {*graph.subjects(SH["targetClass"]), *graph.subjects(SH["targetSubjectsOf"])}
    assert targets == {rule.iri for rule in OF_THE_GRAPH}
    assert all(
        isinstance(shape, URIRef) and re.fullmatch("[A-Z][A-Za-z]+", shape.removeprefix(str(SHAPE)))
        for shape in targets
    )
    assert len(
        set(graph.subjects(RDF.type, SH["NodeShape"])) | set(graph.subjects(RDF.type, SH["PropertyShape"]))
    ) == len(RULES)


def test_each_run_gets_shapes_of_its_own() -> None:
    spoilt, size = load_shapes(), len(load_shapes())
    spoilt.remove((None, None, None))
    assert len(load_shapes()) == size > 0
