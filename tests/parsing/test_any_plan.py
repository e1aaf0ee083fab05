"""Who must do what, in every form in which plans say it: each plan with all its assignments, in the order of the text.

A row is the beginning of the task's words, then its bodies by role. Places and bodies are made up.
"""

from __future__ import annotations

import pytest

from kg.intake import read_any
from kg.parsing import Document, parse_document
from tests.support.plan_rows import PLANS, PlanRows


def read(plan: PlanRows) -> Document:
    return parse_document(read_any(plan.text.encode(), plan.filename).source, lambda _: False)


def rows(document: Document) -> list[str]:
    """Return each task as its first words and its bodies by role."""
    found = []
    for task in document.tasks:
        bodies = [f"{party.role.value} {party.as_written}" for party in task.clause.parties]
        bodies += [f"{'、'.join(other.bodies)} {other.words}" for other in task.clause.other_roles]
        bodies += [f"person {person.as_written}" for person in task.clause.persons]
        found.append(" | ".join([task.text[:8].rstrip("。"), *bodies]))
    return found


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_every_assignment_and_no_other(plan: PlanRows) -> None:
    document = read(plan)
    assert rows(document) == plan.rows
    assert [document.source.quote(one.span) for one in document.unread] == plan.unread


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_the_words_stand_where_they_are_said_to(plan: PlanRows) -> None:
    document = read(plan)
    for task in document.tasks:
        for party in task.clause.parties:
            assert document.source.quote(party.span) == party.as_written


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_what_gave_a_role_is_in_the_text(plan: PlanRows) -> None:
    document = read(plan)
    for task in document.tasks:
        for party in task.clause.parties:
            if party.given_by_span is not None:
                assert document.source.quote(party.given_by_span).strip()
