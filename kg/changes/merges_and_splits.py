"""Parts that were merged from several, or split from one: their words stand for the most part in each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.changes.match_doubts import PARTLY, Doubt, perhaps_one
from kg.changes.matching_features import Features
from kg.changes.pair_parts import Pairing
from kg.likeness import contained, sequence_likeness

CONTAINED = 0.65
"""This share of a source's words must stand in what it was merged into, and together they make up as much of it."""
MOST = 1.5
"""Pieces that together are this many times as long as the whole repeat each other."""
CLEAR = 0.8
"""Below this share a person should look; and also where one part alone is as much like the other."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A part of the new text that was merged from ``sources``, or split from the one source."""

    sources: tuple[int, ...]
    score: float
    doubt: Doubt | None = None


def find_merged(pairing: Pairing) -> dict[int, Joined]:
    """Find the parts of the new text into which several old ones went; their pairs, if any, are undone."""
    found: dict[int, Joined] = {}
    for index in _open_parts(pairing):
        part, homes = pairing.new[index], _homes(pairing)
        ids = [
            identity
            for identity in _open_ids(pairing)
            if homes.get(identity, index) == index
            and contained(pairing.before[identity].body, [part.body]) >= CONTAINED
        ]
        olds = [pairing.before[identity] for identity in ids]
        share = _made_up(part, olds)
        if share >= CONTAINED:
            found[index] = Joined(tuple(sorted(ids)), round(share, 4), _doubt(part, olds, share))
            _settle(pairing, [index], ids)
    return found


def find_split(pairing: Pairing) -> dict[int, Joined]:
    """Find the parts of the new text that were one before; their pairs, if any, are undone."""
    found: dict[int, Joined] = {}
    for identity in _open_ids(pairing):
        old, homes = pairing.before[identity], _homes(pairing)
        others = {index for other, index in homes.items() if other != identity}
        pieces = {
            index: contained(pairing.new[index].body, [old.body])
            for index in _open_parts(pairing)
            if index not in others
        }
        pieces = {index: score for index, score in pieces.items() if score >= CONTAINED}
        share = _made_up(old, [pairing.new[index] for index in pieces])
        if share >= CONTAINED and homes.get(identity) in {None, *pieces}:
            doubt = _doubt(old, [pairing.new[index] for index in pieces], share)
            found |= {index: Joined((identity,), round(score, 4), doubt) for index, score in pieces.items()}
            _settle(pairing, pieces, [identity])
    return found


def _made_up(whole: Features, pieces: Sequence[Features]) -> float:
    """Return which share of a part several others make up; 0 when they are no pieces of it, but copies."""
    bodies = [piece.body for piece in pieces]
    if len(bodies) < 2 or sum(map(len, bodies)) > MOST * len(whole.body):
        return 0.0
    return contained(whole.body, bodies)


def _open_parts(pairing: Pairing) -> list[int]:
    """Return the parts that are new against the version before, or only alike to one of its parts."""
    return [
        index
        for index in range(len(pairing.new))
        if index not in pairing.closed_new
        and (
            index not in pairing.pairs
            or not pairing.pairs[index].settled
            or pairing.pairs[index].id not in pairing.before
        )
    ]


def _open_ids(pairing: Pairing) -> list[int]:
    """Return the ids that may end here: those of the version before that the version after has not."""
    return [
        identity for identity in pairing.before if identity not in pairing.after and identity not in pairing.closed_old
    ]


def _homes(pairing: Pairing) -> dict[int, int]:
    """Return with which part each id of the version before is paired."""
    return {pair.id: index for index, pair in pairing.pairs.items() if pair.id in pairing.before}


def _settle(pairing: Pairing, indexes: Iterable[int], sources: Iterable[int]) -> None:
    """Undo the pairs of joined parts with their sources, and keep the sources out of what follows.

    A part keeps the id that the version after gives it.
    """
    for index in indexes:
        if index in pairing.pairs and pairing.pairs[index].id in pairing.before:
            del pairing.pairs[index]
    pairing.close(new=indexes, old=sources)


def _doubt(whole: Features, pieces: Sequence[Features], share: float) -> Doubt | None:
    """Return why a person should look: words went missing, or one piece alone is nearly the whole or has its name."""
    score, nearest = max(
        ((sequence_likeness(piece.body, whole.body), piece) for piece in pieces), key=lambda pair: pair[0]
    )
    if score >= CLEAR:
        return perhaps_one(nearest.part, score)
    for piece in pieces:
        if any(key and key in whole.keys for key in piece.keys):
            return perhaps_one(piece.part, sequence_likeness(piece.body, whole.body))
    held = [contained(piece.body, [whole.body]) for piece in pieces]
    return PARTLY if min(*held, share) < CLEAR else None
