"""Words that are a responsibility clause but for a slip: names that the register knows, and a verb that is misspelt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.parsing.clauses.lexicon import CONNECTORS, OPEN_AFTER_LIST
from kg.parsing.clauses.model import PartKind
from kg.parsing.clauses.names import LONGEST_NAME, Known
from kg.parsing.clauses.scanner import Lexeme, scan
from kg.reading.folding import fold_spaces

_VERBS = (
    "牵头",
    "负责",
    "参加",
    "参与",
    "配合",
    "协助",
    "落实",
    "牵头负责",
    "共同牵头",
    "共同负责",
    "分别负责",
    "分工负责",
)
_LONG_VERBS = ("按职责负责", "按职责分工负责", "按照职责分工负责")
_OTHER_WORDS = re.compile(
    r"牵[引线涉]|[带源龙]头|[职权问追免尽定履专]责|负[担面荷]|参[考照保股评赛展会公谋观]|[增追附添]加|配[套备置送建比发]"
    r"|[联整结综组融符混]合|协[调商作议同]|[补资救援帮赞互辅扶]助|落[地户成]|[充核真务切]实"
)
"""Words of their own, one character away from a verb."""
_PLAIN = frozenset({PartKind.SEPARATOR, PartKind.BRACKET, PartKind.VERB, PartKind.OPEN, PartKind.LOCAL, PartKind.CLASS})
"""What may stand beside the names in a clause."""


def begins_with_body(text: str, known: Known) -> bool:
    """Return whether the first words are the name of a body that the register knows."""
    return _registered_end(text, known) is not None


def looks_like_clause(text: str, known: Known, *, alone: bool) -> bool:
    """Return whether folded words that are no clause would be one but for a slip in a verb.

    They must begin with a body that the register knows, hold no other words than names, and end in something one
    slip away from a verb; where they stand ``alone``, after a full stop, names without any verb are enough.

    >>> [looks_like_clause(words, "财政厅".__eq__, alone=False) for words in ("财政厅负债", "财政厅补助", "财政厅")]
    [True, False, False]
    """
    if not begins_with_body(text, known):
        return False
    lexemes, slips = scan(text, known), 0
    for index, lexeme in enumerate(lexemes):
        words = fold_spaces(text[lexeme.start : lexeme.end])
        if lexeme.kind is PartKind.UNREAD:
            if not _is_slip(words, _verb_after(lexemes, index, text), known):
                return False
            slips += 1
        elif lexeme.kind not in _PLAIN and not (lexeme.kind is PartKind.BODY and known(words)):
            return False
    return slips > 0 or alone


def _registered_end(text: str, known: Known) -> int | None:
    """Return where the longest name ends that the register knows and that stands at the beginning."""
    longest = min(len(text), LONGEST_NAME)
    return next((end for end in range(longest, 1, -1) if known(fold_spaces(text[:end]))), None)


def _verb_after(lexemes: Sequence[Lexeme], index: int, text: str) -> str:
    """Return the verb that follows a lexeme at once: a slip in a long verb leaves a short one behind it."""
    after = lexemes[index + 1] if index + 1 < len(lexemes) else None
    return fold_spaces(text[after.start : after.end]) if after is not None and after.kind is PartKind.VERB else ""


def _is_slip(words: str, verb: str, known: Known) -> bool:
    """Return whether words are names that the register knows and a verb with a slip."""
    end = _registered_end(words, known)
    if end is None:
        return False
    others = OPEN_AFTER_LIST.match(words, end)
    rest = words[others.end() if others else end :]
    for joining in CONNECTORS:
        if rest.startswith(joining) and _is_slip(rest.removeprefix(joining), verb, known):
            return True
    whole = rest + verb
    return not _OTHER_WORDS.fullmatch(whole) and any(_one_slip(whole, each) for each in _VERBS + _LONG_VERBS)


def _one_slip(words: str, verb: str) -> bool:
    """Return whether one character is another one, or two neighbours changed places."""
    if len(words) != len(verb):
        return False
    differing = [at for at, pair in enumerate(zip(words, verb, strict=True)) if pair[0] != pair[1]]
    return len(differing) == 1 or (
        len(differing) == 2 and differing[1] - differing[0] == 1 and sorted(words) == sorted(verb)
    )
