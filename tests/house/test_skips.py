"""A skip that is not listed fails where a change must pass, in a test and in a whole file; elsewhere it is a skip."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
IN_A_TEST = "import pytest\n\ndef test_it():\n    pytest.skip({reason!r})\n"
OF_A_FILE = "import pytest\n\npytest.skip({reason!r}, allow_module_level=True)\n"
EXPECTED = "import pytest\n\n@pytest.mark.xfail(reason='not yet')\ndef test_it():\n    assert False\n"


def run(folder: Path, words: str, ci: str) -> int:
    """Run a file of tests with the list, and return how it ended."""
    (folder / "test_it.py").write_text(words, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.support.skips",
        "-p",
        "no:cacheprovider",
        "test_it.py",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CI": ci, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False).returncode


@pytest.mark.parametrize(
    ("words", "reason", "ci", "code"),
    [
        (IN_A_TEST, "no reason", "true", 1),
        (IN_A_TEST, "no reason", "", 0),
        (IN_A_TEST, "a long run: make soak", "true", 0),
        (OF_A_FILE, "no reason", "true", 2),
        (OF_A_FILE, "no disk may be mounted here", "true", 5),
        (EXPECTED, "", "true", 0),
    ],
)
def test_a_skip_that_is_not_listed_fails(words: str, reason: str, ci: str, code: int, tmp_path: Path) -> None:
    assert run(tmp_path, words.format(reason=reason), ci) == code


def test_only_the_tests_of_a_browser_import_one() -> None:
    program = "import sys, tests.conftest; sys.exit('playwright' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
