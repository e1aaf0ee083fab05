"""What others show of a page when somebody passes its address on."""

from __future__ import annotations

import struct

import pytest
from fastapi.testclient import TestClient

from tests.support.html_tree import Element, read
from tests.support.page_kinds import BODY, DOCUMENT

CARD = (1200, 630)
"""The size of the picture that the sites that show it ask for."""


def described(page: Element) -> dict[str, str]:
    """Give what the head of a page says of it."""
    every = (one.attributes for one in page.all("meta"))
    return {one.get("property") or one.get("name", ""): one.get("content", "") for one in every}


@pytest.mark.parametrize(
    ("path", "title", "words"),
    [
        ("/", "总览 · 职责图谱", "政府实施方案中"),
        (f"/organization/{BODY}", "应急厅 · 职责图谱", "应急厅：6项任务"),
        (f"/en/organization/{BODY}", "Sichuan Provincial Department of Emergency Management · Zhize", ": 6 tasks"),
        (f"/document/{DOCUMENT}/task/7", "任务7 · 职责图谱", "建立家庭托育点登记备案制度"),
    ],
)
def test_a_page_says_what_it_is(site: TestClient, path: str, title: str, words: str) -> None:
    page = read(site.get(path, headers={"Host": "plans.example.org"}).text)
    told = described(page)
    assert page.all("title")[0].text == told["og:title"] == title
    assert words in told["description"]
    assert told["og:description"] == told["description"]
    assert told["og:locale"] == ("en_GB" if path.startswith("/en") else "zh_CN")
    assert told["og:url"] == f"http://plans.example.org{path}"
    picture = site.get(told["og:image"].removeprefix("http://plans.example.org"))
    assert picture.headers["content-type"] == "image/png"
    assert struct.unpack(">II", picture.content[16:24]) == CARD
    assert len(picture.content) < 150_000


def test_no_host_that_is_none_gets_into_a_page(site: TestClient) -> None:
    answer = site.get("/", headers={"Host": 'x"><script>'})
    assert "<script>" not in answer.text
    assert "og:image" not in described(read(answer.text))
