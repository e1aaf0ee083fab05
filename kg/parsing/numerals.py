"""Numbers as the documents write them: full-width digits and Chinese numerals."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.reading.folding import fold_width

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_ZEROS = frozenset(character for character, value in _DIGITS.items() if value == 0)
_LONGEST = 9
_YEAR = 4
_WRITTEN_IN_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_UNITS = {"十": 10, "百": 100, "千": 1000}


def is_digit(character: str) -> bool:
    """Return whether a character is a digit, of any script or in Chinese."""
    return character.isdigit() or character in _DIGITS


def year_number(text: str) -> int | None:
    """Read a year in four digits, Arabic or Chinese; ``None`` when it is none.

    >>> [year_number(word) for word in ("2022", "二〇二二", "20二2", "202")]
    [2022, 2022, None, None]
    """
    if len(text) != _YEAR or not ((text.isascii() and text.isdigit()) or all(map(_DIGITS.__contains__, text))):
        return None
    return int("".join(str(_DIGITS.get(character, character)) for character in text))


def chinese_number(text: str) -> int | None:
    """Read a whole number in Chinese numerals or digits; ``None`` when it is none, or not a well-formed one.

    >>> [chinese_number(word) for word in ("七", "十", "二十二", "一百零五", "12", "五五", "一百五", "拾")]
    [7, 10, 22, 105, 12, None, None, None]
    """
    text = fold_width(text)
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= _LONGEST else None
    if text in _DIGITS:
        return _DIGITS[text]
    total, digit, unit, after_zero = 0, 0, 10_000, False
    for character in text:
        if (value := _DIGITS.get(character)) is not None:
            if digit or (after_zero and not value):
                return None
            digit, after_zero = value, not value
        elif _UNITS.get(character, unit) < unit and (digit or not after_zero):
            unit = _UNITS[character]
            total, digit, after_zero = total + (digit or 1) * unit, 0, False
        else:
            return None
    last_place = unit == _UNITS["十"] or text[-2:-1] in _ZEROS
    return total + digit if (digit and last_place) or (total and not digit and not after_zero) else None


def chinese_decimal(text: str) -> Decimal | None:
    """Read a number that may have a fraction, in Chinese numerals or digits; ``None`` when it is none.

    >>> [str(chinese_decimal(word)) for word in ("五十五", "零点五", "99.5", "五点", "五O")]
    ['55', '0.5', '99.5', 'None', 'None']
    """
    text = fold_width(text)
    if _WRITTEN_IN_DIGITS.fullmatch(text):
        return Decimal(text)
    words, point, fraction = text.partition("点")
    whole = chinese_number(words)
    digits = "".join(str(_DIGITS.get(character, "")) for character in fraction)
    if whole is None or len(digits) < max(len(fraction), len(point)):
        return None
    return Decimal(f"{whole}.{digits}" if digits else whole)
