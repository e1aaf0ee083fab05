"""Every IRI answers, with what the graph says of it and with nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import Literal, NamedNode, Triple

from kg.stores import Snapshot
from tests.linked.conftest import Graph, client_of, iris_of, path_of, present_of, read
from tests.support.amended_data import BASE, DOCUMENT

HOUSE = "https://w3id.org/zhize/"
TASK = f"{BASE}document/{DOCUMENT}/task/7"
DATE = "http://www.w3.org/2001/XMLSchema#date"
VERSION_DATE = "http://data.europa.eu/eli/ontology#version_date"
AMENDED = f"{BASE}document/{DOCUMENT}"
TYPES = {
    "ttl": "text/turtle; charset=utf-8",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "nt": "application/n-triples",
}
Fetch = Callable[..., Graph]


@pytest.mark.parametrize(("extension", "kind"), TYPES.items())
def test_the_iri_sends_on_to_the_data_that_a_client_accepts(client: TestClient, extension: str, kind: str) -> None:
    answer = client.get(path_of(TASK), headers={"Accept": kind.partition(";")[0]}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/data/id/document/{DOCUMENT}/task/7.{extension}"
    assert "Accept" in answer.headers["vary"].split(", ")
    data = client.get(answer.headers["location"])
    assert (data.status_code, data.headers["content-type"]) == (200, kind)


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", f"/page/id/document/{DOCUMENT}/task/7"),
        ("text/html;q=0.2, application/n-triples;q=0.3", f"/data/id/document/{DOCUMENT}/task/7.nt"),
        ("*/*", f"/data/id/document/{DOCUMENT}/task/7.ttl"),
        ("application/*", f"/data/id/document/{DOCUMENT}/task/7.jsonld"),
    ],
)
def test_quality_decides(client: TestClient, accept: str, location: str) -> None:
    answer = client.get(path_of(TASK), headers={"Accept": accept}, follow_redirects=False)
    assert answer.headers["location"] == location


def test_where_nothing_fits_it_is_said_what_there_is(client: TestClient) -> None:
    answer = client.get(path_of(TASK), headers={"Accept": "image/png"}, follow_redirects=False)
    assert answer.status_code == 406
    assert "Accept" in answer.headers["vary"].split(", ")
    assert answer.headers["content-type"] == "application/problem+json"
    assert "text/turtle" in answer.json()["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "/id/nothing",
        "/id/",
        f"/id/document/{DOCUMENT}/task/99",
        "/id/a%20b",
        "/id/%3Cscript%3E",
        "/id/%FF",
        "/role/boss",
        "/shape/Nothing",
        "/data/id/nothing.ttl",
        f"/data/id/document/{DOCUMENT}/task/7",
        f"/data/id/document/{DOCUMENT}/task/7.exe",
        "/data/.ttl",
        "/data/other/x.ttl",
        "/page/id/nothing",
        f"/id/document/{DOCUMENT}/task/7/",
    ],
)
def test_what_no_graph_knows_is_not_there(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_parameter_that_is_not_known_changes_nothing(client: TestClient) -> None:
    assert client.get(path_of(TASK), params={"format": "ttl"}, follow_redirects=False).status_code == 303


def test_a_page_from_elsewhere_may_read_it(client: TestClient) -> None:
    for path in (path_of(TASK), f"/data{path_of(TASK)}.ttl", "/ontology", "/catalog.ttl", "/dumps/present.nt"):
        answer = client.get(path, headers={"Origin": "https://example.org"}, follow_redirects=False)
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "ETag" in answer.headers["access-control-expose-headers"]


def test_head_says_what_get_says(client: TestClient) -> None:
    for path in (path_of(TASK), f"/data{path_of(TASK)}.ttl", f"/page{path_of(TASK)}"):
        same = {"X-Request-ID": "one"}
        head, got = (client.request(one, path, headers=same, follow_redirects=False) for one in ("HEAD", "GET"))
        assert (head.status_code, head.headers) == (got.status_code, got.headers)
        assert head.content == b""


def test_the_four_forms_say_the_same(client: TestClient, seed: Snapshot, fetch: Fetch) -> None:
    said = {one for one in present_of(seed) if one.subject == NamedNode(TASK)}
    assert len(said) > 10
    for extension in TYPES:
        assert fetch(client, TASK, extension) == said


def test_an_answer_has_a_version_and_is_not_sent_twice(client: TestClient) -> None:
    paths = [f"/data{path_of(TASK)}.{extension}" for extension in TYPES] + [f"/page{path_of(TASK)}"]
    tags = {client.get(path).headers["etag"] for path in paths}
    assert len(tags) == len(paths)
    assert all(re.fullmatch(r'"[0-9a-f]{32}"', tag) for tag in tags)
    for path in paths:
        tag = client.get(path).headers["etag"]
        for sent in (tag, f'"x", W/{tag}', "*"):
            again = client.get(path, headers={"If-None-Match": sent})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert client.get(path, headers={"If-None-Match": '"x"'}).status_code == 200


def test_the_same_snapshot_gives_the_same_bytes(client: TestClient, seed: Snapshot) -> None:
    paths = [f"/data{path_of(TASK)}.{extension}" for extension in TYPES] + [f"/page{path_of(TASK)}"]
    with client_of(seed) as other:
        for path in paths:
            first, second = client.get(path), other.get(path)
            assert (first.content, first.headers["etag"]) == (second.content, second.headers["etag"])


def test_json_ld_brings_the_part_of_the_context_that_it_uses(client: TestClient) -> None:
    found = client.get(f"/data{path_of(TASK)}.jsonld").json()
    assert found["id"] == TASK
    assert found["type"] == "Task"
    assert found["@context"]["openEnded"] == {"@id": "zz:openEnded", "@type": "xsd:boolean"}
    assert "affects" not in found["@context"]
    assert "qudt" not in found["@context"]


@pytest.mark.parametrize("which", ["seed", "amended"])
def test_the_documents_of_what_is_in_the_present_sum_to_the_present(
    which: str, request: pytest.FixtureRequest, fetch: Fetch
) -> None:
    snapshot: Snapshot = request.getfixturevalue(which)
    client = request.getfixturevalue("client" if which == "seed" else "amended_client")
    present = present_of(snapshot)
    ontology = frozenset(
        quad.triple for quad in snapshot.store.quads_for_pattern(None, None, None, NamedNode(f"{HOUSE}ontology"))
    )
    subjects = {one.subject.value for one in present if isinstance(one.subject, NamedNode)}
    things = {iri for iri in subjects if iri.startswith(BASE)}
    assert len(things) > 200
    summed = frozenset().union(*(fetch(client, iri) for iri in things))
    assert summed == present - ontology
    words = {iri for iri in subjects if iri.startswith(HOUSE) and "/ontology" not in iri} - things
    summed |= frozenset().union(*(fetch(client, iri) for iri in words))
    rest = {one.subject.value for one in present - summed if isinstance(one.subject, NamedNode)}
    assert present - summed <= ontology
    assert {iri for iri in rest if iri.startswith(HOUSE)} == {
        iri for iri in rest if iri == f"{HOUSE}ontology" or iri.startswith(f"{HOUSE}ontology#")
    }


def test_every_iri_of_ours_answers(amended_client: TestClient, amended: Snapshot) -> None:
    for iri in iris_of(amended):
        if "/ontology" not in iri:
            sent_on = amended_client.get(path_of(iri), follow_redirects=False)
            assert sent_on.status_code == 303, iri
            assert amended_client.get(sent_on.headers["location"]).status_code == 200, iri
            assert amended_client.get(f"/page{path_of(iri)}").status_code == 200, iri


def test_a_scheme_tells_its_concepts(client: TestClient, fetch: Fetch) -> None:
    said = fetch(client, f"{HOUSE}role")
    assert fetch(client, f"{HOUSE}role/lead") < said
    assert len({one.subject for one in said}) == 6


def test_a_rule_answers_as_it_ships(client: TestClient) -> None:
    content = client.get("/shape/TaskHasAccountableBody", headers={"Accept": "text/turtle"}).text
    assert "sh:qualifiedMinCount" in content or "shacl#qualifiedMinCount" in content
    assert "请在责任单位一栏补上负责的单位" in content
    assert client.get("/shape").status_code == 200


def test_an_earlier_version_answers_with_its_date(amended_client: TestClient, fetch: Fetch) -> None:
    version = f"{AMENDED}/version/2022-01-10"
    said = {
        (one.subject.value, one.predicate.value.rpartition("#")[2], one.object.value)
        for one in fetch(amended_client, version)
    }
    assert (version, "version_date", "2022-01-10") in said
    assert (version, "wasRevisionOf", f"{AMENDED}/version/2021-11-09") in said
    change = amended_client.get(f"/data{path_of(f'{AMENDED}/amendment/2022-01-10/change/1')}.nt").text
    spans = re.findall(rf"<({re.escape(version)}/span/[0-9-]+)>", change)
    assert spans
    dates = {one.object for one in fetch(amended_client, spans[0]) if one.predicate == NamedNode(VERSION_DATE)}
    assert dates == {Literal("2022-01-10", datatype=NamedNode(DATE))}


def test_a_withdrawn_version_says_so(amended_client: TestClient, fetch: Fetch) -> None:
    version = f"{AMENDED}/version/2022-09-01"
    ended = [one.object for one in fetch(amended_client, version) if one.predicate.value.endswith("invalidatedAtTime")]
    assert [one.value for one in ended if isinstance(one, Literal)] == ["2022-09-02T00:00:00+08:00"]
    assert "已撤回" in amended_client.get(f"/page{path_of(version)}").text


def test_a_version_to_come_answers_too(amended_client: TestClient, fetch: Fetch) -> None:
    said = fetch(amended_client, f"{AMENDED}/version/2027-01-01")
    assert Literal("2027-01-01", datatype=NamedNode(DATE)) in {one.object for one in said}


def test_what_is_gone_answers_with_its_versions_and_dates(fetch: Fetch, later: Snapshot) -> None:
    present = {one.subject.value for one in present_of(later) if isinstance(one.subject, NamedNode)}
    gone = set(iris_of(later, f"{AMENDED}/task/")) - present
    assert {f"{AMENDED}/task/4", f"{AMENDED}/task/5"} <= gone
    with client_of(later) as client:
        for iri in gone:
            said = fetch(client, iri)
            versions = {one.object for one in said if one.predicate.value.endswith("isPartOf")}
            assert versions, iri
            for version in versions:
                assert isinstance(version, NamedNode)
                day = Literal(version.value[-10:], datatype=NamedNode(DATE))
                assert Triple(version, NamedNode(VERSION_DATE), day) in said
            assert "现行文本中没有此项" in client.get(f"/page{path_of(iri)}").text
        said = fetch(client, f"{AMENDED}/task/5")
    ended = [
        one.object for one in said if one.subject == NamedNode(f"{AMENDED}/task/5") and "invalidatedAt" in str(one)
    ]
    assert [one.value for one in ended if isinstance(one, Literal)] == ["2027-01-01T00:00:00+08:00"]
    assert any(one.object == Literal("开展养老机构融资风险评估。", language="zh") for one in said)


def test_a_stroke_in_a_name_is_not_one_in_the_address(client: TestClient) -> None:
    unit = f"{BASE}unit/个%2F千人口"
    assert read(client.get(f"/data{path_of(unit)}.nt").content, "nt")
    assert client.get(f"/id/{quote('document/' + DOCUMENT, safe='')}").status_code == 200


def test_the_page_is_words_and_links(client: TestClient) -> None:
    page = client.get(f"/page{path_of(TASK)}")
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert not re.search(r"<(script|img|iframe|object)\b|@import|url\(", page.text)
    for link in set(re.findall(r'href="(/[^"#]*)', page.text)):
        if link != "/ontology":
            assert client.get(link).status_code == 200, link
    assert "四川省应急管理厅" in page.text
