"""Everything that the OpenAPI description promises, asked by schemathesis: right and wrong values for each parameter."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.support.command import Zhize
from tests.support.example_counts import SOAKING
from tests.support.serving import serving

HERE = Path(__file__).parent
EXAMPLES = "100" if SOAKING else "1"


def test_every_answer_is_as_described(seed_command: Callable[[], Zhize], tmp_path: Path) -> None:
    zhize = seed_command()
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(HERE / "schemathesis.toml"), "run"]
    options = ["--max-examples", EXAMPLES, "--no-color"]
    with serving(env=zhize.environment(), cwd=tmp_path) as server:
        finished = subprocess.run(
            [*command, f"{server.address}openapi.json", *options],
            cwd=tmp_path,
            env={**os.environ, "SCHEMATHESIS_HOOKS": "tests.openapi.hooks", "PYTHONPATH": str(HERE.parents[1])},
            capture_output=True,
            check=False,
        )
    told = finished.stdout.decode()
    assert finished.returncode == 0, told + finished.stderr.decode()
    asked = re.search(r"Operations: +(\d+) selected / (\d+) total", told)
    assert asked, told
    assert asked[1] == asked[2]
