"""The commands on the page about validation are run: they write what the page says, and guard a repository."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Zhize

PAGE = (Path(__file__).parents[2] / "docs" / "validation.md").read_text(encoding="utf-8")
COMMANDS = [
    block
    for shown in re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    for block in re.split(r"^\$ ", shown, flags=re.MULTILINE)[1:]
]
WORKFLOW, HOOKS = (
    yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
)
TEXT = "data/documents/chuanbanfa-2021-57/2021-11-09/text.txt"


@pytest.fixture
def shell(tmp_path: Path) -> Path:
    """Give a folder of programs in which `zhize` is the one that is tested."""
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "zhize"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m kg.cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return programs


def run(zhize: Zhize, shell: Path, command: str) -> subprocess.CompletedProcess[str]:
    environment = zhize.environment(PATH=f"{shell}{os.pathsep}{os.environ['PATH']}")
    return subprocess.run(
        ["sh", "-c", f"{{ {command}\n}} 2>&1"],
        cwd=zhize.folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def pattern(shown: str) -> str:
    """Give the pattern of an output in which a line `…` stands for any lines."""
    lines = (r"(?:.*\n)*?" if line == "…\n" else re.escape(line) for line in shown.splitlines(keepends=True))
    return "".join(lines)


def test_each_command_writes_what_the_page_shows(zhize: Zhize, shell: Path) -> None:
    assert len(COMMANDS) >= 8
    for block in COMMANDS:
        command, _, shown = block.partition("\n")
        told = run(zhize, shell, command).stdout
        assert re.fullmatch(pattern(shown.rstrip("\n") + "\n" if shown.strip() else ""), told), f"{command}\n{told}"


def calls() -> list[str]:
    """Give the calls of zhize in the workflow and in the hook."""
    steps = [step["run"] for step in WORKFLOW["jobs"]["validate"]["steps"] if step.get("run", "").startswith("zhize ")]
    (hook,) = HOOKS["repos"][0]["hooks"]
    return [*steps, hook["entry"]]


def test_the_examples_let_a_good_change_pass_and_stop_a_bad_one(zhize: Zhize, shell: Path) -> None:
    assert len(calls()) == 3
    zhize.data("init", "data")
    text = zhize.folder / TEXT
    for day, before, after, code in (
        ("2022-03-01", "大力培育", "大力地培育", 0),
        ("2099-01-01", "民政厅牵头，省卫生健康委参加；各市（州）人民政府负责。", "", 1),
    ):
        new = zhize.folder / "new.txt"
        new.write_bytes(text.read_bytes().decode().replace(before, after, 1).encode())
        call = ("amend", "chuanbanfa-2021-57", new, "--date", day, "--basis", "例", "--kind", "amendment", "--yes")
        zhize.data(*call, "--fail-on", "never")
        assert {run(zhize, shell, call).returncode for call in calls()} == {code}
