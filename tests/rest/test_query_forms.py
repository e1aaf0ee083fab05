"""The four forms of an answer to a named query, and who decides which it is."""

from __future__ import annotations

import csv
import io

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from kg.querying import load_queries
from tests.rest.conftest import Gold

ADDRESS = "/api/v1/queries/assignments"
JSON, SPARQL, CSV, TSV = (
    "application/json",
    "application/sparql-results+json",
    "text/csv",
    "text/tab-separated-values",
)


def leads(client: TestClient, headers: dict[str, str] | None = None, **parameters: str) -> Response:
    return client.get(ADDRESS, params={"role": "lead", **parameters}, headers=headers)


def kind(answer: Response) -> str:
    return answer.headers["content-type"].split(";")[0]


def rows(answer: Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


@pytest.mark.parametrize(
    ("accept", "named", "chosen"),
    [
        (None, None, JSON),
        ("*/*", None, JSON),
        (CSV, None, CSV),
        (f"{CSV};q=0.5, {TSV}", None, TSV),
        (f"{SPARQL}, */*;q=0.1", None, SPARQL),
        ("text/*", None, CSV),
        (JSON, "csv", CSV),
        ("text/html", "tsv", TSV),
        (CSV, "json", JSON),
        (None, "sparql-json", SPARQL),
        (TSV, "", TSV),
        (None, "", JSON),
    ],
)
def test_what_is_written(client: TestClient, accept: str | None, named: str | None, chosen: str) -> None:
    headers = {} if accept is None else {"Accept": accept}
    parameters = {"role": "lead", "format": named} if named is not None else {"role": "lead"}
    answer = client.get(ADDRESS, params=parameters, headers=headers)
    assert (answer.status_code, kind(answer), answer.headers["vary"]) == (200, chosen, "Accept, Origin")
    head = client.head(ADDRESS, params=parameters, headers=headers)
    assert (head.content, kind(head)) == (b"", chosen)


def test_what_cannot_be_written_is_refused(client: TestClient) -> None:
    answer = leads(client, {"Accept": "text/html"})
    assert (answer.status_code, kind(answer)) == (406, "application/problem+json")
    assert answer.headers["vary"] == "Accept, Origin"
    assert all(one in answer.json()["detail"] for one in (JSON, SPARQL, CSV, TSV, "format=json|sparql-json|csv|tsv"))
    assert leads(client, format="xml").status_code == 400
    for form in ("csv", "tsv", "sparql-json"):
        assert leads(client, format=form, x="1").status_code == 400
        assert client.get("/api/v1/queries/nothing", params={"format": form}).status_code == 404


def test_every_form_has_the_same_rows(client: TestClient, gold: list[Gold]) -> None:
    words = [one.as_written for one in gold if one.role == "lead"]
    assert [row["as_written"] for row in leads(client).json()["items"]] == words
    table = leads(client, format="csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert [row["as_written"] for row in rows(table)] == words
    lines = leads(client, format="tsv").text.splitlines()
    column = lines[0].split("\t").index("?as_written")
    assert [line.split("\t")[column] for line in lines[1:]] == [f'"{word}"@zh' for word in words]
    results = leads(client, format="sparql-json").json()["results"]["bindings"]
    assert [row["as_written"] for row in results] == [
        {"type": "literal", "value": word, "xml:lang": "zh"} for word in words
    ]


@pytest.mark.parametrize("form", ["csv", "tsv", "sparql-json"])
def test_a_table_is_whole_unless_a_piece_is_asked_for(client: TestClient, form: str, gold: list[Gold]) -> None:
    whole = client.get("/api/v1/queries/assignments", params={"format": form})
    assert "link" not in whole.headers
    pieces = []
    address = f"/api/v1/queries/assignments?format={form}&limit=100"
    while address:
        piece = client.get(address)
        pieces.append(piece)
        address = piece.links.get("next", {}).get("url", "")
    assert len(pieces) == 3
    if form == "sparql-json":
        found = [row for piece in pieces for row in piece.json()["results"]["bindings"]]
        assert found == whole.json()["results"]["bindings"]
        assert len(found) == len(gold)
    else:
        assert [line for piece in pieces for line in piece.text.splitlines()[1:]] == whole.text.splitlines()[1:]


def test_a_table_that_is_too_long_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.rest.query_formats.MOST_ROWS", 35)
    answer = leads(client, format="csv")
    assert (answer.status_code, kind(answer)) == (413, "application/problem+json")
    assert answer.json()["type"].endswith("/too-many-rows")
    assert "36 rows, and a whole table at most 35" in answer.json()["detail"]
    assert len(rows(leads(client, format="csv", limit="35"))) == 35
    assert leads(client).json()["total"] == 36


def test_a_table_is_that_of_the_day(client: TestClient) -> None:
    asked = {"organization": "国家金融监督管理总局四川监管局", "format": "csv"}
    address = "/api/v1/queries/tasks-of-organization"
    assert rows(client.get(address, params=asked)) == []
    found = rows(client.get(address, params={**asked, "as_of": "2024-01-01"}))
    assert [(row["number"], row["through"]) for row in found] == [
        (number, "cbirc-sichuan-office") for number in ("37", "38", "44")
    ]


@pytest.mark.parametrize("name", sorted(load_queries()))
def test_every_query_is_a_table(client: TestClient, name: str) -> None:
    query = load_queries()[name]
    answer = client.get(f"/api/v1/queries/{name}", params={**query.example, "format": "csv"})
    assert (answer.status_code, kind(answer)) == (200, CSV)
    assert answer.text.split("\r\n")[0] == ",".join(query.columns)
