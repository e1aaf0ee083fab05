"""The parts of `make soak`, each at most an hour on two cores: ``soak_parts.py [PART|list] [what pytest takes]``.

Without a part all run in this order, also after one that failed; or nothing but the files that pytest is given by name.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PARTS: Final = MappingProxyType(
    {
        "words": ("kg", "api", "tests/test_caching.py", "tests/corpus", "tests/house", "tests/http", "tests/linking"),
        "parsing": ("tests/intake", "tests/parsing", "tests/reading", "tests/register", "tests/answers"),
        "graph": ("tests/conformance", "tests/exports", "tests/ontology", "tests/rdf", "tests/stores"),
        "rules": ("tests/changes", "tests/querying", "tests/validating"),
        "publishing": ("tests/publishing",),
        "amendments": ("tests/amendments",),
        "command": ("tests/cli", "tests/library", "tests/packaging", "tests/research"),
        "interface": ("tests/openapi", "tests/rest"),
        "linked": ("tests/linked", "tests/sandbox", "tests/sparql"),
        "pages": ("tests/pages",),
        "browser": ("tests/browser",),
    }
)
"""The folders and files of tests that each has; tests/house holds that every one is in exactly one part."""

Run = Callable[[Sequence[str]], int]


def run(arguments: Sequence[str]) -> int:
    """Run pytest with the full counts, and return its exit code."""
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "ZHIZE_SOAK": "1"}, check=False).returncode


def main(part: str, arguments: Sequence[str], pytest: Run = run) -> int:
    """Run a part, or all, or list them; return the first exit code that is not 0."""
    if part == "list":
        for name, folders in PARTS.items():
            sys.stdout.write(f"{name:<11} {' '.join(folders)}\n")
        return 0
    if part and part not in PARTS:
        sys.stderr.write(f"{part!r} is no part; the parts are {', '.join(PARTS)}\n")
        return 2
    if not part and any(ROOT.joinpath(one.partition("::")[0]).exists() for one in arguments):
        return pytest(arguments)
    codes = []
    for name in [part] if part else PARTS:
        began = time.monotonic()
        codes.append(pytest([*PARTS[name], *arguments]))
        sys.stdout.write(f"part {name}: exit code {codes[-1]}, {(time.monotonic() - began) / 60:.0f} minutes\n")
        sys.stdout.flush()
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
