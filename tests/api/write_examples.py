"""Write the examples of the OpenAPI description anew, from what a server over the current store answers.

Run it after the documents, the names of fields or the queries have changed: ``zhize build`` first, then
``python tests/api/write_examples.py``; the test of the examples fails until then.
"""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

from fastapi.testclient import TestClient

import api
from api.app import create_app
from kg.settings import Settings

FILE = Path(api.__file__).parent / "examples.json"
DOCUMENT = "/api/v1/documents/chuanbanfa-2021-57"
ADDRESSES = {
    "/api/v1/organizations": "/api/v1/organizations?q=应急",
    "/api/v1/organizations/{org}": "/api/v1/organizations/应急厅",
    "/api/v1/organizations/{org}/tasks": "/api/v1/organizations/应急厅/tasks?role=participant",
    "/api/v1/tasks": "/api/v1/tasks?q=最多跑一次",
    "/api/v1/documents": "/api/v1/documents",
    "/api/v1/documents/{doc}": DOCUMENT,
    "/api/v1/documents/{doc}/tasks/{number}": f"{DOCUMENT}/tasks/7",
    "/api/v1/documents/{doc}/measures/{number}": f"{DOCUMENT}/measures/7",
    "/api/v1/documents/{doc}/versions": f"{DOCUMENT}/versions",
    "/api/v1/documents/{doc}/changes": f"{DOCUMENT}/changes",
    "/api/v1/targets": "/api/v1/targets",
    "/api/v1/deadlines": "/api/v1/deadlines?before=2023-01-01",
    "/api/v1/takes-part": "/api/v1/takes-part?organization=应急厅&document=chuanbanfa-2021-57&task=7",
    "/api/v1/queries/{name}": "/api/v1/queries/parties-to-task?document=chuanbanfa-2021-57&number=8",
}


def examples(client: TestClient) -> dict[str, object]:
    """Ask every address."""
    return {
        path: {"address": quote(address, safe="/?&=-"), "answer": client.get(address).json()}
        for path, address in ADDRESSES.items()
    }


if __name__ == "__main__":
    found = examples(TestClient(create_app(Settings())))
    FILE.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
