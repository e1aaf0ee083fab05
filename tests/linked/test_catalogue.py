"""What the catalogue and the description of the graph say is so: every count, every size, every sum, every address."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import Literal, NamedNode

from kg.describing.statement_builder import named
from kg.stores import Snapshot
from kg.stores.scratch_store import load_files
from tests.linked.conftest import Graph, client_of, present_of, read
from tests.linked.test_ontology import Page
from tests.support.amended_data import BASE, DOCUMENT, PRESENT, SECOND

HERE = "http://testserver"
PATHS = ("/catalog", f"/catalog/{DOCUMENT}", "/.well-known/void")
TYPES = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "nt": "application/n-triples",
}


def values(graph: Graph, subject: str | NamedNode, name: str) -> list[str]:
    node = NamedNode(subject) if isinstance(subject, str) else subject
    found = [one.object for one in graph if one.subject == node and one.predicate == named(name)]
    return sorted(one.value for one in found if isinstance(one, NamedNode | Literal))


def described(client: TestClient, path: str) -> Graph:
    answer = client.get(f"{path}.nt")
    assert answer.status_code == 200
    return read(answer.content, "nt")


@pytest.mark.parametrize("path", PATHS)
def test_every_form_says_the_same(client: TestClient, path: str) -> None:
    graph = described(client, path)
    assert len(graph) > 20
    for extension, kind in TYPES.items():
        answer = client.get(path, headers={"Accept": kind})
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["content-location"] == f"{path}.{extension}"
        assert "Accept" in answer.headers["vary"].split(", ")
        assert read(answer.content, extension) == graph
        assert client.get(f"{path}.{extension}").content == answer.content
        again = client.get(path, headers={"Accept": kind, "If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get(path, headers={"Accept": "image/png"}).status_code == 406
    assert client.get(f"{path}.exe").status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_a_person_gets_a_page(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    page = Page(answer.text)
    assert page.headings[0] == 1
    assert answer.headers["content-security-policy"]
    assert any(link.endswith(".ttl") for link in page.links)


@pytest.mark.parametrize("which", ["client", "amended_client"])
def test_every_file_has_the_size_and_the_sum_that_is_said(which: str, request: pytest.FixtureRequest) -> None:
    client: TestClient = request.getfixturevalue(which)
    graph = described(client, "/catalog")
    parts = values(graph, f"{HERE}/catalog", "dcat:catalog")
    for part in parts:
        graph |= described(client, urlsplit(part).path)
    files = [
        one.subject for one in graph if one.predicate == named("rdf:type") and one.object == named("dcat:Distribution")
    ]
    assert len(files) > 15
    for file in files:
        assert isinstance(file, NamedNode)
        [address] = values(graph, file, "dcat:downloadURL")
        assert values(graph, file, "dcat:accessURL") == [address]
        answer = client.get(urlsplit(address).path)
        assert answer.status_code == 200, address
        kind = answer.headers["content-type"].partition(";")[0]
        assert values(graph, file, "dcat:mediaType") == [f"https://www.iana.org/assignments/media-types/{kind}"]
        assert values(graph, file, "dcat:byteSize") == [str(len(answer.content))]
        [checksum] = values(graph, file, "spdx:checksum")
        assert values(graph, checksum, "spdx:algorithm") == ["http://spdx.org/rdf/terms#checksumAlgorithm_sha256"]
        assert values(graph, checksum, "spdx:checksumValue") == [hashlib.sha256(answer.content).hexdigest()]


@pytest.mark.parametrize("path", PATHS)
def test_every_address_answers(client: TestClient, path: str) -> None:
    addresses = {
        one.object.value.partition("#")[0]
        for one in described(client, path)
        if isinstance(one.object, NamedNode) and one.object.value.startswith(f"{HERE}/")
    }
    assert addresses
    for address in addresses:
        assert client.get(urlsplit(address).path).status_code == 200, address


def test_every_version_is_in_its_documents_catalogue(amended_client: TestClient, amended: Snapshot) -> None:
    parts = values(described(amended_client, "/catalog"), f"{HERE}/catalog", "dcat:catalog")
    assert parts == [f"{HERE}/catalog/{DOCUMENT}", f"{HERE}/catalog/{SECOND}"]
    here = f"{HERE}/catalog/{DOCUMENT}"
    graph = described(amended_client, f"/catalog/{DOCUMENT}")
    versions = [one for one in amended.history.versions if one.document == DOCUMENT]
    assert len(versions) == 6
    for version in versions:
        dataset = f"{here}#{version.date}"
        assert values(graph, dataset, "dcterms:subject") == [version.iri]
        assert values(graph, dataset, "dcterms:issued") == values(graph, dataset, "dcat:version") == [str(version.date)]
        assert bool(values(graph, dataset, "dcat:inSeries")) != version.withdrawn
        assert values(graph, dataset, "owl:deprecated") == (["true"] if version.withdrawn else [])
    assert values(graph, f"{here}#2023-03-20", "dcat:previousVersion") == [f"{here}#2022-05-20"]
    assert values(graph, f"{here}#series", "dcat:last") == [f"{here}#2027-01-01"]
    assert amended_client.get("/catalog/nothing").status_code == 404


@pytest.mark.parametrize("which", ["seed", "amended"])
def test_every_count_is_what_counting_gives(which: str, request: pytest.FixtureRequest) -> None:
    snapshot: Snapshot = request.getfixturevalue(which)
    client = request.getfixturevalue("client" if which == "seed" else "amended_client")
    graph, present, triples = described(client, "/.well-known/void"), f"{HERE}/catalog#present", present_of(snapshot)
    subjects = {one.subject for one in triples}
    kinds = Counter(
        one.object.value for one in triples if one.predicate == named("rdf:type") and isinstance(one.object, NamedNode)
    )
    uses = Counter(one.predicate.value for one in triples)
    counted = {
        "triples": len(triples),
        "entities": sum(isinstance(one, NamedNode) and one.value.startswith(BASE) for one in subjects),
        "distinctSubjects": len(subjects),
        "distinctObjects": len({one.object for one in triples}),
        "classes": len(kinds),
        "properties": len(uses),
    }
    assert {name: values(graph, present, f"void:{name}") for name in counted} == {
        name: [str(number)] for name, number in counted.items()
    }
    for sort, prop, number, expected in (
        ("void:classPartition", "void:class", "void:entities", kinds),
        ("void:propertyPartition", "void:property", "void:triples", uses),
    ):
        parts = values(graph, present, sort)
        found = {values(graph, part, prop)[0]: int(values(graph, part, number)[0]) for part in parts}
        assert found == dict(expected)
    for name in ("https://w3id.org/zhize/ontology", f"{BASE}graph/register", f"{BASE}graph/provenance"):
        said = list(snapshot.store.quads_for_pattern(None, None, None, NamedNode(name)))
        assert values(graph, name, "void:triples") == [str(len(said))]


def test_what_is_said_of_where_to_look_is_so(client: TestClient) -> None:
    graph, present = described(client, "/.well-known/void"), f"{HERE}/catalog#present"
    assert values(graph, present, "void:uriSpace") == [BASE]
    examples = values(graph, present, "void:exampleResource") + values(graph, present, "void:rootResource")
    assert len(examples) == 4
    for example in examples:
        assert client.get(urlsplit(example).path.removeprefix("/zhize")).status_code == 200
    for dump in values(graph, present, "void:dataDump") + values(graph, f"{HERE}/catalog#zhize", "void:dataDump"):
        assert client.get(urlsplit(dump).path).status_code == 200
    assert "https://w3id.org/zhize/ontology#" in values(graph, present, "void:vocabulary")
    assert values(graph, present, "void:sparqlEndpoint") == [f"{HERE}/sparql"]
    assert values(graph, present, "dcterms:license") == ["https://creativecommons.org/licenses/by/4.0/"]


def test_nothing_is_said_of_the_terms_of_what_a_stranger_loaded(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("<x:a> a <https://w3id.org/zhize/ontology#Task> .")
    snapshot = load_files([file], tmp_path / "store", BASE, PRESENT)
    ontology = f"{HERE}/catalog#ontology"
    with client_of(snapshot) as client:
        catalogue, void = described(client, "/catalog"), described(client, "/.well-known/void")
        licensed = {one.subject.value for one in catalogue if one.predicate == named("dcterms:license")}
        assert licensed == {ontology, *(f"{ontology}.{extension}" for extension in TYPES)}
        terms = {named("dcterms:license"), named("dcterms:rights")}
        assert not {one for one in catalogue | void if one.predicate in terms and one.subject.value not in licensed}
        assert values(catalogue, f"{HERE}/catalog", "dcterms:description") == []
        assert "dc:license" not in client.get("/dumps/tables/tasks.csv-metadata.json").json()


def test_what_was_built_has_its_licence_everywhere(client: TestClient) -> None:
    graph = frozenset().union(*(described(client, path) for path in PATHS))
    kinds = {named(name) for name in ("dcat:Catalog", "dcat:Dataset", "dcat:DatasetSeries", "dcat:Distribution")}
    things = {one.subject for one in graph if one.predicate == named("rdf:type") and one.object in kinds}
    assert things <= {one.subject for one in graph if one.predicate == named("dcterms:license")}
    assert client.get("/dumps/tables/tasks.csv-metadata.json").json()["dc:license"] == {
        "@id": "https://creativecommons.org/licenses/by/4.0/"
    }


@pytest.mark.parametrize("path", PATHS)
def test_addresses_begin_with_what_the_client_asked(client: TestClient, path: str) -> None:
    answer = client.get(f"{path}.nt", headers={"Host": "Data.Example.org:8443"})
    assert "<http://data.example.org:8443/catalog" in answer.text
    assert "testserver" not in answer.text
    assert answer.headers["etag"] != client.get(f"{path}.nt").headers["etag"]
    assert "<http://[::1]:8000/catalog" in client.get(f"{path}.nt", headers={"Host": "[::1]:8000"}).text


@pytest.mark.parametrize(
    "host",
    [
        'a"><script>',
        "a b",
        "a/b",
        "a?b",
        "a#b",
        "user@a",
        "a:b",
        "a:1:2",
        "",
        "-a",
        "[::1",
        "a\tb",
        "a>",
        "%61",
        "x" * 300,
    ],
)
def test_a_host_that_is_none_gets_nowhere(client: TestClient, host: str) -> None:
    for path in PATHS:
        for accept, kind in (("text/html", "text/html; charset=utf-8"), ("*/*", "application/problem+json")):
            answer = client.get(path, headers={"Host": host, "Accept": accept})
            assert (answer.status_code, answer.headers["content-type"]) == (400, kind)
            assert "<script>" not in answer.text
