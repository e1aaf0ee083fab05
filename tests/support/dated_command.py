"""The command on a day of the calendar: in this process, or in another one that is killed at a chosen moment.

The killed one is forked from a process that has imported the program and opened no store, so that it costs no start of Python.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from multiprocessing import get_context
from pathlib import Path
from unittest import mock

from api.cli import main
from tests.support.forking_server import IMPORTED
from tests.support.killing import Moment, Watch


@dataclass(frozen=True)
class DatedCommand:
    """Runs ``zhize`` on the data folder and the store of a folder; no present date is set but by the arguments."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def store(self) -> Path:
        return self.folder / "store"

    def run(self, today: date, *arguments: str) -> int:
        """Run the command on a day, and return its exit code."""
        folders = {"ZHIZE_DATA": str(self.data), "ZHIZE_STORE": str(self.store), "ZHIZE_PRESENT": ""}
        with (
            mock.patch.dict(os.environ, folders),
            mock.patch.object(sys, "argv", ["zhize", *arguments]),
            mock.patch("kg.settings.datetime", _Calendar(today)),
            redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")),
            redirect_stderr(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")),
        ):
            try:
                main.main()
            except SystemExit as end:
                return int(end.code or 0)
        return 0

    def run_until(self, moment: Moment, today: date, *arguments: str) -> bool:
        """Run the command in a process that is killed at the moment; return whether it was, for it may have ended."""
        process = _PROCESSES.Process(target=_be_killed, args=(self, moment, today, arguments))
        process.start()
        process.join()
        code = process.exitcode
        process.close()
        assert code in {0, 2, -signal.SIGKILL, -signal.SIGXFSZ}, code
        return code not in {0, 2}


@dataclass(frozen=True)
class _Calendar:
    """Stands in for ``datetime`` where the present is read from the clock."""

    today: date

    def now(self, zone: tzinfo) -> datetime:
        return datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=zone)


if sys.platform == "win32":
    _PROCESSES = get_context("spawn")
else:
    _PROCESSES = get_context("forkserver")
    _PROCESSES.set_forkserver_preload([*IMPORTED, __name__])


def _be_killed(command: DatedCommand, moment: Moment, today: date, arguments: Sequence[str]) -> None:
    sys.addaudithook(Watch(moment, str(command.store)))
    sys.exit(command.run(today, *arguments))
