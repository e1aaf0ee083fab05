"""The endpoint as the OpenAPI description has it: the framework does not know its route."""

from __future__ import annotations

from typing import Any, Final

from api.request_parameters import EMPTY
from api.sparql_endpoint import ADDRESS, FORM, FORMATS, QUERY, STATUS
from kg.sandbox.result_formats import GRAPHS, TABLES

_EXAMPLE: Final = 'SELECT ?task WHERE { ?body skos:altLabel "应急厅"@zh ; zz:takesPartIn ?task }'
_TEXT: Final = {"type": "string"}
_SPARQL: Final = {"type": "string", "pattern": r"\S", "examples": [_EXAMPLE]}
_IRIS: Final = {"type": "array", "items": {"type": "string", "format": "iri"}}
_FORMAT: Final = {"anyOf": [{"type": "string", "enum": [*FORMATS]}, EMPTY]}
_REFUSALS: Final[dict[int, str]] = {
    400: "No request of the protocol, or no SPARQL: the place of the error is told",
    403: "An update, or a query that would fetch from elsewhere",
    406: "None of the types is accepted",
    408: "The request took too long to arrive",
    413: "The query is too long",
    415: "The body is neither a query nor a form",
    422: "The query is at a limit, which the problem names",
    503: "Too many queries are being asked, or no graph has been built yet",
    504: "The query took too long",
}
_UNTOLD: Final = {status.value for status in STATUS.values()} - set(_REFUSALS)


def paths() -> dict[str, Any]:
    """Describe the two ways to ask.

    >>> sorted(paths()["/sparql"])
    ['get', 'post']
    """
    if _UNTOLD:
        raise ValueError(f"refusals of which the description says nothing: {_UNTOLD}")
    named = [_parameter("default-graph-uri", _IRIS), _parameter("named-graph-uri", _IRIS)]
    written = _parameter("format", _FORMAT, "how to write the answer, whatever Accept says")
    query = _parameter("query", _SPARQL, "without one, the service description is given")
    form = {
        "type": "object",
        "required": ["query"],
        "properties": {
            "query": _SPARQL,
            "default-graph-uri": _IRIS,
            "named-graph-uri": _IRIS,
            "format": _FORMAT,
        },
    }
    content = {FORM: {"schema": form}, QUERY: {"schema": _SPARQL}}
    return {
        ADDRESS: {
            "get": _operation("sparql_get", "Ask in SPARQL", {"parameters": [query, *named, written]}),
            "post": _operation(
                "sparql_post",
                "Ask in SPARQL, in the body",
                {"parameters": named, "requestBody": {"required": True, "content": content}},
            ),
        }
    }


def _operation(identity: str, summary: str, asked: dict[str, Any]) -> dict[str, Any]:
    written: dict[str, Any] = {kind: {"schema": {}} for kind in (*TABLES, *GRAPHS)}
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "tags": ["sparql"],
        "summary": summary,
        "description": "The SPARQL 1.1 Protocol, for queries only. docs/sparql.md tells its limits.",
        "operationId": identity,
        **asked,
        "responses": {
            "200": {"description": "The answer", "content": {**written, "text/html": {"schema": _TEXT}}},
            "303": {"description": "A browser is sent from its form to the address of its query, where that is short"},
            "304": {"description": "The answer is still the one that the client has"},
            **{str(status): {"description": told, "content": problem} for status, told in _REFUSALS.items()},
        },
    }


def _parameter(name: str, schema: dict[str, Any], description: str = "a graph of the dataset to ask") -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
