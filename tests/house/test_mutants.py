"""The faults of `make mutants`: they are sound Python, drawn again by their seed, and seen by the tests of their room."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.support.mutants import ROOT, Mutant, Trial, draw, modules, mutants_of, seeing_tests

MODULE = Path("kg/numbers/add.py")
SOURCE = '''"""A module."""


def clamp(number: "int", most: int = 9) -> int:
    """Return a number, or the most."""
    if not number:
        raise ValueError(f"{number} is nothing 无")
    print("无", number)
    return most if number > most and most else number + 1
'''


def planted(source: str, mutant: Mutant) -> str:
    whole = source.encode()
    return (whole[: mutant.start] + mutant.after.encode() + whole[mutant.end :]).decode()


def test_the_faults_of_a_function() -> None:
    found = {(one.line, one.before, one.after) for one in mutants_of(MODULE, SOURCE)}
    assert found == {
        (4, "9", "(10)"),
        (6, "not number", "(bool(number))"),
        (7, 'raise ValueError(f"{number} is nothing 无")', "pass"),
        (8, 'print("无", number)', "pass"),
        (8, '"无"', "'无x'"),
        (9, "return most if number > most and most else number + 1", "return None"),
        (9, "number > most and most", "(number > most or most)"),
        (9, "number > most", "(number >= most)"),
        (9, "number + 1", "(number - 1)"),
        (9, "1", "(2)"),
    }


def test_each_fault_changes_what_the_module_does_and_is_sound_python() -> None:
    for mutant in draw(ROOT, count=60, seed=1):
        source = (ROOT / mutant.module).read_text(encoding="utf-8")
        assert ast.dump(ast.parse(planted(source, mutant))) != ast.dump(ast.parse(source)), str(mutant)


def test_a_seed_draws_the_same_faults_in_different_modules() -> None:
    drawn = draw(ROOT, count=10, seed=7)
    assert drawn == draw(ROOT, count=10, seed=7)
    assert drawn != draw(ROOT, count=10, seed=8)
    assert len({mutant.module for mutant in drawn}) == 10


def test_some_tests_may_see_the_faults_of_every_module() -> None:
    unseen = [module for module in modules(ROOT) if not seeing_tests(ROOT, module)]
    assert not [module for module in unseen if mutants_of(module, (ROOT / module).read_text(encoding="utf-8"))]


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    """Return a tree with one module, whose tests see whether 3 is clamped, and those of a room above it, which fail."""
    for place, words in {
        MODULE: SOURCE,
        Path("kg/__init__.py"): "",
        Path("kg/above/sums.py"): "from kg.numbers.add import clamp\n\nSUM = clamp(5)\n",
        Path(
            "tests/numbers/test_add.py"
        ): "from kg.numbers.add import clamp\n\ndef test_it():\n    assert clamp(3) == 4\n",
        Path("tests/above/test_sums.py"): "def test_it():\n    assert False\n",
    }.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(words, encoding="utf-8")
    return Trial(tmp_path, seconds=60)


def test_a_fault_is_seen_or_survives_and_the_module_is_whole_again(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    mutants = {one.after: one for one in mutants_of(MODULE, SOURCE)}
    assert seeing_tests(trial.tree, MODULE) == ["tests/numbers", "tests/above"]
    assert trial.killer(mutants["(number - 1)"]) == "tests/numbers"
    assert trial.killer(mutants["'无x'"]) is None, "tests that fail without a fault see nothing"
    assert (trial.tree / MODULE).read_text(encoding="utf-8") == SOURCE
