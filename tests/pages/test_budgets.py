"""Pages are small: the nodes of those over the shipped document, the bytes of a plan of 150 bodies and 120 tasks."""

from __future__ import annotations

import gzip
from datetime import date
from random import Random

import pytest
from fastapi.testclient import TestClient

from api.answers.models import DocumentRow
from api.pages.documents import matrix_page
from api.pages.figures.matrix import ChapterBand, Matrix, MatrixCell, MatrixRow, TaskColumn
from api.site import role_badges
from api.site.body_names import Named
from tests.support.html_tree import read

NODES = 4_000
BYTES = 80_000
PAGES = ("/", "/matrix", "/matrix?by=task", "/network", "/targets", "/organization/sichuan-civil-affairs", "/tasks")
STYLE, SCRIPT = 8_000, 10_000


def large(document: DocumentRow) -> Matrix:
    """Make up a plan in which every seventh cell has a role, or every second one of a busy body."""
    draw = Random(7)  # noqa: S311 - a plan, and the same one each time
    words = ["".join(chr(draw.randint(0x4E00, 0x5E00)) for _ in range(90)) for _ in range(120)]
    columns = tuple(TaskColumn(at + 1, at + 1, words[at], at // 20, at % 9 == 0, 1) for at in range(120))
    rows = []
    for at in range(150):
        share = 0.5 if at % 15 == 0 else 0.14
        cells = tuple(
            MatrixCell((draw.choice(role_badges.ORDER),), 0, "x") if draw.random() < share else None for _ in range(120)
        )
        name = f"四川省{words[at % 120][:6]}厅"
        rows.append(MatrixRow(Named(f"sichuan-{at:03}-of-something", name, name, "department"), cells, at % 30 == 29))
    return Matrix(document, tuple(ChapterBand(at, words[at][:6], 20) for at in range(6)), columns, tuple(rows))


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_few_nodes(site: TestClient, page: str, root: str) -> None:
    assert len(read(site.get(f"{root}{page}").text).all()) <= NODES


@pytest.mark.parametrize("address", ["/matrix", "/en/matrix?by=task", "/matrix.svg"])
def test_a_large_plan_is_few_bytes(site: TestClient, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    document = DocumentRow(
        id="chuanbanfa-2021-57", number="川办发〔2021〕57号", title=None, issuer=None, issued=None,
        version=date(2021, 11, 9), tasks=120, measures=0, iri="https://example.org/d",
    )  # fmt: skip

    def laid(*_: object) -> Matrix:
        return large(document)

    monkeypatch.setattr(matrix_page, "matrix_of", laid)
    monkeypatch.setattr("api.pages.general.picture_downloads.matrix_of", laid)
    text = site.get(address).text
    assert text.count("sichuan-149") or address.endswith(".svg")
    assert len(gzip.compress(text.encode(), 6)) <= BYTES


def test_the_style_sheet_and_the_scripts_are_few_bytes(site: TestClient) -> None:
    page = read(site.get("/matrix").text)
    (style,) = [one.attributes["href"] for one in page.all("link") if one.attributes["rel"] == "stylesheet"]
    (script,) = [one.attributes["src"] for one in page.all("script")]
    assert len(gzip.compress(site.get(style).content)) <= STYLE
    assert len(gzip.compress(site.get(script).content)) <= SCRIPT
