r"""Read the escapes of a query's characters, ``\u0061`` and ``\U00000061``, as SPARQL 1.1 has them (section 19.2).

They may stand anywhere, and the engine reads them in strings and IRIs only. So they are read before it sees the query:
those of letters, digits, ``_``, ``-`` and of everything beyond ASCII, which mean the same wherever they stand. Those of
other signs are left to the engine, for they could end a string, or begin a comment.
"""

from __future__ import annotations

import re
from typing import Final

_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|.)")
_SURROGATES: Final = range(0xD800, 0xE000)


def read_escapes(text: str) -> str:
    r"""Return a query with the characters for their escapes.

    >>> print(read_escapes(r"SELECT ?\u0073 { ?s ?p 'a\u0062 \\u0063 \u0027' }"))
    SELECT ?s { ?s ?p 'ab \\u0063 \u0027' }
    """
    return _ESCAPE.sub(_read, text) if "\\" in text else text


def written_column(text: str, line: int, column: int) -> int:
    r"""Return the column, in a query as it is written, of one in the query as it is read; both begin with 1.

    >>> written_column(r"ASK { ?\u0073 ?p }", 1, 13)
    18
    """
    for match in _ESCAPE.finditer(text.split("\n")[line - 1]):
        if match.start() >= column - 1:
            break
        column += len(match[0]) - len(_read(match))
    return column


def _read(match: re.Match[str]) -> str:
    code = int(match[1] or match[2] or "0", 16)
    if code > 0x10FFFF or code in _SURROGATES:
        return match[0]
    character = chr(code)
    return character if code >= 0x80 or character.isalnum() or character in "_-" else match[0]
