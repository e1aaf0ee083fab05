"""The escapes of a query's characters: read wherever they stand, and meaning nothing else where the engine reads them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, Store

from kg.errors import InputError
from kg.stores import Manifest, Snapshot, read_escapes

SNAPSHOT = Snapshot(Path(), Manifest("a", date(2026, 1, 1), "https://example.org/", datetime.now(UTC)), Store())
PIECES = st.one_of(
    st.sampled_from(["\\", "\\\\", "\\n", '\\"', "\\u", "u0061", "n", "'", "#", " "]),
    st.characters(codec="utf-8", exclude_characters='"\\\n\r').map(lambda one: f"\\u{ord(one):04X}"[:6]),
    st.characters(codec="utf-8", exclude_characters='"\\\n\r').map(lambda one: f"\\U{ord(one):08X}"),
)


def answer(store: Store | Snapshot, query: str) -> list[str] | None:
    """Ask; ``None`` for what is no query."""
    try:
        found = store.query(query)
    except (SyntaxError, InputError):
        return None
    assert isinstance(found, QuerySolutions)
    return [str(row) for row in found]


@given(st.lists(PIECES, max_size=6).map("".join))
def test_a_string_and_an_iri_are_what_the_engine_reads(text: str) -> None:
    for query in (
        f'SELECT ("{text}" AS ?x) {{}}',
        f'SELECT ("""{text}""" AS ?x) {{}}',
        f"SELECT (<x:{text}> AS ?x) {{}}",
    ):
        plain = answer(Store(), query)
        assert plain is None or answer(Store(), read_escapes(query)) == plain


@pytest.mark.parametrize(
    ("query", "same"),
    [
        (r"SELECT ?\u0073 { VALUES ?s { 1 } }", "SELECT ?s { VALUES ?s { 1 } }"),
        (r"\u0053ELECT ?x { VALUES ?\U00000078 { 1 } }", "SELECT ?x { VALUES ?x { 1 } }"),
        (r"PREFIX \u03B1: <x:> SELECT ?x { VALUES ?x { \u03b1:\u03B2\u002Dc } }", "SELECT ?x { VALUES ?x { <x:β-c> } }"),
        (r"SELECT ?\u4E00 { VALUES ?一 { <x:\u4E00> '\u4E00' } }", "SELECT ?一 { VALUES ?一 { <x:一> '一' } }"),
        (r"SELECT ?x { VALUES ?x { 'a\u0022\u0027\u005C b' } } # \u000A }", r"""SELECT ?x { VALUES ?x { "a\"'\\ b" } }"""),
        (r"SELECT ?x { VALUES ?x { '\\u0061' '\\\u0061' } }", r"SELECT ?x { VALUES ?x { '\\u0061' '\\a' } }"),
        (r"SELECT ?x\u0020{ VALUES ?x { 1 } }", None),
        (r"SELECT ?x { VALUES ?x { 1 \u007D }", None),
        (r"SELECT ?x { VALUES ?x { 'a\uD800' } }", None),
        ("\ufeffSELECT ?x { VALUES ?x { 1 } }", "SELECT ?x { VALUES ?x { 1 } }"),
    ],
)  # fmt: skip
def test_an_escape_is_the_character(query: str, same: str | None) -> None:
    assert answer(SNAPSHOT, query) == (None if same is None else answer(Store(), same))


@pytest.mark.parametrize(
    ("query", "place"),
    [
        (r"SELECT ?\u0073 { VALUES ?\U00000073 { 1 } ?s ?\u0070 }", "1:55"),
        ("SELECT ?\\u0073 {\n VALUES ?s { 1 } ?s ?\\u0070 }", "2:30"),
        ("\ufeffSELECT ?s { ?s ?\\u0070 }", "1:25"),
        ("SELECT ?s { ?s ?p }", "1:20"),
    ],
)
def test_an_error_is_told_at_its_place_in_the_query_as_it_is_written(query: str, place: str) -> None:
    with pytest.raises(InputError, match=f"error at {place}: .*mend it there or just before"):
        SNAPSHOT.query(query)


def test_what_is_hidden_by_escapes_is_refused() -> None:
    with pytest.raises(InputError, match="SERVICE"):
        SNAPSHOT.query(r"SELECT * { \u0053ERVICE <http://localhost/> {} }")
