"""Names inside a clause: where 和 joins two bodies and where it stands inside one name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.parsing.clauses.lexicon import (
    BODY_SUFFIX,
    CLASS,
    CONNECTORS,
    OPEN_ALONE,
    OPENING,
    PAIRS,
    PLACE,
    PLACE_GOVERNMENT,
    local_at,
)
from kg.parsing.clauses.model import PartKind
from kg.reading.folding import fold_spaces

Known = Callable[[str], bool]
"""Returns whether the register knows a name."""

LONGEST_BRACKET = 1_000
"""A bracket that is not closed within this many characters counts as never closed."""
LONGEST_NAME = 40
"""A run of more characters than this is no name."""
_LONGEST_RUN = 200  # with stray spaces, as far as it is worth looking
_BRACKETED = re.compile(r"[（〔［\[][^（）〔〕［］\[\]]*[）〕］\]]")
_ROLE_WORD = re.compile(r"牵头|参加|参与|配合|协助|负责|会同")
"""A name that holds one of these is two names with a stop lost between them, or no name."""
_OF_ROLE_WORDS = frozenset("牵头参加与配合协助同办主负责落实施推进承担执行")
_NAME = re.compile(r"[\u4e00-\u9fff0-9A-Za-z〇·（）〔〕［］\[\]、，“”—-]{2,}")


def without_brackets(name: str) -> str:
    """Drop bracketed additions: 省市场监管局（省知识产权局） → 省市场监管局."""
    return _BRACKETED.sub("", name)


def name_kind(name: str, known: Known) -> PartKind | None:
    """Return what a run of characters names; ``None`` when it is not certainly a name.

    >>> name_kind("省数据局", lambda name: False)
    <PartKind.BODY: 'body'>
    >>> name_kind("省妇联叁加", lambda name: False) is None
    True
    """
    if len(name) > _LONGEST_RUN:
        return None
    name = fold_spaces(name)
    if known(name):
        local = PLACE_GOVERNMENT.fullmatch(name) or PLACE.fullmatch(name) or local_at(name, 0) == len(name)
        return PartKind.LOCAL if local else PartKind.BODY
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name) or not _brackets_close(name):
        return None
    base = without_brackets(name)
    if CLASS.fullmatch(name):
        return PartKind.CLASS
    if _ROLE_WORD.search(base) or OPEN_ALONE.fullmatch(name):
        return None
    if local_at(name, 0) == len(name) or PLACE_GOVERNMENT.fullmatch(base) or PLACE.fullmatch(base):
        return PartKind.LOCAL
    return PartKind.BODY if len(base) > 1 and (known(base) or BODY_SUFFIX.search(base)) else None


def _brackets_close(name: str) -> bool:
    """Return whether every bracket in a name has its partner."""
    left = re.sub(r"[^（）〔〕［］\[\]]", "", name)
    while (shorter := _BRACKETED.sub("", left)) != left:
        left = shorter
    return not left


def leading_name(text: str, known: Known) -> int | None:
    """Return where a name ends that stands at the beginning of words that can't be read; ``None`` when none does.

    >>> "财政厅参如"[leading_name("财政厅参如", lambda name: False) :]
    '参如'
    >>> leading_name("省民政斤", lambda name: False) is None
    True
    """
    longest = min(len(text) - 1, LONGEST_NAME)
    return next((end for end in range(longest, 1, -1) if name_kind(text[:end], known) is not None), None)


def names_within(text: str, known: Known) -> list[str]:
    """Return the names that the register knows in a run of characters, the longest first where several begin at one.

    >>> names_within("民政厅或财政厅", {"民政", "民政厅", "财政厅"}.__contains__)
    ['民政厅', '财政厅']
    """
    found, start = [], 0
    while start < len(text):
        ends = range(min(len(text), start + LONGEST_NAME), start + 1, -1)
        end = next((end for end in ends if known(text[start:end])), None)
        if end is not None:
            found.append(text[start:end])
        start = end or start + 1
    return found


def may_hide_verb(text: str, known: Known) -> bool:
    """Return whether words that can't be read may be more than a misspelt name: they may end in a misspelt verb.

    >>> [may_hide_verb(words, lambda name: False) for words in ("财政厅参如", "财政厅叄茄", "省民政斤")]
    [True, True, False]
    """
    if len(text) > LONGEST_NAME or not _OF_ROLE_WORDS.isdisjoint(text):
        return True
    return leading_name(text, known) is not None


def bracket_end(text: str, start: int) -> int | None:
    """Return the position after the bracket that closes the one at ``start``; ``None`` when it stays open."""
    stack: list[str] = []
    for index in range(start, min(len(text), start + LONGEST_BRACKET)):
        character = text[index]
        if character in OPENING:
            stack.append(PAIRS[character])
        elif stack and character == stack[-1]:
            stack.pop()
            if not stack:
                return index + 1
    return None


def split_names(text: str, known: Known) -> Iterator[tuple[int, int, bool]]:
    """Cut a run into names and the words that join them: ``(start, end, is_name)`` in order, nothing left out.

    A joining word divides only where a whole name stands on both sides, and never inside brackets or inside a
    name that the register knows.

    >>> [("民政厅和省教育厅"[a:b], n) for a, b, n in split_names("民政厅和省教育厅", lambda name: False)]
    [('民政厅', True), ('和', False), ('省教育厅', True)]
    >>> [a for a, _, _ in split_names("经济和信息化厅", lambda name: False)]
    [0]
    """
    start = 0
    while (cut := _first_cut(text, start, known)) is not None:
        yield start, cut[0], True
        yield cut[0], cut[1], False
        start = cut[1]
    yield start, len(text), True


def _first_cut(text: str, start: int, known: Known) -> tuple[int, int] | None:
    if len(text) - start <= _LONGEST_RUN and known(fold_spaces(text[start:])):
        return None
    for at, connector in _connectors(text, start):
        after = at + len(connector)
        if name_kind(text[start:at], known) is not None and _opens_with_name(text[after:], known):
            return at, after
    return None


def _opens_with_name(text: str, known: Known) -> bool:
    if name_kind(text, known) is not None:
        return True
    return any(name_kind(text[:at], known) is not None for at, _ in _connectors(text, 0))


def _connectors(text: str, start: int) -> Iterator[tuple[int, str]]:
    index = start
    while index < len(text):
        if text[index] in OPENING:
            index = bracket_end(text, index) or len(text)
            continue
        connector = next((word for word in CONNECTORS if text.startswith(word, index)), None)
        if connector is not None and index > start:
            yield index, connector
            index += len(connector)
        else:
            index += 1
