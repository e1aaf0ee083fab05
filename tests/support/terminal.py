"""Run the command on a terminal, where a person answers its question."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

from tests.support.command import Zhize

PATIENCE = 120
"""Against hanging: so many seconds may pass without a word."""


def answer(zhize: Zhize, arguments: list[str | Path], words: str) -> tuple[int, str]:
    """Run a command, type the words when it asks, and give its exit code and what the terminal showed."""
    master, slave = pty.openpty()
    try:
        with subprocess.Popen(
            [sys.executable, "-m", "api.cli", *map(str, arguments)],
            cwd=zhize.folder,
            env=zhize.environment(TERM="xterm", COLUMNS="300"),
            stdin=slave,
            stdout=slave,
            stderr=slave,
        ) as process:
            os.close(slave)
            try:
                shown = _talk(master, words)
            finally:
                process.kill()
        return process.returncode, shown
    finally:
        os.close(master)


def _talk(master: int, words: str) -> str:
    """Read what is shown until the other side ends; answer the first question."""
    shown, asked = b"", False
    while select.select([master], [], [], PATIENCE)[0]:
        try:
            piece = os.read(master, 65536)
        except OSError:  # Linux says so when the other side has ended
            piece = b""
        if not piece:
            return shown.decode()
        shown += piece
        if not asked and b"[y/N]" in shown:
            asked = True
            os.write(master, words.encode())
    raise AssertionError(shown.decode())
