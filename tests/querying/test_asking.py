"""Headers, parameters, any SPARQL, and how answers are written."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.querying import (
    AmbiguousOrganization,
    NamedQuery,
    Table,
    UnknownDocument,
    UnknownOrganization,
    load_queries,
    resolve_organization,
    run_query,
    sparql,
    write,
)
from kg.querying.named_queries import parse_query
from kg.register import Register
from kg.stores import Manifest, Snapshot, publish

HEADER = """#+ summary: a
#+ summary_zh: 甲
#+ description: a
#+ description_zh: 甲
#+ tags: [gaps]
"""
BODY = "SELECT ?s ?p WHERE { ?s ?p ?o }\n"
NQUADS = """<x:a> <x:n> "7"^^<http://www.w3.org/2001/XMLSchema#integer> .
<x:a> <x:name> "甲,\\"乙\\""@zh .
<x:a> <x:open> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .
<x:a> <x:value> "4.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .
""".encode()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    manifest = Manifest("a", date(2021, 11, 9), "https://example.org/", datetime.now(UTC), code_digest="test")
    return publish(NQUADS, tmp_path_factory.mktemp("small"), manifest)


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("", "the header (lines that start with #+) is missing"),
        ("#+ summary: {zh: [\n", "the header (#+) cannot be read"),
        (HEADER + "#+ parameters: [{name: s, type: string, part: task}]\n", "part of the parameter 's' must be one of"),
        (
            HEADER + "#+ parameters: [{name: s, type: integer, part: leaf}]\n",
            "part of the parameter 's' must be one of",
        ),
        (
            HEADER + "#+ parameters: [{name: s, type: string, choices: a}]\n",
            "choices of the parameter 's' must be a list",
        ),
        (HEADER + "#+ colour: red\n", "the header has an unknown key 'colour'"),
        (HEADER.replace("summary_zh: 甲", "summary_zh: {zh: 甲}"), "summary and summary_zh must be words"),
        (HEADER.replace("description: a", "description: 1"), "description and description_zh must be words"),
        (HEADER.replace("gaps", "colours"), "the header's tags must be one topic"),
        (HEADER.replace("[gaps]", "gaps"), "the header's tags must be one topic"),
        (HEADER + "#+ parameters: [{name: s, type: string, description: a}]\n", "description of the parameter 's'"),
        (HEADER + "#+ parameters: s\n", "parameters must be a list"),
        (HEADER + "#+ parameters: [{type: string}]\n", "a parameter needs a name"),
        (HEADER + "#+ parameters: [{name: s, type: colour}]\n", "'s' has no known type"),
        (HEADER + "#+ parameters: [{name: s, type: string, description: {zh: 甲, en: a}, size: 1}]\n", "unknown key"),
        (HEADER + "#+ parameters: [{name: q, type: string, description: {zh: 甲, en: a}}]\n", "no variable ?q"),
        (
            HEADER + "#+ parameters: [{name: s, type: string, required: true, description: {zh: 甲, en: a}}]\n",
            "every required parameter",
        ),
        (HEADER + "#+ example: {q: 1}\n", "no unknown one"),
        (HEADER + "#+ until: day\n", "until must be a column; use one of s, p"),
        (HEADER + "#+ until: [s]\n", "until must be a column"),
        (HEADER + "#+ until:\n", "until must be a column"),
    ],
)
def test_a_wrong_header_is_one_sentence(header: str, sentence: str) -> None:
    with pytest.raises(InputError) as error:
        parse_query("q", header + BODY, "q.rq")
    assert sentence in str(error.value)
    assert str(error.value).startswith("q.rq: ")


def test_a_file_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="a query cannot be read"):
        load_queries(tmp_path)


@pytest.mark.parametrize(
    ("name", "values", "sentence"),
    [
        ("tasks", {"colour": "red"}, "the query tasks has no parameter 'colour'"),
        ("tasks-of-organization", {}, "needs the parameter 'organization'"),
        ("tasks", {"measure": "seven"}, "'seven' is no integer for the parameter 'measure'; give a whole number"),
        ("tasks", {"measure": "9" * 40}, "is no integer"),
        ("tasks", {"due_before": "2022-13-01"}, "is no date"),
        ("tasks", {"due_before": "20221231"}, "is no date"),
        ("tasks", {"has_lead": "perhaps"}, "is no boolean"),
        ("tasks", {"role": "boss"}, "give one of lead, participant, shared, responsible, local"),
    ],
)
def test_a_wrong_parameter_is_one_sentence(
    name: str, values: dict[str, str], sentence: str, seed: Snapshot, queries: dict[str, NamedQuery], register: Register
) -> None:
    with pytest.raises(InputError) as error:
        run_query(seed, queries[name], values, register)
    assert sentence in str(error.value)


def test_names_that_mean_no_one_body(seed: Snapshot, queries: dict[str, NamedQuery], register: Register) -> None:
    with pytest.raises(UnknownOrganization, match="no organization is called '应急部门'") as unknown:
        run_query(seed, queries["tasks"], {"organization": "应急部门"}, register)
    assert "四川省应急管理厅" in unknown.value.nearest or unknown.value.nearest
    with pytest.raises(AmbiguousOrganization) as shared:
        resolve_organization(register, "金融监管局")
    assert len(shared.value.candidates) == 2
    for name in ("another", "guobanfa-2020-52"):  # a document is based on the second, whose text is not here
        with pytest.raises(UnknownDocument, match=f"there is no document '{name}'; known are chuanbanfa-2021-57.$"):
            run_query(seed, queries["tasks"], {"document": name}, register)


def test_a_parameter_is_never_pasted(seed: Snapshot, queries: dict[str, NamedQuery], register: Register) -> None:
    words = '"}) } DROP ALL #'
    assert len(run_query(seed, queries["organizations"], {"q": words}, register)) == 0


def test_plain_sparql(small: Snapshot, seed: Snapshot) -> None:
    assert sparql(small, "ASK { ?s ?p 7 }") is True
    triples = sparql(small, "CONSTRUCT { ?s a skos:Concept } WHERE { ?s <x:n> ?n }")
    line = "<x:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2004/02/skos/core#Concept> .\n"
    assert write(triples, "json") == line
    found = sparql(seed, 'SELECT ?n { ?o skos:altLabel "应急厅"@zh ; zz:takesPartIn ?t . ?t zz:number ?n } ORDER BY ?n')
    assert isinstance(found, Table)
    assert [row["n"] for row in found.rows] == [7, 16, 25, 27, 42, 45]
    for text in ("SELEC", "INSERT DATA { <x:a> <x:b> 1 }", "LOAD <http://localhost/>", ""):
        with pytest.raises(InputError, match="this is not a SPARQL query"):
            sparql(small, text)
    with pytest.raises(InputError, match="may not use SERVICE"):
        sparql(small, "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }")


def test_how_a_table_is_written(small: Snapshot) -> None:
    text = "SELECT ?n ?name ?open ?value ?none { ?s <x:n> ?n ; <x:name> ?name ; <x:open> ?open ; <x:value> ?value }"
    found = sparql(small, text)
    assert json.loads(write(found, "json")) == [{"n": 7, "name": '甲,"乙"', "open": True, "value": 4.5, "none": None}]
    assert list(csv.reader(io.StringIO(write(found, "csv")))) == [
        ["n", "name", "open", "value", "none"],
        ["7", '甲,"乙"', "true", "4.5", ""],
    ]
    assert write(found, "tsv").splitlines()[0] == "?n\t?name\t?open\t?value\t?none"
    results = json.loads(write(found, "sparql-json"))
    assert results["head"]["vars"] == ["n", "name", "open", "value", "none"]
    assert results["results"]["bindings"][0]["name"] == {"type": "literal", "value": '甲,"乙"', "xml:lang": "zh"}
    assert json.loads(write(True, "sparql-json")) == {"head": {}, "boolean": True}
    with pytest.raises(InputError, match="there is no format 'xml'"):
        write(found, "xml")
