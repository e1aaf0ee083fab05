"""The commands on the page on linked data run, and give what it says they give."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.command import Zhize
from tests.support.documentation import DOCS, console
from tests.support.serving import serving

PAGE = (DOCS / "linked-data.md").read_text(encoding="utf-8")
HERE = "http://127.0.0.1:8000"


def test_the_commands_give_what_the_page_says(seed_command: Callable[[], Zhize], tmp_path: Path) -> None:
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    zhize = seed_command()
    assert len(console(PAGE)) > 8
    with serving(env=zhize.environment(), cwd=tmp_path) as server:
        place = server.address.rstrip("/")
        for shown in console(PAGE):
            command, expected = shown.command, shown.output
            ran = subprocess.run(
                ["bash", "-o", "pipefail", "-c", command.replace(HERE, place)],
                cwd=tmp_path,
                env={**os.environ, "no_proxy": "*"},
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=False,
                timeout=120,
            )
            assert ran.returncode == 0, (command, ran.stderr)
            assert ran.stdout
            if expected:
                assert ran.stdout.rstrip("\n") == expected.replace(HERE, place).rstrip("\n"), command
