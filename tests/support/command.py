"""The real command, run as a process with no setting of the person who runs the tests.

In `make test` most calls are forked from a process that has imported the program (tests/support/forking_server.py); a call of each
command is also made in a fresh process, and tells the same (tests/cli/test_fresh_processes.py). `make soak` starts a
fresh process for every call.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support import forking_server as forking

PRESENT = "2026-01-01"


@dataclass(frozen=True)
class Zhize:
    """Runs the command in a folder, on one store; ``prefix`` is what runs it, if anything does."""

    folder: Path
    store: Path
    prefix: Sequence[str] = ()

    def environment(self, **more: str) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("ZHIZE_")}
        return {**clean, "ZHIZE_STORE": str(self.store), "ZHIZE_PRESENT": PRESENT, **more}

    def __call__(
        self, *arguments: str | Path, env: Mapping[str, str] | None = None, stdin: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        environment = self.environment(**(env or {}))
        if self.prefix or not forking.WANTED or not forking.alike(environment):
            return self.fresh(*arguments, env=env, stdin=stdin)
        return _untroubled(forking.run([*map(str, arguments)], self.folder, environment, stdin))

    def fresh(
        self, *arguments: str | Path, env: Mapping[str, str] | None = None, stdin: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        """Run the command in a process that is started for it."""
        command = [*self.prefix, sys.executable, "-m", "api.cli", *map(str, arguments)]
        environment = self.environment(**(env or {}))
        return _untroubled(
            subprocess.run(command, cwd=self.folder, env=environment, input=stdin, capture_output=True, check=False)
        )

    def data(self, *arguments: str | Path) -> bytes:
        """Run a command that must succeed, and give what it wrote to stdout."""
        finished = self(*arguments)
        assert finished.returncode == 0, finished.stderr.decode()
        return finished.stdout

    def refusal(self, *arguments: str | Path) -> str:
        """Run a command that must be refused in one sentence, and give the sentence."""
        finished = self(*arguments)
        assert finished.returncode == 2, finished.stdout.decode() + finished.stderr.decode()
        assert finished.stdout == b""
        *steps, words = finished.stderr.decode().splitlines(keepends=True)
        assert all(step.endswith(" …\n") for step in steps), steps  # told where a run is slow
        assert words.endswith(".\n"), words
        return words


def _untroubled(finished: subprocess.CompletedProcess[bytes]) -> subprocess.CompletedProcess[bytes]:
    assert b"Traceback" not in finished.stderr, finished.stderr.decode()
    return finished
