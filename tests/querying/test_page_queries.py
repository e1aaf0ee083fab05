"""What the pages ask beside: the chapter of each task, and every place that evidence points to."""

from __future__ import annotations

from collections.abc import Callable

from kg.querying import Table

DOCUMENT = "chuanbanfa-2021-57"
FIRST_MEASURES = {2: 1, 3: 5, 4: 8, 5: 12, 6: 16, 7: 20}
"""The first measure of each chapter, as the text has them."""


def test_the_chapters_of_each_task(answer: Callable[..., Table], gold: dict[str, list[dict[str, str]]]) -> None:
    expected = {
        (int(link["task"]), max(one for one, first in FIRST_MEASURES.items() if first <= int(link["measure"])))
        for link in gold["links"]
    }
    found = answer("chapters-of-tasks", document=DOCUMENT)
    assert [(row["number"], row["chapter"]) for row in found.rows] == sorted(expected)


def test_every_quote_is_at_its_place(answer: Callable[..., Table], text: str) -> None:
    found = answer("places-of-evidence", document=DOCUMENT).rows
    assert len(found) > 400
    assert len({(row["start"], row["end"]) for row in found}) == len(found)
    for row in found:
        start, end = row["start"], row["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert row["quote"] == text[start:end]
        assert row["line"] == text.count("\n", 0, start) + 1


def test_what_any_answer_quotes_has_a_place(answer: Callable[..., Table]) -> None:
    places = {(row["start"], row["end"]) for row in answer("places-of-evidence", document=DOCUMENT).rows}
    for name in ("assignments", "tasks", "targets-with-deadlines", "deadlines", "uncovered-provisions", "chapters"):
        for row in answer(name, document=DOCUMENT).rows:
            assert (row["start"], row["end"]) in places, (name, row)
