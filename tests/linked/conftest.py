"""Two real servers' worth of linked data: the shipped documents, and documents that were amended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Triple, parse

from api.app import create_app
from api.iri_addresses import Addresses
from kg.resources import shipped
from kg.settings import Settings
from kg.stores import Snapshot, current
from tests.support.amended_data import BASE, PRESENT, publish_amended

Graph = frozenset[Triple]
READERS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


@pytest.fixture(scope="session")
def seed(seed_store: Callable[[], Path]) -> Snapshot:
    """Return the shipped documents, published."""
    return current(seed_store())


@pytest.fixture(scope="session")
def amended(amended_folder: Callable[[], Path]) -> Snapshot:
    """Return the amended documents, published."""
    return current(amended_folder() / "store")


@pytest.fixture(scope="session")
def later(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Publish the same documents on a day when two tasks of theirs are gone."""
    return publish_amended(tmp_path_factory.mktemp("later"), date(2027, 2, 1))


def client_of(snapshot: Snapshot) -> TestClient:
    """Give a client of a server that serves a snapshot."""
    settings = Settings(data=shipped("data"), store=snapshot.folder.parents[1], present=PRESENT)
    return TestClient(create_app(settings), raise_server_exceptions=False)


@pytest.fixture(scope="session")
def client(seed: Snapshot) -> Iterator[TestClient]:
    with client_of(seed) as found:
        yield found


@pytest.fixture(scope="session")
def amended_client(amended: Snapshot) -> Iterator[TestClient]:
    with client_of(amended) as found:
        yield found


def path_of(iri: str) -> str:
    """Give the path that answers for an IRI."""
    path = Addresses(BASE).path(iri)
    assert path is not None, iri
    return path


def read(content: bytes, extension: str) -> Graph:
    """Read RDF with the engine's own reader."""
    return frozenset(quad.triple for quad in parse(content, format=READERS[extension]))


@pytest.fixture(scope="session")
def fetch() -> Callable[[TestClient, str, str], Graph]:
    """Give a fetcher of what a server says of an IRI."""

    def fetched(client: TestClient, iri: str, extension: str = "nt") -> Graph:
        answer = client.get(f"/data{path_of(iri)}.{extension}")
        assert answer.status_code == 200, (iri, answer.text)
        return read(answer.content, extension)

    return fetched


def present_of(snapshot: Snapshot) -> Graph:
    """Give the present."""
    return frozenset(quad.triple for quad in snapshot.store.quads_for_pattern(None, None, None, DefaultGraph()))


def iris_of(snapshot: Snapshot, start: str = "https://w3id.org/zhize/") -> list[str]:
    """List every IRI of ours that some statement or graph has."""
    terms = {
        term.value
        for quad in snapshot.store
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
        if isinstance(term, NamedNode) and term.value.startswith(start)
    }
    return sorted(terms)


__all__ = ["Graph", "client_of", "iris_of", "path_of", "present_of", "read"]
