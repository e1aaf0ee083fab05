"""Sentences in two languages: each says something in both, and speaks of the same things."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHINESE = re.compile("[\u4e00-\u9fff]")
ENDINGS = "use one of ."
"""What lists the endings of files."""
OTHER_WORDS = {
    "api/pages/changes/change_rows.py": "the English has a plural",
    "api/problems.py": "each is put together in its language",
    "kg/changes/change_summary.py": "each is put together in its language",
    "kg/changes/labels.py": "the Chinese says the number in words",
    "kg/changes/render_changes.py": "the English has a plural",
    "kg/querying/find_organization.py": "how sure a correction is, is a word of English",
    "kg/querying/group_tasks.py": "each is put together in its language",
    "kg/register/consistency_checks.py": "the English has an article",
    "kg/settings.py": "what a setting must be is described in each language",
}
"""Where the two are filled with different names, and why that is right."""


def pairs() -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """Yield every ``Text(zh, en)`` that is written with its words, and its place."""
    for file in sorted(file for package in ("kg", "api") for file in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text"):
                continue
            if len(node.args) == 2 and all(isinstance(one, ast.Constant | ast.JoinedStr) for one in node.args):
                yield f"{file.relative_to(ROOT)}:{node.lineno}", node.args[0], node.args[1]


def words(node: ast.expr) -> str:
    """Return the fixed words of a string or an f-string."""
    return "".join(
        str(part.value) for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


def names(node: ast.expr) -> set[str]:
    """Return the names of what is filled in, without the language that is taken of it."""
    filled = [part.value for part in ast.walk(node) if isinstance(part, ast.FormattedValue)]
    return {name.id for value in filled for name in ast.walk(value) if isinstance(name, ast.Name)} - {"_KINDS", "str"}


def test_every_chinese_sentence_is_chinese_and_both_end_alike() -> None:
    found = list(pairs())
    assert len(found) > 300
    for place, zh, en in found:
        if re.search("[A-Za-z]{3,} [a-z]{2,}", words(en)):
            assert CHINESE.search(words(zh)), place
        assert words(en).endswith(".") == words(zh).endswith("。") or ENDINGS in words(en), place


def test_both_speak_of_the_same_things() -> None:
    differing = {place for place, zh, en in pairs() if names(zh) != names(en)}
    assert {place.partition(":")[0] for place in differing} <= OTHER_WORDS.keys()
