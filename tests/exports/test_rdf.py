"""Statements are written in an order of their own, and read back as they were, in every form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.exports import Format, UnwritableError, write

READERS = {
    Format.TURTLE: RdfFormat.TURTLE,
    Format.JSON_LD: RdfFormat.JSON_LD,
    Format.RDF_XML: RdfFormat.RDF_XML,
    Format.N_TRIPLES: RdfFormat.N_TRIPLES,
}
ZZ = "https://w3id.org/zhize/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20)
VALUES = st.one_of(
    st.builds(lambda words: Literal(words, language="zh"), WORDS),
    st.builds(lambda words: Literal(words, language="en"), WORDS),
    st.builds(Literal, WORDS),
    st.builds(lambda number: Literal(str(number), datatype=NamedNode(XSD + "integer")), st.integers()),
    st.builds(lambda number: Literal(f"{number}.50", datatype=NamedNode(XSD + "decimal")), st.integers()),
    st.builds(lambda word: Literal(word, datatype=NamedNode(XSD + "boolean")), st.sampled_from(["true", "false"])),
    st.sampled_from([NamedNode(f"https://w3id.org/zhize/id/unit/个%2F{end}") for end in "年月日"]),
)
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROPERTIES = (
    *(f"{ZZ}{name}" for name in ("number", "text", "value", "openEnded", "reason", "source", "certainty", "unknown")),
    f"{SKOS}prefLabel",
    f"{SKOS}altLabel",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    "https://example.org/a/b",
)
TRIPLES = st.builds(
    lambda subject, prop, value: Triple(NamedNode(f"https://w3id.org/zhize/id/{subject}"), NamedNode(prop), value),
    st.sampled_from("abc"),
    st.sampled_from(PROPERTIES),
    VALUES,
)


@given(st.lists(TRIPLES, max_size=12, unique=True), st.randoms(use_true_random=False))
def test_it_is_read_back_as_it_was_whatever_the_order(triples: list[Triple], chance: object) -> None:
    shuffled = list(triples)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    for form, reader in READERS.items():
        content = write(triples, form)
        assert {quad.triple for quad in parse(content, format=reader)} == set(triples), form
        assert write(shuffled, form) == content


@pytest.mark.parametrize("character", ["\x0c", "\x00", "\x1f", "\uffff"])
def test_what_xml_cannot_hold_is_refused_there_and_written_elsewhere(character: str) -> None:
    said = [Triple(NamedNode("x:a"), NamedNode(ZZ + "text"), Literal(f"一{character}二", language="zh"))]
    with pytest.raises(UnwritableError):
        write(said, Format.RDF_XML)
    for form in (Format.TURTLE, Format.N_TRIPLES, Format.JSON_LD):
        assert {quad.triple for quad in parse(write(said, form), format=READERS[form])} == set(said)


def test_a_short_answer_declares_what_it_uses() -> None:
    said = [Triple(NamedNode("x:a"), NamedNode(ZZ + "text"), Literal("一", language="zh"))]
    assert write(said, Format.TURTLE).count(b"@prefix") == 1
