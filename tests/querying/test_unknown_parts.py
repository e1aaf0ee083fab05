"""A key that names a thing must name one that is there; a word of a few must be one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kg.errors import InputError
from kg.querying import NamedQuery, Table, UnknownPart, run_query
from kg.register import Register
from kg.stores import Snapshot

DOCUMENT = {"document": "chuanbanfa-2021-57"}
Ask = Callable[..., Table]


@pytest.mark.parametrize(
    ("name", "values", "part", "sentence"),
    [
        (
            "parties-to-task",
            {"number": "99", **DOCUMENT},
            "task",
            "chuanbanfa-2021-57 has no task 99; it has 52 tasks.",
        ),
        ("parties-to-task", {"number": "7", "id": "8", **DOCUMENT}, "task", "no task 7 with the id 8"),
        ("open-parties-of-task", {"number": "0", **DOCUMENT}, "task", "has no task 0;"),
        ("unread-parts-of-task", {"number": "-1", **DOCUMENT}, "task", "has no task -1;"),
        ("measures-of-task", {"number": "53", **DOCUMENT}, "task", "has no task 53;"),
        ("measure", {"number": "23", **DOCUMENT}, "measure", "has no measure 23; it has 22 measures."),
        ("measure", {"number": "1", "chapter": "7", **DOCUMENT}, "measure", "has no measure 1 in chapter 7;"),
        ("provisions-of-measure", {"number": "23", **DOCUMENT}, "measure", "has no measure 23;"),
        ("tasks", {"measure": "0"}, "measure", "no document has a measure 0."),
        ("tasks", {"chapter": "9", **DOCUMENT}, "chapter", "has no chapter 9; it has 7 chapters."),
        ("bodies-by-chapter", {"chapter": "8"}, "chapter", "no document has a chapter 8."),
    ],
)
def test_there_is_no_such_part(name: str, values: dict[str, str], part: str, sentence: str, answer: Ask) -> None:
    with pytest.raises(UnknownPart) as error:
        answer(name, **values)
    assert error.value.part == part
    assert sentence in str(error.value)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("open-parties-of-task", {"number": "2", **DOCUMENT}),
        ("unread-parts-of-task", {"number": "1", **DOCUMENT}),
        ("tasks", {"measure": "1", "due_before": "2000-01-01"}),
        ("tasks", {"measure": "3", "organization": "省妇联", "role": "local"}),
    ],
)
def test_an_answer_about_what_is_there_may_be_empty(name: str, values: dict[str, str], answer: Ask) -> None:
    assert len(answer(name, **values)) == 0


@pytest.mark.parametrize(
    ("name", "values", "known"),
    [
        ("organizations", {"kind": "foo"}, "department, central-agency-branch"),
        ("assignments", {"kind": "Department"}, "group, unregistered"),
        ("targets-by-force", {"force": "duties"}, "duty, standard, aspiration"),
    ],
)
def test_a_word_that_is_none_of_the_few_is_told_them(
    name: str, values: dict[str, str], known: str, answer: Ask
) -> None:
    with pytest.raises(InputError, match=known):
        answer(name, **values)


def test_every_kind_of_body_may_be_asked_for(answer: Ask, queries: dict[str, NamedQuery]) -> None:
    parameter = queries["organizations"].parameter("kind")
    assert parameter is not None
    found = {str(row["kind"]) for row in answer("organizations").rows}
    assert found <= set(parameter.choices)
    assert set(parameter.choices) - found <= {"unregistered"}


def test_a_part_that_is_not_there_on_a_day(seed: Snapshot, queries: dict[str, NamedQuery], register: Register) -> None:
    asked = {"number": "99", **DOCUMENT}
    with pytest.raises(UnknownPart, match="had no task 99 on 2022-01-01"):
        run_query(seed, queries["parties-to-task"], asked, register, date(2022, 1, 1))
    before = run_query(seed, queries["parties-to-task"], asked, register, date(2021, 1, 1))
    assert len(before) == 0
    assert before.note is not None
