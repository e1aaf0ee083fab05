"""What was found in a document, and in a text that somebody pastes or uploads: the same page, and nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from api.app import create_app
from kg.files.digests import data_digest
from kg.resources import shipped
from kg.settings import Settings
from kg.validating.shapes import load_rules, written
from tests.support.html_tree import Element, anchors, links, read

DOCUMENT = "chuanbanfa-2021-57"
TABLE = "某方案\n\n一、总体要求\n\n附件\n\n序号\t重点任务\t责任单位\n1\t办好事。\t民政厅"
HOSTILE = '办好事<script>alert(1)</script>。\t民政厅"><img src=x onerror=alert(2)>牵头'
TEXT = shipped("data") / "documents" / DOCUMENT / "2021-11-09" / "text.txt"


Sender = Callable[[TestClient, str, str], Element]


@pytest.fixture(scope="module")
def client(settings: Settings) -> Iterator[TestClient]:
    """Give a client of a server whose processes for validation end with it."""
    with TestClient(create_app(settings), headers={"Accept": "text/html"}) as found:
        yield found


def sent(client: TestClient, text: str | bytes, language: str = "", status: int = 200) -> Element:
    """Upload a text, and read the page that answers."""
    raw = text.encode() if isinstance(text, str) else text
    return answered(client.post(f"{language}/validation", data={"text": ""}, files={"file": ("plan.txt", raw)}), status)


def pasted(client: TestClient, text: str, language: str = "", status: int = 200) -> Element:
    """Paste a text, its lines ended as a browser ends them."""
    form = {"text": text.replace("\n", "\r\n")}
    return answered(client.post(f"{language}/validation", data=form), status)


def answered(answer: Response, status: int) -> Element:
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers["content-type"].startswith("text/html")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    return read(answer.text)


def counts(page: Element) -> list[int]:
    return [int(one.text) for one in page.all("ul", "numbers")[0].all("b")]


def report(client: TestClient, text: str | None = None) -> dict[str, Any]:
    if text is None:
        found = client.get(f"/api/v1/documents/{DOCUMENT}/validation")
    else:
        found = client.post("/api/v1/validation", content=text.encode(), headers={"Content-Type": "text/plain"})
    assert found.status_code == 200, found.text
    body = found.json()
    assert isinstance(body, dict)
    return body


def as_shown(page: Element, told: dict[str, Any], language: str) -> None:
    """See that a page shows a report: its counts, and every sentence by its rule."""
    assert counts(page) == [*told["counts"].values()]
    message = "message_en" if language else "message_zh"
    by_rule: dict[str, list[str]] = {}
    for one in sorted(told["findings"], key=lambda one: one["status"] != "new"):
        by_rule.setdefault(f"rule-{one['rule']}", []).append(" ".join(one[message].split()))
    groups = {one.attributes["id"]: one for one in page.all("section", "finding")}
    gravity = {one["rule"]: [*told["counts"]].index(one["severity"]) for one in told["findings"]}
    assert [*groups] == sorted(by_rule, key=lambda one: gravity[one.removeprefix("rule-")])
    for rule, messages in by_rule.items():
        items = groups[rule].all("ul")[0].all("li")
        assert all(words in item.text for words, item in zip(messages, items, strict=True)), rule
        assert groups[rule].all("pre")[0].text.startswith(("shape:", "#"))


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_findings_about_a_document(client: TestClient, language: str) -> None:
    page = read(client.get(f"{language}/validation").text)
    told = report(client)
    as_shown(page, told, language)
    assert sum(counts(page)) == len(told["findings"]) > 0
    broken = {one["rule"] for one in told["findings"]}
    kept = {code.text for one in page.all("details")[-1:] for code in one.all("code")}
    assert kept == set(load_rules()) - broken - {"AcceptanceMatchesAFinding"}


def test_each_finding_leads_to_its_words(client: TestClient) -> None:
    places = anchors(read(client.get(f"/document/{DOCUMENT}/text").text))
    page = read(client.get("/validation").text)
    targets = [link.partition("#")[2] for link in links(page) if "/text#" in link]
    with_place = [one for one in report(client)["findings"] if one["start"] is not None]
    assert sorted(targets) == sorted(f"c{one['start']}" for one in with_place)
    assert set(targets) <= places


def test_every_rule_is_shown_as_its_file_has_it() -> None:
    for name in load_rules():
        shape = written(name)
        assert len(re.findall("^shape:", shape, re.MULTILINE)) == 1
        assert f"shape:{name}\n" in shape
    with pytest.raises(KeyError):
        written("NoSuchRule")


def test_as_of_another_day_the_version_of_then_is_shown(client: TestClient) -> None:
    page = read(client.get("/validation", params={"as_of": "2022-06-30"}).text)
    assert counts(page) == [*report(client)["counts"].values()]
    assert "2022-06-30" in page.text
    assert client.get("/validation", params={"as_of": "2020-01-01"}).status_code == 200


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("how", [sent, pasted])
def test_a_known_text_with_a_planted_fault(client: TestClient, language: str, how: Sender) -> None:
    text = TEXT.read_text(encoding="utf-8")
    faulty = text.replace("民政部牵头", "民政厅牵头", 1).replace("7\t", "7\t7", 1)
    assert faulty != text
    page, told = how(client, faulty, language), report(client, faulty)
    as_shown(page, told, language)
    assert told["statuses"]["new"] > 0
    assert len(page.all("strong", "new")) == told["statuses"]["new"]
    marks = {one.attributes["id"]: one for one in page.all("mark") if "id" in one.attributes}
    for one in told["findings"]:
        if one["start"] is not None:
            assert f"c{one['start']}" in marks
            assert (
                faulty[one["start"] :].lstrip().startswith(marks[f"c{one['start']}"].text.split(" ")[0].split("\t")[0])
            )
    assert [one for one in links(page) if one.startswith("#c")]
    assert {one[1:] for one in links(page) if one.startswith("#")} <= anchors(page)


def test_nothing_is_stored(client: TestClient, settings: Settings) -> None:
    before = data_digest(settings.data_folder), sorted(Path(settings.store_folder).rglob("*"))
    sent(client, TABLE)
    assert (data_digest(settings.data_folder), sorted(Path(settings.store_folder).rglob("*"))) == before


@pytest.mark.parametrize("language", ["", "/en"])
def test_what_is_hostile_is_shown_as_words(client: TestClient, language: str) -> None:
    text = TABLE.replace("办好事。\t民政厅", HOSTILE)
    senders: tuple[Sender, ...] = (sent, pasted)
    for how in senders:
        page = how(client, text, language)
        assert not page.all("script")
        assert not page.all("img")
        assert "<script>alert(1)</script>" in page.text
        assert '"><img src=x onerror=alert(2)>' in page.text
    refused = pasted(client, '</textarea><script>alert(3)</script>"><img onerror=x>', language, 400)
    assert not refused.all("script")
    assert not refused.all("img")
    assert refused.all("textarea")[0].text == '</textarea><script>alert(3)</script>"><img onerror=x>'


@pytest.mark.parametrize(
    ("raw", "zh", "en"),
    [
        (b"", "没有收到文字", "No text has come"),
        (b" \n", "没有收到文字", "No text has come"),
        (b"PK\x03\x04\0\0", "不是纯文本", "not plain text"),
        (TABLE.encode("gb18030"), "不是 UTF-8", "not UTF-8"),
        (TABLE.encode("utf-16"), "不是 UTF-8", "not UTF-8"),
        ("话说天下大势。\n".encode(), "读不出任务", "No task is found"),
    ],
)
def test_what_is_no_plan_is_told_in_one_sentence(client: TestClient, raw: bytes, zh: str, en: str) -> None:
    for language, words in (("", zh), ("/en", en)):
        (note,) = sent(client, raw, language, 400).all("p", "violation")
        assert words in note.text


def test_a_text_that_is_too_large(settings: Settings) -> None:
    small = settings.model_copy(update={"validation_bytes": 1000})
    with TestClient(create_app(small)) as client:
        for raw in (b"a" * 1001, b"a" * 5000):
            (note,) = sent(client, raw, "", 413).all("p", "violation")
            assert "1,000" in note.text
        (note,) = pasted(client, "办" * 334, "/en", 413).all("p", "violation")
        assert "1,000" in note.text


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", b"x"),
        ("", b""),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b"x"),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data; name=text\r\n\r\nx"),
        ("multipart/form-data; boundary=b", b"--b\r\n\r\n" * 40 + b"--b--"),
        ("application/x-www-form-urlencoded", "文".encode()),
        ("application/x-www-form-urlencoded", urlencode([("a", "b")] * 11).encode()),
    ],
)
def test_what_is_no_form_is_refused(client: TestClient, kind: str, body: bytes) -> None:
    answer = client.post("/validation", content=body, headers={"Content-Type": kind})
    assert answered(answer, 400).all("p", "violation")


def test_a_file_keeps_its_line_ends(client: TestClient) -> None:
    text = TABLE.replace("\n", "\r\n").replace("民政厅", "民政厅牵头,不明机构参加")
    told = report(client, text)
    page = sent(client, text)
    assert {one.attributes["id"] for one in page.all("mark") if "id" in one.attributes} == {
        f"c{one['start']}" for one in told["findings"] if one["start"] is not None
    }


@pytest.mark.parametrize(("language", "other"), [("", "English (check anew)"), ("/en", "中文（重新检查）")])
@pytest.mark.parametrize(("text", "status"), [(TABLE, 200), ("话", 400)])
def test_what_leaves_the_answer_says_so(client: TestClient, language: str, other: str, text: str, status: int) -> None:
    page = pasted(client, text, language, status)
    assert not [one for one in page.all("input") if one.attributes.get("name") == "as_of"]
    (way,) = [one for one in page.all("nav")[0].all("a") if "hreflang" in one.attributes]
    assert way.text == other
    address, _, anchor = way.attributes["href"].partition("#")
    assert address == ("/validation" if language else "/en/validation")
    asked = read(client.get(address).text)
    assert anchor in anchors(asked)
    assert [one for one in asked.all("input") if one.attributes.get("name") == "as_of"]


@pytest.mark.parametrize(("language", "words"), [("", "粘贴的文字没有检查"), ("/en", "the pasted text was not")])
@pytest.mark.parametrize(("raw", "status"), [(TABLE.encode(), 200), (b"\xff", 400)])
def test_of_a_file_and_a_text_the_page_says_which_was_read(
    client: TestClient, language: str, words: str, raw: bytes, status: int
) -> None:
    answer = client.post(f"{language}/validation", data={"text": "办好事"}, files={"file": ("plan.txt", raw)})
    assert words in answered(answer, status).all("p", "note")[0].text
    alone = client.post(f"{language}/validation", data={"text": " "}, files={"file": ("plan.txt", raw)})
    assert words not in answered(alone, status).text
