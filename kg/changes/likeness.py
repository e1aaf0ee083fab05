"""How alike two stretches of words are, and how much of one stands in the other.

Likeness is the share of characters in common, in order. It counts the longest common subsequence, so that of a text of
which a third is written anew two thirds stay alike, wherever the new words stand;
:func:`kg.linking.wording_differences.likeness` follows the longest blocks instead, which tells better where two
clauses differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache


def common(one: str, other: str) -> int:
    """Count the characters of the longest common subsequence.

    Bit-parallel (Hyyrö 2004): a bit of ``row`` is cleared for each character of ``one`` that is matched.

    >>> common("招收2—3岁的幼儿", "招收2至3岁的幼儿")
    8
    """
    places = _places(one)
    everything = row = (1 << len(one)) - 1
    for character in other:
        if matching := row & places.get(character, 0):
            row = ((row + matching) | (row - matching)) & everything
    return len(one) - row.bit_count()


@lru_cache(maxsize=4_096)
def _places(text: str) -> Mapping[str, int]:
    """Give the places of each character as bits."""
    places: dict[str, int] = {}
    for index, character in enumerate(text):
        places[character] = places.get(character, 0) | 1 << index
    return places


@lru_cache(maxsize=16_384)
def likeness(one: str, other: str) -> float:
    """Tell how alike two texts are, from 0 to 1; the empty text is like nothing but itself.

    >>> likeness("建设养老院", "建设养老院"), likeness("建设养老院", "建设敬老院"), likeness("", "建设")
    (1.0, 0.8, 0.0)
    """
    if one == other:
        return 1.0
    return 2 * common(one, other) / (len(one) + len(other))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Tell how much two sets have in common, from 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 1.0


def contained(part: str, wholes: Iterable[str]) -> float:
    """Tell which share of a text, taken by neighbouring characters, stands in others.

    >>> contained("建设养老院", ["支持社会力量建设养老院", "培训护理员"])
    1.0
    """
    pairs = _pairs(part)
    found = frozenset[str]().union(*(_pairs(whole) for whole in wholes))
    return len(pairs & found) / len(pairs) if pairs else 0.0


@lru_cache(maxsize=4_096)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[index : index + 2] for index in range(len(text) - 1))
