"""Pair the parts of a new text with those of the versions beside it: first what is equal, then what is alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.changes.match_doubts import REPEATED, Doubt, barely_alike, come_back, rival_before, rival_now
from kg.changes.matching_features import Features
from kg.changes.optimal_pairing import best_assignment
from kg.changes.retired_parts import Retired

THRESHOLD = 0.5
"""Parts less alike than this are two parts."""
LEAST = 0.45
"""Parts whose words are less alike than this are two parts, however alike the rest is."""
SURE = 0.65
"""Below this likeness a person should look."""
RIVAL = 0.1
"""A rival whose likeness comes as near as this makes a pair doubtful."""
LOOSE = frozenset({"heading"})
"""Keys that pair, but do not settle: a measure may keep its heading and be merged or split all the same."""
_FINE = 10**12
_ORDER = 1_000


@dataclass(frozen=True, slots=True)
class PartPair:
    """A part of the new text and what it continues: its id, the wording it was found by, and how alike they are.

    ``settled`` pairs were equal in what settles it; the others were the best of what is alike.
    """

    id: int
    like: Features
    score: float
    settled: bool
    doubt: Doubt | None = None


class Pairing:
    """The parts of one sort being paired; parts of the new text are named by their place in ``new``."""

    def __init__(
        self,
        new: Sequence[Features],
        before: Sequence[Features],
        after: Sequence[Features],
        retired: Sequence[Retired] = (),
    ) -> None:
        self.new = new
        self.before = {item.part.id: item for item in before}
        self.after = {item.part.id: item for item in after}
        self.retired = {item.features.part.id: item for item in retired}
        self.wordings: dict[int, tuple[Features, ...]] = {
            identity: tuple(version[identity] for version in (self.before, self.after) if identity in version)
            for identity in (*self.before, *(identity for identity in self.after if identity not in self.before))
        }
        self.pairs: dict[int, PartPair] = {}
        self.closed_new: set[int] = set()
        self.closed_old: set[int] = set()
        self.scores: dict[tuple[int, int], float] = {}

    @property
    def free_new(self) -> list[int]:
        """Return the parts of the new text that are neither paired nor closed."""
        return [index for index in range(len(self.new)) if index not in self.pairs and index not in self.closed_new]

    @property
    def free_old(self) -> list[int]:
        """Return the ids that are neither paired nor closed."""
        taken = {pair.id for pair in self.pairs.values()} | self.closed_old
        return [identity for identity in self.wordings if identity not in taken]

    def close(self, new: Iterable[int] = (), old: Iterable[int] = ()) -> None:
        """Keep parts and ids out of what follows."""
        self.closed_new.update(new)
        self.closed_old.update(old)

    def pair(self, index: int, identity: int, *, settled: bool, doubt: Doubt | None = None) -> None:
        """Pair a part with an id."""
        like, score = self.compare(index, identity)
        self.pairs[index] = PartPair(identity, like, score, settled, doubt)

    def compare(self, index: int, identity: int, least: float = 0.0) -> tuple[Features, float]:
        """Find the wording of an id that is most like a part (the earlier one on a tie), and how alike it is."""
        part = self.new[index]
        wordings = self.wordings.get(identity) or (self.retired[identity].features,)
        scored = [(like, round(part.likeness(like, least), 4)) for like in wordings]
        return max(scored, key=lambda pair: pair[1])

    def run(self) -> None:
        """Pair all that can be paired."""
        self._in_order(self.before)
        self._in_order(self.after)
        for number in range(1, max((len(item.keys) for item in self.new), default=0)):
            self._by_key(number)
        self._come_back()
        self._by_likeness()

    def _in_order(self, version: Mapping[int, Features]) -> None:
        """Pair what is equal in everything, the first with the first."""
        free = set(self.free_old)
        old, new = defaultdict(list), defaultdict(list)
        for identity, item in version.items():
            if identity in free:
                old[item.keys[0]].append(identity)
        for index in self.free_new:
            new[self.new[index].keys[0]].append(index)
        for key, indexes in new.items():
            identities = old.get(key, [])
            doubt = REPEATED if len(identities) != len(indexes) else None
            for index, identity in zip(indexes, identities, strict=False):
                self.pair(index, identity, settled=True, doubt=doubt)

    def _by_key(self, number: int) -> None:
        """Pair what is equal in one key, where no other part has it."""
        old, new = defaultdict(set), defaultdict(list)
        for identity in self.free_old:
            for item in self.wordings[identity]:
                old[item.keys[number]].add(identity)
        for index in self.free_new:
            new[self.new[index].keys[number]].append(index)
        for key, indexes in new.items():
            identities = old.get(key, set())
            if key and len(indexes) == len(identities) == 1:
                self.pair(indexes[0], min(identities), settled=key[0] not in LOOSE)

    def _come_back(self) -> None:
        """Pair what has the very words of a part that the versions compared with have not, the one seen last first."""
        taken = {pair.id for pair in self.pairs.values()}
        for index in self.free_new:
            for identity, item in self.retired.items():
                if identity not in taken and item.features.keys[0] == self.new[index].keys[0]:
                    self.pair(index, identity, settled=True, doubt=come_back(item.features.part, item.last))
                    self.close(new=[index])
                    taken.add(identity)
                    break

    def _by_likeness(self) -> None:
        """Pair the rest so that likeness adds up to the most; what is nearer in order wins a tie."""
        rows, columns = self.free_new, self.free_old
        gains: dict[tuple[int, int], int] = {}
        for row, index in enumerate(rows):
            for column, identity in enumerate(columns):
                _, score = self.compare(index, identity, LEAST - RIVAL)
                if score >= THRESHOLD - RIVAL:
                    self.scores[index, identity] = score
                if score >= THRESHOLD and self.compare(index, identity, LEAST)[1] >= THRESHOLD:
                    apart = abs(row / len(rows) - column / len(columns))
                    gains[index, identity] = round((score - THRESHOLD) * _FINE) + round(_ORDER * (1 - apart)) + 1
        for index, identity in best_assignment(gains).items():
            self.pair(index, identity, settled=False)
        self._doubt_pairs()

    def _doubt_pairs(self) -> None:
        """Note with each pair of what is alike why a person should look at it, if there is a reason."""
        of_part, of_id = defaultdict(list), defaultdict(list)
        for (index, identity), score in self.scores.items():
            of_part[index].append((score, identity))
            of_id[identity].append((score, index))
        homes = {pair.id: pair.score for pair in self.pairs.values()}
        for index, pair in self.pairs.items():
            if pair.settled:
                continue
            doubt = barely_alike(pair.score) if pair.score < SURE else None
            for score, identity in sorted(of_part[index]):
                if identity != pair.id and _rivals(score, pair.score, homes.get(identity)):
                    doubt = rival_before(self.wordings[identity][0].part, score)
            for score, row in sorted(of_id[pair.id]):
                home = self.pairs[row].score if row in self.pairs else None
                if row != index and _rivals(score, pair.score, home):
                    doubt = rival_now(self.new[row].part, score)
            self.pairs[index] = replace(pair, doubt=doubt)


def _rivals(score: float, best: float, home: float | None) -> bool:
    """Return whether a likeness comes near the ``best`` one, and belongs to a part that is no better placed itself."""
    return score > best - RIVAL and (home is None or home < score + RIVAL)
