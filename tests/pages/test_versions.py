"""Versions and what changed between them, on a document that was amended, corrected, and amended by mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.pages.changes.side_by_side import side_by_side
from kg.settings import Settings
from tests.support.amended_data import DOCUMENT, PRESENT, SECOND
from tests.support.html_tree import Element, anchors, links, read

PATH = f"/document/{DOCUMENT}"
PAIRS = [
    ("2021-11-09", "2023-03-20"),
    ("2022-01-10", "2022-05-20"),
    ("2022-05-20", "2022-09-01"),
    ("2023-03-20", "2027-01-01"),
    ("2027-01-01", "2021-11-09"),
]


@pytest.fixture(scope="module")
def folder(amended_folder: Callable[[], Path]) -> Path:
    return amended_folder()


@pytest.fixture(scope="module")
def amended(folder: Path) -> Iterator[TestClient]:
    settings = Settings(data=folder / "data", store=folder / "store", present=PRESENT)
    with TestClient(create_app(settings), headers={"Accept": "text/html"}, follow_redirects=False) as client:
        yield client


def page(client: TestClient, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text[:500])
    return read(answer.text)


def told(client: TestClient, path: str, **values: object) -> dict[str, Any]:
    found = client.get(
        f"/api/v1/documents/{DOCUMENT}{path}", params={key.rstrip("_"): str(v) for key, v in values.items()}
    )
    assert found.status_code == 200, found.text
    body = found.json()
    assert isinstance(body, dict)
    return body


@pytest.mark.parametrize("address", ["/versions", f"{PATH}/versions", "/en/versions", f"/en{PATH}/versions"])
def test_every_version_is_told_with_what_became_of_it(amended: TestClient, address: str) -> None:
    shown = page(amended, address)
    rows = shown.all("tbody")[0].all("tr")
    items = told(amended, "/versions")["items"][::-1]
    assert [row.all("td")[0].text for row in rows] == [one["version"] for one in items]
    english = address.startswith("/en")
    for row, one in zip(rows, items, strict=True):
        assert ("In force" if english else "现行") in row.all("td")[1].text or not one["in_force"]
        assert (one["basis"] or "") in row.text
        if one["withdrawn"]:
            assert one["withdrawn"]["since"] in row.text
            assert one["withdrawn"]["reason"]["en" if english else "zh"] in row.text
        elif one["previous"]:
            assert str(one["changes"]) in row.all("td")[4].text
    state = [row.all("td")[1].text for row in rows]
    assert state[0] == ("Not in force yet" if english else "尚未生效")


def test_the_other_document_can_be_chosen(amended: TestClient) -> None:
    assert len(page(amended, f"/versions?document={SECOND}").all("tbody")[0].all("tr")) == 1
    assert [one.attributes["value"] for one in page(amended, "/versions").all("form", "filters")[0].all("option")] == [
        DOCUMENT,
        SECOND,
    ]


def test_as_of_a_day_later_versions_are_not_known(amended: TestClient) -> None:
    shown = page(amended, f"{PATH}/versions?as_of=2022-02-01")
    assert [row.all("td")[0].text for row in shown.all("tbody")[0].all("tr")] == ["2022-01-10", "2021-11-09"]


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_the_meaning_is_told_first(amended: TestClient, language: str, old: str, new: str) -> None:
    shown = page(amended, f"{language}{PATH}/changes?from={old}&to={new}")
    table = told(amended, "/changes", from_=old, to=new)
    assert shown.all("p", "sum")[0].text == table["summary"]["en" if language else "zh"]
    came = {one["id"] for one in table["items"] if one["kind"] in {"task-added", "task-removed"}}
    apart = [one for one in table["items"] if one["organization"] is None or one["id"] not in came]
    rows = [row for one in shown.all("table", "fixed") for row in one.all("tbody")[0].all("tr")]
    kinds = [one["kind_label"]["en" if language else "zh"] for one in apart]
    assert [row.all("td")[1].text for row in rows] == kinds
    parties = [row for row in table["items"] if row["organization"] and row["id"] in came]
    assert len(shown.all("li", "was")) + len(shown.all("li", "now")) == len(parties)
    for row, one in zip(rows, apart, strict=True):
        for cell, roles in zip(row.all("td")[-2:], (one["roles_before"], one["roles_after"]), strict=True):
            assert sorted(
                role for badge in cell.all("span", "badge") for role in roles if role in badge.classes
            ) == sorted(roles)


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    "path",
    [
        "/versions",
        f"{PATH}/versions",
        f"{PATH}/changes",
        PATH,
        f"{PATH}/measure/1",
        f"{PATH}/task/2",
        "/validation",
        f"/validation?document={DOCUMENT}",
        f"{PATH}?as_of=2022-02-01",
        f"{PATH}/measure/1?as_of=2022-02-01",
        f"/validation?as_of=2022-02-01&document={DOCUMENT}",
        *(f"{PATH}/changes?from={old}&to={new}" for old, new in PAIRS),
    ],
)
def test_every_link_leads_to_a_page_and_a_place(amended: TestClient, language: str, path: str) -> None:
    here = f"{language}{path}"
    shown = page(amended, here)
    for link in links(shown):
        address, anchor = urldefrag(urljoin(here, link))
        answer = amended.get(address)
        assert answer.status_code in {200, 303}, link
        if anchor and answer.headers["content-type"].startswith("text/html"):
            assert unquote(anchor) in anchors(read(answer.text)), link
    identities = [one.attributes["id"] for one in shown.all() if "id" in one.attributes]
    assert len(identities) == len(set(identities))


def test_the_words_of_a_change_stand_where_its_link_leads(amended: TestClient) -> None:
    shown = page(amended, f"{PATH}/changes?from=2022-01-10&to=2022-05-20")
    (row,) = shown.all("table", "fixed")[0].all("tbody")[0].all("tr")
    (link,) = row.all("td")[4].all("a")
    address, anchor = urldefrag(link.attributes["href"])
    assert "as_of=2022-05-20" in address
    (place,) = [one for one in page(amended, address).all("span") if one.attributes.get("id") == anchor]
    assert place.text == "应急厅"


def test_a_withdrawn_version_has_no_page_of_its_text(amended: TestClient) -> None:
    found = links(page(amended, f"{PATH}/changes?from=2022-05-20&to=2022-09-01"))
    assert not any("as_of=2022-09-01" in one for one in found)
    assert any("as_of=2022-05-20" in one for one in found)


def test_what_affects_one_body_is_told_alone(amended: TestClient) -> None:
    body = "sichuan-emergency-management"
    address = f"{PATH}/changes?from=2021-11-09&to=2027-01-01&organization={body}"
    rows = page(amended, address).all("table", "fixed")[0].all("tbody")[0].all("tr")
    assert [row.all("td")[2].text for row in rows] == ["应急厅"]
    assert (
        page(amended, address.replace(body, "应急厅")).all("p", "sum")[0].text
        == page(amended, address).all("p", "sum")[0].text
    )
    assert amended.get(f"{PATH}/changes?organization=").status_code == 200


def test_one_version_alone_has_nothing_to_be_compared_with(site: TestClient, amended: TestClient) -> None:
    for client, document in ((site, DOCUMENT), (amended, SECOND)):
        shown = read(client.get(f"/document/{document}/changes").text)
        assert "只有一个版本" in shown.text
        assert f"/document/{document}/versions" in links(shown)


@pytest.mark.parametrize("query", ["from=2020-01-01", "to=2020-01-01", "organization=无此单位"])
def test_a_version_or_body_that_is_not_there(amended: TestClient, query: str) -> None:
    assert amended.get(f"{PATH}/changes?{query}").status_code == 404
    assert amended.get(f"{PATH}/changes?from=yesterday").status_code == 400


def test_a_task_links_to_what_changed_it(amended: TestClient) -> None:
    found = [one for one in links(page(amended, f"{PATH}/task/1")) if "/changes" in one]
    assert found == [f"{PATH}/changes?from=2022-01-10&to=2022-05-20#task-1"]
    assert not [one for one in links(page(amended, f"{PATH}/task/3")) if "/changes" in one]
    assert not [one for one in links(page(amended, f"{PATH}/task/1?as_of=2022-02-01")) if "/changes" in one]
    asked = amended.get(
        "/api/v1/queries/changes-of-document",
        params={"document": DOCUMENT, "limit": 100},
        headers={"Accept": "application/json"},
    )
    days = {one["date"] for one in asked.json()["items"] if (one["part"], one["id"]) == ("task", 4)}
    assert [one[-17:-7] for one in links(page(amended, f"{PATH}/task/4")) if "/changes" in one] == sorted(days)


def test_no_name_is_cut_and_moved_lines_are_told_as_such() -> None:
    old = "1\t办好甲。\t民政部牵头\n2\t办好乙事情。\t财政厅牵头\n3\t别的话。"
    new = "1\t别的话。\n2\t办好甲。\t民政厅牵头\n3\t办好乙事情。\t财政厅牵头"
    found = side_by_side(old, new, frozenset(["民政部", "民政厅"]))
    assert found.renumbered == 1
    moved = [pair for pair in found.pairs if pair.moved]
    assert len(moved) == 2
    (reworded,) = [pair for pair in found.pairs if not pair.moved]
    assert reworded.before is not None
    assert reworded.after is not None
    assert [piece.words for piece in reworded.after.pieces if piece.differs] == ["2", "民政厅"]
    for line, text in ((reworded.before, old), (reworded.after, new)):
        assert all(text[piece.start :].startswith(piece.words) for piece in line.pieces)


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_task_shows_what_it_was_and_what_it_is(amended: TestClient, language: str) -> None:
    shown = page(amended, f"{language}{PATH}/task/2")
    (table,) = shown.all("table", "fixed")
    was, now = table.all("tbody")[0].all("tr")[0].all("td")[-2:]
    assert "“民政部”" in was.text
    assert "“民政厅”" in now.text
    before, after = shown.all("div", "beside")[0].all("div", "quoted")
    assert (before.all("del")[0].text, after.all("ins")[0].text) == ("民政部", "民政厅")
    assert [one.text for one in shown.all("div", "beside")[0].all("h4")] == ["2021-11-09", "2022-01-10"]
    joined = page(amended, f"{language}{PATH}/task/1")
    (side,) = joined.all("div", "beside")
    assert [one.text for one in side.all("ins")] == ["、应急厅"]
    assert not side.all("del")
    assert not page(amended, f"{language}{PATH}/task/3").all("div", "beside")


def test_a_change_that_is_still_to_come_is_told_as_such(amended: TestClient) -> None:
    for address, english in ((PATH, f"/en{PATH}"), (f"/?document={DOCUMENT}", f"/en?document={DOCUMENT}")):
        shown = page(amended, address)
        (note,) = [one for one in shown.all("p", "note") if "2027-01-01" in one.text]
        assert note.text == "已存有2027-01-01起生效的修订。"
        assert links(note) == [f"{PATH}/changes?from=2023-03-20&to=2027-01-01"]
        assert "2027-01-01" in page(amended, english).text
    for address in (f"{PATH}?as_of=2022-02-01", f"/document/{SECOND}", f"/?document={SECOND}"):
        assert "起生效的修订" not in page(amended, address).text
    heading = page(amended, f"{PATH}/changes?from=2023-03-20&to=2027-01-01").all("h1")[0].text
    assert heading == "2023-03-20 → 2027-01-01 （尚未生效）"
    assert "尚未生效" not in page(amended, f"{PATH}/changes?from=2022-05-20&to=2023-03-20").all("h1")[0].text
    told = [one.text for one in page(amended, f"{PATH}/task/4").all("h3")]
    assert ["尚未生效" in one for one in told] == [one.startswith("2027") for one in told]
    assert any("尚未生效" in one for one in told)


def test_an_english_summary_calls_bodies_in_english(amended: TestClient) -> None:
    shown = page(amended, f"/en{PATH}/changes?from=2022-01-10&to=2022-05-20").all("p", "sum")[0].text
    assert "task 1: Sichuan Provincial Department of Emergency Management added (participant)" in shown
    assert shown.isascii()
