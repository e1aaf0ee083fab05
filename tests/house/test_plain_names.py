"""Names in kg are the field's terms or plain words, and a docstring opens with what a function does or returns."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "kg").rglob("*.py"))

DIALECT = frozenset(
    [
        "asked",
        "asking",
        "board",
        "chosen",
        "dated",
        "described",
        "desk",
        "dossier",
        "filling",
        "heard",
        "helping",
        "house",
        "said",
        "saying",
        "sought",
        "tell",
        "tells",
        "told",
        "visit",
    ]
)
"""Words that told nobody what a thing is; each had a term of the field or a plainer word in its place."""

OPENINGS = frozenset({"Give", "Gives", "Hold", "Say", "Says", "Tell", "Tells"})
"""How no docstring opens: they translate another language's phrase. Return, parse, build and their like say it."""


def names(tree: ast.AST) -> Iterator[str]:
    """Yield every name that a module gives to something."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


def words(name: str) -> set[str]:
    """Return the words of a name, in small letters: ``AskedGraph`` has two, ``told_by`` too."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}


def docstrings(tree: ast.AST) -> Iterator[str]:
    """Yield the docstrings of a module, its classes and its functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield ast.get_docstring(node) or ""


def oddities(tree: ast.AST) -> list[str]:
    """Return the names with a word of dialect in them, and the docstrings that open as none should."""
    found = [name for name in names(tree) if words(name) & DIALECT]
    return found + [text for text in docstrings(tree) if text.partition(" ")[0] in OPENINGS]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_names_are_plain_and_docstrings_say_what_is_done(file: Path) -> None:
    assert words(file.stem) & DIALECT == set()
    assert oddities(ast.parse(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "planted",
    [
        "class AskedGraph: ...",
        "def f(told_by): ...",
        "_DATED = 1",
        "self.described = set()",
        'def f():\n    """Give a thing."""',
        '"""Tells a thing."""',
    ],
)
def test_a_planted_one_is_found(planted: str) -> None:
    assert oddities(ast.parse(planted))
    assert not oddities(ast.parse('def update(self, stored):\n    """Return what is stored."""'))
