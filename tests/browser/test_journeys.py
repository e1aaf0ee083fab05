"""What people come for, done as they do it: by mouse, by keyboard alone, without scripts, in both languages."""

from __future__ import annotations

import json
from urllib.parse import quote
from urllib.request import urlopen

from playwright.sync_api import Page, expect

from api.site import role_badges
from kg.bilingual import Language
from tests.support.browser_pages import Watched
from tests.support.browser_visitor import Visitor, expect_marked

NAME = "应急厅"


def tasks_of(address: str, language: Language) -> list[tuple[str, str, str]]:
    """Give the tasks of a body as the interface has them: number, role, quoted words."""
    with urlopen(f"{address}api/v1/organizations/{quote(NAME)}/tasks") as answer:  # noqa: S310 - the server under test
        items = json.load(answer)["items"]
    return [(str(item["number"]), role_badges.name(item["role"], language), item["source"]["quote"]) for item in items]


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


def test_from_a_name_to_its_tasks_and_the_words(visitor: Visitor) -> None:
    visitor.begin()
    visitor.write(visitor.page.locator("#q"), NAME)
    visitor.press(visitor.page.locator("form.search button"))
    name = NAME if visitor.sort.language is Language.ZH else "Department of Emergency Management"
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text(name)
    expected = tasks_of(visitor.address, visitor.sort.language)
    assert len(expected) == 6
    assert shown(visitor.page) == expected
    visitor.press(visitor.line_link(visitor.page.locator("table.stack tbody tr").first))
    expect_marked(visitor, expected[0][2])


def test_a_task_without_a_lead_in_two_clicks(visitor: Visitor) -> None:
    visitor.begin()
    visitor.press(visitor.page.get_by_role("link", name=visitor.say("项没有写明牵头单位")))
    visitor.press(visitor.page.locator("table.stack tbody tr").first.get_by_role("link").first)
    expect(visitor.page.get_by_role("heading", name=visitor.say("责任单位"))).to_be_visible()
    assert visitor.page.locator("section .plain .badge.lead").count() == 0
    assert visitor.page.locator("section .plain .badge").count() > 0


def test_a_saved_question_is_changed_and_its_answer_downloaded(visitor: Visitor) -> None:
    page = visitor.page
    visitor.begin()
    visitor.menu("问题")
    visitor.press(page.locator("main a[href$='/questions/roles']"))
    visitor.press(page.locator("summary", has_text="SPARQL"))
    visitor.press(visitor.link("在 SPARQL 页面打开"))
    field = page.locator(".cm-content" if visitor.sort.scripts else "#query")
    if visitor.sort.hand == "mouse":
        field.click()
    else:
        visitor.stop_at(field)
    page.keyboard.press("Control+End")
    page.keyboard.type("\nLIMIT 2")
    if visitor.sort.scripts:
        page.keyboard.press("Escape")
        page.keyboard.press("Control+Enter")
    else:
        visitor.press(page.locator("#ask button"))
    expect(page.locator(".answer tbody tr")).to_have_count(2)
    with page.expect_download() as loaded:
        visitor.press(page.locator(".answer").get_by_role("link", name="CSV", exact=True))
    assert loaded.value.suggested_filename == "zhize-answer.csv"
    assert loaded.value.path().read_bytes().count(b"\r\n") == 3


def test_one_page_in_the_other_language(visit: Watched) -> None:
    page = visit.go("/organization/sichuan-emergency-management")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert [row[::2] for row in shown(page)] == [row[::2] for row in tasks_of(visit.address, Language.EN)]
    page.get_by_role("link", name="中文").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)


def test_the_first_stop_leads_past_the_menu(visit: Watched) -> None:
    page = visit.go("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
