"""What other rooms must know of the SPARQL endpoint: its address, the forms of its answers, the status of a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.sandbox.worker_protocol import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

ADDRESS: Final = "/sparql"
FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
STATUS: Final = {
    Reason.NOT_A_QUERY: HTTPStatus.BAD_REQUEST,
    Reason.SERVICE: HTTPStatus.FORBIDDEN,
    Reason.TOO_LONG: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Reason.TOO_DEEP: HTTPStatus.UNPROCESSABLE_ENTITY,
    Reason.NOT_ACCEPTABLE: HTTPStatus.NOT_ACCEPTABLE,
    Reason.ROWS: HTTPStatus.UNPROCESSABLE_ENTITY,
    Reason.BYTES: HTTPStatus.UNPROCESSABLE_ENTITY,
    Reason.MEMORY: HTTPStatus.UNPROCESSABLE_ENTITY,
    Reason.ENGINE: HTTPStatus.UNPROCESSABLE_ENTITY,
    Reason.TIME: HTTPStatus.GATEWAY_TIMEOUT,
    Reason.BUSY: HTTPStatus.SERVICE_UNAVAILABLE,
    Reason.UNREADY: HTTPStatus.SERVICE_UNAVAILABLE,
}


@dataclass(frozen=True, slots=True)
class Types:
    """What to write each kind of answer as; ``None`` where the client accepts nothing that fits."""

    table: str | None
    graph: str | None


_JSON: Final = Types("application/sparql-results+json", "application/ld+json")
_XML: Final = Types("application/sparql-results+xml", "application/rdf+xml")
FORMATS: Final[Mapping[str, Types]] = MappingProxyType(
    {
        "json": _JSON,
        "xml": _XML,
        "csv": Types("text/csv", None),
        "tsv": Types("text/tab-separated-values", None),
        "turtle": Types(None, "text/turtle"),
        "ntriples": Types(None, "application/n-triples"),
        "rdf+xml": _XML,
        "rdf": _XML,
        "json-ld": _JSON,
        "trig": Types(None, "application/trig"),
        "nquads": Types(None, "application/n-quads"),
        "n3": Types(None, "text/n3"),
    }
)
