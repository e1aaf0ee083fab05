"""Run commands without starting Python anew for each: a process that has imported the program forks for every call.

::

    run(arguments, …) ──socket──▶ server ──fork──▶ keeper ──fork──▶ the command, in a process of its own
                      ◀───────────exit code────────┘

The command has its own folder, environment and streams, and ends as any process does. What a fresh process reads from
its environment before the program starts (hash seed, encoding) is that of the tests: who needs another one starts a
fresh process. Most of a short command's time is the start of Python and its imports, and so it is spent once.

The tests import this; it also is the program of the server, and of who asks it from a shell.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import json
import os
import select
import shlex
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
WANTED = POSSIBLE and os.environ.get("ZHIZE_SOAK") != "1"
"""A long run starts a fresh process for each call."""
AT_THE_START = ("PYTHON", "LC_", "LANG", "LD_", "MALLOC_")
"""Beginnings of the names that only a fresh process reads."""
IMPORTED = (
    "api.cli.main",
    "api.cli.sparql_results",
    "kg.amending.accept_finding",
    "kg.amending.render_matches",
    "kg.publishing",
    "kg.querying",
    "kg.stores.freshness",
    "kg.validating.validate_document",
    "kg.validating.render_report",
    "kg.changes.render_changes",
)


def alike(environment: Mapping[str, str]) -> bool:
    """Tell whether a fresh process with this environment would start as the server did."""
    names = {name for name in (*environment, *os.environ) if name.startswith(AT_THE_START)}
    return all(environment.get(name) == os.environ.get(name) for name in names)


def run(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], stdin: bytes
) -> subprocess.CompletedProcess[bytes]:
    """Run the command ``zhize`` to its end."""
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as written,
        tempfile.TemporaryFile() as told,
    ):
        given.write(stdin)
        given.seek(0)
        streams = [stream.fileno() for stream in (given, written, told)]
        code = ask(address(), arguments, str(folder), environment, streams)
        for stream in (written, told):
            stream.seek(0)
        return subprocess.CompletedProcess(list(arguments), code, written.read(), told.read())


def program() -> str:
    """Give the lines of a shell script that is the command: it asks the server, and lends it its own streams."""
    words = [sys.executable, "-I", "-S", __file__, "ask", address()]
    return f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n'


def ask(
    place: str, arguments: Sequence[str], folder: str, environment: Mapping[str, str], streams: Sequence[int]
) -> int:
    """Have the server run the command on these streams, and give its exit code."""
    request = {"arguments": list(arguments), "folder": folder, "environment": dict(environment)}
    with socket.socket(socket.AF_UNIX) as asking:
        asking.connect(place)
        socket.send_fds(asking, [b" "], list(streams))
        asking.sendall(json.dumps(request).encode() + b"\n")
        code = asking.makefile("rb").read()
    assert code, "the command has no exit code"
    return int(code)


@cache
def address() -> str:
    """Start the server of this process, and give the address where it listens; it ends when this process does."""
    place = tempfile.TemporaryDirectory(prefix="zhize-")
    found = str(Path(place.name) / "socket")
    server = subprocess.Popen(
        [sys.executable, "-m", __name__, "serve", found], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=_ROOT
    )
    atexit.register(_end, server, place)
    assert server.stdout
    assert server.stdout.readline() == b"ready\n"
    return found


def _end(server: subprocess.Popen[bytes], place: tempfile.TemporaryDirectory[str]) -> None:
    with server:
        pass
    place.cleanup()


_ROOT = Path(__file__).parents[2]


def _serve(place: str) -> None:
    """Fork for every connection until stdin ends."""
    for name in IMPORTED:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(place)
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
            _forget_the_ended(os.WNOHANG)
    _forget_the_ended(0)


def _forget_the_ended(options: int) -> None:
    """Take leave of the keepers that have ended; so their time is counted, too."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, options)[0]:
            pass


def _keep(connection: socket.socket) -> None:
    """Have a request done by a process of its own, and tell its exit code; return in that process alone."""
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
    """Be the command, as ``python -m api.cli`` is."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    main = importlib.import_module("api.cli.main")
    sys.argv = [main.__file__ or "", *request["arguments"]]
    main.main()
    sys.exit()


def _main(task: str, place: str, *arguments: str) -> None:
    if task == "ask":
        code = ask(place, arguments, str(Path.cwd()), os.environ, (0, 1, 2))
        sys.exit(code if code >= 0 else 128 - code)
    _serve(place)


if __name__ == "__main__":
    _main(*sys.argv[1:])
