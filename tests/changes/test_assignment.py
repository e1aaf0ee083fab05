"""The best pairing against all pairings, and likeness against its definition."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from kg.changes.optimal_pairing import Gains, best_assignment
from kg.likeness import common_subsequence, contained, sequence_likeness

PAIRS = st.tuples(st.integers(0, 5), st.integers(0, 5))
GAINS = st.dictionaries(PAIRS, st.one_of(st.integers(1, 4), st.integers(1, 10**15)), max_size=24)
WORDS = st.text("养老托育服务", max_size=12)


def best_of_all(gains: Gains) -> int:
    @cache
    def best(row: int, used: frozenset[int]) -> int:
        if row > 5:
            return 0
        with_it = [
            gain + best(row + 1, used | {column})
            for (other, column), gain in gains.items()
            if other == row and column not in used
        ]
        return max([best(row + 1, used), *with_it])

    return best(0, frozenset())


@given(GAINS)
def test_no_pairing_gains_more(gains: Gains) -> None:
    found = best_assignment(gains)
    assert len(set(found.values())) == len(found)
    assert sum(gains[pair] for pair in found.items()) == best_of_all(gains)


@given(GAINS, st.randoms(use_true_random=False))
def test_the_order_of_the_gains_decides_nothing(gains: Gains, chance: object) -> None:
    pairs = list(gains.items())
    chance.shuffle(pairs)  # type: ignore[attr-defined]
    assert best_assignment(dict(pairs)) == best_assignment(gains)


def test_rows_that_nothing_connects_are_quick() -> None:
    gains = {(row, row + step): 1 + step for row in range(2_000) for step in (0, 1) if row % 2 == 0}
    assert len(best_assignment(gains)) == 1_000


@given(WORDS, WORDS)
def test_common_is_the_longest_common_subsequence(one: str, other: str) -> None:
    lengths = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            lengths[i + 1][j + 1] = lengths[i][j] + 1 if a == b else max(lengths[i][j + 1], lengths[i + 1][j])
    assert common_subsequence(one, other) == lengths[-1][-1]
    assert sequence_likeness(one, other) == sequence_likeness(other, one)
    assert (sequence_likeness(one, other) == 1.0) == (one == other)


@given(WORDS, WORDS, WORDS)
def test_a_part_is_contained_in_its_whole(before: str, part: str, after: str) -> None:
    assert contained(part, [before + part + after]) in {1.0, 0.0 if len(part) < 2 else 1.0}
