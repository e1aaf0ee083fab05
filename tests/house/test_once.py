"""Some things are done in one module and nowhere else: this test finds the next that does them a second time."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kg.errors
import kg.querying

ROOT = Path(__file__).parents[2]


def is_error(kind: object) -> bool:
    """Return whether something is a class of the library's errors."""
    return isinstance(kind, type) and issubclass(kind, kg.errors.ZhizeError)


LIBRARY_ERRORS = {name for module in (kg.errors, kg.querying) for name, kind in vars(module).items() if is_error(kind)}
FILES = sorted(file for package in ("kg", "api") for file in (ROOT / package).rglob("*.py"))


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the dotted words that name what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def imported(tree: ast.AST) -> set[str]:
    """Return the modules that are imported, and the names taken from them, dotted."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    return found


def moves_a_file(tree: ast.AST) -> bool:
    """Return whether a file or folder is given another name: by ``os``, or by a path's method of one argument."""
    for name, call in calls(tree):
        last = name.rpartition(".")[2]
        if name in {"os.rename", "os.replace", "os.renames", "shutil.move"}:
            return True
        if "." in name and last in {"rename", "replace"} and len(call.args) == 1 and not call.keywords:
            return True
    return False


def keeps_the_latest(tree: ast.AST) -> bool:
    """Return whether a cache is written by hand: what is used becomes the latest, or an item too many is dropped."""
    dropped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return any(
        name.endswith(".move_to_end") or (name.endswith(".popitem") and id(call) in dropped)
        for name, call in calls(tree)
    )


def folds(tree: ast.AST) -> bool:
    """Return whether two spellings of one text are made the same: by form, case, a table of characters or white space."""
    names = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)} | imported(tree)
    by_name = any(name.endswith((".casefold", ".maketrans")) or name == "unicodedata.normalize" for name in names)
    return by_name or any(
        name == "''.join" and re.fullmatch(r".*\.split\(\)", ast.unparse(call.args[0]), re.DOTALL)
        for name, call in calls(tree)
    )


def maps_an_error(tree: ast.AST) -> bool:
    """Return whether a kind of error gets a status: by the kinds, or where an error of the library is caught."""
    if "kg.errors.ErrorKind" in imported(tree):
        return True
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and node.type is not None:
            caught = {name.rpartition(".")[2] for name in re.findall(r"[\w.]+", ast.unparse(node.type))}
            if caught & LIBRARY_ERRORS and "HTTPStatus." in ast.unparse(node):
                return True
    return False


RULES: dict[str, tuple[Callable[[ast.AST], bool], set[str]]] = {
    "renames a file into place": (moves_a_file, {"kg/files/atomic.py"}),
    "defines a cache": (keeps_the_latest, {"kg/caching.py"}),
    "writes CSV": (lambda tree: "csv" in imported(tree), {"kg/files/csv_lines.py"}),
    "reads TOML": (lambda tree: "tomllib" in imported(tree), {"kg/files/toml_records.py"}),
    # The forms of characters are the table that folding reads. The grid does not fold: it draws the vertical forms of
    # brackets where Chinese runs from top to bottom.
    "folds text": (
        folds,
        {"kg/reading/folding.py", "kg/reading/character_forms.py", "api/pages/pictures/who_leads_whom_grid.py"},
    ),
    "compares texts for likeness": (
        lambda tree: any(
            name.split(".")[0] in {"difflib", "rapidfuzz", "Levenshtein", "jellyfish"} for name in imported(tree)
        ),
        {"kg/likeness.py"},
    ),
    # The other two name what is missing: there is no graph at all, or the text that was sent is none.
    "maps an error to a status": (
        maps_an_error,
        {"api/problems.py", "api/answers/questions.py", "api/answers/validations.py"},
    ),
    "has an error of its own for being busy": (
        lambda tree: any(isinstance(node, ast.ClassDef) and node.name == "BusyError" for node in ast.walk(tree)),
        {"kg/errors.py"},
    ),
}


@pytest.mark.parametrize("what", RULES)
def test_it_is_done_in_one_place(what: str) -> None:
    does, where = RULES[what]
    found = {file.relative_to(ROOT).as_posix() for file in FILES if does(ast.parse(file.read_text(encoding="utf-8")))}
    assert found == where


@pytest.mark.parametrize(
    ("what", "planted"),
    [
        ("renames a file into place", "part.replace(path)"),
        ("renames a file into place", "os.replace(part, path)"),
        ("defines a cache", "self.values.popitem(last=False)"),
        ("writes CSV", "import csv"),
        ("reads TOML", "from tomllib import loads"),
        ("folds text", "unicodedata.normalize('NFKC', name)"),
        ("folds text", "sorted(names, key=str.casefold)"),
        ("folds text", "table = str.maketrans('〔〕', '[]')"),
        ("folds text", "words = ''.join(cell.text.split())"),
        ("compares texts for likeness", "from difflib import SequenceMatcher"),
        ("compares texts for likeness", "import rapidfuzz.fuzz"),
        ("maps an error to a status", "from kg.errors import ErrorKind"),
        ("maps an error to a status", "try: f()\nexcept NotFoundError: raise ProblemError(HTTPStatus.GONE)"),
        ("has an error of its own for being busy", "class BusyError(Exception): ..."),
    ],
)
def test_a_planted_second_place_is_found(what: str, planted: str) -> None:
    does, _ = RULES[what]
    assert does(ast.parse(planted))
    assert not does(ast.parse('words.replace("a", "b")\nvalues.pop("a")'))
