"""Characters that would steer what shows them, or turn the writing round them, written as what they are."""

from __future__ import annotations

import re
from typing import Final

_STEERING: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def visible(words: str, mark: str = "<U+{:04X}>") -> str:
    r"""Write by their code points the characters that would steer a terminal or turn the direction of the text.

    Line feeds and tabs stay. ``mark`` is how a code point is written. What a program reads is never written so.

    >>> visible("\x1b[31m\u202e民政厅\r\n")
    '<U+001B>[31m<U+202E>民政厅\n'
    """
    if not _STEERING.search(words):
        return words
    return _STEERING.sub(lambda found: mark.format(ord(found[0])), words.replace("\r\n", "\n"))
