"""Say what the endpoint can: a SPARQL 1.1 Service Description."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize
from starlette.responses import Response

from api.forwarded import prefix_of
from api.negotiation import negotiate
from api.problems import ProblemError
from api.sparql_endpoint import ADDRESS
from kg.sandbox.result_formats import GRAPHS
from kg.stores import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

    from kg.stores import Snapshot

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
VOID: Final = "http://rdfs.org/ns/void#"
_TYPE: Final = NamedNode(f"{PREFIXES['rdf']}type")
_XSD_INTEGER: Final = NamedNode(f"{PREFIXES['xsd']}integer")
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULTS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
    "TriG",
    "N-Quads",
)
HTML: Final = "text/html"
_OFFERED: Final = (*GRAPHS, HTML)


def described_as(request: Request) -> str:
    """Choose what a request without a query gets: a description in some form, or the page to ask on.

    Raises :class:`~api.problems.ProblemError` (406) where the client accepts none of the forms.
    """
    kind = negotiate(request.headers.get("accept"), _OFFERED)
    if kind is None:
        detail = f"The service description is written as one of {', '.join(_OFFERED)}; accept one, or ask a query."
        raise ProblemError(HTTPStatus.NOT_ACCEPTABLE, "not-acceptable", detail, headers={"Vary": "Accept"})
    return kind


def describe(request: Request, snapshot: Snapshot, kind: str) -> Response:
    """Answer a request without a query."""
    address = address_of(request)
    body = serialize(_triples(address, snapshot), format=GRAPHS[kind], prefixes={**PREFIXES, "sd": SD, "void": VOID})
    return Response(body, media_type=kind, headers={"Vary": "Accept"})


def address_of(request: Request) -> str:
    """Give the address of the endpoint as the client knows it, also where it asks the English page."""
    return f"{request.url.scheme}://{request.url.netloc}{prefix_of(request.scope)}{ADDRESS}"


def _triples(address: str, snapshot: Snapshot) -> Iterator[Triple]:
    """Describe the service, its dataset, and the graphs that have names."""
    service, dataset, default = (NamedNode(f"{address}#{name}") for name in ("service", "dataset", "present"))
    yield Triple(service, _TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), NamedNode(address))
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("feature"), _sd("EmptyGraphs"))
    for name in _RESULTS:
        yield Triple(service, _sd("resultFormat"), NamedNode(f"{_FORMATS}{name}"))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, _TYPE, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, _TYPE, _sd("Graph"))
    if snapshot.memory is not None:  # on disk, counting takes long
        count = Literal(str(len(snapshot.memory)), datatype=_XSD_INTEGER)
        yield Triple(default, NamedNode(f"{VOID}triples"), count)
    for number, name in enumerate(sorted(_names(snapshot))):
        graph = NamedNode(f"{address}#graph-{number}")
        yield Triple(dataset, _sd("namedGraph"), graph)
        yield Triple(graph, _TYPE, _sd("NamedGraph"))
        yield Triple(graph, _sd("name"), NamedNode(name))


def _names(snapshot: Snapshot) -> Iterator[str]:
    for graph in snapshot.store.named_graphs():
        if not isinstance(graph, BlankNode):
            yield graph.value


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)
