"""Spellings of one name: what counts as the same, and how alike two names are."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher

_OPENING = "([{〔【［｛（﹝「〈《"
_CLOSING = ")]}〕】］｝）﹞」〉》"
_SAME = str.maketrans(
    {
        **dict.fromkeys(_OPENING, "("),
        **dict.fromkeys(_CLOSING, ")"),
        **dict.fromkeys("‘’`´ʼ", "'"),
    }
)

# The start that tells only the province, and the last character that tells only the rank: neither tells who it is.
_PROVINCE = ("四川省人民政府", "四川省政府", "四川省", "四川", "省政府", "省")
_RANK = "厅局委部办"

_CONTAINED = 0.6  # the least likeness of a name that contains what was asked for
_SHORTEST_PART = 2  # one character alone is contained in too many names


def fold(name: str) -> str:
    """Give the form in which two spellings of one name are equal.

    Width, the kind of bracket, spaces, invisible characters and case do not count. Folding twice changes nothing.

    >>> fold("各市（州） 人民政府") == fold("各市(州)人民政府") == fold("各市〔州〕人民政府")
    True
    >>> fold("Ｓichuan　DRC")
    'sichuandrc'
    """
    folded = _fold_once(name)
    while (again := _fold_once(folded)) != folded:
        folded = again
    return folded


def likeness(asked: str, name: str) -> float:
    """Give how alike two folded names are, from 0 to 1.

    The whole names and their cores (without 省 in front and 厅 or 局 at the end) count alike, so that 省水利厅 is not
    taken for 省民政厅 because of the two characters that all of them share.

    >>> likeness("卫建委", "卫健委") > likeness("卫建委", "住建厅")
    True
    >>> likeness("应急厅", "应急厅")
    1.0
    """
    score = (_ratio(asked, name) + _ratio(_core(asked), _core(name))) / 2
    if len(asked) >= _SHORTEST_PART and asked in name:
        score = max(score, _CONTAINED + (1 - _CONTAINED) * len(asked) / len(name))
    return score


def _fold_once(name: str) -> str:
    """Fold once; the result may need another pass where folding case made a new combination."""
    wide = unicodedata.normalize("NFKC", name).casefold().translate(_SAME)
    return "".join(one for one in wide if not one.isspace() and unicodedata.category(one) not in {"Cf", "Cc"})


def _core(name: str) -> str:
    """Leave out what most names share, unless nothing would be left."""
    for start in _PROVINCE:
        if name.startswith(start) and len(name) > len(start) + 1:
            name = name[len(start) :]
            break
    return name[:-1] if len(name) > 1 and name[-1] in _RANK else name


def _ratio(left: str, right: str) -> float:
    """Give difflib's ratio, which counts the characters that two strings share in order."""
    return SequenceMatcher(None, left, right, autojunk=False).ratio()
