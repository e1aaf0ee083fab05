"""Numbers as the documents write them: full-width digits and Chinese numerals."""

from __future__ import annotations

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_LONGEST = 9
_UNITS = {"十": 10, "百": 100, "千": 1000}


def fold(text: str) -> str:
    """Map half-width punctuation and full-width letters and digits to one form, character for character.

    The length never changes, so positions stay true.

    >>> fold("省妇联参加;Ａ(州),２０２５年")
    '省妇联参加；A（州），2025年'
    """
    return text.translate(_FOLD)


def chinese_number(text: str) -> int | None:
    """Read a whole number in Chinese numerals or digits; ``None`` when it is none.

    >>> [chinese_number(word) for word in ("七", "十", "二十二", "一百零五", "12", "拾")]
    [7, 10, 22, 105, 12, None]
    """
    text = fold(text)
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= _LONGEST else None
    total, digit = 0, None
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[character]
            digit = None
        else:
            return None
    return total + (digit or 0) if text else None


_PUNCTUATION = dict(zip(",;:()!?", "，；：（）！？", strict=True)) | {"﹝": "〔", "﹞": "〕", "\uff0e": "."}
_WIDE = {
    chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_FOLD = str.maketrans(_PUNCTUATION | _WIDE)
