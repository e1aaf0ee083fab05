"""``SELECT *`` with the variables in the order of the query; the engine puts them in that of the alphabet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOKEN: Final = re.compile(
    r"""
    "{3}(?:[^"\\]|\\.|"{1,2}+(?!"))*+"{3} | '{3}(?:[^'\\]|\\.|'{1,2}+(?!'))*+'{3}
  | "(?:[^"\\\n\r]|\\.)*+"? | '(?:[^'\\\n\r]|\\.)*+'?
  | <[^<>"{}|^`\\\s]*+>
  | \#[^\n\r]*+
  | [?$](?P<variable>\w++)
  | (?P<word>[\w-]++)(?::\S*+)?
  | (?P<star>\*)
  | (?P<open>\{)
  | .
    """,
    re.VERBOSE | re.DOTALL,
)
"""No character is read a second time."""
_BETWEEN: Final = frozenset({"distinct", "reduced"})


def in_order_of_query(query: str, variables: Iterable[str]) -> str:
    """Return a query that names the variables of its ``SELECT *`` as they come in it; without a star, the query itself.

    >>> in_order_of_query("SELECT DISTINCT * { ?z ?a 'SELECT ?m' . ?z ?a ?m }", ["a", "m", "z"])
    "SELECT DISTINCT  ?z ?a ?m  { ?z ?a 'SELECT ?m' . ?z ?a ?m }"
    >>> in_order_of_query("SELECT ?z { { SELECT * { ?z ?a ?m } } }", ["z"])
    'SELECT ?z { { SELECT * { ?z ?a ?m } } }'
    """
    star, known = star_of(query), dict.fromkeys(variables)
    if star is None or not known:
        return query
    found = (match["variable"] for match in _TOKEN.finditer(query, star + 1) if match["variable"])
    ordered = dict.fromkeys(name for name in found if name in known) | known
    return f"{query[:star]} {' '.join(f'?{name}' for name in ordered)} {query[star + 1 :]}"


def star_of(query: str) -> int | None:
    """Return where the star of the outermost SELECT stands."""
    selecting = False
    for match in _TOKEN.finditer(query):
        word = match["word"]
        if match["open"] or match["variable"]:
            return None
        if match["star"]:
            return match.start() if selecting else None
        if word and ":" not in match[0]:
            selecting = word.lower() == "select" or (selecting and word.lower() in _BETWEEN)
    return None
