"""The import contracts of `make check`: this tree keeps them, and a planted violation of each kind is caught."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def contracts(tree: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts over a tree, which comes before the one that is installed."""
    program = (
        "import sys; from importlinter.cli import lint_imports_command as run; sys.argv[1:] = ['--no-cache']; run()"
    )
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a copy of the packages and their contracts, to spoil."""
    for package in ("kg", "api"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_this_tree_keeps_them(tree: Path) -> None:
    found = contracts(tree)
    assert found.returncode == 0, found.stdout
    assert " 0 broken" in found.stdout


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("kg/days_of_kg.py", "import kg.errors", "kg.days_of_kg"),
        ("kg/stores/manifest.py", "from api.app import create_app", "api stands over kg BROKEN"),
        ("kg/reading/lines.py", "import kg.linking.parties", "kg.reading -> kg.linking"),
        ("kg/changes/labels.py", "if TYPE_CHECKING:\n    import kg.rdf.built_versions", "kg.changes -> kg.rdf"),
        ("api/site/language.py", "import api.pages.routes", "api.site -> api.pages"),
        ("api/rest/tasks.py", "import api.pages.routes", "by a page BROKEN"),
        ("api/pages/figures/matrix.py", "import api.pages.documents.matrix_page", "No circle of packages BROKEN"),
        ("api/answers/rows.py", "import api.answers.questions", "No circle of packages BROKEN"),
    ],
)
def test_a_planted_violation_is_caught(tree: Path, module: str, line: str, broken: str) -> None:
    file = tree / module
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(f"{text}\nfrom typing import TYPE_CHECKING\n{line}\n", encoding="utf-8")
    found = contracts(tree)
    assert found.returncode == 1, found.stdout + found.stderr
    said = found.stdout.replace("is not allowed to import", "->")
    assert broken in said, said


def names_of_api(tree: Path) -> Iterator[str]:
    """Yield the places where a module of kg names a module of api in a string, which no import contract sees."""
    names = {f"api.{path.stem}" for path in (ROOT / "api").iterdir() if path.stem.isidentifier()}
    for file in sorted((tree / "kg").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _names(node.value, names):
                yield f"{file.relative_to(tree)}:{node.lineno}"


def _names(words: str, modules: set[str]) -> bool:
    named = words.partition(":")[0]
    return words == "api" or named in modules or any(named.startswith(f"{module}.") for module in modules)


def test_kg_names_no_module_of_api_in_a_string(tree: Path) -> None:
    assert list(names_of_api(tree)) == []
    file = tree / "kg" / "settings.py"
    planted = 'from importlib import import_module\n\nimport_module("api.app")\n'
    file.write_text(file.read_text(encoding="utf-8") + planted, encoding="utf-8")
    (place,) = names_of_api(tree)
    assert place.startswith("kg/settings.py:")
