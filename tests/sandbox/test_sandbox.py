"""Queries in processes of their own: limits, turns, and what is left when one goes wrong."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kg.errors import BusyError
from kg.sandbox.limits import MEGABYTE, Limits
from kg.sandbox.sandbox import Sandbox
from kg.sandbox.worker_pool import BrokenAnswerError
from kg.sandbox.worker_protocol import Question, Reason
from tests.sandbox.conftest import Ask, put

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such processes on Windows")

SMALL = Limits(seconds=1.0, waiting=20.0, memory=150 * MEGABYTE, rows=1000, answer=2 * MEGABYTE, places=1)
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != %s) }"
STRING = '"' + "x" * 1000 + '"'
GROWING = " ".join(f"BIND(CONCAT(?a{n}, ?a{n}, ?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(9))
LONG = f"SELECT (CONCAT(?c, {', '.join([STRING] * 6)}) AS ?x) {{ ?a ?b ?c . ?d ?e ?f }} LIMIT 999"


def run(limits: Limits, what: Callable[[Sandbox], Awaitable[None]]) -> None:
    """Run with a sandbox, and end its processes."""

    async def with_sandbox() -> None:
        sandbox = Sandbox(limits)
        try:
            await what(sandbox)
        finally:
            sandbox.close()

    asyncio.run(with_sandbox())


async def answered(sandbox: Sandbox, question: Question, client: str = "me") -> bytes | Reason:
    """Ask, and give the whole answer or the reason why there is none."""
    answer = await sandbox.ask(question, client)
    if answer.refusal:
        return answer.refusal.reason
    return b"".join([piece async for piece in answer.pieces()])


def test_answers(ask: Ask) -> None:
    async def what(sandbox: Sandbox) -> None:
        assert await answered(sandbox, ask("ASK { ?s ?p '7' }")) == b'{"head":{},"boolean":true}'
        assert await answered(sandbox, ask("CONSTRUCT { ?s <x:q> <a> } { ?s ?p '7' }")) == (
            b"<x:a> <x:q> <https://example.org/a> .\n"
        )
        assert await answered(sandbox, ask("SELECT * { ?s")) is Reason.NOT_A_QUERY
        assert await answered(sandbox, replace(ask("ASK {}"), table_type=None)) is Reason.NOT_ACCEPTABLE

    run(SMALL, what)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        (SLOW % 1, Reason.TIME),
        ("SELECT DISTINCT (CONCAT(STR(?c), STR(?f), STR(?i)) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?x", None),
        (f"SELECT (STRLEN(?a9) AS ?n) {{ BIND({STRING} AS ?a0) {GROWING} }}", Reason.MEMORY),
        (f"SELECT (STRLEN(GROUP_CONCAT({STRING})) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }}", None),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1001", Reason.ROWS),
        ("CONSTRUCT { ?s ?p ?x } { ?s ?p ?o . ?a ?b ?c . BIND(CONCAT(?o, ?c) AS ?x) }", Reason.ROWS),
        (LONG, Reason.BYTES),
        ("ASK { FILTER(" + "(" * 201 + "1" + ")" * 201 + ") }", Reason.TOO_DEEP),
        ("ASK { " + " UNION ".join(["{?s ?p ?o}"] * 4900) + " }", None),
        ("ASK { #" + "x" * 100_000 + "\n}", Reason.TOO_LONG),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", Reason.SERVICE),
    ],
)  # fmt: skip
def test_a_query_that_takes_too_much_costs_itself_only(ask: Ask, query: str, reason: Reason | None) -> None:
    """Where the reason is open, it depends on the machine which limit comes first, if any does."""

    async def what(sandbox: Sandbox) -> None:
        try:
            found = await answered(sandbox, ask(query))
        except BrokenAnswerError:
            found = reason or Reason.TIME  # pieces of a large answer had come: it breaks off, and is never half
            assert found is not Reason.NOT_A_QUERY
        if reason is not None:
            assert found is reason
        else:
            assert isinstance(found, bytes) or found in {Reason.TIME, Reason.MEMORY, Reason.ENGINE}
        assert await answered(sandbox, ask("ASK {}")) == b'{"head":{},"boolean":true}'

    run(SMALL if reason in {None, Reason.TIME} else replace(SMALL, seconds=60), what)


XML = {"table_type": "application/sparql-results+xml", "graph_type": "application/rdf+xml"}
LATE = f"{{ ?a ?b ?c BIND(CONCAT(?c, {', '.join([STRING] * 6)}) AS ?x) }} UNION {{ BIND('\\f' AS ?x) }}"


@pytest.mark.parametrize(
    "query",
    [
        r'SELECT ("a\fb" AS ?x) {}',
        r'SELECT ("\u0001" AS ?x) {}',
        r'SELECT ("\uFFFE"@en AS ?x) {}',
        r'CONSTRUCT { <x:a> <x:p> "\f" } {}',
        'CONSTRUCT { <x:a> <http://e/1> "x" } {}',
        "CONSTRUCT { <x:a> a <http://e/1> } {}",
        "CONSTRUCT { <x:a> rdf:li 1 } {}",
        "CONSTRUCT { <x:a> rdf:bagID 1 } {}",
        "CONSTRUCT { <x:a> <http://www.w3.org/2000/xmlns/p> 1 } {}",
    ],
)
def test_what_xml_cannot_hold_is_refused(ask: Ask, query: str) -> None:
    async def what(sandbox: Sandbox) -> None:
        answer = await sandbox.ask(replace(ask(query), **XML), "me")
        assert answer.refusal is not None, [piece async for piece in answer.pieces()]
        assert answer.refusal.reason is Reason.NOT_ACCEPTABLE
        assert "accept one of" in answer.refusal.words
        assert "xml," not in answer.refusal.words
        assert isinstance(await answered(sandbox, ask(query)), bytes)
        assert isinstance(await answered(sandbox, replace(ask("ASK {}"), **XML)), bytes)

    run(SMALL, what)


@pytest.mark.parametrize("query", [f"SELECT ?x {{ {LATE} }}", f"CONSTRUCT {{ <x:a> <x:p> ?x }} {{ {LATE} }}"])
def test_what_xml_cannot_hold_breaks_off_an_answer_that_has_begun(ask: Ask, query: str) -> None:
    async def what(sandbox: Sandbox) -> None:
        with pytest.raises(BrokenAnswerError):
            await answered(sandbox, replace(ask(query), **XML))
        assert isinstance(await answered(sandbox, ask(query)), bytes)

    run(replace(SMALL, answer=40 * MEGABYTE, seconds=60), what)


def test_a_carriage_return_is_read_back_from_xml(ask: Ask) -> None:
    async def what(sandbox: Sandbox) -> None:
        for query in (r'SELECT ("a\r\nb" AS ?x) {}', r'CONSTRUCT { <x:a> <x:p> "a\r\nb" } {}'):
            found = await answered(sandbox, replace(ask(query), **XML))
            assert isinstance(found, bytes)
            assert "a\r\nb" in {one.text for one in ET.fromstring(found).iter()}  # noqa: S314 - our own

    run(SMALL, what)


def test_what_the_engine_has_no_way_to_write_is_not_acceptable(ask: Ask) -> None:
    async def what(sandbox: Sandbox) -> None:
        question = ask("CONSTRUCT { <x:a> <x:p> <<( <x:a> <x:b> <x:c> )>> } {}")
        assert await answered(sandbox, replace(question, graph_type="application/ld+json")) is Reason.NOT_ACCEPTABLE

    run(SMALL, what)


def test_an_answer_under_the_limit_is_whole(ask: Ask) -> None:
    async def what(sandbox: Sandbox) -> None:
        found = await answered(sandbox, ask("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1000"))
        assert isinstance(found, bytes)
        assert found.count(b"},{") == 999
        found = await answered(sandbox, ask("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"))
        assert isinstance(found, bytes)
        assert found.count(b"\n") == 400

    run(SMALL, what)


@pytest.mark.parametrize(
    "media_type", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"]
)
def test_rows_are_counted_wherever_the_pieces_end(ask: Ask, media_type: str) -> None:
    async def what(sandbox: Sandbox) -> None:
        for length in range(1, 40, 3):
            text = f'SELECT ?c ("{"x" * length}" AS ?x) {{ ?a ?b ?c . ?d ?e ?f }} LIMIT '
            for limit, is_refused in ((1000, False), (1001, True)):
                found = await answered(sandbox, replace(ask(f"{text}{limit}"), table_type=media_type))
                assert (found is Reason.ROWS) is is_refused, length

    run(replace(SMALL, seconds=60.0), what)


def test_a_large_answer_comes_in_pieces(ask: Ask) -> None:
    async def what(sandbox: Sandbox) -> None:
        answer = await sandbox.ask(ask(f"SELECT ?c ({STRING} AS ?x) {{ ?a ?b ?c . ?d ?e ?f }} LIMIT 9000"), "me")
        pieces = [piece async for piece in answer.pieces()]
        assert len(pieces) > 5
        assert b"".join(pieces).count(b"x" * 1000) == 9000

    run(replace(SMALL, rows=10_000, answer=40 * MEGABYTE, seconds=60), what)


def test_light_queries_do_not_wait_for_slow_ones(ask: Ask) -> None:
    async def what(sandbox: Sandbox) -> None:
        slow = [asyncio.ensure_future(answered(sandbox, ask(SLOW % number))) for number in range(4)]
        for number in range(20):
            found = await answered(sandbox, ask(f"ASK {{ ?s ?p '{number}' }}"), "another")
            assert found == b'{"head":{},"boolean":true}'
        assert not all(task.done() for task in slow), "the light ones were answered while slow ones ran or waited"
        assert await asyncio.gather(*slow) == [Reason.TIME] * 4

    run(replace(SMALL, seconds=2.0, waiting=60.0), what)


def test_too_many_are_told_to_come_back(ask: Ask) -> None:
    async def what(sandbox: Sandbox) -> None:
        every = [answered(sandbox, ask(SLOW % number)) for number in range(8)]
        found = await asyncio.gather(*every, return_exceptions=True)
        assert sum(one is Reason.TIME for one in found) >= 1
        assert sum(isinstance(one, BusyError) for one in found) >= 1
        assert all(one is Reason.TIME or isinstance(one, BusyError) for one in found)

    run(replace(SMALL, seconds=1.0, waiting=0.5, queue=4), what)


def test_nobody_works_for_a_client_that_has_left(ask: Ask) -> None:
    async def what(sandbox: Sandbox) -> None:
        others = set(children())  # of the servers of other tests
        task = asyncio.ensure_future(answered(sandbox, ask(SLOW % 1)))
        while not any(burning(child) for child in {*children()} - others):
            assert not task.done()
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        while any(burning(child) for child in {*children()} - others):
            await asyncio.sleep(0)
        assert await answered(sandbox, ask("ASK {}")) == b'{"head":{},"boolean":true}'

    run(replace(SMALL, seconds=600.0), what)


def children() -> list[int]:
    """Give the processes for queries of this process."""
    ours = Path(f"/proc/{os.getpid()}/task")
    found = " ".join(task.joinpath("children").read_text() for task in ours.iterdir())
    return [int(pid) for pid in found.split() if b"kg.sandbox.worker" in command(int(pid))]


def command(pid: int) -> bytes:
    """Tell what a process runs."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def burning(pid: int) -> bool:
    """Tell whether a process has used the processor for a while."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return fields[0] != "Z" and int(fields[11]) > 20


def test_a_newer_graph_is_asked_once_it_is_named(tmp_path: Path) -> None:
    async def what(sandbox: Sandbox) -> None:
        for name, size in (("a", 3), ("b", 5), ("a", 3)):
            question = Question(put(tmp_path, name, size), "SELECT ?s { ?s ?p ?o }", "text/csv", None)
            found = await answered(sandbox, question)
            assert isinstance(found, bytes)
            assert found.split() == [b"s", *[b"x:%s" % name.encode()] * size]
        gone = replace(question, snapshot=str(tmp_path / "nowhere"))
        assert await answered(sandbox, gone) in {Reason.UNREADY, Reason.NOT_A_QUERY}

    run(SMALL, what)


def test_a_sandbox_goes_on_in_another_event_loop(ask: Ask) -> None:
    sandbox = Sandbox(SMALL)

    async def once() -> None:
        try:
            assert await answered(sandbox, ask("ASK {}")) == b'{"head":{},"boolean":true}'
        finally:
            sandbox.close()

    asyncio.run(once())
    asyncio.run(once())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with the one that began it")
def test_processes_end_with_a_server_that_is_killed(folder: str) -> None:
    script = (
        "import asyncio, sys; from kg.sandbox.sandbox import Sandbox; from kg.sandbox.limits import Limits;"
        "from kg.sandbox.worker_protocol import Question; sandbox = Sandbox(Limits(seconds=600));"
        f"question = Question({folder!r}, {SLOW % 1!r}, 'text/csv', None)\n"
        "async def main():\n"
        "    task = asyncio.ensure_future(sandbox.ask(question, 'me'))\n"
        "    while not sandbox._turns:\n"
        "        await asyncio.sleep(0)\n"
        "    print(*(process._process.pid for process in sandbox._processes), flush=True)\n"
        "    await task\n"
        "asyncio.run(main())"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        pids = [int(pid) for pid in server.stdout.readline().split()]
        assert pids
        server.send_signal(signal.SIGKILL)
    while any(Path(f"/proc/{pid}").exists() and not is_dead(pid) for pid in pids):
        os.sched_yield()


def is_dead(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
