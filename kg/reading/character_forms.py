"""Other forms of one character: radicals from fonts of PDF files, compatibility forms, traditional characters.

Each maps to one character, so that a folded text has the length, and the positions, of the text itself.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

_RADICALS = (
    "⺁厂⺄乙⺒巳⺓幺⺗心⺛旡⺜日⺝月⺞歹⺟母⺠民⺧牛⺩王⺪疋⺫目⺬示⺮竹⺴网⺶羊⺷羊⺸羊⺻聿⺼肉⺽臼⻁虎⻄西⻅见⻆角⻇角⻉贝⻊足"
    "⻋车⻏邑⻑长⻓长⻔门⻕阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟⻳龟"
)
"""The radicals of the block CJK Radicals Supplement that stand for whole characters; NFKC leaves them as they are."""
_COMPATIBILITY = (
    (0x2F00, 0x2FD6),
    (0x3300, 0x33FF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF01, 0xFF5E),
    (0xFF65, 0xFF9F),
)
"""Where characters stand that NFKC maps to one other: Kangxi radicals, squared and vertical forms, full-width ones."""
_TRADITIONAL = Path(__file__).with_name("traditional_characters.txt")


@cache
def character_forms() -> dict[str, str]:
    """Return each other form with the usual character.

    >>> "".join(map(character_forms().get, "⼀⺠廳"))
    '一民厅'
    """
    forms = {}
    for first, last in _COMPATIBILITY:
        for character in map(chr, range(first, last + 1)):
            usual = unicodedata.normalize("NFKC", character)
            if len(usual) == 1 and usual != character:
                forms[character] = usual
    forms.update(zip(_RADICALS[::2], _RADICALS[1::2], strict=True))
    lines = _TRADITIONAL.read_text(encoding="utf-8").splitlines()
    forms.update((pair[0], pair[1]) for line in lines if not line.startswith("#") for pair in line.split())
    return forms
