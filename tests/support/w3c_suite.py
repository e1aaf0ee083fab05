"""Run the W3C SPARQL 1.1 query evaluation tests through the HTTP endpoint, and beside it in process.

``python -m tests.support.w3c_suite SUITE`` takes the folder of a suite (``sparql11``, with ``manifest-all.ttl``), prints a table for
docs/conformance.md, which says where the suite comes from, and exits with 1 where the endpoint and the engine differ.
"""

from __future__ import annotations

import csv
import io
import sys
import tempfile
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)
from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.term import Node

from kg.stores import Manifest, publish
from tests.support.command import Zhize
from tests.support.serving import serving

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
NOT_OF_THE_ENGINE = {"entailment", "service"}
"""Entailment regimes are of a reasoner; federation is refused."""
KINDS = {URIRef(f"{MF}QueryEvaluationTest"), URIRef(f"{MF}CSVResultFormatTest")}
"""A test of the second kind is one of the first whose result is compared as CSV has it: words without types."""
JSON = "application/sparql-results+json"


@dataclass(frozen=True)
class Test:
    """One query over one dataset, and what must come out."""

    group: str
    name: str
    query: Path
    data: tuple[Path, ...]
    named: tuple[tuple[str, Path], ...]
    result: Path

    def nquads(self) -> bytes:
        """Give the dataset, each file read with its own address as the base."""
        store = Store()
        for file in self.data:
            _load(store, file, DefaultGraph())
        for name, file in self.named:
            _load(store, file, NamedNode(name))
        return store.dump(format=RdfFormat.N_QUADS) or b""


def _load(store: Store, file: Path, graph: NamedNode | DefaultGraph) -> None:
    form = RdfFormat.from_extension(file.suffix.removeprefix("."))
    store.load(path=str(file), format=form, base_iri=file.as_uri(), to_graph=graph)


def tests_of(suite: Path) -> Iterator[Test]:
    """Read the manifests."""
    for manifest in sorted(suite.glob("*/manifest.ttl")):
        if manifest.parent.name in NOT_OF_THE_ENGINE:
            continue
        graph = Graph().parse(manifest, publicID=manifest.as_uri())
        for entries in graph.objects(None, URIRef(f"{MF}entries")):
            for test in Collection(graph, entries):
                if KINDS & set(graph.objects(test, RDF.type)):
                    yield _test(manifest.parent.name, graph, test)


def _test(group: str, graph: Graph, test: Node) -> Test:
    action = graph.value(test, URIRef(f"{MF}action"))
    named = []
    for one in graph.objects(action, URIRef(f"{QT}graphData")):
        file = graph.value(one, URIRef(f"{QT}graph")) or one
        named.append((str(file), _path(file)))
    return Test(
        group,
        str(graph.value(test, URIRef(f"{MF}name"))),
        _path(graph.value(action, URIRef(f"{QT}query"))),
        tuple(_path(one) for one in graph.objects(action, URIRef(f"{QT}data"))),
        tuple(named),
        _path(graph.value(test, URIRef(f"{MF}result"))),
    )


def _path(node: Node | None) -> Path:
    return Path(urllib.request.url2pathname(str(node).removeprefix("file:")))


def in_process(test: Test, quads: bytes) -> Graph | bool:
    """Ask the engine."""
    store = Store()
    store.load(quads, format=RdfFormat.N_QUADS)
    found = store.query(test.query.read_text(encoding="utf-8"), base_iri=test.query.as_uri())
    if isinstance(found, QueryTriples):
        return _graph(found)
    if isinstance(found, QueryBoolean):
        return bool(found)
    if test.result.suffix == ".csv":
        return _csv((found.serialize(format=QueryResultsFormat.CSV) or b"").decode())
    return _table(found)


def over_http(test: Test, quads: bytes, store: Path, address: str) -> Graph | bool:
    """Publish the dataset, and ask the endpoint."""
    name = sha256(quads + str(test.query).encode()).hexdigest()
    publish(quads, store, Manifest(name, date(2026, 1, 1), test.query.as_uri(), datetime.now(UTC), code_digest="w3c"))
    accept = "text/csv" if test.result.suffix == ".csv" else f"{JSON}, application/n-triples;q=0.9"
    body = urlencode({"query": test.query.read_text(encoding="utf-8")}).encode()
    request = urllib.request.Request(f"{address}sparql", body, {"Accept": accept})  # noqa: S310 - our own server's
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        raw, kind = answer.read(), answer.headers["content-type"].partition(";")[0]
    if kind == "text/csv":
        return _csv(raw.decode())
    if kind != JSON:
        return _graph(parse(raw, format=RdfFormat.N_TRIPLES))
    found = parse_query_results(raw, format=QueryResultsFormat.JSON)
    return _table(found) if isinstance(found, QuerySolutions) else bool(found)


def expected(test: Test) -> Graph | bool:
    """Read what must come out."""
    kind = test.result.suffix
    if kind == ".csv":
        return _csv(test.result.read_bytes().decode())
    forms = {".srx": QueryResultsFormat.XML, ".srj": QueryResultsFormat.JSON, ".tsv": QueryResultsFormat.TSV}
    if kind in forms:
        found = parse_query_results(path=str(test.result), format=forms[kind])
        return _table(found) if isinstance(found, QuerySolutions) else bool(found)
    graph = Graph().parse(test.result, publicID=test.result.as_uri())
    rs = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
    if (None, RDF.type, URIRef(f"{rs}ResultSet")) not in graph:
        return graph
    table = Graph()
    for solution in graph.objects(None, URIRef(f"{rs}solution")):
        row = BNode()
        table.add((row, RDF.type, URIRef("x:row")))
        for binding in graph.objects(solution, URIRef(f"{rs}binding")):
            variable, value = (graph.value(binding, URIRef(f"{rs}{part}")) for part in ("variable", "value"))
            assert value is not None
            table.add((row, URIRef(f"x:{variable}"), value))
    return table


def _table(found: QuerySolutions) -> Graph:
    """Write a table as a graph, a node a row, so that blank nodes can be compared."""
    table, names = Graph(), found.variables
    for solution in found:
        row = BNode()
        table.add((row, RDF.type, URIRef("x:row")))
        for name, term in zip(names, solution, strict=True):
            if term is not None:
                table.add((row, URIRef(f"x:{name.value}"), _term(term)))
    return table


def _csv(text: str) -> Graph:
    """Write a table in CSV as a graph, its cells as words; in whatever order rows and columns come, it is the same.

    CSV does not tell what is unbound from an empty word, so neither is written.
    """
    table, (names, *rows) = Graph(), csv.reader(io.StringIO(text, newline=""))
    for name in names:
        table.add((URIRef("x:head"), URIRef("x:name"), Literal(name)))
    for cells in rows:
        row = BNode()
        table.add((row, RDF.type, URIRef("x:row")))
        for name, cell in zip(names, cells, strict=True):
            if cell:
                table.add((row, URIRef(f"x:{name}"), BNode(cell[2:]) if cell.startswith("_:") else Literal(cell)))
    return table


def _graph(triples: object) -> Graph:
    graph = Graph()
    for one in triples:  # type: ignore[attr-defined]
        graph.add((_term(one.subject), _term(one.predicate), _term(one.object)))
    return graph


def _term(term: object) -> Node:
    """Give a term as rdflib has it."""
    kind = type(term).__name__
    value: str = term.value  # type: ignore[attr-defined]
    if kind == "NamedNode":
        return URIRef(value)
    if kind == "BlankNode":
        return BNode(value)
    language, datatype = term.language, term.datatype.value  # type: ignore[attr-defined]
    return Literal(value, lang=language) if language else Literal(value, datatype=URIRef(datatype), normalize=False)


def same(one: Graph | bool, other: Graph | bool) -> bool:
    """Compare two results."""
    if isinstance(one, Graph) and isinstance(other, Graph):
        return isomorphic(_plain(one), _plain(other))
    return one == other


def _plain(graph: Graph) -> Graph:
    """Write a plain string in one way, with its datatype or without, and a number in one way."""
    found = Graph()
    for s, p, o in graph:
        found.add((s, p, _written(o) if isinstance(o, Literal) else o))
    return found


def _written(literal: Literal) -> Literal:
    if literal.datatype == XSD.string:
        return Literal(str(literal))
    numbers = {
        XSD.integer: int,
        XSD.decimal: lambda value: Decimal(value).normalize(),
        XSD.double: float,
        XSD.float: float,
    }
    to_number = numbers.get(URIRef(literal.datatype or ""))
    try:
        return Literal(str(to_number(literal)), datatype=literal.datatype, normalize=False) if to_number else literal
    except (ValueError, ArithmeticError):
        return literal


def main() -> int:
    """Run every test both ways, and print the table."""
    suite = Path(sys.argv[1]).absolute()
    passed: dict[str, Counter[str]] = {}
    failures, differences = [], 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = folder / "store"
        publish(b"", store, Manifest("none", date(2026, 1, 1), "https://example.org/", datetime.now(UTC)))
        with serving("--store", str(store), env=Zhize(folder, store).environment(), cwd=folder) as server:
            for test in tests_of(suite):
                quads, wanted = test.nquads(), expected(test)
                inside, outside = _tried(in_process, test, quads), _tried(over_http, test, quads, store, server.address)
                results = [not isinstance(one, str) and same(one, wanted) for one in (inside, outside)]
                count = passed.setdefault(test.group, Counter())
                count.update(tests=1, inside=results[0], outside=results[1])
                differences += results[0] != results[1]
                if not all(results):
                    failures.append(f"{test.group}: {test.name} (in process {results[0]}, over HTTP {results[1]})")
                    failures += [f"    {one}" for one in (inside, outside) if isinstance(one, str)]
    sys.stdout.write("| group | tests | engine | endpoint |\n|---|---|---|---|\n")
    for group, count in sorted(passed.items()):
        sys.stdout.write(f"| {group} | {count['tests']} | {count['inside']} | {count['outside']} |\n")
    total = sum(passed.values(), Counter())
    sys.stdout.write(f"| all | {total['tests']} | {total['inside']} | {total['outside']} |\n\n")
    sys.stdout.write("\n".join(failures) + "\n")
    return 1 if differences else 0


def _tried(ask: object, test: Test, *arguments: object) -> Graph | bool | str:
    """Ask; where that fails, give the failure in words."""
    try:
        found: Graph | bool = ask(test, *arguments)  # type: ignore[operator]
    except urllib.error.HTTPError as error:
        return f"{error.code} {error.read().decode()[:200]}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return found


if __name__ == "__main__":
    sys.exit(main())
