"""How alike two texts or names are, and where they differ. Nothing else in Zhize compares texts for likeness.

name_likeness       two names of bodies: the whole and the core, which is what tells a body from others
sequence_likeness   two texts, by their longest common subsequence: of a text of which a third is written anew two
thirds stay alike, wherever the new words stand
block_likeness      two wordings, by their longest common blocks, which tell better where two clauses differ
overlap             two sets
contained           how much of a text stands in others
nearest             the words of a list that are likest
aligned, edits      where two sequences agree and differ
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

# The start that tells only the province, and the last character that tells only the rank: neither tells who it is.
_PROVINCE = ("四川省人民政府", "四川省政府", "四川省", "四川", "省政府", "省")
_RANK = "厅局委部办"

_CONTAINED = 0.6  # the least likeness of a name that contains what was asked for
_SHORTEST_PART = 2  # one character alone is contained in too many names


def name_likeness(wanted: str, name: str) -> float:
    """Return how alike two folded names are, from 0 to 1.

    The whole names and their cores (without 省 in front and 厅 or 局 at the end) count alike, so that 省水利厅 is not
    taken for 省民政厅 because of the two characters that all of them share.

    >>> name_likeness("卫建委", "卫健委") > name_likeness("卫建委", "住建厅")
    True
    >>> name_likeness("应急厅", "应急厅")
    1.0
    """
    score = (_block_ratio(wanted, name) + _block_ratio(_core(wanted), _core(name))) / 2
    if len(wanted) >= _SHORTEST_PART and wanted in name:
        score = max(score, _CONTAINED + (1 - _CONTAINED) * len(wanted) / len(name))
    return score


def _core(name: str) -> str:
    """Return a name without what most names share, unless nothing would be left."""
    for start in _PROVINCE:
        if name.startswith(start) and len(name) > len(start) + 1:
            name = name[len(start) :]
            break
    return name[:-1] if len(name) > 1 and name[-1] in _RANK else name


@lru_cache(maxsize=16_384)
def sequence_likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1; the empty text is like nothing but itself.

    It is the share of characters in common, in order: twice the longest common subsequence over both lengths.

    >>> sequence_likeness("建设养老院", "建设养老院"), sequence_likeness("建设养老院", "建设敬老院")
    (1.0, 0.8)
    >>> sequence_likeness("", "建设")
    0.0
    """
    if one == other:
        return 1.0
    return 2 * common_subsequence(one, other) / (len(one) + len(other))


def common_subsequence(one: str, other: str) -> int:
    """Count the characters of the longest common subsequence.

    Bit-parallel (Hyyrö 2004): a bit of ``row`` is cleared for each character of ``one`` that is matched.

    >>> common_subsequence("招收2—3岁的幼儿", "招收2至3岁的幼儿")
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
    """Return the places of each character as bits."""
    places: dict[str, int] = {}
    for index, character in enumerate(text):
        places[character] = places.get(character, 0) | 1 << index
    return places


def block_likeness(one: str, other: str, least: float = 0.0) -> float:
    """Return how alike two wordings are, from 0 to 1 (the share of characters in common, in order).

    Wordings that have no two neighbouring characters in common are not alike at all. Where less than ``least`` is of
    no interest, what is certain to be less counts as 0, which is found much faster.

    >>> block_likeness("招收2—3岁的幼儿", "招收2至3岁的幼儿") > 0.8
    True
    >>> block_likeness("开展试点示范", "建设养老院")
    0.0
    """
    if one == other:
        return 1.0
    if _pairs(one).isdisjoint(_pairs(other)):
        return 0.0
    return _block_likeness(one, other, least)


@lru_cache(maxsize=32_768)
def _block_likeness(one: str, other: str, least: float) -> float:
    """Return how alike two wordings are; the versions of a document need the same ones again and again."""
    return 0.0 if _at_most(one, other) < least else _block_ratio(one, other)


def _block_ratio(one: str, other: str) -> float:
    """Return difflib's ratio, which counts the characters that two strings share in order."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _at_most(one: str, other: str) -> float:
    """Return a bound of the likeness: the share of characters in common, in any order."""
    theirs = _counts(other)
    common = sum(min(count, theirs.get(character, 0)) for character, count in _counts(one).items())
    return 2.0 * common / (len(one) + len(other))


@lru_cache(maxsize=4_096)
def _counts(text: str) -> Mapping[str, int]:
    """Count the characters."""
    return dict(Counter(text))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much two sets have in common, from 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 1.0


def contained(part: str, wholes: Iterable[str]) -> float:
    """Return which share of a text, taken by neighbouring characters, stands in others.

    >>> contained("建设养老院", ["支持社会力量建设养老院", "培训护理员"])
    1.0
    """
    pairs = _pairs(part)
    found = frozenset[str]().union(*(_pairs(whole) for whole in wholes))
    return len(pairs & found) / len(pairs) if pairs else 0.0


@lru_cache(maxsize=8_192)
def _pairs(text: str) -> frozenset[str]:
    """Return every two neighbouring characters."""
    return frozenset(text[index : index + 2] for index in range(len(text) - 1))


def nearest(word: str, words: Iterable[str], most: int = 3, least: float = 0.3) -> list[str]:
    """Return the words of a list that are like one, the likest first: at most ``most``, each at least ``least`` alike.

    >>> nearest("taks-of", ["tasks-of", "deadlines", "who-leads"], most=1)
    ['tasks-of']
    """
    return get_close_matches(word, list(words), n=most, cutoff=least)


def aligned(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Yield stretches that cover two sequences in order: whether ``one[i:j]`` equals ``other[k:m]``, and the bounds."""
    for tag, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        yield tag == "equal", i, j, k, m


def edits(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield where two sequences differ: ``one[i:j]`` became ``other[k:m]``, in order.

    >>> list(edits("民政部牵头", "民政厅牵头"))
    [(2, 3, 2, 3)]
    """
    for equal, i, j, k, m in aligned(one, other):
        if not equal:
            yield i, j, k, m
