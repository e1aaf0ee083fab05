"""What a stranger may try: nothing is fetched, nothing is read, everything ends, and the others go on being answered."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import IncompleteRead, RemoteDisconnected
from pathlib import Path

import pytest

from tests.sparql.conftest import Endpoint, Reply

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != %d) }"
LONG = '"' + "x" * 1000 + '"'
PROBLEM = "application/problem+json"


def light(endpoint: Endpoint, number: int = 0) -> bool:
    """Ask something that takes no time."""
    reply = endpoint.get(f"ASK {{ FILTER({number} = {number}) }}")
    assert reply.status == 200, reply.body
    return reply.body == b'{"head":{},"boolean":true}'


def broke_off(endpoint: Endpoint, query: str) -> Reply | None:
    """Ask; ``None`` where the answer broke off in the middle."""
    try:
        return endpoint.post(query)
    except (IncompleteRead, RemoteDisconnected, ConnectionResetError):
        return None


class Listener:
    """Waits for connections that nobody should make."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(0.2)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}/"

    def was_asked(self) -> bool:
        try:
            self.socket.accept()[0].close()
        except TimeoutError:
            return False
        return True


@pytest.fixture
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.socket.close()


@pytest.mark.parametrize(
    ("query", "statuses"),
    [
        ("SELECT * { SERVICE <%s> { ?s ?p ?o } }", {403}),
        ("SELECT * { sErViCe#x\n SILENT <%s> { ?s ?p ?o } }", {403}),
        ("SELECT * { BIND(<%s> AS ?u) SERVICE ?u { ?s ?p ?o } }", {403}),
        ("ASK { FILTER EXISTS { SERVICE <%s> { ?s ?p ?o } } }", {403}),
        ("SELECT * { \\u0053ERV\\u0049CE <%s> { ?s ?p ?o } }", {403}),
        ("SELECT * FROM <%s> { ?s ?p ?o }", {200}),
        ("SELECT * FROM NAMED <%s> { GRAPH ?g { ?s ?p ?o } }", {200}),
        ("SELECT * { GRAPH <%s> { ?s ?p ?o } }", {200}),
        ("DESCRIBE <%s>", {406}),
        ("LOAD <%s>", {400}),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <%s> { ?s ?p ?o } }", {400, 403}),
    ],
)
def test_nothing_is_fetched(endpoint: Endpoint, listener: Listener, query: str, statuses: set[int]) -> None:
    reply = endpoint.post(query % listener.address)
    assert reply.status in statuses, reply.body
    assert b'"bindings":[{' not in reply.body
    assert not listener.was_asked()


def test_nothing_is_fetched_for_a_dataset(endpoint: Endpoint, listener: Listener) -> None:
    for name in ("default-graph-uri", "named-graph-uri"):
        assert endpoint.get("SELECT * { ?s ?p ?o }", **{name: listener.address}).status == 200
    assert not listener.was_asked()


def test_no_file_is_read(endpoint: Endpoint, tmp_path: Path) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<x:secret> <x:secret> <x:secret> .")
    for query in ("SELECT * FROM <%s> { ?s ?p ?o }", "SELECT * { GRAPH <%s> { ?s ?p ?o } }", "LOAD <%s>"):
        assert b"x:secret" not in endpoint.post(query % secret.as_uri()).body


def recursive(depth: int) -> dict[str, str]:
    """Give a query for each construct of the grammar in which one can stand in itself, or in a row of its like."""
    return {
        "group": "ASK { %s }" % ("{" * depth + "}" * depth),
        "bracket": "ASK { FILTER(%s) }" % ("(" * depth + "1" + ")" * depth),
        "not": "ASK { FILTER(%strue) }" % ("!" * depth),
        "minus": "ASK { FILTER(%s1) }" % ("- " * depth),
        "function": "ASK { FILTER(%s) }" % ("ABS(" * depth + "1" + ")" * depth),
        "if": "ASK { FILTER(%s) }" % ("IF(true," * depth + "1" + ",0)" * depth),
        "exists": "ASK { %s }" % ("FILTER EXISTS {" * depth + "}" * depth),
        "graph": "ASK { %s }" % ("GRAPH ?g {" * depth + "}" * depth),
        "optional in optional": "ASK { %s }" % ("OPTIONAL {" * depth + "}" * depth),
        "select": "SELECT * { %s }" % ("{ SELECT * {" * depth + "}}" * depth),
        "path": "ASK { ?s %s ?o }" % ("(" * depth + "<x:p>" + ")*" * depth),
        "inverse path": "ASK { ?s %s ?o }" % ("^(" * depth + "<x:p>" + ")" * depth),
        "list": "ASK { ?s ?p %s }" % ("(" * depth + "1" + ")" * depth),
        "blank nodes": "ASK { ?s ?p %s }" % ("[ ?p " * depth + "1" + "]" * depth),
        "quoted": "ASK { %s ?p ?o }" % ("<< " * depth + "?a ?b ?c" + " >>" * depth),
        "union": "ASK {{ {} }}".format(" UNION ".join(["{ ?s ?p ?o }"] * depth)),
        "optionals": "ASK { %s }" % ("OPTIONAL { ?s ?p ?o } " * depth),
        "minuses": "ASK { ?s ?p ?o %s }" % ("MINUS { ?s ?p ?o } " * depth),
        "or": "ASK {{ FILTER({}) }}".format("||".join(["?a"] * depth)),
        "sum": "ASK {{ FILTER({} > 1) }}".format("+".join(["?a"] * depth)),
        "sequence": "ASK {{ ?s {} ?o }}".format("/".join(["<x:p>"] * depth)),
        "alternatives": "ASK {{ ?s {} ?o }}".format("|".join(["<x:p>"] * depth)),
        "bind": "ASK {{ {} }}".format(" ".join(f"BIND(1 AS ?a{n})" for n in range(depth))),
        "filters": "ASK { ?s ?p ?o %s }" % ("FILTER(?o != 1) " * depth),
        "groups": "ASK { %s }" % ("{ ?s ?p ?o } " * depth),
        "in": "ASK {{ FILTER(1 IN ({})) }}".format(",".join(["2"] * depth)),
        "prefixes": "".join(f"PREFIX p{n}: <x:{n}>\n" for n in range(depth)) + "ASK {}",
        "values": "SELECT * {{ {} }}".format(" ".join(f"VALUES ?a{n} {{ 1 }}" for n in range(depth))),
        "projection": "SELECT {} {{}}".format(" ".join(f"(1 AS ?a{n})" for n in range(depth))),
        "order": "SELECT * {{ ?s ?p ?o }} ORDER BY {} LIMIT 1".format(" ".join(f"?a{n}" for n in range(depth))),
        "concat": "ASK {{ FILTER(CONCAT({}) = 'x') }}".format(",".join(["'x'"] * depth)),
    }


@pytest.mark.parametrize("construct", recursive(1))
def test_deep_and_long_queries_cost_themselves_only(narrow: Endpoint, construct: str) -> None:
    for depth in (150, 3000):
        reply = narrow.post(recursive(depth)[construct][:99_000])
        assert reply.status in {200, 400, 413, 422, 504}, reply.body
        assert reply.status == 200 or reply.type == PROBLEM
        assert light(narrow)


@pytest.mark.parametrize(
    "query",
    [
        SLOW % 1,
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f LIMIT 1",
        "SELECT (COUNT(*) AS ?n) { ?a (<x:x>|!<x:y>)* ?b . ?b (<x:x>|!<x:y>)* ?c . ?c (<x:x>|!<x:y>)* ?d }",
        "SELECT DISTINCT ?x { ?a ?b ?c . ?d ?e ?f BIND(CONCAT(STR(?c), STR(?f)) AS ?x) }",
        f"SELECT (STRLEN(GROUP_CONCAT({LONG})) AS ?n) {{ ?a ?b ?c . ?d ?e ?f }}",
        f"SELECT (STRLEN(?d) AS ?n) {{ BIND(REPLACE({LONG}, 'x', {LONG}) AS ?a) BIND(REPLACE(?a, 'x', {LONG}) AS ?d) }}",
        'ASK { FILTER(REGEX("%s!", "^(a+)+$")) }' % ("a" * 5000),
        'SELECT (REPLACE("%s!", "(a|aa)+$", "b") AS ?r) {}' % ("a" * 5000),
        'ASK { FILTER(REGEX("a", "%s")) }' % ("(a{1,100}){1,100}" * 5),
        "SELECT * { ?a ?b ?c . ?d ?e ?f }",
        "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }",
    ],
)
def test_what_takes_too_much_ends_at_a_limit(narrow: Endpoint, query: str) -> None:
    reply = broke_off(narrow, query)
    if reply is not None and reply.status != 200:
        assert reply.status in {406, 422, 504}, reply.body
        assert reply.type == PROBLEM
    assert light(narrow)


def test_an_answer_is_whole_or_breaks_off(narrow: Endpoint) -> None:
    """An answer that goes beyond a limit when it has begun is never taken for a whole one."""
    query = f"SELECT (CONCAT(STR(?c), {LONG}, {LONG}, {LONG}) AS ?x) {{ ?a ?b ?c . ?d ?e ?f }}"
    assert broke_off(narrow, query) is None
    assert light(narrow)


def test_a_limit_is_named(narrow: Endpoint) -> None:
    reply = narrow.post("SELECT ?a { ?a ?b ?c . ?d ?e ?f } LIMIT 5001")
    assert reply.status == 422
    assert b'"limit":{"name":"rows","value":5000}' in reply.body
    assert narrow.post(SLOW % 2).body.count(b'"limit":{"name":"seconds","value":1.5}') == 1


def test_a_hundred_slow_queries_do_not_hold_up_light_ones(narrow: Endpoint) -> None:
    done = threading.Event()
    with ThreadPoolExecutor(101) as pool:
        slow = [pool.submit(narrow.post, SLOW % number) for number in range(100)]
        between = 0
        lights = pool.submit(_ask_until, narrow, done)
        replies = [one.result() for one in slow]
        done.set()
        between = lights.result()
    assert {reply.status for reply in replies} <= {503, 504}
    for reply in replies:
        assert reply.type == PROBLEM
        if reply.status == 503:
            assert int(reply.headers["retry-after"]) > 0
    assert between > 10


def _ask_until(endpoint: Endpoint, done: threading.Event) -> int:
    """Ask light questions until the slow ones are over; each must be answered."""
    asked = 0
    while not done.is_set():
        assert light(endpoint, asked)
        asked += 1
    return asked


@contextmanager
def raw(endpoint: Endpoint, *pieces: bytes) -> Iterator[socket.socket]:
    """Send bytes as they are."""
    with socket.create_connection(endpoint.where, 30) as connection:
        for piece in pieces:
            connection.sendall(piece)
        yield connection


HEAD = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"


def test_a_client_that_hangs_up_leaves_no_work_behind(narrow: Endpoint) -> None:
    query = (SLOW % 3).encode()
    for _ in range(6):
        with raw(narrow, HEAD + b"Content-Length: %d\r\n\r\n" % len(query) + query):
            pass
    assert light(narrow)
    assert narrow.post(SLOW % 4).status in {503, 504}


def test_a_reader_of_a_byte_at_a_time_is_left(narrow: Endpoint) -> None:
    query = f"SELECT (CONCAT(STR(?c), {LONG}, {LONG}) AS ?x) {{ ?a ?b ?c . ?d ?e ?f }} LIMIT 5000".encode()
    with raw(narrow, HEAD + b"Content-Length: %d\r\n\r\n" % len(query) + query) as connection:
        assert connection.recv(1)
        assert light(narrow)
        connection.settimeout(60)
        read = 0
        try:
            while piece := connection.recv(1 if read < 3 else 65536):
                read += len(piece)
                assert light(narrow, read)
        except ConnectionResetError:
            pass
    assert read > 0


@pytest.mark.parametrize(
    "request_",
    [
        HEAD + b"Content-Length: -5\r\n\r\nASK {}",
        HEAD + b"Content-Length: 3\r\nConnection: close\r\n\r\nASK {}",
        HEAD + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nZZZ\r\n",
        b"POST /sparql HTTP/1.1\r\nContent-Length: 6\r\n\r\nASK {}",
        b"GET /sparql?query=ASK%7B%7D\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /sparql?query=ASK%20\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
)
def test_what_is_no_request_is_refused(endpoint: Endpoint, request_: bytes) -> None:
    with raw(endpoint, request_) as connection:
        answer = connection.recv(65536)
    assert answer == b"" or answer.split()[1].startswith(b"4"), answer
    assert light(endpoint)


def test_a_body_that_does_not_come_is_waited_for_only_so_long(endpoint: Endpoint) -> None:
    with raw(endpoint, HEAD + b"Content-Length: 500\r\n\r\nASK") as connection:
        assert light(endpoint)
        assert connection.recv(65536).split()[1] == b"408"


@pytest.mark.parametrize(
    "query", [b'ASK { ?s ?p "\xff\xfe\xc0\x80" }', b'ASK { ?s ?p "\\uD800" }', b"\xf0\x28\x8c\x28"]
)
def test_broken_utf8_is_refused(endpoint: Endpoint, query: bytes) -> None:
    assert endpoint.post(query).status == 400
