"""A page of the documentation: the commands in its console blocks, run one after the other, and what it shows of each."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support import forking_server as forking
from tests.support.command import Zhize

DOCS = Path(__file__).parents[2] / "docs"
STEP = re.compile(r"^[a-z ]+ …\n", re.MULTILINE)
"""What a slow run says of its steps on stderr; on a fast machine it says none."""


@dataclass(frozen=True)
class Shown:
    """A command as the page has it, and the output below it, in which a line `…` stands for any lines."""

    command: str
    output: str

    def is_of(self, told: str) -> bool:
        """Tell whether what a run told is what is shown."""
        lines = self.output.splitlines(keepends=True)
        pattern = "".join(r"(?:.*\n)*?" if line == "…\n" else re.escape(line) for line in lines)
        return re.fullmatch(pattern, told) is not None


def console(page: str) -> list[Shown]:
    """Take the commands out of a page; one goes on where a line ends with a backslash."""
    blocks = re.findall(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [_shown(one) for block in blocks for one in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]


def _shown(block: str) -> Shown:
    found = re.match(r"(?:.*\\\n)*.*\n", block)
    assert found
    output = block[found.end() :].rstrip("\n")
    return Shown(found[0].rstrip("\n"), f"{output}\n" if output else "")


@dataclass(frozen=True)
class Shell:
    """Runs commands in the folder of a command, where `zhize` is the one that is tested."""

    zhize: Zhize
    programs: Path

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run a command, its words among its data."""
        finished = subprocess.run(
            ["sh", "-c", f"{{ {command}\n}} 2>&1"],
            cwd=self.zhize.folder,
            env=self.zhize.environment(PATH=f"{self.programs}{os.pathsep}{os.environ['PATH']}"),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        finished.stdout = STEP.sub("", finished.stdout)
        return finished


def shell_for(zhize: Zhize, programs: Path) -> Shell:
    """Make a shell whose programs stand in a new folder."""
    programs.mkdir()
    program = programs / "zhize"
    fresh = f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m api.cli "$@"\n'
    program.write_text(forking.program() if forking.WANTED else fresh, encoding="utf-8")
    program.chmod(0o755)
    return Shell(zhize, programs)
