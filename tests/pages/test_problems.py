"""What a browser is shown where a page cannot be: in the language of the page, with the way on."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kg.resources import shipped
from kg.settings import Settings
from tests.support.html_tree import Element, links, read

DOCUMENT = "/document/chuanbanfa-2021-57"
WRONG = [
    ("/organization/无此单位", 404, "没有这个单位", "名录里没有叫这个名称的单位"),
    ("/document/x", 404, "没有这个文件", "这里没有这份文件"),
    (f"{DOCUMENT}/task/99", 404, "没有这项任务", "这份文件里没有这一项任务"),
    (f"{DOCUMENT}/measure/99", 404, "没有这条措施", "这份文件里没有这一条措施"),
    ("/questions/x", 404, "没有这个命名查询", "没有这个名称的问题"),
    ("/nowhere", 404, "这里没有内容", "没有这个地址的页面"),
    ("/tasks/", 404, "这里没有内容", "没有这个地址的页面"),
    ("/tasks?role=boss", 400, "参数有误", "地址里有一个条件不对"),
    ("/tasks?as_of=yesterday", 400, "参数有误", "日期写得不对"),
    ("/tasks?as_of=2022-01-01&as_of=2023-01-01", 400, "参数有误", "日期写得不对"),
    (f"{DOCUMENT}?as_of=2000-01-01", 404, "当日尚未施行", "文件还没有施行"),
]


def is_whole(page: Element, prefix: str) -> bool:
    """Tell whether a page has the menu, the field to search and the way to the other language."""
    (language,) = [one for one in page.all("a") if "hreflang" in one.attributes]
    assert language.attributes["href"].startswith("/en") != bool(prefix)
    search = [form.attributes["action"] for form in page.all("form")]
    return f"{prefix}/tasks" in links(page) and f"{prefix}/search" in search and bool(page.all("nav"))


@pytest.mark.parametrize(("path", "status", "title", "words"), WRONG)
def test_a_chinese_page_says_in_chinese_what_is_wrong(
    site: TestClient, path: str, status: int, title: str, words: str
) -> None:
    answer = site.get(path)
    page = read(answer.text)
    assert answer.status_code == status
    assert page.all("h1")[0].text == title
    (note,) = page.all("p", "note")
    assert words in note.text
    assert "api" not in note.text
    assert "lang" not in note.attributes
    accepted = {"Accept": "application/json", "Accept-Language": "zh"}
    assert site.get(path, headers=accepted).json()["detail"] in [one.text for one in page.all("p", "soft")]
    assert is_whole(page, "")


@pytest.mark.parametrize("path", [path for path, *_ in WRONG])
def test_an_english_page_has_its_title_and_the_detail_in_english(site: TestClient, path: str) -> None:
    page = read(site.get(f"/en{path}").text)
    told = site.get(f"/en{path}", headers={"Accept": "application/json"}).json()
    assert page.all("h1")[0].text == (told["title"] if "/" in told["type"] else "There is nothing here")
    assert all(one.isascii() for one in (page.all("h1")[0].text, page.all("p", "note")[0].text))
    assert told["detail"] in page.all("main")[0].text
    assert is_whole(page, "/en")


def test_a_day_leads_back_to_the_present(site: TestClient) -> None:
    page = read(site.get(f"{DOCUMENT}/task/99?as_of=2022-01-01").text)
    assert f"{DOCUMENT}/task/99" in links(page)
    assert not [one for one in page.all("input") if one.attributes["name"] == "as_of"]
    for day in ("yesterday", "2000-01-01"):
        wrong = read(site.get(f"{DOCUMENT}/task/7?as_of={day}").text)
        assert f"{DOCUMENT}/task/7" in links(wrong)
        (field,) = [one for one in wrong.all("input") if one.attributes["name"] == "as_of"]
        assert field.attributes["type"] == "date"
    kept = read(site.get("/en/tasks?role=lead&as_of=yesterday").text)
    assert "/en/tasks?role=lead" in links(kept)
    assert [one.attributes["value"] for one in kept.all("input") if one.attributes["name"] == "role"] == ["lead"]
    assert "回到现在" not in site.get("/nowhere").text


def test_before_there_is_a_graph_the_page_is_whole(tmp_path: Path) -> None:
    client = TestClient(create_app(Settings(data=shipped("data"), store=tmp_path)), headers={"Accept": "text/html"})
    answer = client.get("/tasks")
    assert answer.status_code == 503
    page = read(answer.text)
    assert page.all("h1")[0].text == "尚无图谱"
    assert is_whole(page, "")


@pytest.mark.parametrize("path", ["//example.org", "/en//example.org", "/en//example.org?as_of=x"])
def test_no_link_leads_to_another_host(site: TestClient, path: str) -> None:
    answer = site.get(f"http://testserver{path}")
    assert answer.status_code == 404
    page = read(answer.text)
    for one in [*links(page), *(form.attributes["action"] for form in page.all("form"))]:
        assert one.startswith(("/", "#")), one
        assert not one.startswith("//"), one
