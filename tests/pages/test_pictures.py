"""Pictures: well-formed, the same bytes for the same data, harmless whatever a body is called, and files to keep."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import cast
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from api.answers.models import DocumentRow
from api.pages.figures.matrix import ChapterBand, Matrix, MatrixCell, MatrixRow, TaskColumn
from api.pages.figures.shared_tasks import LeadGrid, Tie
from api.pages.figures.targets_and_deadlines import Board, Carrier, Goal, Term
from api.pages.pictures import svg
from api.pages.pictures.deadline_timeline import strip_picture
from api.pages.pictures.matrix_picture import matrix_picture
from api.pages.pictures.partners_ring import MOST, ring_picture
from api.pages.pictures.who_leads_whom_grid import grid_picture
from api.site import role_badges
from api.site.body_names import Named
from api.site.evidence import Evidence
from api.site.visit import Visit
from kg.bilingual import Language
from tests.support.write_golden_pictures import BODY, GOLDEN, PICTURES

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img onerror=alert(1)>',
    "\u202e民政厅\u2066",
    "长" * 10_000,
    "a\x00\x0b]]>&b",
)
LINKING = {"a", "script", "style", "image", "use", "foreignObject", "animate", "set"}


class Speaker:
    """What pictures need of a visit: its language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, words: object) -> str:
        return str(getattr(words, self.language.value))


def speaker(language: Language = Language.ZH) -> Visit:
    return cast("Visit", Speaker(language))


def read(picture: str) -> ET.Element:
    """Read a picture as XML, and see that it is harmless and told to those who cannot see it."""
    root = ET.fromstring(picture)  # noqa: S314 - our own
    assert root.tag == f"{SVG}svg"
    assert root.attrib["role"] == "img"
    title, told = root[0], root[1]
    assert (title.tag, told.tag) == (f"{SVG}title", f"{SVG}desc")
    assert title.text
    assert told.text
    assert root.attrib["aria-labelledby"] == title.attrib["id"]
    assert root.attrib["aria-describedby"] == told.attrib["id"]
    for one in root.iter():
        assert one.tag.removeprefix(SVG) not in LINKING
        assert not [name for name in one.attrib if name.startswith("on") or name in {"style", "href"}]
    return root


def words(root: ET.Element) -> list[str]:
    return ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]


@pytest.mark.parametrize(("name", "address"), PICTURES.items())
def test_a_picture_is_a_file_with_a_name_that_says_what_it_is(site: TestClient, name: str, address: str) -> None:
    answer = site.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"
    disposition = answer.headers["content-disposition"]
    of = BODY if name.startswith("ring") else "all" if name.startswith("network") else "chuanbanfa-2021-57"
    kind = name.partition("-")[0]
    assert disposition.startswith(f"attachment; filename=\"{kind}-{of}.svg\"; filename*=UTF-8''")
    assert unquote(disposition.rpartition("''")[2]).endswith(".svg")
    again = site.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_names_of_the_files(site: TestClient) -> None:
    names = [
        unquote(site.get(address).headers["content-disposition"].rpartition("''")[2]) for address in PICTURES.values()
    ]
    assert names == [
        "责任矩阵-川办发〔2021〕57号.svg",
        "谁牵头、谁参加-川办发〔2021〕57号.svg",
        "应急厅与谁一起做.svg",
        "目标与期限-川办发〔2021〕57号.svg",
        "Matrix of responsibilities 川办发〔2021〕57号.svg",
        "Who leads whom 川办发〔2021〕57号.svg",
        "With whom Sichuan Emergency Management Department works.svg",
        "Targets and deadlines 川办发〔2021〕57号.svg",
    ]


@pytest.mark.parametrize(("name", "address"), PICTURES.items())
def test_the_pictures_of_the_shipped_document(site: TestClient, name: str, address: str) -> None:
    got = site.get(address).content
    read(got.decode())
    assert got == (GOLDEN / name).read_bytes(), "python -m tests.support.write_golden_pictures"


def test_another_build_and_another_order_of_hashes_give_the_same_bytes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.support.write_golden_pictures", str(tmp_path)]
    subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": "4711"}, cwd=Path(__file__).parents[2], check=True)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {
        one.name: one.read_bytes() for one in GOLDEN.iterdir()
    }


@pytest.mark.parametrize("role", [None, "lead"])
@pytest.mark.parametrize("chapter", [None, 3])
def test_the_matrix_as_it_is_filtered(site: TestClient, role: str | None, chapter: int | None) -> None:
    asked = {name: value for name, value in (("role", role), ("chapter", chapter)) if value is not None}
    told = words(read(site.get("/matrix.svg", params=asked).text))
    assignments = site.get(
        "/api/v1/queries/assignments", params={"limit": 1000}, headers={"Accept": "application/json"}
    )
    chapters = site.get(
        "/api/v1/queries/chapters-of-tasks", params={"limit": 1000}, headers={"Accept": "application/json"}
    )
    inside: dict[str, int] = {}
    for one in chapters.json()["items"]:
        inside.setdefault(one["iri"], one["chapter"])
    wanted = [
        one
        for one in assignments.json()["items"]
        if role in (None, one["role"]) and chapter in (None, inside[one["iri"].partition("/assignment/")[0]])
    ]
    for one in role_badges.ORDER:
        legend = 1
        assert told.count(role_badges.letter(one, Language.ZH)) - legend == sum(row["role"] == one for row in wanted)


@given(st.text(max_size=60))
def test_any_words_are_words(some: str) -> None:
    parsed = ET.fromstring(svg.text(0, 0, some))  # noqa: S314 - our own
    assert (parsed.text or "") == svg.clean(some)
    assert svg.ems(svg.fit(some, 8)) <= 8
    assert "".join(svg.wrap(some, 8, 100)).replace(" ", "") == svg.clean(some).replace(" ", "")


def document(name: str) -> DocumentRow:
    return DocumentRow(
        id="d", number=name, title=name, issuer=None, issued=date(2021, 1, 2), version=date(2021, 1, 2), tasks=1,
        measures=0, iri="https://example.org/d",
    )  # fmt: skip


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_harmless(name: str, language: Language) -> None:
    body = Named("x", name, name, "unregistered")
    visit = speaker(language)
    column = TaskColumn(1, 1, name, 1, open_ended=True, line=1)
    row = MatrixRow(body, (MatrixCell(("lead", "participant"), 0, name),), first=True)
    matrix = Matrix(document(name), (ChapterBand(1, name, 1),), (column,), (row,))
    evidence = Evidence("d", 0, 1, 1, name)
    goal = Goal(name, name, "≥", name, name, False, False, date(2022, 12, 31), name, evidence, (), carried=False)
    term = Term(name, None, None, True, evidence, (Carrier(1, 1, (("lead", body),)),), carried=True)
    board = Board(document(name), (goal,) * 9, (goal,), (goal,), (term,))
    pictures = (
        matrix_picture(matrix, visit),
        grid_picture(LeadGrid((body,), (body,), {("x", "x"): 3}), visit, name),
        ring_picture(body, [Tie(body, 5, 1, 1, 0), Tie(body, 3, 0, 0, 0)] * MOST, visit),
        strip_picture(board, visit),
    )
    for picture in pictures:
        read(picture)
        assert "\u202e" not in picture
        assert len(picture) < 60_000


def test_a_ring_of_nobody_and_a_plan_without_anything_are_drawn() -> None:
    empty = Matrix(document("d"), (), (), ())
    read(ring_picture(Named("x", "民政厅", "民政厅", "department"), [], speaker()))
    read(matrix_picture(empty, speaker()))
    read(grid_picture(LeadGrid((), (), {}), speaker(), "d"))
    read(strip_picture(Board(document("d"), (), (), (), ()), speaker()))


def test_years_are_bands_and_a_long_time_without_anything_is_one() -> None:
    evidence = Evidence("d", 0, 1, 1, "x")
    terms = tuple(
        Term(f"到{year}年", date(year, 12, 31), None, False, evidence, (), carried=True) for year in (2022, 2024, 2035)
    )
    told = words(read(strip_picture(Board(document("d"), (), (), (), terms), speaker())))
    years = [one for one in told if one[:2] == "20" and "印" not in one]
    assert years == ["2021", "2022", "2023", "2024", "2025–2034", "2035"]
