"""The best pairing of two rows of things: each at most once, so that the gains of all pairs add up to the most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import inf

Gains = Mapping[tuple[int, int], int]


def best_assignment(gains: Gains) -> dict[int, int]:
    """Pair rows with columns; ``gains`` holds every pair that may be, with what it adds (above zero).

    Rows and columns that no chain of possible pairs connects are paired apart from each other, so the cost follows the
    largest such group, not the whole. The same gains give the same pairs.

    >>> best_assignment({(0, 0): 9, (0, 1): 8, (1, 0): 7})
    {0: 1, 1: 0}
    >>> best_assignment({(0, 0): 9, (0, 1): 3, (1, 0): 3})
    {0: 0}
    """
    found: dict[int, int] = {}
    for rows, columns in _groups(gains):
        if len(rows) <= len(columns):
            pairs = _solve([[gains.get((row, column), 0) for column in columns] for row in rows])
            paired = [(rows[i], columns[j]) for i, j in pairs]
        else:
            pairs = _solve([[gains.get((row, column), 0) for row in rows] for column in columns])
            paired = [(rows[i], columns[j]) for j, i in pairs]
        found.update(pair for pair in paired if gains.get(pair, 0) > 0)
    return dict(sorted(found.items()))


def _groups(gains: Gains) -> Iterator[tuple[list[int], list[int]]]:
    """Divide rows and columns into groups that no possible pair connects."""
    of_row: dict[int, list[int]] = defaultdict(list)
    of_column: dict[int, list[int]] = defaultdict(list)
    for row, column in sorted(gains):
        of_row[row].append(column)
        of_column[column].append(row)
    seen: set[int] = set()
    for first in of_row:
        if first in seen:
            continue
        rows, columns = {first}, set[int]()
        ahead = [first]
        while ahead:
            fresh = set(of_row[ahead.pop()]) - columns
            columns |= fresh
            reached = {row for column in fresh for row in of_column[column]} - rows
            rows |= reached
            ahead.extend(sorted(reached))
        seen |= rows
        yield sorted(rows), sorted(columns)


def _solve(gains: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Pair every row with a column of its own for the greatest sum (Kuhn and Munkres, shortest augmenting paths).

    There are at least as many columns as rows. ``row_price`` and ``column_price`` are the potentials: no pair gains
    more than its two prices together, and a chosen one exactly as much. Column 0 stands for "not yet paired".
    """
    height, width = len(gains), len(gains[0])
    row_price, column_price = [0] * (height + 1), [0] * (width + 1)
    row_of = [0] * (width + 1)
    for row in range(1, height + 1):
        row_of[0], column = row, 0
        slack: list[float] = [inf] * (width + 1)
        before, settled = [0] * (width + 1), [False] * (width + 1)
        while row_of[column]:
            settled[column] = True
            current, nearest = row_of[column], 0
            for other in range(1, width + 1):
                if settled[other]:
                    continue
                cost = -gains[current - 1][other - 1] - row_price[current] - column_price[other]
                if cost < slack[other]:
                    slack[other], before[other] = cost, column
                if not nearest or slack[other] < slack[nearest]:
                    nearest = other
            step = int(slack[nearest])
            for other in range(width + 1):
                if settled[other]:
                    row_price[row_of[other]] += step
                    column_price[other] -= step
                else:
                    slack[other] -= step
            column = nearest
        while column:
            row_of[column], column = row_of[before[column]], before[column]
    return sorted((row_of[column] - 1, column - 1) for column in range(1, width + 1) if row_of[column])
