"""The matrix by keyboard: one tab stop, arrows from link to link, a way past it; plain links without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.support.browser_pages import Watched

GRIDS = ("/", "/matrix", "/en/matrix?by=task", "/network")


def focused(page: Page) -> str:
    """Tell the link that has the focus by the row and the column in which it stands."""
    return str(
        page.evaluate(
            "(() => { const cell = document.activeElement.closest('td, th');"
            " return cell ? `${cell.parentElement.rowIndex},${cell.cellIndex}` : document.activeElement.id })()"
        )
    )


@pytest.mark.parametrize("path", GRIDS)
def test_a_table_of_links_is_one_stop(visit: Watched, path: str) -> None:
    page = visit.go(path)
    grid = page.locator("table[data-grid]")
    assert grid.get_attribute("role") == "grid"
    assert grid.locator("a").count() > 100
    assert grid.locator("a:not([tabindex='-1'])").count() == 1
    grid.locator("a[tabindex='0']").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('table[data-grid]')") is None
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('table[data-grid]') !== null")


def test_arrows_go_from_link_to_link(visit: Watched) -> None:
    page = visit.go("/matrix")
    page.locator("table[data-grid] a[tabindex='0']").focus()
    assert focused(page) == "1,2"
    # The tasks stand in the row 1; the first body, in the row 2, has roles in tasks 1 and 6.
    steps = [
        ("ArrowRight", "1,3"), ("ArrowLeft", "1,2"), ("ArrowUp", "1,2"), ("ArrowDown", "2,2"), ("ArrowRight", "2,7"),
        ("Home", "2,0"), ("ArrowLeft", "2,0"), ("End", "2,53"), ("ArrowRight", "2,53"), ("Control+Home", "1,2"),
        ("Control+End", "39,53"), ("ArrowDown", "39,53"), ("Home", "39,2"),
    ]  # fmt: skip
    for key, place in steps:
        page.keyboard.press(key)
        assert focused(page) == place, key
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/task/1#c*")


def test_a_link_leads_past_the_matrix(visit: Watched) -> None:
    page = visit.go("/matrix")
    past = page.locator("a.skip.here")
    past.focus()
    assert past.bounding_box() is not None
    page.keyboard.press("Enter")
    assert focused(page) == "after-matrix"


def test_without_a_script_every_cell_is_a_link(scriptless: Watched) -> None:
    page = scriptless.go("/matrix")
    links = page.locator("table[data-grid] a")
    assert links.count() > 300
    assert page.locator("table[data-grid] a[tabindex]").count() == 0
    links.nth(60).click()
    assert "/document/" in page.url or "/organization/" in page.url
