"""Fold text: one form for spellings that mean the same. Nothing else in Zhize folds.

fold_width      one width of letters, digits and punctuation; the length stays, and with it every position
fold_marks      one width of letters, digits and punctuation alone, for what is shown as written
fold_brackets   one width and one sort of brackets; the length stays
fold_spaces     no white space
fold_wording    one width and no white space: the form in which wordings are compared
fold_name       one form of a name: width, brackets, white space, invisible characters and case do not count
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from kg.reading.character_forms import character_forms

_PUNCTUATION = dict(zip(",;:()!?", "，；：（）！？", strict=True)) | {"﹝": "〔", "﹞": "〕", "\uff0e": "."}
_PUNCTUATION |= {mark: mark for mark in "，；：（）！？"}
_PUNCTUATION |= dict(zip("､｡﹑﹐﹔﹕", "、。、，；：", strict=True))
_WIDE = {
    chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_RANGES = ((0xAD, 0xAD), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x2069), (0xFEFF, 0xFEFF))
_UNSEEN = {chr(code): " " for first, last in _RANGES for code in range(first, last + 1)}
"""Soft hyphen, zero-width and direction marks, word joiner, byte order mark."""
_MARKS: Final = str.maketrans(_PUNCTUATION | _WIDE | _UNSEEN)
_WIDTH: Final = str.maketrans(character_forms() | _PUNCTUATION | _WIDE | _UNSEEN)
_FORMS: Final = str.maketrans(character_forms())
_SQUARE: Final = str.maketrans("〔〕【】［］", "[][][]")

_OPENING = "([{〔【［｛（﹝「〈《"
_CLOSING = ")]}〕】］｝）﹞」〉》"
_IN_NAMES: Final = str.maketrans(
    {
        **dict.fromkeys(_OPENING, "("),
        **dict.fromkeys(_CLOSING, ")"),
        **dict.fromkeys("‘’`´ʼ", "'"),
    }
)
_MOST_MARKS: Final = 30
_SHORT: Final = 64
"""Characters of a name whose folding is worth keeping."""
_JOINER: Final = "\u034f"


def fold_marks(text: str) -> str:
    """Return punctuation, letters and digits in one width, and the characters of words as they are written.

    >>> fold_marks("優化(試行)")
    '優化（試行）'
    """
    return text.translate(_MARKS)


def fold_compatible(text: str) -> str:
    """Return text in its compatibility form (NFKC), whose length may differ: ㈠ is (一).

    >>> fold_compatible("㈠　Ａ")
    '(一) A'
    """
    return unicodedata.normalize("NFKC", text)


def fold_width(text: str) -> str:
    """Return text in one width and one form of each character, character for character.

    Radicals from fonts of PDF files and traditional characters become the usual ones of simplified text. Characters
    that cannot be seen become spaces. The length never changes, so positions stay true.

    >>> fold_width("省妇联参加;Ａ(州),２０２５年")
    '省妇联参加；A（州），2025年'
    >>> fold_width("⺠政廳")
    '民政厅'
    """
    return text.translate(_WIDTH)


def fold_brackets(text: str) -> str:
    """Return text in one width and with one sort of brackets, as a search compares it; the length stays.

    >>> fold_brackets("川办发〔2021〕57号") == fold_brackets("川办发[2021]57号") == fold_brackets("川办发【2021】57号")
    True
    """
    return fold_width(text).translate(_SQUARE)


def fold_spaces(text: str) -> str:
    r"""Return text without its white space: where a line or a page breaks is no part of the words.

    >>> fold_spaces("省 卫生\n健康委")
    '省卫生健康委'
    """
    return "".join(text.split())


def fold_wording(text: str) -> str:
    """Return text as wordings are compared: one width, no white space.

    >>> fold_wording("招收 2 岁,")
    '招收2岁，'
    """
    return fold_spaces(fold_width(text))


def fold_name(name: str) -> str:
    """Return the form in which two spellings of one name are equal.

    Width, the kind of bracket, spaces, invisible characters and case do not count. Folding twice changes nothing.

    >>> fold_name("各市（州） 人民政府") == fold_name("各市(州)人民政府") == fold_name("各市〔州〕人民政府")
    True
    >>> fold_name("Ｓichuan　DRC")
    'sichuandrc'
    """
    return _fold_short_name(name) if len(name) <= _SHORT else _fold_name_wholly(name)


@lru_cache(maxsize=8_192)
def _fold_short_name(name: str) -> str:
    """Fold a name of usual length; a plan asks for the same ones again and again."""
    return _fold_name_wholly(name)


def _fold_name_wholly(name: str) -> str:
    folded = _fold_name_once(name)
    while (again := _fold_name_once(folded)) != folded:
        folded = again
    return folded


def _fold_name_once(name: str) -> str:
    """Fold once; the result may need another pass where folding case made a new combination."""
    wide = unicodedata.normalize("NFKC", _broken_up(name.translate(_FORMS))).casefold().translate(_IN_NAMES)
    return "".join(one for one in wide if not one.isspace() and unicodedata.category(one) not in {"Cf", "Cc"})


def _broken_up(name: str) -> str:
    """Return a name with a joiner between marks where more follow one another than any language has (UAX #15, D4).

    Putting marks in order takes a time that grows with the square of how many there are.
    """
    if len(name) <= _MOST_MARKS:
        return name
    pieces: list[str] = []
    run = 0
    for one in name:
        run = run + 1 if unicodedata.combining(one) else 0
        if run > _MOST_MARKS:
            pieces.append(_JOINER)
            run = 1
        pieces.append(one)
    return "".join(pieces)
