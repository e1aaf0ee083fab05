"""The library's door: each example of docs/library.md runs, and importing it loads nothing heavy."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command import Zhize

PAGE = Path(__file__).parents[2] / "docs" / "library.md"
HEAVY = ("fastapi", "pyoxigraph", "pyshacl", "rdflib", "typer", "uvicorn")


def test_every_example_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zhize = Zhize(tmp_path, tmp_path / ".zhize" / "store")
    zhize.data("init", "data")
    zhize.data("build")
    monkeypatch.chdir(tmp_path)
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, optionflags=options, encoding="utf-8")
    assert tried > 10
    assert failed == 0


def test_importing_the_library_loads_nothing_heavy() -> None:
    program = f"import sys, kg; print([name for name in {HEAVY} if name in sys.modules])"
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert finished.stdout == "[]\n"
