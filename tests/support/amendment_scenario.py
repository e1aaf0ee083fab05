"""The six amendments, made one after the other by the command, and the expectations as they are written."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.support.command import Zhize

HERE = Path(__file__).parents[1] / "amendments"
DOCUMENT = "chuanbanfa-2021-57"
EXPECTED: dict[str, Any] = tomllib.loads((HERE / "expected.toml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = EXPECTED["step"]


@dataclass(frozen=True)
class Scenario:
    """The command with all six versions, what each amendment answered, and the graph after each."""

    zhize: Zhize
    answers: list[dict[str, Any]]
    graphs: list[bytes]


def play(zhize: Zhize) -> Scenario:
    """Make a data folder, build it, and amend it six times."""
    zhize.data("init", "data")
    zhize.data("build")
    answers, graphs = [], []
    for step in STEPS:
        answers.append(json.loads(zhize.data(*amend(step), "--yes", "--format", "json")))
        graphs.append(zhize.data("export", "--format", "nquads"))
    return Scenario(zhize, answers, graphs)


def amend(step: dict[str, Any]) -> list[str | Path]:
    """Give the call that makes one amendment."""
    options = ["--date", str(step["date"]), "--kind", step["kind"], "--basis", step["basis"]]
    return ["amend", DOCUMENT, HERE / "texts" / step["text"], *options]


def numbers(words: str) -> Iterator[int]:
    """Read ``7`` or ``7-9``."""
    first, _, last = words.strip().partition("-")
    yield from range(int(first), int(last or first) + 1)


def identities(step: dict[str, Any]) -> dict[int, int]:
    """Give the ids by printed numbers, as expected."""
    found: dict[int, int] = {}
    for piece in step["tasks"].split(","):
        printed, _, ids = piece.partition("=")
        found.update(zip(numbers(printed), numbers(ids), strict=True))
    return found


def changes(step: dict[str, Any]) -> set[str]:
    """Give the lines about the changes, as expected, those of the renumbering one by one."""
    lines = {_plain(line) for line in step["changes"]}
    for run in step["renumbered"]:
        ids, _, shift = run.partition(":")
        before, _, after = shift.partition(">")
        rows = zip(numbers(ids), numbers(before), numbers(after), strict=True)
        lines |= {_plain(f"task-renumbered task {id_}, {was} > {is_}") for id_, was, is_ in rows}
    return lines


def told(change: dict[str, Any], expected: set[str]) -> str:
    """Write a change as the expectations do; whether the values are told is for the expectation to say."""
    line = f"{change['kind']} {change['part']} {change['id']}"
    if change["organization"]:
        roles = f"{' '.join(change['roles_before'])} > {' '.join(change['roles_after'])}"
        line += f" {change['organization']}: {roles}"
    if change["derived_from"]:
        line += f" from {' '.join(map(str, change['derived_from']))}"
    values = f"{line}, {change['before'] or ''} > {change['after'] or ''}"
    return _plain(line) if _plain(line) in expected else _plain(values)


def findings(found: list[dict[str, Any]], status: str) -> list[str]:
    """Write the findings of a status as the expectations do."""
    chosen = [item for item in found if item["status"] == status]
    return sorted(" ".join([item["rule"], *([str(item["task"])] if item["task"] else [])]) for item in chosen)


def day_before(day: date) -> str:
    """Give the day before."""
    return date.fromordinal(day.toordinal() - 1).isoformat()


def _plain(line: str) -> str:
    return re.sub(r"\s+", "", line)
