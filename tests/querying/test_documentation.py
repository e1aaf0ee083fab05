"""The page on the named queries says what their headers say."""

from __future__ import annotations

from api.query_forms import MOST_ROWS, AnswerForm
from kg.querying import load_queries
from tests.querying.write_queries import PAGE, written

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_sections_are_those_of_the_headers() -> None:
    assert written(TEXT) == TEXT, "run: python tests/querying/write_queries.py"
    for name in load_queries():
        assert TEXT.count(f"\n### {name}\n") == 1


def test_forms_and_limits_are_told() -> None:
    assert "format=" + "\\|".join(AnswerForm) in TEXT
    assert f"more than {MOST_ROWS:,} rows".replace(",", " ") in TEXT
