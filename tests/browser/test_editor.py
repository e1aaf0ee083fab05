"""The editor of queries in a real browser: it completes, runs, lets go of the keyboard; without a script the form is there."""

from __future__ import annotations

from tests.support.browser_pages import Watched

VALUE = "document.getElementById('query').value"


def test_a_query_is_typed_completed_and_run_by_keyboard_alone(visit: Watched) -> None:
    page = visit.go("/sparql")
    content = page.locator(".cm-content")
    content.focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type("SELECT ?n { ")
    page.keyboard.insert_text("应急")
    page.locator(".cm-tooltip-autocomplete li[aria-selected]").wait_for()
    page.wait_for_function(
        "document.querySelector('.cm-tooltip-autocomplete li[aria-selected]').innerText.includes('应急厅')"
    )
    page.locator(".cm-tooltip-autocomplete li", has_text="应急厅").first.click()
    page.keyboard.type(" zz:takesPartIn ?t . ?t zz:number ?n")
    page.wait_for_function(f"{VALUE}.endsWith('?n}}')")
    asked = page.evaluate(VALUE)
    assert asked == "SELECT ?n { <organization/sichuan-emergency-management> zz:takesPartIn ?t . ?t zz:number ?n}"
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/sparql?query=*")
    assert sorted(page.locator(".answer td").all_inner_texts(), key=int) == ["7", "16", "25", "27", "42", "45"]


def test_tab_leaves_the_editor_and_comes_back(visit: Watched) -> None:
    page = visit.go("/en/sparql")
    page.locator(".cm-content").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.classList.contains('cm-content')")
    page.keyboard.press("Shift+Tab")
    assert not page.evaluate("document.activeElement.classList.contains('cm-content')")


def test_a_saved_question_is_changed_and_its_answer_downloaded(visit: Watched) -> None:
    page = visit.go("/sparql?saved=roles")
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("LIMIT 2")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/sparql?query=*")
    assert page.locator(".answer tbody tr").count() == 2
    with page.expect_download() as loaded:
        page.evaluate("document.querySelector('.answer a[href*=\"format=csv\"]').setAttribute('download', '')")
        page.locator(".answer a", has_text="CSV").click()
    assert loaded.value.path().read_bytes().count(b"\r\n") == 3


def test_without_a_script_the_form_asks(scriptless: Watched) -> None:
    page = scriptless.go("/sparql")
    page.locator("#query").fill("SELECT ?t { ?t a zz:Task } LIMIT 3")
    page.locator("form#ask button").click()
    assert page.locator(".answer tbody tr").count() == 3
