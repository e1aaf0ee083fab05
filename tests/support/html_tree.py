"""Read a page as a reader does: its links, its anchors, its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


@dataclass
class Element:
    """An element with its attributes and what stands in it."""

    name: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def all(self, name: str | None = None, class_: str | None = None) -> list[Element]:
        """Give every element below of a name or a class, in the order of the page."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if name in (None, child.name) and (class_ is None or class_ in child.classes):
                    found.append(child)
                found += child.all(name, class_)
        return found

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """Give the words, with single spaces."""
        return " ".join(self.all_words().split())

    def all_words(self) -> str:
        """Return the words with every space as it stands."""
        return "".join(child if isinstance(child, str) else child.all_words() for child in self.children)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        names = [element.name for element in self.open]
        assert tag in names, f"</{tag}> without <{tag}> in {names}"
        while self.open.pop().name != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(page: str) -> Element:
    """Read a page; a tag that is closed without having been opened is a fault."""
    reader = _Reader()
    reader.feed(page)
    return reader.root


def links(page: Element) -> list[str]:
    """Give where the links of a page lead."""
    return [element.attributes["href"] for element in page.all("a") if "href" in element.attributes]


def anchors(page: Element) -> set[str]:
    """Give the places of a page that a link may lead to."""
    return {element.attributes["id"] for element in page.all() if "id" in element.attributes}


def rows(page: Element) -> list[list[str]]:
    """Give the words of the cells of every table, by rows."""
    return [[cell.text for cell in row.all() if cell.name in {"td", "th"}] for row in page.all("tr")]


def loads(page: Element) -> list[str]:
    """Give what a browser would load with a page."""
    found = [one.attributes.get("src") or one.attributes.get("data-src") for one in page.all()]
    linked = [one.attributes["href"] for one in page.all("link") if one.attributes.get("rel") != "alternate"]
    return [one for one in found if one] + linked
