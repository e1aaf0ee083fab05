"""What a query must not do."""

from __future__ import annotations

import pytest

from kg.errors import InputError
from kg.stores import refuse_dangerous, without_own_service


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { # nothing\nSERVICE<http://localhost/>{} }",
        'SELECT * { ?s ?p "#" SERVICE <http://localhost/> {} }',
        "SELECT * { ?s ?p ?o FILTER(?a<'x>y') SERVICE <http://localhost/> {} FILTER('z'='z') }",
        "SELECT * { FILTER(?a<?b#c>'''\n) SERVICE <http://localhost/> {} #'''\n }",
        "PREFIX ex: <http://x/> SELECT * { ex:a\\#b ?p 1SERVICE <http://localhost/> {} }",
        "SELECT * { ?s <http://x/'a> ?o SERVICE <http://localhost/> {} ?o ?p 'b' }",
        "PREFIX : <http://x/> SELECT * { SERVICE:x { } }",
    ],
)
def test_service_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="a query may not use SERVICE"):
        refuse_dangerous(text)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "social SERVICE" }',
        "SELECT * { ?s ?p '''a SERVICE\n of \\' some ' kind''' }",
        "SELECT ?service { ?service <http://x/service> ?o }",
        "PREFIX ex: <http://x/service#> SELECT * { ?s ex:service ?o } # SERVICE",
        "SELECT * { FILTER(?a < 3 && ?b > 2) }",
    ],
)
def test_the_word_alone_is_not(text: str) -> None:
    refuse_dangerous(text)


HERE = "http://here/sparql"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("SELECT * { SERVICE <http://here/sparql> { ?s ?p ?o } }", True),
        (
            "SELECT * { { ?a ?b 'SERVICE <http://here/sparql>' } service silent\n<http://here/sparql>{ ?s ?p ?o } }",
            True,
        ),
        ("SELECT * { SERVICE <http://here/sparql> { SERVICE <http://here/sparql> { ?s ?p ?o } } }", True),
        ("SELECT * { SERVICE <http://there/sparql> { ?s ?p ?o } }", False),
        ("SELECT * { SERVICE <http://here/sparql> { SERVICE <http://there/> { ?s ?p ?o } } }", False),
        ("SELECT * { GRAPH ?g { SERVICE <http://here/sparql> { ?s ?p ?o } } }", False),
        ("SELECT * { \\u0053ERVICE <http://here/sparql> { ?s ?p ?o } }", False),
        ("PREFIX h: <http://here/> SELECT * { SERVICE h:sparql { ?s ?p ?o } }", False),
    ],
)
def test_what_asks_this_endpoint_is_asked_here(text: str, asked: bool) -> None:
    found = without_own_service(text, HERE)
    if asked:
        refuse_dangerous(found)
        assert "?s ?p ?o" in found
        assert len(found) == len(text)
    else:
        with pytest.raises(InputError, match="SERVICE"):
            refuse_dangerous(found)


def test_words_that_only_look_so_stay() -> None:
    text = "SELECT * { ?s ?p 'SERVICE <http://here/sparql>' } # SERVICE <http://here/sparql>"
    assert without_own_service(text, HERE) == text


@pytest.mark.parametrize("text", ["(" * 5000, "SELECT * { FILTER(" + "!" * 5000 + "true) }"])
def test_deep_nesting_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="nests deeper"):
        refuse_dangerous(text)
