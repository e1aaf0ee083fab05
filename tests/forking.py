"""Run commands without starting Python anew for each: a process that has imported the program forks for every call.

::

    run(arguments, …) ──socket──▶ server ──fork──▶ keeper ──fork──▶ the command, in a process of its own
                      ◀───────────exit code────────┘

The command has its own folder, environment and streams, and ends as any process does. What a fresh process reads from
its environment before the program starts (hash seed, encoding) is that of the tests: who needs another one starts a
fresh process. Most of a short command's time is the start of Python and its imports, and so it is spent once.

The tests import this; it also is the program of the server.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

POSSIBLE = hasattr(os, "fork") and sys.platform == "linux"
"""Elsewhere a process with threads of the system's libraries may not fork."""
AT_THE_START = ("PYTHON", "LC_", "LANG", "LD_", "MALLOC_")
"""Beginnings of the names that only a fresh process reads."""
IMPORTED = (
    "kg.cli.main",
    "kg.cli.results",
    "kg.amending.accepting",
    "kg.amending.render",
    "kg.publishing",
    "kg.querying",
    "kg.stores.freshness",
    "kg.validating.documents",
    "kg.validating.render",
    "kg.versions.render",
)


def alike(environment: Mapping[str, str]) -> bool:
    """Tell whether a fresh process with this environment would start as the server did."""
    names = {name for name in (*environment, *os.environ) if name.startswith(AT_THE_START)}
    return all(environment.get(name) == os.environ.get(name) for name in names)


def run(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], stdin: bytes
) -> subprocess.CompletedProcess[bytes]:
    """Run the command ``zhize`` to its end."""
    request = {"arguments": list(arguments), "folder": str(folder), "environment": dict(environment)}
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as written,
        tempfile.TemporaryFile() as told,
        socket.socket(socket.AF_UNIX) as asking,
    ):
        given.write(stdin)
        given.seek(0)
        asking.connect(_server())
        socket.send_fds(asking, [b" "], [stream.fileno() for stream in (given, written, told)])
        asking.sendall(json.dumps(request).encode() + b"\n")
        code = asking.makefile("rb").read()
        assert code, "the command has no exit code"
        for stream in (written, told):
            stream.seek(0)
        return subprocess.CompletedProcess(list(arguments), int(code), written.read(), told.read())


@cache
def _server() -> str:
    """Start the server of this process, and give the address where it listens; it ends when this process does."""
    place = tempfile.TemporaryDirectory(prefix="zhize-")
    address = str(Path(place.name) / "socket")
    server = subprocess.Popen(
        [sys.executable, "-m", __name__, address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=_ROOT
    )
    atexit.register(_end, server, place)
    assert server.stdout
    assert server.stdout.readline() == b"ready\n"
    return address


def _end(server: subprocess.Popen[bytes], place: tempfile.TemporaryDirectory[str]) -> None:
    with server:
        pass
    place.cleanup()


_ROOT = Path(__file__).parents[1]


def _serve(address: str) -> None:
    """Fork for every connection until stdin ends."""
    for name in IMPORTED:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a keeper
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen(64)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while sys.stdin not in (ready := select.select([listening, sys.stdin], [], [])[0]):
            assert ready
            connection, _ = listening.accept()
            with connection:
                if os.fork() == 0:
                    listening.close()
                    _keep(connection)


def _keep(connection: socket.socket) -> None:
    """Have a request done by a process of its own, and tell its exit code; return in that process alone."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _, streams, _, _ = socket.recv_fds(connection, 1, 3)
    request: dict[str, Any] = json.loads(connection.makefile("rb").readline())
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        connection.sendall(str(os.waitstatus_to_exitcode(status)).encode())
        os._exit(0)
    connection.close()
    _become(request, streams)


def _become(request: Mapping[str, Any], streams: Sequence[int]) -> NoReturn:
    """Be the command, as ``python -m kg.cli`` is."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    main = importlib.import_module("kg.cli.main")
    sys.argv = [main.__file__ or "", *request["arguments"]]
    main.main()
    sys.exit()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        _serve(sys.argv[1])
