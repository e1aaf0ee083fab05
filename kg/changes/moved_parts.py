"""Which parts moved: those that break the common order of two versions."""

from __future__ import annotations

from collections.abc import Sequence


def moved(before: Sequence[int], after: Sequence[int]) -> frozenset[int]:
    """Return the parts that moved between two orders: as few as explain the new order.

    Parts that only one order has do not count. Where several choices are equally few, the same one is taken looking
    back.

    >>> sorted(moved([1, 2, 3, 4, 5], [4, 1, 2, 3, 5]))
    [4]
    >>> moved([1, 2, 3], [1, 9, 3]) == moved([1, 2], [2, 1]) - {2}
    True
    """
    places = {part: place for place, part in enumerate(after)}
    common = [part for part in before if part in places]
    # longest[i]: so many parts, from the i-th on, stay in one order if the i-th is the first of them
    longest = [1] * len(common)
    for i in reversed(range(len(common))):
        later = (longest[j] for j in range(i + 1, len(common)) if places[common[j]] > places[common[i]])
        longest[i] = 1 + max(later, default=0)
    kept: list[int] = []
    for wanted in range(max(longest, default=0), 0, -1):
        at = common.index(kept[-1]) + 1 if kept else 0
        least = places[kept[-1]] if kept else -1
        kept.append(
            min(common[j] for j in range(at, len(common)) if longest[j] == wanted and places[common[j]] > least)
        )
    return frozenset(common) - frozenset(kept)
