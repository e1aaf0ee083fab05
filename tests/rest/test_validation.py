"""Validation over REST: the same JSON as on the command line, nothing stored, and a sentence for what is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from api.answers.finding_models import ValidationReport
from api.app import create_app
from kg.answers.worker_processes import ValidationJob, Workers
from kg.bilingual import Text
from kg.errors import BusyError
from kg.files.digests import data_digest
from kg.settings import Settings
from tests.support.amended_data import DOCUMENT, PRESENT
from tests.support.example_counts import SLOW

ADDRESS = "/api/v1/validation"
OF_DOCUMENT = f"/api/v1/documents/{DOCUMENT}/validation"
TABLE = "某方案\n\n一、总体要求\n\n附件\n\n序号\t重点任务\t责任单位\n1\t办好事。\t民政厅"
NO_PLAN = "话说天下大势，分久必合，合久必分。\n"


@pytest.fixture(scope="module")
def folder(amended_folder: Callable[[], Path]) -> Path:
    """Give a folder with the documents that were amended again and again, as ``data`` and, published, as ``store``."""
    return amended_folder()


@pytest.fixture(scope="module")
def small(folder: Path) -> Settings:
    return Settings(data=folder / "data", store=folder / "store", present=PRESENT, validations=1)


@pytest.fixture(scope="module")
def asked(small: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(small), raise_server_exceptions=False) as found:
        yield found


@pytest.fixture(scope="module")
def plan(folder: Path) -> Path:
    """Give the text of a version that was withdrawn: a text of a known document that is not in force."""
    return folder / "data" / "documents" / DOCUMENT / "2022-09-01" / "text.txt"


def refused(client: TestClient, status: int, content: bytes, **headers: str) -> str:
    answer = client.post(ADDRESS, content=content, headers={name.replace("_", "-"): v for name, v in headers.items()})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    detail = answer.json()["detail"]
    assert isinstance(detail, str)
    assert detail.endswith(".")
    assert "\n" not in detail
    return detail


def rules(findings: list[dict[str, Any]], status: str) -> list[tuple[str, int | None]]:
    return sorted((finding["rule"], finding["task_id"]) for finding in findings if finding["status"] == status)


def test_a_text_gets_the_json_of_the_command_line_and_nothing_is_stored(
    asked: TestClient, folder: Path, plan: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "plan.txt"
    copy.write_bytes(plan.read_bytes())
    before = data_digest(folder)
    answer = asked.post(ADDRESS, content=copy.read_bytes(), headers={"content-type": "text/plain; charset=UTF-8"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    call = ["-m", "api.cli", "validate", copy, "--format", "json", "--data", folder / "data", "--present", str(PRESENT)]
    told = subprocess.run([sys.executable, *call], capture_output=True, check=False, cwd=tmp_path)
    assert told.stdout.decode() == answer.text + "\n"
    report = ValidationReport.model_validate_json(answer.text)
    assert (report.compared_with or "").endswith("/version/2023-03-20")
    assert report.solved
    assert {finding.status for finding in report.findings} >= {"known"}
    assert data_digest(folder) == before
    assert asked.post(ADDRESS, json={"text": copy.read_text("utf-8")}).text == answer.text


def test_a_text_of_no_known_document_is_a_draft(asked: TestClient, plan: Path) -> None:
    text = plan.read_text("utf-8").replace("川办发〔2021〕57号", "某办发〔2020〕1号")
    report = asked.post(ADDRESS, content=text.encode()).json()
    assert report["compared_with"] is None
    assert {finding["document"] for finding in report["findings"]} == {"draft"}
    assert {finding["status"] for finding in report["findings"]} == {None}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (NO_PLAN.encode("gb18030"), "GBK"),
        (NO_PLAN.encode("utf-16"), "UTF-16"),
        (NO_PLAN.encode(), "no task"),
        (("（" * 100_000).encode(), "no task"),
        (("（" * 50_000 + "）" * 50_000).encode(), "no task"),
        (b"\n" * 999_999 + b"a", "no task"),
    ],
)
def test_what_is_no_plan_is_refused_in_a_sentence(asked: TestClient, content: bytes, told: str) -> None:
    assert told in refused(asked, 400, content)


@SLOW
@given(
    st.binary(max_size=200)
    | st.text("（）()，、；。:\t\n牵头负责参加民政厅等1一到2025年5个%", max_size=100).map(
        lambda words: (TABLE + words).encode()
    )
)
def test_whatever_is_sent_gets_a_report_or_a_sentence(asked: TestClient, content: bytes) -> None:
    answer = asked.post(ADDRESS, content=content)
    assert answer.status_code in {200, 400}, answer.text
    if answer.status_code == 200:
        ValidationReport.model_validate_json(answer.text)


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b'{"text": 7}',
        b'{"text": "a", "name": "b"}',
        b'{"text": "\\ud800"}',
        b"[" * 100_000,
        b'{"a": ' * 9_999,
    ],
)
def test_json_that_holds_no_text_is_refused(asked: TestClient, content: bytes) -> None:
    assert '{"text": "…"}' in refused(asked, 400, content, content_type="application/json")


@pytest.mark.parametrize(
    "headers",
    [
        {"content_type": "application/x-www-form-urlencoded"},
        {"content_type": "text/plain; charset=gb18030"},
        {"content_type": "text/html"},
        {"content_type": "text/plain", "content_encoding": "gzip"},
    ],
)
def test_another_kind_of_body_is_refused(asked: TestClient, headers: dict[str, str]) -> None:
    assert "text/plain" in refused(asked, 415, NO_PLAN.encode(), **headers)


def test_a_body_that_is_too_large_is_told_the_limit_and_its_setting(small: Settings, plan: Path) -> None:
    text = plan.read_bytes()
    client = TestClient(create_app(small.model_copy(update={"validation_bytes": len(text) - 1})))
    for content in (text, b"a" * 10_000_000):
        detail = refused(client, 413, content)
        assert f"{len(text) - 1:,} bytes" in detail
        assert "ZHIZE_VALIDATION_BYTES" in detail
    in_pieces = client.post(ADDRESS, content=(piece for piece in (text[:100], text[100:])))
    assert "content-length" not in in_pieces.request.headers
    assert in_pieces.status_code == 413
    assert in_pieces.json()["limit"] == len(text) - 1


def test_the_usual_limit_is_a_million_bytes(asked: TestClient) -> None:
    assert "1,000,000 bytes" in refused(asked, 413, b"a" * 1_000_001)


def test_a_text_that_takes_too_long_is_told_the_limit_and_its_setting(small: Settings, plan: Path) -> None:
    client = TestClient(create_app(small.model_copy(update={"validation_seconds": 0.001})))
    for _ in range(2):
        detail = refused(client, 413, plan.read_bytes())
        assert "0.001 seconds" in detail
        assert "ZHIZE_VALIDATION_SECONDS" in detail


def test_one_too_many_at_once_is_told_when_to_try_again(
    asked: TestClient, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_workers: Workers, _task: ValidationJob) -> str:
        raise BusyError(Text("忙", "busy"))

    monkeypatch.setattr(Workers, "validate", busy)
    answer = asked.post(ADDRESS, content=plan.read_bytes())
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["detail"] == "1 texts are being validated, no more at once; try again in 5 seconds."


def test_documents_that_are_wrong_are_the_servers_fault(small: Settings, plan: Path) -> None:
    accepted = plan.parent.with_name("accepted.toml")
    client = TestClient(create_app(small), raise_server_exceptions=False)
    accepted.write_text("[[accepted]]\n", "utf-8")
    try:
        for answer in (client.post(ADDRESS, content=plan.read_bytes()), client.get(OF_DOCUMENT)):
            assert answer.status_code == 503
            assert answer.json()["type"].endswith("unreadable-documents")
            assert str(small.data) not in answer.text
    finally:
        accepted.unlink()


def test_the_first_version_has_nothing_to_be_compared_with(asked: TestClient) -> None:
    answer = asked.get(OF_DOCUMENT, params={"version": "2021-11-09"})
    report = ValidationReport.model_validate(answer.json())
    assert (report.version or "").endswith("/version/2021-11-09")
    assert report.compared_with is None
    assert report.findings
    assert {finding.status for finding in report.findings} == {None}


def test_a_version_is_compared_with_the_one_before(asked: TestClient) -> None:
    corrected = asked.get(OF_DOCUMENT, params={"version": "2022-01-10"}).json()
    assert corrected["compared_with"].endswith("/version/2021-11-09")
    assert rules(corrected["solved"], "solved") == [("NameNeedsNoCorrection", 2)]
    assert rules(corrected["findings"], "known")
    after_the_withdrawn = asked.get(OF_DOCUMENT, params={"version": "2023-03-20"}).json()
    assert after_the_withdrawn["compared_with"].endswith("/version/2022-05-20")


def test_the_version_in_force_is_the_usual_one(asked: TestClient) -> None:
    usual = asked.get(OF_DOCUMENT)
    assert usual.status_code == 200, usual.text
    assert usual.text == asked.get(OF_DOCUMENT, params={"version": "2023-03-20"}).text
    assert usual.text == asked.get("/api/v1/documents/川办发〔2021〕57号/validation").text


def test_the_report_is_that_of_the_command_line(asked: TestClient, folder: Path) -> None:
    call = ["-m", "api.cli", "validate", "--document", DOCUMENT, "--format", "json"]
    where = ["--data", folder / "data", "--present", str(PRESENT)]
    told = subprocess.run([sys.executable, *call, *where], capture_output=True, check=False, cwd=folder)
    assert json.loads(told.stdout) == asked.get(OF_DOCUMENT).json()


def test_a_later_and_a_withdrawn_version_have_reports_too(asked: TestClient) -> None:
    for version in ("2027-01-01", "2022-09-01"):
        assert asked.get(OF_DOCUMENT, params={"version": version}).json()["version"].endswith(version)


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        (f"{OF_DOCUMENT}?version=2020-01-01", 404, "2021-11-09, 2022-01-10"),
        ("/api/v1/documents/nothing/validation", 404, "'nothing'"),
        (f"{OF_DOCUMENT}?version=last", 400, "'last'"),
        (f"{OF_DOCUMENT}?since=2021-11-09", 400, "'since'"),
    ],
)
def test_what_is_not_there_is_told(asked: TestClient, path: str, status: int, told: str) -> None:
    answer = asked.get(path)
    assert answer.status_code == status
    assert told in answer.json()["detail"]


def test_what_people_accept_is_marked(asked: TestClient, folder: Path) -> None:
    first = asked.get(OF_DOCUMENT).json()["findings"][0]
    file = folder / "data" / "documents" / DOCUMENT / "accepted.toml"
    file.write_text(f'[[accepted]]\nkey = "{first["key"]}"\nreason = "好。"\ndate = 2023-04-01\nby = "王某"\n', "utf-8")
    try:
        report = asked.get(OF_DOCUMENT).json()
    finally:
        file.unlink()
    (accepted,) = [finding for finding in report["findings"] if finding["status"] == "accepted"]
    assert accepted["key"] == first["key"]
    assert accepted["accepted"] == {
        "reason_zh": "好。",
        "reason_en": "好。",
        "date": "2023-04-01",
        "by": "王某",
        "rule": None,
        "task": None,
        "key": first["key"],
    }


def test_the_description_promises_both_bodies_and_the_refusals(asked: TestClient) -> None:
    operation = asked.get("/api/v1/openapi.json").json()["paths"][ADDRESS]["post"]
    assert set(operation["requestBody"]["content"]) == {"text/plain", "application/json"}
    assert set(operation["responses"]) >= {"200", "400", "413", "415", "503"}
    assert "422" not in operation["responses"]
    assert set(operation["responses"]["413"]["content"]) == {"application/problem+json"}
