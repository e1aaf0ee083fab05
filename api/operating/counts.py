"""Numbers for Prometheus: what is counted, how long things take, how much there is; of several processes the sum.

They are written in the text format 0.0.4. The processes of one server (``--workers``) write what they have counted into
a folder that they share, and whichever is asked adds it up; what a process that has ended had counted still counts.
"""

from __future__ import annotations

import asyncio
import json
import os
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from kg.files.atomic import write_whole

MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
SHARED: Final = "ZHIZE_SHARED_COUNTS"
"""The variable in which ``zhize serve`` tells its processes the folder that they share."""
SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""The upper bounds of the buckets of a duration."""
LATE: Final = 0.5
"""So many seconds the other processes may be behind."""

Kind: TypeAlias = Literal["counter", "gauge", "histogram"]
Labels: TypeAlias = tuple[tuple[str, str], ...]
Read: TypeAlias = "Callable[[], float | Mapping[Labels, float]]"


@dataclass(slots=True)
class _Family:
    """What has one name: its kind, what it is, and a number, or the numbers of buckets and the sum, for each label."""

    kind: Kind
    help: str
    values: dict[Labels, list[float]] = field(default_factory=dict)
    read: Read | None = None
    greatest: bool = False


class Metrics:
    r"""Count, and write what was counted. It belongs to one thread, that of the event loop.

    >>> counts = Metrics()
    >>> counts.declare("zhize_answers_total", "counter", "Answers.")
    >>> counts.add("zhize_answers_total", (("route", 'a"b'),))
    >>> print(counts.text(), end="")
    # HELP zhize_answers_total Answers.
    # TYPE zhize_answers_total counter
    zhize_answers_total{route="a\"b"} 1
    """

    def __init__(self, shared: Path | None = None) -> None:
        self._families: dict[str, _Family] = {}
        self._shared = shared
        self._due = False

    def declare(self, name: str, kind: Kind, help_: str) -> None:
        """Say what is counted under a name."""
        self._families[name] = _Family(kind, help_)

    def read(self, name: str, help_: str, read: Read, *, kind: Kind = "gauge", greatest: bool = False) -> None:
        """Have a number read when somebody asks, or one for each label; of processes the sum, or the greatest."""
        self._families[name] = _Family(kind, help_, read=read, greatest=greatest)

    def add(self, name: str, labels: Labels = (), by: float = 1.0) -> None:
        """Count one more."""
        values = self._families[name].values
        if labels in values:
            values[labels][0] += by
        else:
            values[labels] = [by]

    def observe(self, name: str, labels: Labels, seconds: float) -> None:
        """Count a duration."""
        values = self._families[name].values
        found = values.get(labels)
        if found is None:
            found = values[labels] = [0.0] * (len(SECONDS) + 2)
        found[bisect_left(SECONDS, seconds)] += 1
        found[-1] += seconds

    def share(self) -> None:
        """Let the other processes know, soon and not each time."""
        if self._shared is None or self._due:
            return
        self._due = True
        asyncio.get_running_loop().call_later(LATE, self._write)

    def text(self) -> str:
        """Write everything, with what the other processes have counted."""
        others = [] if self._shared is None else list(_others(self._shared))
        return "".join(f"{line}\n" for name in self._families for line in self._lines(name, others))

    def _write(self) -> None:
        self._due = False
        assert self._shared is not None  # noqa: S101 - share() has seen to it
        state = {name: [[labels, numbers] for labels, numbers in self._now(name).items()] for name in self._families}
        content = json.dumps(state).encode()
        asyncio.get_running_loop().run_in_executor(None, write_whole, self._shared / f"{os.getpid()}.json", content)

    def _now(self, name: str) -> Mapping[Labels, list[float]]:
        family = self._families[name]
        if family.read is None:
            return family.values
        found = family.read()
        return {(): [found]} if isinstance(found, (int, float)) else {one: [number] for one, number in found.items()}

    def _lines(self, name: str, others: Iterable[_Other]) -> Iterator[str]:
        family = self._families[name]
        values = {labels: list(numbers) for labels, numbers in self._now(name).items()}
        for other in others:
            if family.kind == "gauge" and not other.lives:
                continue
            for labels, numbers in other.values(name):
                mine = values.get(labels)
                if mine is None:
                    values[labels] = numbers
                elif family.greatest:
                    values[labels] = [max(mine[0], numbers[0])]
                else:
                    values[labels] = [one + another for one, another in zip(mine, numbers, strict=True)]
        yield f"# HELP {name} {family.help}"
        yield f"# TYPE {name} {family.kind}"
        for labels, numbers in sorted(values.items()):
            if family.kind == "histogram":
                yield from _histogram(name, labels, numbers)
            else:
                yield f"{name}{_written(labels)} {numbers[0]:.15g}"


@dataclass(frozen=True, slots=True)
class _Other:
    """What another process has counted, and whether it is still there."""

    state: Mapping[str, Any]
    lives: bool

    def values(self, name: str) -> Iterator[tuple[Labels, list[float]]]:
        """Yield its numbers under a name."""
        for labels, numbers in self.state.get(name, ()):
            yield tuple((key, value) for key, value in labels), list(numbers)


def _others(folder: Path) -> Iterator[_Other]:
    for file in sorted(folder.glob("*.json")):
        pid = int(file.stem)
        if pid != os.getpid():
            yield _Other(json.loads(file.read_bytes()), _lives(pid))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def _histogram(name: str, labels: Labels, numbers: list[float]) -> Iterator[str]:
    """Write the buckets of a duration, each with those below it, their number and their sum."""
    below = 0.0
    for bound, number in zip((*map(str, SECONDS), "+Inf"), numbers, strict=False):
        below += number
        yield f"{name}_bucket{_written((*labels, ('le', bound)))} {below:.15g}"
    yield f"{name}_sum{_written(labels)} {numbers[-1]:.9g}"
    yield f"{name}_count{_written(labels)} {below:.15g}"


def _written(labels: Labels) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{key}="{_escaped(value)}"' for key, value in labels) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
