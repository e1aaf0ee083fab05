"""The answers to "which body is this?": found, ambiguous or unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kg.likeness import name_likeness
from kg.reading.folding import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.register.model import Body

_MOST_NEAREST = 5
_LEAST_LIKENESS = 0.45
_LEAST_IN_LETTERS = 0.65
"""Any two English names share this many letters in some order: ``singlemessage`` is not near Sichuan Youth League."""
_LONGEST_WANTED = 100  # no name is nearly as long; comparing a whole page with every name helps nobody


@dataclass(frozen=True, slots=True)
class Found:
    """The answer that exactly one body has this name or id."""

    organization: Body


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The answer that several bodies share this name; ``candidates`` are in protocol order."""

    candidates: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """The answer that no body has this name; ``nearest`` are up to five names, one of a body, the likest first."""

    nearest: tuple[str, ...]


Resolution: TypeAlias = Found | Ambiguous | Unknown


def nearest_names(wanted: str, bodies: Iterable[Body]) -> tuple[str, ...]:
    """Return up to five names like ``wanted``, each of another body, the likest first.

    A tie goes to the body that protocol puts first.
    """
    folded = fold_name(wanted)
    if not folded or len(folded) > _LONGEST_WANTED:
        return ()
    ranked: list[tuple[float, int, str]] = []
    for body in bodies:
        score, name = _likest(folded, body)
        if score >= (_LEAST_IN_LETTERS if name.isascii() else _LEAST_LIKENESS):
            ranked.append((-score, body.protocol_order, name))
    ranked.sort()
    distinct = dict.fromkeys(name for _, _, name in ranked)
    return tuple(distinct)[:_MOST_NEAREST]


def _likest(folded: str, body: Body) -> tuple[float, str]:
    """Return the name of one body that is likest, the earlier one on a tie."""
    best = (-1.0, body.name)
    for name in (*body.names, *body.names_en):
        score = name_likeness(folded, fold_name(name))
        if score > best[0]:
            best = (score, name)
    return best
