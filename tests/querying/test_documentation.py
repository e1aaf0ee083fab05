"""The page on the named queries says what their headers say."""

from __future__ import annotations

from api.rest.query_formats import MOST_ROWS, AnswerForm
from kg.querying import load_queries
from tests.support.write_queries_page import PAGE, written

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_sections_are_those_of_the_headers() -> None:
    assert written(TEXT) == TEXT, "run: python tests/support/write_queries_page.py"
    for name in load_queries():
        assert TEXT.count(f"\n### {name}\n") == 1


def test_forms_and_limits_are_told() -> None:
    assert "format=" + "\\|".join(AnswerForm) in TEXT
    assert f"more than {MOST_ROWS:,} rows".replace(",", " ") in TEXT
