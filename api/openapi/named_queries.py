"""The addresses of the named queries as the OpenAPI description has them, made from their headers and the common route.

::

    /queries/{name}  +  one header a query  ──addresses──▶  /queries/tasks, /queries/workload, …
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from api.request_parameters import EMPTY
from kg.querying import ParameterType
from kg.querying.parameters import LARGEST, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.querying import NamedQuery, Parameter

COMMON: Final = "/api/v1/queries/{name}"
_LIMIT: Final = "at most so many rows; the default is that of JSON, and the other forms have the whole table without it"
_SCHEMAS: Final[dict[ParameterType, dict[str, Any]]] = {
    ParameterType.ORGANIZATION: {"type": "string"},
    ParameterType.DOCUMENT: {"type": "string"},
    ParameterType.ROLE: {"type": "string", "enum": list(ROLES)},
    ParameterType.INTEGER: {"type": "integer", "minimum": -LARGEST, "maximum": LARGEST},
    ParameterType.DATE: {"type": "string", "format": "date"},
    ParameterType.BOOLEAN: {"type": "boolean"},
    ParameterType.STRING: {"type": "string"},
}


def address(query: NamedQuery) -> str:
    """Give the address of a query."""
    return COMMON.replace("{name}", query.name)


def example_address(query: NamedQuery) -> str:
    """Give an address that asks a query."""
    return f"{address(query)}?{urlencode(query.example)}" if query.example else address(query)


def addresses(paths: Mapping[str, Any], queries: Iterable[NamedQuery]) -> dict[str, Any]:
    """Put an address for each query in the place of the common one."""
    found = {path: item for path, item in paths.items() if path != COMMON}
    return found | {address(query): {"get": _operation(paths[COMMON]["get"], query)} for query in queries}


def _operation(common: Mapping[str, Any], query: NamedQuery) -> dict[str, Any]:
    """Describe how one query is asked: its own parameters first, then those of every query."""
    operation = deepcopy(dict(common))
    shared = [parameter for parameter in operation["parameters"] if parameter["in"] != "path"]
    operation["operationId"] = f"query_{query.name.replace('-', '_')}"
    operation["summary"] = query.title.en
    operation["description"] = f"{query.title.zh}\n\n{query.description.en}\n\n{query.description.zh}"
    for parameter in shared:
        if parameter["name"] == "limit":
            parameter["description"] = parameter["schema"]["description"] = _LIMIT
    operation["parameters"] = [_parameter(one, query.example.get(one.name)) for one in query.parameters] + shared
    answer = operation["responses"]["200"]["content"]["application/json"]
    row = {"type": "object", "required": list(query.columns)}
    answer["schema"]["properties"] = {"items": {"type": "array", "items": row}}
    return operation


def _parameter(parameter: Parameter, example: str | None) -> dict[str, Any]:
    """Describe one parameter, with the value it has in the example of its query."""
    schema = dict(_SCHEMAS[parameter.type])
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    if parameter.required and schema["type"] == "string":
        schema["pattern"] = r"\S"
    if not parameter.required and schema != _SCHEMAS[ParameterType.STRING]:
        schema = {"anyOf": [schema, EMPTY]}
    if example is not None:
        schema["examples"] = [_typed(parameter, example)]
    if parameter.default is not None:
        schema["default"] = _typed(parameter, parameter.default)
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": f"{parameter.description.en} · {parameter.description.zh}",
        "schema": schema,
    }


def _typed(parameter: Parameter, words: str) -> str | int | bool:
    """Give a value as JSON has it."""
    if parameter.type is ParameterType.INTEGER:
        return int(words)
    return words == "true" if parameter.type is ParameterType.BOOLEAN else words
