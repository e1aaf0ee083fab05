"""The table of assignments that was made by reading."""

import csv
from pathlib import Path
from typing import NamedTuple, TypeAlias

TABLE = Path(__file__).parents[1] / "gold" / "assignments.tsv"
Row: TypeAlias = tuple[int, str, int, str]


class Assignment(NamedTuple):
    """One line of the table."""

    number: int
    position: int
    role: str
    as_written: str
    means: str


def _read() -> tuple[Assignment, ...]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t")
    return tuple(
        Assignment(int(row["task"]), int(row["position"]), row["role"], row["as_written"], row["means"]) for row in rows
    )


GOLD = _read()


def rows_of(name: str) -> set[Row]:
    """Give number, role, position and words of every assignment of a body, by its usual name."""
    return {(row.number, row.role, row.position, row.as_written) for row in GOLD if row.means == name}
