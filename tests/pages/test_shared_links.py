"""A link that people have passed on works: a tail that other programs add is passed over, a slip in a filter is mended."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from tests.support.html_tree import links, read
from tests.support.page_kinds import DOCUMENT, KINDS, Kind

TAIL = "from=singlemessage&utm_source=wechat&isappinstalled=0"


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    "kind", [one for one in KINDS if not one.amended and "changes" not in one.path], ids=lambda one: one.name
)
def test_a_tail_changes_nothing_on_a_page(site: TestClient, language: str, kind: Kind) -> None:
    path = f"{language}{kind.path}".removesuffix("/") or "/"
    plain, tailed = site.get(path), site.get(f"{path}{'&' if '?' in path else '?'}{TAIL}")
    assert tailed.status_code == kind.status
    if kind.name.startswith("sparql"):  # each has a nonce of its own
        assert "nonce" in tailed.text
    else:
        assert tailed.text == plain.text


@pytest.mark.parametrize("path", ["/network.svg", "/problem", "/catalog.ttl", f"/data/id/document/{DOCUMENT}.ttl"])
def test_a_tail_changes_nothing_of_a_file(site: TestClient, path: str) -> None:
    assert site.get(f"{path}?{TAIL}").content == site.get(path).content


@pytest.mark.parametrize("path", ["/api/v1/tasks", "/api/v1/organizations", "/api/v1/queries/tasks", "/api/v1"])
def test_the_rest_interface_refuses_it(site: TestClient, path: str) -> None:
    answer = site.get(f"{path}?{TAIL}")
    assert answer.status_code == 400
    assert "There is no parameter" in answer.json()["detail"]


def test_a_day_that_a_page_does_not_know_is_refused(site: TestClient) -> None:
    assert site.get("/ontology?as_of=2022-01-01").status_code == 400


@pytest.mark.parametrize("name", ["organization", "with"])
def test_a_slip_in_a_filter_keeps_the_other_filters(site: TestClient, name: str) -> None:
    answer = site.get("/tasks", params={"role": "lead", name: "应及厅", "utm_source": "x"})
    assert answer.status_code == 404
    found = {link: parse_qs(urlsplit(link).query) for link in links(read(answer.text))}
    assert {"role": ["lead"], name: ["应急厅"]} in [one for link, one in found.items() if link.startswith("/tasks?")]
    assert {"role": ["lead"]} in [one for link, one in found.items() if link.startswith("/tasks?")]
    near = next(link for link, one in found.items() if one == {"role": ["lead"], name: ["应急厅"]})
    assert site.get(near).status_code == 200


@pytest.mark.parametrize("far", ["singlemessage", "火星殖民局", "xyz", "q"])
def test_what_is_near_nothing_is_offered_nothing(site: TestClient, far: str) -> None:
    answer = site.get("/tasks", params={"organization": far, "role": "lead"})
    assert answer.status_code == 404
    assert "您是不是要找" not in answer.text
    assert "/tasks?role=lead" in links(read(answer.text))
    assert site.get(f"/api/v1/organizations/{far}").json()["nearest"] == []
