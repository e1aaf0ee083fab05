"""A refusal of the library is said in the language that a client prefers, and never shows a path of the machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kg.resources import shipped
from kg.settings import Settings

CASES = [
    (
        "/api/v1/organizations/应急听",
        404,
        "No organization is called '应急听'; did you mean ",
        "没有名为'应急听'的单位；是否指",
    ),
    ("/api/v1/documents/none", 404, "There is no document 'none'", "没有文件'none'；现有 chuanbanfa-2021-57"),
    ("/api/v1/documents/chuanbanfa-2021-57/tasks/99", 404, "chuanbanfa-2021-57 has no task 99", "没有编号为99的任务"),
    ("/api/v1/queries/tasks?measure=x", 400, "'x' is no integer for the parameter 'measure'", "请给出整数"),
]


@pytest.mark.parametrize(("address", "status", "english", "chinese"), CASES)
def test_it_is_said_in_the_language_that_is_preferred(
    client: TestClient, address: str, status: int, english: str, chinese: str
) -> None:
    for accepted, sentence in (("", english), ("en, zh;q=0.5", english), ("zh-CN,zh;q=0.9,en;q=0.8", chinese)):
        answer = client.get(address, headers={"Accept": "application/json", "Accept-Language": accepted})
        assert answer.status_code == status
        assert sentence in answer.json()["detail"], answer.json()["detail"]
        assert "Accept-Language" in answer.headers["vary"]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    """Return a client of a server on a store in which nothing was published."""
    with TestClient(create_app(Settings(data=shipped("data"), store=tmp_path / "store"))) as found:
        yield found


def test_a_stranger_sees_no_path_of_the_machine(empty: TestClient, tmp_path: Path) -> None:
    answer = empty.get("/api/v1/tasks", headers={"Accept-Language": "zh"})
    assert answer.status_code == 503
    assert answer.json()["detail"] == "还没有建图；请运行 zhize build。"
    for address in ("/api/v1/tasks", "/readyz", "/", "/en", "/sparql?query=ASK{}"):
        found = empty.get(address)
        assert str(tmp_path) not in found.text, address


@pytest.mark.parametrize(("path", "sentence"), [("", "没有名为'应急听'的单位"), ("/en", "No organization is called")])
def test_a_page_says_it_in_its_own_language(client: TestClient, path: str, sentence: str) -> None:
    headers = {"Accept": "text/html", "Accept-Language": "fr"}
    answer = client.get(f"{path}/organization/应急听", headers=headers)
    assert answer.status_code == 404
    assert sentence in answer.text.replace("&#39;", "'")
