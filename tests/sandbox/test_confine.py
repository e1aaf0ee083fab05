"""What a process for queries cannot do, even if it tried."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in {"x86_64", "aarch64"},
    reason="only Linux on x86_64 and aarch64 confines a process",
)


def test_no_socket_no_program_no_process() -> None:
    command = [sys.executable, "-m", "tests.support.confined"]
    finished = subprocess.run(command, capture_output=True, text=True, check=True)
    assert finished.stdout.splitlines() == [
        "confined True",
        "socket PermissionError",
        "socket by number PermissionError",
        "socketpair PermissionError",
        "connect PermissionError",
        "send PermissionError",
        "program PermissionError",
        "process PermissionError",
        "ring PermissionError",
        "reading done",
        "writing done",
        "thread done",
    ]
