"""Readers that are neither the engine's nor rdflib's read every answer and every dump, and find the same in it."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from pyld import jsonld
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse

from kg.exports.dumps import PRESENT, WHOLE, version_names
from kg.stores import Snapshot
from tests.linked.conftest import iris_of, path_of
from tests.support.example_counts import SOAKING
from tests.support.programs import needed

Quads = frozenset[Quad]
Reader = Callable[[bytes, str], Quads]
ENGINE = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}
RAPPER = {"ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml", "trig": "trig", "nq": "nquads"}
DOCUMENTS = ("/ontology", "/catalog", "/catalog/chuanbanfa-2021-57", "/.well-known/void", "/data/shape", "/data/role")


def quads_of(content: bytes, form: RdfFormat = RdfFormat.N_QUADS) -> Quads:
    """Read quads; blank nodes get their canonical labels."""
    dataset = Dataset(parse(content, format=form, rename_blank_nodes=True))
    if b"_:" in content or b"nodeID" in content or b"[" in content:
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(dataset)


def engine(content: bytes, extension: str) -> Quads:
    return quads_of(content, ENGINE[extension])


def rapper(content: bytes, extension: str) -> Quads:
    program = needed("rapper", "raptor2-utils")
    written = "nquads" if extension in {"trig", "nq"} else "ntriples"
    command = [program, "--quiet", "--input", RAPPER[extension], "--output", written, "-", "http://example.org/"]
    ran = subprocess.run(command, input=content, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    return quads_of(ran.stdout)


def refuse(address: str, _options: object = None) -> dict[str, object]:
    """Load nothing: whoever reads our answers need not fetch anything."""
    raise AssertionError(f"a reader would have to fetch {address}")


def pyld(content: bytes, _extension: str) -> Quads:
    document = json.loads(content)
    read = jsonld.to_rdf(document, {"documentLoader": refuse, "format": "application/n-quads"})
    return quads_of(read.encode())


def things(snapshot: Snapshot) -> list[str]:
    """List the addresses of the data of every IRI of ours."""
    return [f"/data{path_of(iri)}" for iri in iris_of(snapshot) if "/ontology" not in iri]


@pytest.mark.parametrize(
    ("reader", "extension"),
    [(rapper, "ttl"), (rapper, "rdf"), (rapper, "nt"), (pyld, "jsonld")],
    ids=["ttl", "rdf", "nt", "jsonld"],
)
def test_every_answer(amended_client: TestClient, amended: Snapshot, reader: Reader, extension: str) -> None:
    """Each form is read as what the engine reads in N-Triples."""
    addresses = [*DOCUMENTS, *things(amended)]
    assert len(addresses) > 700
    for address in addresses if SOAKING else addresses[::7]:
        answer, plain = (amended_client.get(f"{address}.{form}") for form in (extension, "nt"))
        assert (answer.status_code, plain.status_code) == (200, 200), address
        assert reader(answer.content, extension) == engine(plain.content, "nt"), address


def test_every_dump(amended_client: TestClient, amended: Snapshot) -> None:
    names = [*WHOLE, *PRESENT, *(name for version in amended.history.versions for name in version_names(version))]
    assert len(names) == 26
    for name in names:
        content, extension = amended_client.get(f"/dumps/{name}").content, name.rpartition(".")[2]
        reader = pyld if extension == "jsonld" else rapper
        assert reader(content, extension) == engine(content, extension), name


def test_the_seed_is_read_too(client: TestClient) -> None:
    for name in (*WHOLE, *PRESENT):
        content, extension = client.get(f"/dumps/{name}").content, name.rpartition(".")[2]
        reader = pyld if extension == "jsonld" else rapper
        assert reader(content, extension) == engine(content, extension), name


def test_a_missing_program_fails_where_a_change_must_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=re.escape("(on Debian and Ubuntu it is in nothing)")):
        needed("no-such-program", "nothing")
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception):
        needed("no-such-program", "nothing")
