"""A class name stands once, but where two rooms truly mean two things: those are listed with the reason."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
IN_JSON = "the interface's form of what kg has under this name: a reader of either looks for the field's own term"
TWICE = dict.fromkeys(["Acceptance", "Correction", "Finding", "OpenParty", "Text"], IN_JSON)
NOT_YET = {
    **dict.fromkeys(["Answer", "Part", "Party", "Role"], 3),
    **dict.fromkeys(["Asked", "Change", "Fault", "Group", "Line", "Measure", "Piece", "Reference", "Sent"], 2),
    **dict.fromkeys(["Side", "Task", "Term", "Words"], 2),
}
"""How often each stands that is to get a name of its own, or whose reason is to be written above. Nothing is added here."""


def class_names(package: Path) -> Counter[str]:
    """Count the names of the classes that stand at the top of a module."""
    trees = (ast.parse(file.read_bytes()) for file in package.rglob("*.py"))
    return Counter(node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef))


def test_a_class_name_stands_once() -> None:
    found = class_names(ROOT / "kg") + class_names(ROOT / "api")
    allowed = dict.fromkeys(TWICE, 2) | NOT_YET
    assert {name: count for name, count in found.items() if count > allowed.get(name, 1)} == {}


def test_within_kg_none_stands_twice() -> None:
    assert {name: count for name, count in class_names(ROOT / "kg").items() if count > 1} == {}


def test_a_planted_second_is_counted(tmp_path: Path) -> None:
    for name in ("one.py", "two.py"):
        (tmp_path / name).write_text("class Once:\n    class Inner: ...\n", encoding="utf-8")
    assert class_names(tmp_path) == {"Once": 2}
