"""The OpenAPI description, mended where the framework's differs from what this interface does."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from api.openapi import sparql_endpoint
from api.openapi.named_queries import addresses
from api.problems import MEDIA_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fastapi import FastAPI

    from kg.querying import NamedQuery

CURSOR: Final = "(cursor)"
"""What stands in an example for a cursor: a real one is of one graph, and an example is to hold for longer."""
_TOLD: Final = f"`{CURSOR}` stands for the cursor of the following items, which an answer gives."
_EXAMPLES: dict[str, dict[str, Any]] = {
    path: example
    for name in ("examples.json", "query_examples.json")
    for path, example in json.loads((Path(__file__).parent / name).read_text(encoding="utf-8")).items()
}


def described(app: FastAPI, queries: Iterable[NamedQuery]) -> dict[str, Any]:
    """Describe the interface: a value that cannot be gets 400 here, not 422, and refusals are problems.

    Each named query has an address of its own. Each example of an answer is the true answer to the address in its
    summary, but for the cursor.
    """
    description = deepcopy(app.openapi())
    description["paths"] = addresses(description["paths"], queries) | sparql_endpoint.paths()
    for operations in description["paths"].values():
        for operation in operations.values():
            responses = operation["responses"]
            responses.pop("422", None)
            for status, response in responses.items():
                content = response.get("content", {})
                if status >= "400" and "application/json" in content:
                    content[MEDIA_TYPE] = content.pop("application/json")
    for path, example in _EXAMPLES.items():
        answer = description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
        told = {"description": _TOLD} if example["answer"].get("next") else {}
        answer["examples"] = {"example": {"summary": example["address"], **told, "value": example["answer"]}}
    for unused in ("HTTPValidationError", "ValidationError"):
        description["components"]["schemas"].pop(unused, None)
    return description
