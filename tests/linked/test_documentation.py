"""The commands on the page on linked data run, and give what it says they give."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.serving import serving
from tests.command import Zhize

PAGE = (Path(__file__).parents[2] / "docs" / "linked-data.md").read_text(encoding="utf-8")
HERE = "http://127.0.0.1:8000"


def commands() -> list[tuple[str, str]]:
    """List the commands of the page with what each gives, as the page has it."""
    blocks = re.findall(r"^```console\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
    steps = [step for block in blocks for step in re.split(r"^\$ ", block, flags=re.MULTILINE) if step]
    return [(step.partition("\n")[0], step.partition("\n")[2]) for step in steps]


def test_the_commands_give_what_the_page_says(tmp_path: Path) -> None:
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    zhize = Zhize(tmp_path, tmp_path / "store")
    zhize.data("build")
    assert len(commands()) > 2
    with serving(env=zhize.environment(), cwd=tmp_path) as server:
        place = server.address.rstrip("/")
        for command, expected in commands():
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
