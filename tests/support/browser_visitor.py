"""Somebody who uses the site: in a language, with the mouse or by keyboard alone, with scripts or without."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Locator, Page, expect

from api.site.language import in_language, translations
from kg.bilingual import Language
from tests.support.browser_pages import Watched

MOST_STOPS = 400
"""So many stops of the tab key a page has at most."""
SEEN = "one => getComputedStyle(one.closest('.cm-focused') ?? one).outlineStyle !== 'none'"
"""Whether one sees that an element has the focus; the editor shows it round itself, a moment later."""


@dataclass(frozen=True)
class Sort:
    """A sort of visitor."""

    language: Language
    hand: Literal["mouse", "keyboard"]
    scripts: bool = True

    def __str__(self) -> str:
        """Name it as pytest shows it."""
        return f"{self.language}-{self.hand}{'' if self.scripts else '-no-script'}"


SORTS = (
    Sort(Language.ZH, "mouse"),
    Sort(Language.EN, "mouse"),
    Sort(Language.ZH, "keyboard"),
    Sort(Language.ZH, "mouse", scripts=False),
    Sort(Language.EN, "keyboard", scripts=False),
)


@dataclass(frozen=True)
class Visitor:
    """One visitor on one page, who sees what stands there and acts only by hand."""

    watched: Watched
    sort: Sort

    @property
    def page(self) -> Page:
        """Give the page."""
        return self.watched.page

    @property
    def address(self) -> str:
        """Give the address of the server."""
        return self.watched.address

    def begin(self, path: str = "/") -> None:
        """Open a page of the site in the visitor's language."""
        self.watched.go(in_language(path, self.sort.language))

    def say(self, words: str) -> str:
        """Give words of the pages as the visitor reads them."""
        return translations(self.sort.language).gettext(words)

    def link(self, words: str, within: Locator | None = None) -> Locator:
        """Find the first link with these words."""
        return (within or self.page).get_by_role("link", name=self.say(words), exact=True).first

    def line_link(self, within: Locator) -> Locator:
        """Find the first link to a line of the text."""
        pattern = "^(?:.*, )?line \\d+$" if self.sort.language is Language.EN else "第\\d+行$"
        return within.get_by_role("link", name=re.compile(pattern)).first

    def menu(self, words: str) -> None:
        """Go to one of the main pages."""
        self.press(self.link(words, self.page.locator("header nav")))

    def press(self, target: Locator) -> None:
        """Follow a link, press a button, open what is folded."""
        if self.sort.hand == "mouse":
            target.click()
        else:
            self.stop_at(target)
            self.page.keyboard.press("Enter")

    def write(self, field: Locator, words: str) -> None:
        """Put words into a field, in place of what is there."""
        if self.sort.hand == "mouse":
            field.fill(words)
        else:
            self.stop_at(field)
            self.page.keyboard.press("Control+a")
            self.page.keyboard.insert_text(words)

    def choose(self, field: Locator, value: str) -> None:
        """Choose from a list."""
        if self.sort.hand == "mouse":
            field.select_option(value)
            return
        self.stop_at(field)
        self.page.keyboard.press("Home")
        for _ in range(field.locator("option").count()):
            if field.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        expect(field).to_have_value(value)

    def stop_at(self, target: Locator) -> None:
        """Press the tab key until the target has the focus, which is then seen."""
        expect(target).to_be_visible()
        wanted = target.element_handle()
        for _ in range(MOST_STOPS):
            if wanted.evaluate("one => one === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"the tab key never stops at {target}")
        self.page.wait_for_function(SEEN, arg=wanted)


def expect_marked(visitor: Visitor, words: str) -> None:
    """See that the page shows the place that its address names, that it is marked, and that it has these words."""
    place = visitor.page.locator(":target")
    expect(place).to_be_in_viewport()
    expect(place).to_have_text(words)
    assert place.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
