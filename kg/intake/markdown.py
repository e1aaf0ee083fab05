"""Read a plan in Markdown: the text stays the file itself, and marks of emphasis, quotes and lists are stepped over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.reading import Block, Furniture, FurnitureKind, Reading, SourceText, Span
from kg.reading.load_text import read_text

_MARKS = re.compile(
    r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`|^\s*>\s?|^\s*[-*+]\s+(?=\S)|\\(?=[\\`*_{}\[\]()#+.!|-])"
)


def read_markdown(text: str, name: str) -> SourceText:
    """Read a text in Markdown.

    >>> [block.reading.text for block in read_markdown("**一、要求**", "plan.md").blocks]
    ['一、要求']
    """
    source = read_text(text, name)
    blocks, marks = [], list[Furniture]()
    for block in source.blocks:
        marks += [Furniture(FurnitureKind.MARKUP, span) for span in _spans(block.reading)]
        cells = tuple(_without_marks(cell) for cell in block.cells)
        blocks.append(Block(block.kind, _without_marks(block.reading), cells))
    furniture = tuple(sorted([*source.furniture, *marks], key=lambda item: item.span))
    return replace(source, blocks=tuple(block for block in blocks if block.reading.text), furniture=furniture)


def _spans(reading: Reading) -> Iterator[Span]:
    return (reading.span(match.start(), match.end()) for match in _MARKS.finditer(reading.text))


def _without_marks(reading: Reading) -> Reading:
    kept = [True] * len(reading.text)
    for match in _MARKS.finditer(reading.text):
        kept[match.start() : match.end()] = [False] * (match.end() - match.start())
    if all(kept):
        return reading
    text = "".join(character for character, keep in zip(reading.text, kept, strict=True) if keep)
    return Reading(text, tuple(at for at, keep in zip(reading.positions, kept, strict=True) if keep)).strip()
