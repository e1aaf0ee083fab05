"""The page of the files, held against the catalogue and the files; the page of the interface, against its description."""

from __future__ import annotations

from hashlib import sha256

import pytest
from fastapi.testclient import TestClient

from api.pages.general.rest_reference_page import CHINESE, SECTIONS
from kg.exports.dumps import PRESENT, WHOLE, table_names
from tests.support.html_tree import links, loads, read


@pytest.mark.parametrize("path", ["/downloads", "/en/downloads"])
def test_every_file_is_as_large_and_has_the_sum_that_is_told(client: TestClient, path: str) -> None:
    page = read(client.get(path).text)
    told = {}
    for row in page.all("tbody")[0].all("tr") + [row for body in page.all("tbody")[1:] for row in body.all("tr")]:
        cells = row.all("td")
        told[cells[0].all("a")[0].attributes["href"]] = (cells[1].attributes["title"], cells[2].text)
    assert {f"/dumps/{name}" for name in (*WHOLE, *PRESENT, *table_names())} < set(told)
    assert {f"/ontology.{form}" for form in ("ttl", "jsonld", "rdf", "nt")} < set(told)
    for address, (size, digest) in told.items():
        answer = client.get(address)
        assert answer.status_code == 200
        assert (f"{len(answer.content)} B", sha256(answer.content).hexdigest()) == (size, digest), address


def test_the_files_of_versions_are_not_made_for_the_page(client: TestClient) -> None:
    page = client.get("/downloads")
    assert "/catalog/chuanbanfa-2021-57" in links(read(page.text))
    assert "/dumps/chuanbanfa" not in page.text


@pytest.mark.parametrize("path", ["/downloads", "/en/downloads", "/docs", "/en/docs", "/questions", "/en/questions"])
def test_every_link_leads_somewhere_and_nothing_comes_from_elsewhere(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    page = read(answer.text)
    assert all(one.startswith("/static/") for one in loads(page))
    for link in {one.partition("#")[0] for one in links(page)}:
        assert not link.startswith("http")
        assert not link or client.get(link).status_code == 200, link


def test_every_operation_is_told_with_its_parameters(client: TestClient) -> None:
    description = client.get("/api/v1/openapi.json").json()
    page = read(client.get("/docs").text)
    text = page.text
    for path, operations in description["paths"].items():
        assert path in text
        for method, operation in operations.items():
            assert operation["tags"][0] in SECTIONS
            if path.startswith("/api/v1/queries/"):
                continue
            assert path in CHINESE, "what it gives, in Chinese"
            assert f"{method.upper()} {path}" in text
            for parameter in operation.get("parameters", ()):
                assert parameter["name"] in text
                assert parameter.get("description", "").replace("`", "") in text


def test_an_example_of_each_address_works(client: TestClient) -> None:
    page = read(client.get("/en/docs").text)
    examples = {
        link for link in links(page) if link.startswith(("/api/v1/", "/data/", "/id/", "/dumps/", "/sparql?query"))
    }
    assert len(examples) > 70
    for example in examples:
        assert client.get(example).status_code == 200, example


def test_the_words_of_an_enumeration_are_told(client: TestClient) -> None:
    assert "lead | participant | shared | responsible | local" in client.get("/docs").text


def test_on_the_chinese_page_the_english_words_are_behind_a_fold(client: TestClient) -> None:
    page = read(client.get("/docs").text)
    folds = [one for one in page.all("details") if one.all("summary")[0].text == "英文说明"]
    assert len(folds) > 20
    folded = [p for one in page.all("details") for p in one.all("p")]
    assert not [one for one in page.all("p") if one.attributes.get("lang") == "en" and one not in folded]
    english = read(client.get("/en/docs").text)
    assert "英文说明" not in english.text
    assert all(one.all("p")[0].text in english.text for one in folds)
