"""End a script at a chosen moment. A moment is an event of the run itself, never a time, so that it can be repeated.

::

    Victim(script, store).measure(…)  ──▶ how many events of each kind a whole run has
    moments(…)                        ──▶ Moment("writing", 23), Moment("byte", 81920), …
    Victim(script, store).run_until(moment, …)

The tests import this; it also is the program that runs the script and waits for the moment.
"""

from __future__ import annotations

import json
import os
import random
import runpy
import secrets
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

KINDS = ("anywhere", "writing", "writing", "byte")
"""In turn; what happens while the store is written is the dangerous half.

* ``anywhere``: the n-th thing that the interpreter audits (an import, a file opened, an object looked at).
* ``writing``: the n-th audited thing after the store was first touched (a file opened, renamed, removed).
* ``byte``: any file reaches its n-th byte; so the engine, which audits nothing, is stopped in mid-file.
"""


class Moment(NamedTuple):
    """The event of this kind and number, counted from 1, and the signal that comes then."""

    kind: str
    number: int
    signal: str = "SIGKILL"


class Victim:
    """A script in a process of its own that works on a store; ``process`` is how to start it."""

    def __init__(self, script: Path, store: Path, *, cwd: Path, env: Mapping[str, str] | None = None) -> None:
        self.script, self.store, self.cwd, self.env = script, store, cwd, env

    def measure(self, *arguments: str) -> Counter[str]:
        """Run the script to its end, and tell how many events of each kind a run may have."""
        before = {path.stat().st_ino for path in self.store.rglob("*")}
        finished = self._run(Moment("never", 0), *arguments)
        assert finished.returncode == 0, finished.stderr.decode()
        counted = Counter(json.loads(finished.stdout))
        counted["writing"] *= 2  # what was left by the killed run before is removed first
        after = (path.stat() for path in self.store.rglob("*"))
        counted["byte"] = max(file.st_size for file in after if file.st_ino not in before) - 1
        return counted

    def run_until(self, moment: Moment, *arguments: str) -> bool:
        """Run the script until the moment; tell whether it died then. It may have ended before."""
        code = self._run(moment, *arguments).returncode
        assert code in {0, -signal.SIGKILL, -signal.SIGXFSZ}, code
        return code != 0

    def interrupt(self, moment: Moment, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Run the script, press Ctrl-C at the moment, and give what came of it."""
        return self._run(moment._replace(signal="SIGINT"), *arguments)

    def _run(self, moment: Moment, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        settings = json.dumps([moment, str(self.store)])
        command = [sys.executable, "-P", __file__, settings, str(self.script), *arguments]
        return subprocess.run(command, cwd=self.cwd, env=self.env, capture_output=True, check=False)


def moments(events: Mapping[str, int], count: int) -> Iterator[Moment]:
    """Draw moments, other ones each time; a test that fails shows with which seed to draw them again."""
    seed = secrets.randbits(32)
    sys.stdout.write(f"random.Random({seed})\n")
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        yield Moment(kind, chance.randint(1, events[kind]))


class Watch:
    """An audit hook that counts what the interpreter audits, and sends this process the signal at the moment."""

    def __init__(self, moment: Moment, store: str) -> None:
        self.moment, self.store = moment, store
        self.counted = Counter({"anywhere": 0, "writing": 0})

    def __call__(self, _event: str, arguments: tuple[object, ...]) -> None:
        self._count("anywhere")
        if self.counted["writing"] or any(self.store in str(one) for one in arguments if isinstance(one, str | Path)):
            if not self.counted["writing"] and self.moment.kind == "byte":
                _limit_files(self.moment.number)
            self._count("writing")

    def _count(self, kind: str) -> None:
        self.counted[kind] += 1
        if self.moment[:2] == (kind, self.counted[kind]):
            os.kill(os.getpid(), signal.Signals[self.moment.signal])


def _limit_files(size: int) -> None:
    """Have the system end this process when it would write a file beyond this size."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _main(settings: str, script: str, *arguments: str) -> None:
    sys.argv = [script, *arguments]
    sys.dont_write_bytecode = True  # else half a file stays beside a module
    moment, store = json.loads(settings)
    watch = Watch(Moment(*moment), store)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # who starts tests in the background has it ignored
    sys.addaudithook(watch)
    try:
        runpy.run_path(script, run_name="__main__")
    finally:
        if watch.moment.kind == "never":
            json.dump(watch.counted, sys.stdout)


if __name__ == "__main__":
    _main(*sys.argv[1:])
