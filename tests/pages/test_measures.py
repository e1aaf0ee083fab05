"""A document with its chapters, and a measure with its sentences: every number is that of a named query."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.support.html_tree import links, read

DOCUMENT = "chuanbanfa-2021-57"


def asked(site: TestClient, name: str, **values: object) -> list[dict[str, Any]]:
    """Ask a named query over REST."""
    found = site.get(
        f"/api/v1/queries/{name}", params={"limit": 1000, **values}, headers={"Accept": "application/json"}
    )
    assert found.status_code == 200, found.text
    rows = found.json()["items"]
    assert isinstance(rows, list)
    return rows


def numbers(words: str | None) -> list[int]:
    return [int(number) for number in re.findall(r"[0-9]+", words or "")]


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_document_has_its_chapters_and_measures(site: TestClient, language: str) -> None:
    page = read(site.get(f"{language}/document/{DOCUMENT}").text)
    (document,) = asked(site, "documents")
    assert page.all("h1")[0].text == document["title"]
    findings = len(site.get(f"/api/v1/documents/{DOCUMENT}/validation").json()["findings"])
    counts = [int(one.text) for one in page.all("ul", "numbers")[0].all("b")]
    assert counts == [document["tasks"], document["measures"], 1, findings]
    chapters = asked(site, "chapters", document=DOCUMENT)
    assert [one.text.split(" ")[0] for one in page.all("h2")] == [one["heading"] for one in chapters]
    told = [numbers(one.text) for one in page.all("p", "soft") if len(numbers(one.text)) == 4]
    with_measures = [one for one in chapters if one["measures"]]
    assert told == [[one["measures"], one["tasks"], one["bodies"], one["leads"]] for one in with_measures]
    shown = [row for table in page.all("table") for row in table.all("tbody")[0].all("tr")]
    for row, measure in zip(shown, asked(site, "measures", document=DOCUMENT), strict=True):
        number, heading, tasks, sentences, open_ones = row.all("td")
        assert (int(number.text), heading.text) == (measure["number"], measure["heading"])
        assert numbers(tasks.text) == sorted(numbers(measure["tasks"]))
        assert int(sentences.text) == measure["provisions"]
        assert sum(numbers(open_ones.text)) == measure["uncovered"]
    assert "国办发〔2020〕52号" in page.text


@pytest.mark.parametrize("language", ["", "/en"])
def test_each_sentence_of_a_measure_names_the_tasks_that_take_it_up(site: TestClient, language: str) -> None:
    open_ones = asked(site, "uncovered-provisions", document=DOCUMENT)
    for number in range(1, 23):
        page = read(site.get(f"{language}/document/{DOCUMENT}/measure/{number}").text)
        rows = page.all("tbody")[0].all("tr")
        for row, one in zip(rows, asked(site, "provisions-of-measure", document=DOCUMENT, number=number), strict=True):
            words, tasks, place = row.all("td")
            assert words.text == " ".join(one["text"].split())
            assert sorted(numbers(tasks.text)) == sorted(numbers(one["tasks"]))
            assert place.all("a")[0].attributes["href"].endswith(f"/text#c{one['start']}")
        uncovered = [one for one in open_ones if one["measure"] == number]
        assert [row.all("td")[0].text for row in rows if row.all("strong", "none")] == [
            " ".join(one["text"].split()) for one in uncovered
        ]
        assert len(page.all("p", "warning")) == bool(uncovered)


def test_a_document_answers_to_its_number_too(site: TestClient) -> None:
    assert site.get("/document/川办发〔2021〕57号").status_code == 200


@pytest.mark.parametrize("path", ["/document/none", f"/document/{DOCUMENT}/measure/99", "/en/document/none"])
def test_what_is_not_there_is_told(site: TestClient, path: str) -> None:
    assert site.get(path).status_code == 404


def test_the_pages_link_to_each_other(site: TestClient) -> None:
    found = links(read(site.get(f"/document/{DOCUMENT}").text))
    for path in ("/text", "/versions", "/measure/1", "/task/1"):
        assert f"/document/{DOCUMENT}{path}" in found
    assert f"/validation?document={DOCUMENT}" in found
    assert f"/matrix?document={DOCUMENT}" in found
    assert f"/document/{DOCUMENT}" in links(read(site.get("/").text))
