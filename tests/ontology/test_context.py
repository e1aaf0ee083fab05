"""The JSON-LD context covers every term, gives it the right type, and loses nothing on the way there and back."""

import json
import re
from typing import Any

import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, Namespace, URIRef
from rdflib.compare import isomorphic

from kg.rdf.derive_short_cuts import ZZ
from kg.resources import shipped

DCAM = Namespace("http://purl.org/dc/dcam/")
CONTEXT: dict[str, Any] = json.loads((shipped("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
PREFIXES = {name: iri for name, iri in CONTEXT.items() if isinstance(iri, str) and iri.endswith(("#", "/"))}

SNIPPET = """
    @prefix eli: <http://data.europa.eu/eli/ontology#> .
    @prefix id: <https://w3id.org/zhize/id/> .
    @prefix oa: <http://www.w3.org/ns/oa#> .
    @prefix odrl: <http://www.w3.org/ns/odrl/2/> .
    @prefix org: <http://www.w3.org/ns/org#> .
    @prefix role: <https://w3id.org/zhize/role/> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    @prefix zz: <https://w3id.org/zhize/ontology#> .
    id:d a zz:PolicyDocument ; eli:id_local "川办发〔2021〕57号" ; eli:title "方案"@zh ; eli:date_document "2021-11-09"^^xsd:date .
    id:t a zz:Task ; zz:number 16 ; zz:text "推动转型发展。"@zh ; zz:openEnded false ; zz:inDocument id:d ;
        zz:assignment id:a, id:b ; zz:hasTarget id:g .
    id:a a zz:Assignment ; zz:task id:t ; zz:organization id:o ; zz:role role:lead ; zz:asWritten "应急厅"@zh .
    id:o a zz:Organization, zz:Department ; skos:prefLabel "四川省应急管理厅"@zh, "Emergency Management"@en ;
        skos:altLabel "应急厅"@zh, "省应急厅"@zh, "Emergency Dept"@en ; zz:shortName "应急厅"@zh ; org:memberOf id:g1 .
    id:g a zz:Target ; zz:comparator odrl:gteq ; zz:value 0.1 ; zz:hasDeadline id:l .
    id:l a zz:Deadline ; zz:dueBy "2022-12-31"^^xsd:date ; zz:recurrence "--06-30"^^xsd:gMonthDay ; zz:precision "year" .
    id:c a zz:Correction ; zz:reason "笔误"@zh, "A slip"@en ; zz:certainty "certain" .
    id:s oa:hasSource id:v ; zz:start 7176 ; zz:end 7179 ; oa:exact "应急厅"@zh .
"""


def iri(name: str) -> str:
    """Give the IRI that a name of the context stands for."""
    term = CONTEXT[name]
    prefix, _, local = (term["@id"] if isinstance(term, dict) else term).partition(":")
    return f"{PREFIXES[prefix]}{local}"


def terms() -> list[str]:
    """List the names of the context that stand for classes and properties."""
    return [name for name in CONTEXT if name not in PREFIXES and name not in {"@version", "id", "type"}]


def test_it_is_json_ld_1_1_with_aliases() -> None:
    assert CONTEXT["@version"] == 1.1
    assert (CONTEXT["id"], CONTEXT["type"]) == ("@id", "@type")


def test_every_term_is_there_under_its_own_name(ontology: Graph) -> None:
    """The label that is printed beside a task is printedLabel: label is rdfs:label, as everywhere in JSON-LD."""
    own = {term for term in set(ontology.subjects()) if isinstance(term, URIRef) and term in ZZ} - {ZZ.label}
    assert iri("printedLabel") == str(ZZ.label)
    assert {name for name in terms() if iri(name).startswith(str(ZZ))} - {"printedLabel"} == {
        term.removeprefix(str(ZZ)) for term in own
    }
    assert all(iri(term.removeprefix(str(ZZ))) == str(term) for term in own)


def test_every_name_stands_for_something_declared(ontology: Graph) -> None:
    built_in = {str(RDFS.label), str(RDFS.comment)}
    assert [
        name for name in terms() if iri(name) not in built_in and not set(ontology.objects(URIRef(iri(name)), RDF.type))
    ] == []


def test_names_are_camel_case_in_order_and_stand_for_one_thing_each() -> None:
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z]*", name) for name in terms())
    for large in (True, False):
        names = [name for name in terms() if name[0].isupper() == large]
        assert names == sorted(names)
    assert len({iri(name) for name in terms()}) == len(terms())


def test_types_are_those_of_the_ontology(ontology: Graph) -> None:
    for name in terms():
        term = URIRef(iri(name))
        given = CONTEXT[name]
        if {OWL.Class, OWL.NamedIndividual} & {*ontology.objects(term, RDF.type)}:
            assert isinstance(given, str), name
        elif (term, RDF.type, OWL.ObjectProperty) in ontology:
            assert given["@type"] == "@id", name
        elif term in ZZ:
            range_ = ontology.value(term, RDFS.range) or ontology.value(term, DCAM.rangeIncludes)
            if range_ == RDF.langString:
                assert {"@language": "zh", "@container": "@language"}.items() & given.items(), name
            elif range_ == XSD.string:
                assert given == {"@id": term.replace(str(ZZ), "zz:")}, "a plain string needs no type"
            else:
                prefix, _, local = given["@type"].partition(":")
                assert URIRef(PREFIXES[prefix] + local) == range_, name


@pytest.fixture
def snippet() -> Graph:
    return Graph().parse(data=SNIPPET, format="turtle")


def test_there_and_back(snippet: Graph) -> None:
    text = snippet.serialize(format="json-ld", context=CONTEXT, auto_compact=False)
    assert isomorphic(Graph().parse(data=text, format="json-ld"), snippet)


def test_what_is_written_reads_plainly(snippet: Graph) -> None:
    nodes = json.loads(snippet.serialize(format="json-ld", context=CONTEXT))["@graph"]
    by_id = {node["id"].rpartition("/")[2]: node for node in nodes}
    assert by_id["o"]["prefLabel"] == {"zh": "四川省应急管理厅", "en": "Emergency Management"}
    assert by_id["t"]["text"] == "推动转型发展。"
    assert by_id["l"]["dueBy"] == "2022-12-31"
    assert by_id["a"]["role"] == "https://w3id.org/zhize/role/lead"
    assert by_id["a"]["type"] == "Assignment"
    assert not [key for node in nodes for key in node if ":" in key]


def test_plain_json_becomes_typed_rdf() -> None:
    document = {
        "@context": CONTEXT,
        "id": "https://w3id.org/zhize/id/t",
        "type": "Task",
        "number": 16,
        "openEnded": True,
    }
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    expected = "<https://w3id.org/zhize/id/t> a <https://w3id.org/zhize/ontology#Task> ; <https://w3id.org/zhize/ontology#number> 16 ; <https://w3id.org/zhize/ontology#openEnded> true ."
    assert isomorphic(graph, Graph().parse(data=expected, format="turtle"))
