"""The type of every problem leads to what it means: the table has each kind that the code can raise, and no other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from html import unescape
from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import api
from api.app import create_app
from api.problem_kinds import KINDS
from api.problems import STATUS as STATUS_OF_KIND
from api.problems import _problem_of
from api.sparql_endpoint import STATUS
from kg.bilingual import Text
from kg.errors import BusyError, InputError, TooMuchError, ZhizeError
from kg.querying import AmbiguousOrganization, UnknownDocument, UnknownOrganization, UnknownPart
from kg.resources import shipped
from kg.settings import Settings

MADE = {
    "f'ambiguous-{part}'": ("ambiguous-task", "ambiguous-measure"),
}
"""The kinds that the code puts together."""
PASSED_ON = {"f'unknown-{kind}'", "error.kind", "None", "refusal.reason", "Reason.TOO_LONG", "_problem_of(error)"}
"""What is made elsewhere: by the callers of ``not_found``, where the error was raised, or of a reason of the sandbox."""


NAMED = ("chapter", "measure", "task")
OF_THE_LIBRARY: list[ZhizeError] = [
    UnknownOrganization("x", ()),
    AmbiguousOrganization("x", ()),
    UnknownDocument("x", ()),
    *(UnknownPart(part, Text("没有", "none"), None) for part in NAMED),
    InputError(Text("错", "wrong")),
    TooMuchError(Text("太多", "too much")),
    BusyError(Text("忙", "busy")),
]
"""An error of each class that the library raises and that has a kind of problem of its own."""


def raised() -> Iterator[tuple[str, int]]:
    """Read in the code which problems it makes: their kinds, with their statuses."""
    yield from ((str(reason), status.value) for reason, status in STATUS.items())
    yield from ((_problem_of(error), STATUS_OF_KIND[error.kind].value) for error in OF_THE_LIBRARY)
    for file in sorted(Path(api.__file__).parent.rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            if call.func.id == "not_found":
                yield f"unknown-{ast.literal_eval(call.args[0])}", 404
            elif call.func.id in {"ProblemError", "_respond"}:
                status, kind = map(ast.unparse, call.args[0:2] if call.func.id == "ProblemError" else call.args[1:3])
                if kind in PASSED_ON:
                    continue
                code = HTTPStatus[status.removeprefix("HTTPStatus.")].value
                yield from ((one, code) for one in MADE.get(kind) or [ast.literal_eval(kind)])


def test_the_table_has_each_kind_that_the_code_can_raise_and_no_other() -> None:
    found: dict[str, set[int]] = {}
    for kind, status in raised():
        found.setdefault(kind, set()).add(status)
    assert len(found) > 40
    assert {name: set(kind.status) for name, kind in KINDS.items()} == found
    assert [*KINDS] == sorted(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_told_in_two_languages_to_programs_and_to_people(client: TestClient, name: str) -> None:
    told = client.get(f"/problem/{name}").json()
    assert (told["type"], told["kind"]) == (f"https://w3id.org/zhize/problem/{name}", name)
    pages = [client.get(f"/problem/{name}", headers={"Accept": "text/html"}), client.get(f"/en/problem/{name}")]
    for page in pages:
        assert page.headers["content-type"].startswith("text/html")
        assert "unsafe-inline" not in page.headers["content-security-policy"]
    chinese, english = (unescape(page.text) for page in pages)
    assert all(told["title"][language] in page for page in (chinese, english) for language in ("zh", "en"))
    for key, end in (("title", ("", "")), ("meaning", ("。", ".")), ("mend", ("。", "."))):
        zh, en = told[key]["zh"], told[key]["en"]
        assert any("一" <= character <= "鿿" for character in zh)
        assert any("a" <= character <= "z" for character in en)
        assert (zh.endswith(end[0]), en.endswith(end[1])) == (True, True)
        assert zh in chinese
        assert en in english
    for words, other in ((chinese, "en"), (english, "zh")):
        assert told["meaning"][other] not in words
        assert all(str(status) in words for status in told["status"])


def test_the_list_leads_to_each(client: TestClient) -> None:
    listed = client.get("/problem", headers={"Accept": "application/json"}).json()
    assert (listed["total"], listed["next"]) == (len(KINDS), None)
    assert [one["kind"] for one in listed["items"]] == [*KINDS]
    page = client.get("/problem", headers={"Accept": "text/html,*/*;q=0.8"}).text
    assert all(f'href="/problem/{name}"' in page for name in KINDS)
    page = client.get("/en/problem", headers={"Accept": "image/png"}).text
    assert all(f'href="/en/problem/{name}"' in page for name in KINDS)


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/api/v1/organizations/应急所", 404, "unknown-organization"),
        ("/api/v1/tasks?role=x", 400, "invalid-parameter"),
        ("/sparql?query=SELEC", 400, "not-a-query"),
        ("/problem/nothing", 404, "unknown-problem"),
    ],
)
def test_the_type_of_a_problem_leads_to_its_kind(client: TestClient, path: str, status: int, kind: str) -> None:
    problem = client.get(path).json()
    assert problem["status"] == status
    told = client.get(problem["type"].removeprefix("https://w3id.org/zhize")).json()
    assert (told["kind"], told["type"]) == (kind, problem["type"])
    assert told["title"]["en"] == problem["title"]
    assert status in told["status"]


def test_it_is_told_before_there_is_a_graph_and_refused_where_no_form_fits(tmp_path: Path) -> None:
    client = TestClient(create_app(Settings(data=shipped("data"), store=tmp_path)))
    for path in ("/problem/no-graph", "/problem", "/en/problem/no-graph", "/en/problem"):
        for accept in ("*/*", "text/html"):
            assert client.get(path, headers={"Accept": accept}).status_code == 200
    assert client.get("/problem", headers={"Accept": "text/csv"}).status_code == 406
    assert client.get("/problem/busy?x=1").status_code == 200
