"""What was measured, how a process is measured, and how figures are printed."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.resources import shipped

PRESENT = "2026-01-01"


@dataclass(frozen=True)
class Measure:
    """What was measured: seconds, one for each time; the median must stay under ``target``.

    ``size`` is how many rows an answer has, or how many quads a store. ``most`` is how many times as long as the first
    measure of its table it may take at the median.
    """

    name: str
    seconds: list[float]
    size: int
    target: float | None = None
    most: float | None = None

    @property
    def median(self) -> float:
        """Give the middle one."""
        return statistics.median(self.seconds)


def environment(store: Path, data: Path | None = None) -> dict[str, str]:
    """Give the settings of every process that is measured, and no others."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ZHIZE_")}
    return {**clean, "ZHIZE_STORE": str(store), "ZHIZE_PRESENT": PRESENT, "ZHIZE_DATA": str(data or shipped("data"))}


def timed(arguments: list[str | Path], env: Mapping[str, str]) -> float:
    """Run `zhize` as a process from start to end, and give the seconds that took."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "api.cli", *map(str, arguments)], env=env, check=True, capture_output=True)
    return time.perf_counter() - began


def missed(measures: list[Measure]) -> list[str]:
    """Say which measures of a table miss what they must stay under."""
    told = []
    for one in measures:
        ratio = one.median / measures[0].median
        if one.target is not None and one.median > one.target:
            told.append(f"Missed: {one.name} took {unit(one.median)}, its target is {unit(one.target)}.")
        if one.most is not None and ratio > one.most:
            told.append(f"Missed: {one.name} took {ratio:.1f} times as long, its target is {one.most:.1f}.")
    return told


def show(measures: list[Measure]) -> None:
    """Print one line a measure, each with its ratio to the first."""
    print(f"{'':42}{'median':>11}{'fastest':>11}{'times':>7}{'ratio':>9}{'size':>8}{'target':>11}")
    for one in measures:
        ratio = one.median / measures[0].median
        target = f"< {unit(one.target)}" if one.target is not None else ""
        target = f"< {one.most:.1f}×" if one.most is not None else target
        print(
            f"{one.name:42}{unit(one.median):>11}{unit(min(one.seconds)):>11}{len(one.seconds):>7}"
            f"{ratio:>8.1f}×{one.size:>8}{target:>11}"
        )


def interval(seconds: list[float]) -> str:
    """Give the median in milliseconds, with the interval that holds it in 95 of 100 cases.

    >>> interval([n / 1000 for n in range(1, 41)])
    '20.50 (14.00–27.00)'
    """
    ordered, half = sorted(seconds), round(0.98 * len(seconds) ** 0.5)
    middle = len(ordered) // 2
    low, high = ordered[max(0, middle - half)], ordered[min(len(ordered) - 1, middle + half)]
    return f"{statistics.median(ordered) * 1000:.2f} ({low * 1000:.2f}–{high * 1000:.2f})"


def unit(seconds: float) -> str:
    """Give seconds as a person reads them.

    >>> unit(2.5), unit(0.00032)
    ('2.50 s', '0.320 ms')
    """
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.3f} ms"
