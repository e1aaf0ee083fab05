"""What people come for, done as they do it: with the mouse, with the keyboard alone, without scripts, in both languages."""

from __future__ import annotations

import json
import re
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched

NAME = "应急厅"


def tasks_of(address: str, name: str) -> list[tuple[str, str, str]]:
    """Give the tasks of a body as the interface has them: number, role, quoted words."""
    path = f"{address}api/v1/organizations/{quote(name)}/tasks"
    with urlopen(path) as answer:  # noqa: S310 - the server under test
        items = json.load(answer)["items"]
    return [(str(item["number"]), item["role_label"]["zh"], item["source"]["quote"]) for item in items]


def shown(page: Page) -> list[tuple[str, str, str]]:
    """Give the tasks that the page of a body shows."""
    rows = page.locator("table.stack tbody tr").all()
    return [
        (
            row.locator("td").nth(0).inner_text().strip(),
            row.locator(".badge").first.inner_text(),
            row.locator("mark").inner_text(),
        )
        for row in rows
    ]


@pytest.mark.parametrize("kind", ["visit", "scriptless"])
def test_from_a_name_to_its_tasks_and_the_words(kind: str, request: pytest.FixtureRequest) -> None:
    visit: Watched = request.getfixturevalue(kind)
    page = visit.go("/")
    page.get_by_label("查单位或任务").fill(NAME)
    page.get_by_role("button", name="查", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    expected = tasks_of(visit.address, NAME)
    assert shown(page) == expected
    page.locator("table.stack tbody tr").first.get_by_role("link", name=re.compile("^第.*行$")).click()
    place = page.locator(":target")
    expect(place).to_be_visible()
    expect(place).to_have_text(expected[0][2])


def test_a_task_without_a_lead_in_two_clicks(visit: Watched) -> None:
    page = visit.go("/")
    page.get_by_role("link", name="项没有写明牵头单位").click()
    page.locator("table.stack tbody tr").first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="责任单位")).to_be_visible()
    assert page.locator("section .plain .badge.lead").count() == 0
    assert page.locator("section .plain .badge").count() > 0


def test_the_same_in_english(visit: Watched) -> None:
    page = visit.go("/en")
    page.get_by_label("Find a body or a task").fill("Emergency Management")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile("Emergency Management")).first.click()
    assert [row[::2] for row in shown(page)] == [row[::2] for row in tasks_of(visit.address, NAME)]
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="中文").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)


def test_by_keyboard_alone(visit: Watched) -> None:
    page = visit.go("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type(NAME)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
