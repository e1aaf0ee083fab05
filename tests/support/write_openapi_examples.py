"""Write the examples of the OpenAPI description anew, from what a server over the current store answers.

Run it after the documents, the names of fields or the queries have changed: ``zhize build`` first, then
``python tests/support/write_openapi_examples.py``; the test of the examples fails until then.
"""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

from fastapi.testclient import TestClient

import api
from api.app import create_app
from api.openapi.description import CURSOR
from api.openapi.named_queries import address, example_address
from kg.querying import load_queries
from kg.settings import Settings

FILE = Path(api.__file__).parent / "openapi" / "examples.json"
QUERY_FILE = FILE.with_name("query_examples.json")
DOCUMENT = "/api/v1/documents/chuanbanfa-2021-57"
ADDRESSES = {
    "/api/v1": "/api/v1",
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
}
LONGEST = 10_000
"""An answer that has more characters is no example: the text of a whole document."""


def examples(client: TestClient) -> dict[str, object]:
    """Ask every address."""
    return {path: _example(client, quote(asked, safe="/?&=-")) for path, asked in ADDRESSES.items()}


def query_examples(client: TestClient) -> dict[str, object]:
    """Ask every named query its own example, for two rows."""
    asked = {address(query): example_address(query) for query in load_queries().values()}
    found = {path: _example(client, f"{one}{'&' if '?' in one else '?'}limit=2") for path, one in asked.items()}
    return {path: example for path, example in found.items() if len(json.dumps(example["answer"])) <= LONGEST}


def _example(client: TestClient, asked: str) -> dict[str, object]:
    answer = client.get(asked).json()
    return {"address": asked, "answer": {**answer, "next": CURSOR} if answer.get("next") else answer}


if __name__ == "__main__":
    server = TestClient(create_app(Settings()))
    for file, found in ((FILE, examples(server)), (QUERY_FILE, query_examples(server))):
        file.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
