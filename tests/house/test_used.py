"""What only tests use has no place in kg: it is a helper of theirs, and stands in tests/support."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROVES = "kg/rdf/hermit_reasoner.py"
"""The reasoner stays with the rule that it proves, whoever calls it; docs/decisions has why."""
CALLED_BY_OTHERS = {
    "connection_made": "asyncio calls it",
    "data_received": "asyncio calls it",
    "connection_lost": "asyncio calls it",
    "worst": "docs/library.md shows it to those who use the library",
}


def uses(tree: ast.AST) -> Iterator[str]:
    """Yield every name that a module reads, takes from another or writes as a word, as ``getattr`` does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.alias):
            yield node.name
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def made(tree: ast.Module) -> Iterator[str]:
    """Yield the functions and classes of a module and the methods of its classes, but those that a decorator calls."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name
            yield from (one.name for one in node.body if isinstance(one, ast.FunctionDef) and not is_called(one))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def is_called(method: ast.FunctionDef) -> bool:
    """Return whether something else than a name of it calls a method: Python, pydantic, or a template's braces."""
    decorators = {ast.unparse(one).partition("(")[0] for one in method.decorator_list}
    return method.name.startswith(("__", "value_of_")) or not decorators.isdisjoint(
        {"field_validator", "model_validator"}
    )


def unused(files: dict[str, ast.Module], words: str) -> dict[str, str]:
    """Return what modules of kg make and no module of the product uses, with the module's path."""
    found: Counter[str] = Counter()
    for path, tree in files.items():
        if not path.endswith("/__init__.py") or path == "kg/__init__.py":  # a package only passes names on
            found.update(uses(tree))
    return {
        name: path
        for path, tree in files.items()
        if path.startswith("kg/") and path != PROVES
        for name in made(tree)
        if not found[name] and name not in CALLED_BY_OTHERS and name not in words
    }


def test_everything_in_kg_is_used_by_the_product() -> None:
    paths = [file for package in ("kg", "api") for file in (ROOT / package).rglob("*.py")]
    trees = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_bytes()) for path in paths}
    templates = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "api").rglob("*.html"))
    assert unused(trees, templates) == {}


def test_a_planted_helper_is_found() -> None:
    source = (
        "def used(): ...\ndef helper(): ...\nclass One:\n    def left_over(self): ...\n    def __len__(self): ...\n"
    )
    trees = {"kg/a.py": ast.parse(source), "api/b.py": ast.parse("from kg.a import One, used")}
    assert unused(trees, "") == {"helper": "kg/a.py", "left_over": "kg/a.py"}
    passed_on = trees | {"kg/c/__init__.py": ast.parse("from kg.a import helper\n__all__ = ['helper']")}
    assert "helper" in unused(passed_on, "")
