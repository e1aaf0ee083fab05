"""Prefixes and suffixes that carry over a list: 省发展改革委、商务厅; 杭州市、宁波市人民政府."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.parsing.clauses.lexicon import CARRIED_PREFIX, CARRIES_PREFIX, HARD_STOPS, PLACE, PLACE_GOVERNMENT
from kg.parsing.clauses.model import PartKind
from kg.parsing.clauses.scanner import Lexeme
from kg.reading.folding import fold_spaces


def expanded_names(lexemes: Sequence[Lexeme], text: str) -> dict[int, str]:
    """Return the fuller name of each lexeme to which a neighbour's prefix or suffix carries over."""
    names: dict[int, str] = {}
    for members in _lists(lexemes, text):
        words = {index: fold_spaces(text[lexemes[index].start : lexemes[index].end]) for index in members}
        names.update(_carried_forward(words))
        names.update(_carried_back(words))
    return names


def _lists(lexemes: Sequence[Lexeme], text: str) -> Iterator[list[int]]:
    """Yield the names that stand in one list: up to a verb, a label or a hard stop."""
    members: list[int] = []
    for index, lexeme in enumerate(lexemes):
        if lexeme.kind in (PartKind.BODY, PartKind.LOCAL):
            members.append(index)
        elif lexeme.kind in (PartKind.VERB, PartKind.LABEL) or text[lexeme.start : lexeme.end] in HARD_STOPS:
            yield members
            members = []
    yield members


def _carried_forward(words: dict[int, str]) -> dict[int, str]:
    carried: dict[int, str] = {}
    prefix = ""
    for index, name in words.items():
        if CARRIED_PREFIX.match(name):
            prefix = name[0]
        elif prefix and CARRIES_PREFIX.match(name):
            carried[index] = prefix + name
    return carried


def _carried_back(words: dict[int, str]) -> dict[int, str]:
    carried: dict[int, str] = {}
    suffix = ""
    for index, name in reversed(words.items()):
        if PLACE_GOVERNMENT.fullmatch(name):
            suffix = "人民政府" if name.endswith("人民政府") else "政府"
        elif suffix and PLACE.fullmatch(name):
            carried[index] = name + suffix
        else:
            suffix = ""
    return carried
