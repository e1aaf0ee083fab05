"""Confine this process, then try what it must not be able to do; print what came of each."""

import ctypes
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from kg.sandbox.confinement import confine


def tried(what: Callable[[], object]) -> str:
    """Tell how the system answered."""
    try:
        what()
    except OSError as error:
        return type(error).__name__
    return "done"


def called(number: int) -> Callable[[], None]:
    """Call the system by number, past every library."""

    def call() -> None:
        library = ctypes.CDLL(None, use_errno=True)
        if library.syscall(ctypes.c_long(number), 1, 1, 0, 0, 0, 0) == -1:
            raise OSError(ctypes.get_errno(), "refused")

    return call


def begin_a_thread() -> None:
    """Begin a thread and see it end."""
    ended = threading.Event()
    threading.Thread(target=ended.set).start()
    assert ended.wait(20)


if __name__ == "__main__":
    here, there = socket.socketpair()
    sys.stdout.write(f"confined {confine()}\n")
    for name, what in {
        "socket": socket.socket,
        "socket by number": called({"x86_64": 41, "aarch64": 198}[os.uname().machine]),
        "socketpair": socket.socketpair,
        "connect": lambda: here.connect(b"\0nobody"),
        "send": lambda: here.send(b"x"),
        "program": lambda: subprocess.run(["true"], check=True),
        "process": os.fork,
        "ring": called(425),
        "reading": Path(__file__).read_bytes,
        "writing": lambda: os.write(here.fileno(), b"x"),
        "thread": begin_a_thread,
    }.items():
        sys.stdout.write(f"{name} {tried(what)}\n")
    sys.stdout.flush()
    os._exit(0)
