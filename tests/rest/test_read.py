"""``POST /api/v1/read``: the same answer as ``zhize read``, of a file in any format; nothing is stored."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

TEXT = "云溪市治水方案\n一、任务\n（一）清淤。清理河道。（市水务局牵头，市财政局配合）\n"
FILES = [
    ("plan.txt", "text/plain", TEXT.encode()),
    ("plan.txt", "application/octet-stream", TEXT.encode("gb18030")),
    ("plan.csv", "text/csv", "序号,任务,责任单位\n1,清理河道。,市水务局牵头，市财政局配合\n".encode()),
    ("", "text/html", "<table><tr><th>任务</th><th>责任单位</th></tr><tr><td>清理河道。</td>"
     "<td>市水务局牵头，市财政局配合</td></tr></table>".encode()),
]  # fmt: skip


@pytest.mark.parametrize(("filename", "media_type", "raw"), FILES)
def test_a_file_is_read(client: TestClient, filename: str, media_type: str, raw: bytes) -> None:
    answer = client.post(
        "/api/v1/read", content=raw, params={"filename": filename}, headers={"Content-Type": media_type}
    )
    assert answer.status_code == 200
    (task,) = answer.json()["tasks"]
    assert task["text"] == "清理河道。"
    assert [(one["role"], one["as_written"]) for one in task["assignments"]] == [
        ("lead", "市水务局"),
        ("participant", "市财政局"),
    ]


def test_what_cannot_be_read_is_a_problem(client: TestClient) -> None:
    answer = client.post("/api/v1/read", content=b"%PDF-1.7", params={"filename": "plan.pdf"})
    assert answer.status_code == 400
    assert "PDF" in answer.json()["detail"]


def test_what_is_too_large_is_refused(client: TestClient) -> None:
    assert client.post("/api/v1/read", content=b"x" * 3_000_000).status_code == 413
