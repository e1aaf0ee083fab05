"""Dumps over HTTP: whole, in pieces, once, and named by their content."""

from __future__ import annotations

import csv
import hashlib
import io
import re

import pytest
from fastapi.testclient import TestClient

from kg.bilingual import Text
from kg.errors import BusyError
from kg.exports import dumps
from kg.exports.dumps import PRESENT, WHOLE, table_names
from kg.stores import Snapshot
from tests.linked.conftest import client_of
from tests.support.amended_data import DOCUMENT

NAMES = (*WHOLE, *PRESENT, *table_names(), "tables/tasks.csv-metadata.json", f"{DOCUMENT}/2021-11-09.nq")
NQ = f"/dumps/{DOCUMENT}/2021-11-09.nq"


@pytest.mark.parametrize("name", NAMES)
def test_a_dump_says_what_it_is(client: TestClient, name: str) -> None:
    answer = client.get(f"/dumps/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == dumps.MEDIA_TYPES[name.rpartition(".")[2]]
    assert answer.headers["content-length"] == str(len(answer.content))
    assert answer.headers["etag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'
    assert "last-modified" not in answer.headers
    again = client.get(f"/dumps/{name}", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head(f"/dumps/{name}", headers={"X-Request-ID": answer.headers["x-request-id"]})
    assert (head.status_code, head.headers, head.content) == (200, answer.headers, b"")


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-9", 0, 10), ("bytes=100-", 100, None), ("bytes=-7", -7, None), ("bytes=5-99999999999", 5, None)],
)
def test_a_piece(client: TestClient, asked: str, start: int, end: int | None) -> None:
    whole = client.get(NQ)
    answer = client.get(NQ, headers={"Range": asked, "If-Range": whole.headers["etag"]})
    assert (answer.status_code, answer.content) == (206, whole.content[start:end])
    assert answer.headers["content-length"] == str(len(answer.content))
    first, size = start % len(whole.content), len(whole.content)
    assert answer.headers["content-range"] == f"bytes {first}-{first + len(answer.content) - 1}/{size}"


@pytest.mark.parametrize("asked", ["bytes=0-9", "bytes=99999999999-"])
def test_a_piece_is_of_get_alone(client: TestClient, asked: str) -> None:
    head = client.head(NQ, headers={"Range": asked, "X-Request-ID": "one"})
    assert (head.status_code, head.headers) == (200, client.head(NQ, headers={"X-Request-ID": "one"}).headers)


@pytest.mark.parametrize("asked", ["bytes=9-2", "bytes=-", "lines=1-2", "bytes=0-1,3-4", "bytes=a-b", "bytes=--1"])
def test_what_is_no_single_range_is_passed_over(client: TestClient, asked: str) -> None:
    assert client.get(NQ, headers={"Range": asked}).status_code == 200


def test_a_piece_of_another_file_is_not_given(client: TestClient) -> None:
    answer = client.get(NQ, headers={"Range": "bytes=0-9", "If-Range": '"another"'})
    assert answer.status_code == 200


@pytest.mark.parametrize("asked", ["bytes=99999999999-", "bytes=-0"])
def test_a_piece_after_the_end(client: TestClient, asked: str) -> None:
    answer = client.get(NQ, headers={"Range": asked})
    assert answer.status_code == 416
    assert re.fullmatch(r"bytes \*/[0-9]+", answer.headers["content-range"])


@pytest.mark.parametrize(
    "name", ["", "nothing.nq", "../manifest.json", "%2e%2e/manifest.json", f"{DOCUMENT}/1999-01-01.nq"]
)
def test_no_other_file_is_given(client: TestClient, name: str) -> None:
    assert client.get(f"/dumps/{name}").status_code == 404


def test_a_versions_dump_keeps_its_tag(amended: Snapshot, later: Snapshot) -> None:
    assert amended.name != later.name
    with client_of(amended) as one, client_of(later) as other:
        for version in amended.history.versions:
            path = f"/dumps/{version.document}/{version.date}.trig"
            tag = one.get(path).headers["etag"]
            assert other.get(path, headers={"If-None-Match": tag}).status_code == 304
        assert one.get("/dumps/present.nt").headers["etag"] != other.get("/dumps/present.nt").headers["etag"]


def test_a_table_leads_to_its_description(client: TestClient) -> None:
    answer = client.get("/dumps/tables/tasks.csv")
    link = re.fullmatch(r'<([^>]+)>; rel="describedby"; type="application/csvm\+json"', answer.headers["link"])
    assert link
    described = client.get(link[1])
    assert described.headers["content-type"] == "application/csvm+json"
    header = next(csv.reader(io.StringIO(answer.text)))
    assert [column["name"] for column in described.json()["tableSchema"]["columns"]] == header


@pytest.mark.parametrize("fault", [BusyError(Text("忙", "busy")), OSError("no room")])
def test_what_cannot_be_made_now_is_told_to_come_back(
    client: TestClient, fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise fault

    monkeypatch.setattr(dumps.Dumps, "get", refuse)
    answer = client.get("/dumps/zhize.nq")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert answer.headers["retry-after"]
