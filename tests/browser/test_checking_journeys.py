"""What staff come for after an amendment: what changed, and what is wrong with a text, each down to the words."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from kg.resources import shipped
from tests.support.amended_data import DOCUMENT, ISSUED, JOINED
from tests.support.browser_visitor import Visitor, expect_marked

TEXT = (shipped("data") / "documents" / DOCUMENT / str(ISSUED) / "text.txt").read_text(encoding="utf-8")
FAULT = "应急丁"


def test_from_two_versions_to_the_words_that_changed(amended_visitor: Visitor) -> None:
    visitor, page = amended_visitor, amended_visitor.page
    visitor.begin()
    visitor.menu("版本")
    visitor.choose(page.locator("main select[name='document']"), DOCUMENT)
    visitor.press(page.locator("main form button").first)
    visitor.choose(page.get_by_label(visitor.say("原来的版本")), str(ISSUED))
    visitor.choose(page.get_by_label(visitor.say("改后的版本")), str(JOINED))
    visitor.press(page.get_by_role("button", name=visitor.say("比较")))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(f"^{ISSUED} → {JOINED}$"))
    row = page.locator("tr", has=page.locator("a[href*='organization=sichuan-emergency-management']"))
    expect(row).to_have_count(1)
    quoted = row.locator("td").last.locator("span[lang='zh-Hans']").inner_text()
    assert quoted == "应急厅"
    visitor.press(visitor.line_link(row.locator("td").last))
    expect_marked(visitor, quoted)


def test_from_a_pasted_text_to_the_fault_in_it(visitor: Visitor) -> None:
    page = visitor.page
    assert TEXT.count("、应急厅") >= 1
    visitor.begin()
    visitor.menu("校验")
    visitor.press(page.locator("main a[href='#check']").first)
    visitor.write(page.locator("#pasted"), TEXT.replace("、应急厅", f"、{FAULT}", 1))
    visitor.press(page.get_by_role("button", name=visitor.say("检查"), exact=True))
    finding = page.locator(".finding li", has_text=FAULT).first
    expect(finding.locator(".new")).to_have_text(visitor.say("新增"))
    visitor.press(finding.locator("a[href^='#c']").first)
    expect_marked(visitor, FAULT)
