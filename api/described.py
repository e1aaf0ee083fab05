"""The OpenAPI description, mended where the framework's differs from what this interface does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.problems import MEDIA_TYPE

if TYPE_CHECKING:
    from fastapi import FastAPI

_EXAMPLES: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "examples.json").read_text(encoding="utf-8"))


def described(app: FastAPI) -> dict[str, Any]:
    """Describe the interface: a value that cannot be gets 400 here, not 422, and refusals are problems.

    Each example of an answer is the true answer to the address in its summary.
    """
    description = app.openapi()
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
        answer["examples"] = {"example": {"summary": example["address"], "value": example["answer"]}}
    for unused in ("HTTPValidationError", "ValidationError"):
        description["components"]["schemas"].pop(unused, None)
    return description
