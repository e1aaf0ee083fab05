"""The SPARQL 1.1 Protocol, as https://www.w3.org/TR/sparql11-protocol/ has it."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET

import pytest
from rdflib import Graph, Literal, URIRef

from tests.sparql.conftest import JSON, Endpoint, Reply

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
XML, CSV, TSV = "application/sparql-results+xml", "text/csv", "text/tab-separated-values"
VALUES = r'SELECT ?a ?b { VALUES (?a ?b) { ("q\"c,\nl\tt\\" "事物"@zh) (1 UNDEF) (<x:y> 1.5) } }'
TASKS = 'SELECT ?n { ?o skos:altLabel "应急厅"@zh ; zz:takesPartIn ?t . ?t zz:number ?n } ORDER BY ?n'
VERSION = "https://w3id.org/zhize/id/document/chuanbanfa-2021-57/version/2021-11-09"


def rows(reply: Reply) -> list[dict[str, str]]:
    assert reply.status == 200, reply.body
    found = json.loads(reply.body)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in found]


@pytest.mark.parametrize(
    ("method", "query", "headers", "body"),
    [
        ("GET", urlencode({"query": TASKS}), {}, None),
        ("POST", "", {"Content-Type": FORM}, urlencode({"query": TASKS}).encode()),
        ("POST", "", {"Content-Type": f"{FORM}; charset=UTF-8"}, urlencode({"query": TASKS}).encode()),
        ("POST", "", {"Content-Type": DIRECT}, TASKS.encode()),
        ("POST", "", {"Content-Type": "Application/SPARQL-Query; charset=utf-8"}, b"\xef\xbb\xbf" + TASKS.encode()),
        ("GET", urlencode({"query": TASKS, "unknown": "x"}), {"Accept": "*/*"}, None),
        ("GET", urlencode({"query": "\ufeff" + TASKS}), {}, None),
        ("POST", "", {"Content-Type": FORM}, urlencode({"query": "\ufeff" + TASKS}).encode()),
        ("POST", "", {"Content-Type": DIRECT}, TASKS.replace("?o", r"?\u006F").encode()),
    ],
)
def test_the_ways_to_ask(
    endpoint: Endpoint, method: str, query: str, headers: dict[str, str], body: bytes | None
) -> None:
    reply = endpoint.send(method, query, headers, body)
    assert [row["n"] for row in rows(reply)] == ["7", "16", "25", "27", "42", "45"]
    assert reply.type == JSON
    assert "Accept" in reply.headers["vary"]


@pytest.mark.parametrize(
    ("method", "query", "headers", "body", "status"),
    [
        ("GET", "query=", {}, None, 400),
        ("GET", "format=json", {}, None, 400),
        ("GET", "query=ASK%7B%7D&query=ASK%7B%7D", {}, None, 400),
        ("GET", "query=ASK%7B%7D&format=pdf", {}, None, 400),
        ("GET", "query=ASK%7B%7D%FF", {}, None, 400),
        ("GET", "query=ASK%7B%7D&default-graph-uri=no%20iri", {}, None, 400),
        ("GET", "query=ASK%7B%7D" + "&default-graph-uri=x:y" * 300, {}, None, 400),
        ("GET", "query=ASK%7B%7D%00", {}, None, 400),
        ("GET", "query=INSERT%20DATA%20%7B%3Ca%3E%20%3Cb%3E%201%7D", {}, None, 400),
        ("GET", "update=CLEAR%20ALL", {}, None, 403),
        ("POST", "", {"Content-Type": FORM}, b"", 400),
        ("POST", "", {"Content-Type": FORM}, b"update=CLEAR%20ALL", 403),
        ("POST", "", {"Content-Type": FORM}, b"query=ASK%7B%7D&update=CLEAR%20ALL", 403),
        ("POST", "", {"Content-Type": "application/sparql-update"}, b"CLEAR ALL", 403),
        ("POST", "", {"Content-Type": DIRECT}, b"", 400),
        ("POST", "", {"Content-Type": DIRECT}, b"LOAD <http://127.0.0.1/>", 400),
        ("POST", "", {"Content-Type": DIRECT}, "ASK {} # é".encode("latin-1"), 400),
        ("POST", "query=ASK%7B%7D", {"Content-Type": DIRECT}, b"ASK {}", 400),
        ("POST", "", {"Content-Type": f"{DIRECT}; charset=utf-16"}, "ASK {}".encode("utf-16"), 415),
        ("POST", "", {"Content-Type": "text/plain"}, b"ASK {}", 415),
        ("POST", "", {}, b"ASK {}", 415),
        ("POST", "", {"Content-Type": DIRECT, "Content-Encoding": "gzip"}, b"\x1f\x8b", 415),
        ("POST", "", {"Content-Type": DIRECT}, b"ASK {} #" + b"x" * 1_000_000, 413),
        ("POST", "", {"Content-Type": FORM}, b"query=ASK%7B%7D%23" + b"x" * 100_000, 413),
        ("PUT", "query=ASK%7B%7D", {}, b"", 405),
        ("DELETE", "query=ASK%7B%7D", {}, None, 405),
    ],
)
def test_what_is_refused_is_told_in_a_problem(
    endpoint: Endpoint, method: str, query: str, headers: dict[str, str], body: bytes | None, status: int
) -> None:
    reply = endpoint.send(method, query, headers, body)
    assert (reply.status, reply.type) == (status, "application/problem+json")
    problem = json.loads(reply.body)
    assert problem["status"] == status
    assert problem["detail"].endswith(".")
    if status == 405:
        assert "GET" in reply.headers["allow"]


def test_a_syntax_error_names_its_place(endpoint: Endpoint) -> None:
    problem = json.loads(endpoint.get("SELECT * {\n  ?s ?p\n}").body)
    assert problem["type"].endswith("/not-a-query")
    assert "error at 3:2" in problem["detail"]
    assert len(problem["detail"]) < 400


@pytest.mark.parametrize("accept", [JSON, XML, CSV, TSV, "application/json", "text/xml"])
def test_a_table_in_every_form(endpoint: Endpoint, accept: str) -> None:
    reply = endpoint.get(VALUES, accept)
    assert (reply.status, reply.type) == (200, accept)
    wanted = {('q"c,\nl\tt\\', "事物"), ("1", ""), ("x:y", "1.5")}
    if accept.endswith("json"):
        found = {(row["a"], row.get("b", "")) for row in rows(reply)}
    elif accept.endswith("xml"):
        name = "{http://www.w3.org/2005/sparql-results#}"
        found = set()
        for result in ET.fromstring(reply.body).iter(f"{name}result"):  # noqa: S314 - our own server's
            terms = {one.get("name"): one[0].text for one in result.iter(f"{name}binding")}
            found.add((terms["a"], terms.get("b") or ""))
    elif accept == CSV:
        found = {(a, b) for a, b in list(csv.reader(io.StringIO(reply.body.decode(), newline="")))[1:]}
    else:
        head, *lines = reply.body.decode().splitlines()
        assert head == "?a\t?b"
        assert lines == ['"q\\"c,\\nl\\tt\\\\"\t"事物"@zh', "1\t", "<x:y>\t1.5"]
        return
    assert found == wanted


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
        ("application/trig", "trig"),
        ("application/n-quads", "nquads"),
    ],
)
def test_a_graph_in_every_form(endpoint: Endpoint, accept: str, form: str) -> None:
    reply = endpoint.get("CONSTRUCT { <x:s> <x:p> ?v } { VALUES ?v { '事物' 1 <x:o> } }", accept)
    assert (reply.status, reply.type) == (200, accept)
    graph = Graph() if form not in {"trig", "nquads"} else Graph(bind_namespaces="none")
    graph.parse(data=reply.body, format={"trig": "turtle", "nquads": "nt"}.get(form, form))
    s, p = URIRef("x:s"), URIRef("x:p")
    assert set(graph) == {(s, p, Literal("事物")), (s, p, Literal(1)), (s, p, URIRef("x:o"))}


@pytest.mark.parametrize(
    ("accept", "query", "chosen"),
    [
        (f"{JSON};q=0.3, {XML};q=0.9", "ASK {}", XML),
        (f"text/turtle, {JSON};q=0.5", "ASK {}", JSON),
        (f"{JSON}, application/rdf+xml;q=0.4", "DESCRIBE <x:y>", "application/rdf+xml"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "ASK {}", "text/html"),
        ("text/html,application/xhtml+xml,*/*", "ASK {}", JSON),
        ("image/png", "ASK {}", None),
        ("text/turtle", "ASK {}", None),
        (CSV, "CONSTRUCT WHERE { ?s ?p ?o }", None),
    ],
)
def test_what_is_accepted_decides(endpoint: Endpoint, accept: str, query: str, chosen: str | None) -> None:
    reply = endpoint.get(query, accept)
    if chosen:
        assert (reply.status, reply.type) == (200, chosen)
    else:
        assert reply.status == 406
        assert "accept one of" in json.loads(reply.body)["detail"]


@pytest.mark.parametrize(
    ("accept", "query", "other"),
    [
        (XML, r'SELECT ("a\u000Cb" AS ?x) {}', JSON),
        ("application/xml", r'SELECT ("\u0001" AS ?x) {}', CSV),
        ("text/xml", r'SELECT ("\uFFFE" AS ?x) {}', TSV),
        ("application/rdf+xml", r'CONSTRUCT { <urn:a> <urn:p> "\f" } {}', "text/turtle"),
        ("application/rdf+xml", 'CONSTRUCT { <urn:a> <http://e/1> "x" } {}', "application/ld+json"),
        ("application/xml", "CONSTRUCT { <urn:a> rdf:li 1 } {}", "application/n-triples"),
        ("application/ld+json", "CONSTRUCT { <urn:a> <urn:p> <<( <urn:a> <urn:b> 1 )>> } {}", "text/turtle"),
    ],
)
def test_what_a_form_cannot_hold_is_refused_in_it(endpoint: Endpoint, accept: str, query: str, other: str) -> None:
    reply = endpoint.get(query, accept)
    assert (reply.status, reply.type) == (406, "application/problem+json")
    problem = json.loads(reply.body)
    assert problem["type"].endswith("/not-acceptable")
    assert f"cannot be written as {accept}" in problem["detail"]
    assert "Accept" in reply.headers["vary"]
    assert other in problem["detail"]
    assert endpoint.get(query, other).status == 200


def test_a_parameter_goes_before_the_header(endpoint: Endpoint) -> None:
    assert endpoint.get("ASK {}", CSV, format="xml").type == XML
    assert endpoint.get("ASK {}", CSV, format="").type == CSV
    assert endpoint.get("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", CSV, format="turtle").type == "text/turtle"
    assert endpoint.get("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", CSV, format="xml").type == "application/rdf+xml"


def test_a_format_may_be_a_media_type_or_what_a_client_calls_it(endpoint: Endpoint) -> None:
    graph = "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1"
    for form in ("rdf", "application/rdf+xml", "application/rdf xml"):
        assert endpoint.get(graph, CSV, format=form).type == "application/rdf+xml"
    assert endpoint.get(graph, CSV, format="text/turtle; charset=utf-8").type == "text/turtle"
    assert endpoint.get("ASK {}", CSV, format="application/sparql-results+json").type == JSON
    assert endpoint.get("ASK {}", CSV, format="text/turtle").status == 406


def test_a_good_accept_wins_over_an_unknown_format(endpoint: Endpoint) -> None:
    assert endpoint.get("ASK {}", XML, format="pdf").type == XML
    assert endpoint.get("ASK {}", "*/*", format="pdf").status == 400
    assert endpoint.get("ASK {}", "image/png", format="pdf").status == 406


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("SELECT * { ?task zz:number ?n ; a ?kind } LIMIT 1", "task,n,kind"),
        ("select distinct * # ?x {\n{ ?z a ?b . BIND('?a' AS ?m) } ORDER BY ?b LIMIT 1", "z,b,m"),
        ("SELECT * { { SELECT ?z (COUNT(?y) AS ?c) { ?z a ?y } GROUP BY ?z } ?z zz:text ?a } LIMIT 1", "z,c,a"),
        ("SELECT ?b ?a { VALUES (?a ?b) { (1 2) } }", "b,a"),
        ("SELECT * {}", ""),
        ("SELECT (COUNT(*) AS ?n) (1 AS ?a) { ?z a ?b }", "n,a"),
        ("SELECT * FROM <urn:none> { ?z ?y ?x }", "z,y,x"),
    ],
)
def test_a_star_keeps_the_order_of_the_query(endpoint: Endpoint, query: str, names: str) -> None:
    answer = endpoint.get(query, CSV)
    assert answer.status == 200
    assert answer.body.decode().split("\r\n")[0] == names


def test_the_dataset_of_the_request_goes_before_that_of_the_query(endpoint: Endpoint) -> None:
    count = "SELECT (COUNT(*) AS ?n) FROM <x:nowhere> { ?s ?p ?o }"
    (present,) = rows(endpoint.get("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
    (nothing,) = rows(endpoint.get(count))
    (version,) = rows(endpoint.get(count, **{"default-graph-uri": VERSION}))
    assert nothing["n"] == "0"
    assert 1000 < int(version["n"]) < int(present["n"])
    names = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    assert [row["g"] for row in rows(endpoint.get(names, **{"named-graph-uri": VERSION}))] == [VERSION]
    body = urlencode({"query": names, "named-graph-uri": VERSION}).encode()
    assert len(rows(endpoint.send("POST", "", {"Content-Type": FORM}, body))) == 1


def test_head_options_and_other_origins(endpoint: Endpoint) -> None:
    query = f"query={quote('ASK {}')}"
    head = endpoint.send("HEAD", query, {"Accept": JSON})
    assert (head.status, head.type, head.body) == (200, JSON, b"")
    assert "POST" in endpoint.send("OPTIONS").headers["allow"]
    origin = {"Origin": "https://other.example"}
    assert endpoint.send("GET", query, origin).headers["access-control-allow-origin"] == "*"
    assert endpoint.send("GET", "query=ASK", origin).headers["access-control-allow-origin"] == "*"
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    before = endpoint.send("OPTIONS", "", {**origin, **asked})
    assert before.status == 200
    assert "POST" in before.headers["access-control-allow-methods"]
    assert "content-type" in before.headers["access-control-allow-headers"].lower()
    assert "access-control-allow-credentials" not in before.headers


@pytest.mark.parametrize(
    "names",
    [
        "authorization, x-requested-with, cache-control, prefer",
        "if-none-match",
        "range",
        "if-range, range",
        "accept,content-type,if-none-match",
    ],
)
def test_a_page_of_another_origin_may_ask_for_what_is_new(endpoint: Endpoint, names: str) -> None:
    asked = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": names}
    before = endpoint.send("OPTIONS", "", {"Origin": "https://other.example", **asked})
    assert before.status == 200
    allowed = before.headers["access-control-allow-headers"].lower().split(", ")
    assert {name.strip() for name in names.split(",")} <= set(allowed)


def test_an_answer_is_kept_and_need_not_be_sent_twice(endpoint: Endpoint) -> None:
    query = urlencode({"query": TASKS})
    first = endpoint.send("GET", query, {"Accept": CSV})
    tag = first.headers["etag"]
    again = endpoint.send("GET", query, {"Accept": CSV, "If-None-Match": f'W/"other", {tag}'})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == tag
    for known in (tag.removeprefix("W/"), "*", f'"other",{tag.removeprefix("W/")}'):
        again = endpoint.send("GET", query, {"Accept": CSV, "If-None-Match": known})
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag), known
    for unknown in ('"other"', tag[:-2] + '"', tag.removeprefix("W/").strip('"')):
        assert endpoint.send("GET", query, {"Accept": CSV, "If-None-Match": unknown}).status == 200
    assert endpoint.send("GET", query, {"Accept": CSV}).body == first.body
    assert endpoint.send("GET", query, {"Accept": JSON}).headers["etag"] != tag
    other = endpoint.get("SELECT (UUID() AS ?x) {}")
    assert "etag" not in other.headers
    assert other.body != endpoint.get("SELECT (UUID() AS ?x) {}").body
    hidden = r"SELECT (U\u0055ID() AS ?x) {}"
    assert "etag" not in endpoint.get(hidden).headers
    assert endpoint.get(hidden).body != endpoint.get(hidden).body


def test_any_answer_is_one_that_is_there(endpoint: Endpoint) -> None:
    for query, status in (("ASK { FILTER(1 = 1.0) }", 304), ("ASK {", 400), ("DESCRIBE <x:y>", 406)):
        for _ in range(2):  # the second time it may be kept
            asked = {"Accept": JSON, "If-None-Match": "*"}
            assert endpoint.send("GET", urlencode({"query": query}), asked).status == status
    large = urlencode({"query": "SELECT * { ?s ?p ?o }"})
    assert endpoint.send("GET", large, {"If-None-Match": "*"}).status == 304
    assert endpoint.send("GET", large).status == 200


@pytest.mark.parametrize(
    ("accept", "kind"),
    [(None, "text/turtle"), ("*/*", "text/turtle"), ("text/html", "text/html"), ("application/rdf+xml", None)],
)
def test_the_service_description_is_as_accepted(endpoint: Endpoint, accept: str | None, kind: str | None) -> None:
    reply = endpoint.send("GET", "", {"Accept": accept} if accept else {})
    assert (reply.status, reply.type) == (200, kind or accept)


@pytest.mark.parametrize("accept", ["image/png", JSON, "*/*;q=0"])
def test_a_service_description_that_is_not_accepted_is_not_given(endpoint: Endpoint, accept: str) -> None:
    reply = endpoint.send("GET", "", {"Accept": accept})
    assert (reply.status, reply.type) == (406, "application/problem+json")
    assert "text/turtle" in json.loads(reply.body)["detail"]
    assert reply.headers["vary"].startswith("Accept")


def test_what_the_endpoint_can(endpoint: Endpoint) -> None:
    reply = endpoint.send("GET", "", {"Accept": "text/turtle"})
    graph = Graph().parse(data=reply.body, format="turtle")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    (service,) = graph.subjects(URIRef(f"{sd}endpoint"), URIRef(f"{endpoint.address}sparql"))
    assert (service, URIRef(f"{sd}supportedLanguage"), URIRef(f"{sd}SPARQL11Query")) in graph
    names = {str(name) for name in graph.objects(None, URIRef(f"{sd}name"))}
    assert VERSION in names
    assert names == {row["g"] for row in rows(endpoint.get("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"))}
    form = endpoint.send("GET", "", {"Accept": "text/html,*/*;q=0.8"})
    assert form.type == "text/html"
    assert b"<form" in form.body
    assert "default-src 'none'" in form.headers["content-security-policy"]
