"""What was known on a day: of the amendments up to it, and of the parts that they took out or made."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.stores import DocumentVersion, Manifest, Snapshot
from kg.stores.manifest import DocumentState

DOCUMENT = "https://example.org/id/document/d"
PROVENANCE = "https://example.org/id/graph/provenance"
FIRST, SECOND, WITHDRAWN, THIRD = date(2021, 1, 1), date(2022, 1, 1), date(2022, 6, 1), date(2023, 1, 1)
VERSIONS = {FIRST: (33, 34), SECOND: (33, 34), WITHDRAWN: (33,), THIRD: (53,)}
"""The tasks that each version has: the third one merges 33 and 34."""

KNOWN = [
    (FIRST, "{d}/version/2021-01-01", "prov:wasDerivedFrom", "<{d}/version/2021-01-01/text>"),
    (SECOND, "{d}/version/2022-01-01", "prov:wasRevisionOf", "<{d}/version/2021-01-01>"),
    (SECOND, "{d}/amendment/2022-01-01", "prov:used", "<{d}/version/2021-01-01>"),
    (SECOND, "{d}/amendment/2022-01-01/change/1", "zz:concerns", "<{d}/task/33>"),
    (SECOND, "{d}/amendment/2022-01-01/basis", "eli:amends", "<{d}>"),
    (WITHDRAWN, "{d}/version/2022-06-01", "prov:wasInvalidatedBy", "<{d}/withdrawal/2022-06-01>"),
    (WITHDRAWN, "{d}/version/2022-06-01", "prov:invalidatedAtTime", '"2022-06-09T00:00:00+08:00"^^xsd:dateTime'),
    (WITHDRAWN, "{d}/withdrawal/2022-06-01", "prov:endedAtTime", '"2022-06-09T00:00:00+08:00"^^xsd:dateTime'),
    (THIRD, "{d}/amendment/2023-01-01", "prov:generated", "<{d}/version/2023-01-01>"),
    (THIRD, "{d}/task/33", "prov:invalidatedAtTime", '"2023-01-01T00:00:00+08:00"^^xsd:dateTime'),
    (THIRD, "{d}/task/33", "prov:wasInvalidatedBy", "<{d}/amendment/2023-01-01>"),
    (THIRD, "{d}/task/53", "prov:wasDerivedFrom", "<{d}/task/33>"),
]
"""What the provenance graph says, each with the day from which it is known."""
PREFIXES = """@prefix prov: <http://www.w3.org/ns/prov#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix zz: <https://w3id.org/zhize/ontology#> . @prefix eli: <http://data.europa.eu/eli/ontology#> .
"""


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    """Give a graph of one document and three versions, with one more that was withdrawn."""
    store = Store()
    for day, tasks in VERSIONS.items():
        graph = NamedNode(f"{DOCUMENT}/version/{day}")
        for task in tasks:
            triple = f"<{DOCUMENT}/task/{task}> zz:number {task} ."
            store.load((PREFIXES + triple).encode(), format=RdfFormat.TURTLE, to_graph=graph)
    said = "".join(f"<{subject}> {verb} {value} .\n" for _, subject, verb, value in KNOWN).replace("{d}", DOCUMENT)
    store.load((PREFIXES + said).encode(), format=RdfFormat.TURTLE, to_graph=NamedNode(PROVENANCE))
    days = (FIRST, SECOND, THIRD)
    documents = {"d": DocumentState("digest", days, (WITHDRAWN,), THIRD)}
    manifest = Manifest("a", THIRD, "https://example.org/id/", datetime.now(UTC), code_digest="c", documents=documents)
    return Snapshot(Path("nowhere"), manifest, store)


def test_the_versions_are_those_of_the_manifest(snapshot: Snapshot) -> None:
    assert [(one.date, one.withdrawn) for one in snapshot.history.versions] == [
        (day, day == WITHDRAWN) for day in VERSIONS
    ]
    assert snapshot.history.in_force(date(2022, 12, 31)) == (
        DocumentVersion("d", SECOND, f"{DOCUMENT}/version/2022-01-01"),
    )
    assert snapshot.history.in_force(date(2020, 12, 31)) == ()
    assert [one.date for one in snapshot.history.numbering("d", "task", 33)] == [FIRST, SECOND]
    assert snapshot.history.numbering("d", "measure", 33) == ()


@pytest.mark.parametrize("day", [date(2020, 1, 1), FIRST, SECOND, WITHDRAWN, date(2022, 12, 31), THIRD])
def test_what_is_known_on_a_day(snapshot: Snapshot, day: date) -> None:
    quads = snapshot.on(day, history=True).store.quads_for_pattern(None, None, None, NamedNode(PROVENANCE))
    found = {(quad.subject.value, quad.predicate.value.rpartition("#")[2]) for quad in quads}
    expected = {
        (subject.replace("{d}", DOCUMENT), verb.partition(":")[2]) for since, subject, verb, _ in KNOWN if since <= day
    }
    assert found == expected


def test_without_history_there_are_no_other_graphs(snapshot: Snapshot) -> None:
    assert list(snapshot.on(SECOND).store.named_graphs()) == []
    named = {graph.value for graph in snapshot.on(SECOND, history=True).store.named_graphs()}
    assert {name for name in named if "/version/" in name} == {f"{DOCUMENT}/version/{day}" for day in (FIRST, SECOND)}
