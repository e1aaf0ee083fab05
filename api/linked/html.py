"""The few pieces that the pages are made of. Whatever comes in as a word goes out as a word."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

STYLE: Final = """
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif }
body { overflow-wrap: anywhere }
h1 { line-height: 1.3 } h2 { margin-top: 2.5rem } h3 { margin: 2rem 0 .2rem }
dt { margin-top: .6rem; font-weight: 600 } dd { margin: 0 0 0 1.5rem } .long { white-space: pre-wrap }
code, .iri { font-family: ui-monospace, monospace; font-size: .9em }
.note { border-inline-start: .3rem solid #b35900; padding-inline-start: .8rem }
@media (prefers-color-scheme: dark) { body { background: #16181c; color: #e8e8e8 } a { color: #8ab4f8 } }
"""


def page(title: str, body: Iterable[str], alternates: Mapping[str, str], language: str = "zh") -> bytes:
    """Write a page; ``alternates`` are the addresses of the same as data, by their media types."""
    links = "\n".join(
        f'<link rel="alternate" type="{escape(kind)}" href="{escape(address)}">' for kind, address in alternates.items()
    )
    return f"""<!DOCTYPE html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{escape(title)} · 职责 Zhize</title>
{links}
<style>{STYLE}</style>
</head>
<body>
<main>
{chr(10).join(body)}
</main>
</body>
</html>
""".encode()


def words(text: str, language: str | None = None) -> str:
    """Write words, in a language where that is known."""
    return f'<span lang="{escape(language)}">{escape(text)}</span>' if language else escape(text)


def heading(content: str, place: str) -> str:
    """Write a heading above a part of a page; with a place, a link can lead to it.

    >>> heading("Tasks", "tasks")
    '<h2 id="tasks">Tasks</h2>'
    """
    return f'<h2 id="{escape(place)}">{content}</h2>' if place else f"<h2>{content}</h2>"


def link(address: str, label: str, language: str | None = None) -> str:
    """Write a link, whose label is words.

    >>> link("/role/lead", "<lead>")
    '<a href="/role/lead">&lt;lead&gt;</a>'
    """
    return f'<a href="{escape(address)}">{words(label, language)}</a>'
