"""Propose which part of a new text is which: a person looks at it, and what is decided is recorded beside the text.

Equal parts come first, in their order; then what is equal in its own words and unique; then one best assignment over
likeness. What is left is new, merged or split. Nothing here runs in a build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kg.bilingual import Text
from kg.changes.identity_decisions import Decision, check_ids, part_meant
from kg.changes.match_doubts import Doubt, perhaps_come_back, perhaps_reworded
from kg.changes.matching_features import Owners, features_of
from kg.changes.merges_and_splits import Joined, find_merged, find_split
from kg.changes.pair_parts import RIVAL, SURE, THRESHOLD, Pairing
from kg.changes.retired_parts import Retired
from kg.corpus.identities import MATCHER, Identities, Part, PartRecord, PartType, Relation
from kg.errors import InputError
from kg.linking import LinkedDocument

_JOINABLE = (PartType.TASK, PartType.MEASURE)
NOTHING: Mapping[PartType, Sequence[Retired]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Match:
    """What is proposed for one part of the new text, and ``before``: the part that it continues, if it does.

    ``doubt`` says why a person should look; what a person has decided is never in doubt.
    """

    record: PartRecord
    now: Part
    before: Part | None
    doubt: Doubt | None

    @property
    def uncertain(self) -> bool:
        """Return whether a person should look."""
        return self.doubt is not None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Which part is which, complete: ``removed`` are the parts of the version before that nothing continues."""

    identities: Identities
    matches: tuple[Match, ...]
    removed: tuple[Part, ...]

    @property
    def uncertain(self) -> tuple[Match, ...]:
        """Return what a person should look at."""
        return tuple(match for match in self.matches if match.uncertain)


def propose(
    new: LinkedDocument,
    before: LinkedDocument | None,
    after: LinkedDocument | None,
    used: Mapping[PartType, int],
    decisions: Sequence[Decision] = (),
    compared_with: Sequence[date] = (),
    retired: Mapping[PartType, Sequence[Retired]] = NOTHING,
) -> Proposal:
    """Propose the identities of a new text that stands between two versions, either of which may be missing.

    ``used`` is the highest id that any version ever used; a new part gets the next one. ``compared_with`` are the dates
    of ``before`` and ``after``, ``retired`` the parts that neither has. Raises :class:`~kg.errors.InputError` for a
    decision about something that is not there.
    """
    matches: list[Match] = []
    removed: list[Part] = []
    given: dict[PartType, dict[int, int]] = {}
    for part in PartType:
        owners = Owners(given.get(PartType.TASK, {}), given.get(PartType.MEASURE, {}))
        pairing = Pairing(
            features_of(new, part, owners),
            features_of(before, part) if before is not None else (),
            features_of(after, part) if after is not None else (),
            retired.get(part, ()),
        )
        own = [decision for decision in decisions if decision.type is part]
        found = tuple(_Proposing(pairing, part, used.get(part, 0), own).matches())
        matches.extend(found)
        given[part] = {match.now.id: match.record.id for match in found}
        removed.extend(_removed(pairing, found))
    records = tuple(match.record for match in matches)
    days = tuple(sorted({*compared_with, *_days_of_come_back(records, retired)}))
    return Proposal(Identities(days, MATCHER, records), tuple(matches), tuple(removed))


def _days_of_come_back(records: Sequence[PartRecord], retired: Mapping[PartType, Sequence[Retired]]) -> Iterator[date]:
    """Yield the dates of the versions from which parts came back."""
    names = {(record.type, record.id) for record in records}
    for part, items in retired.items():
        yield from (item.last for item in items if (part, item.features.part.id) in names)


def _removed(pairing: Pairing, matches: Sequence[Match]) -> Iterator[Part]:
    """Yield the parts of the version before that neither go on nor went into others."""
    kept = {match.record.id for match in matches}
    kept.update(source for match in matches for source in match.record.derived_from)
    yield from (item.part for identity, item in pairing.before.items() if identity not in kept)


class _Proposing:
    """One sort of parts: what people have decided, what the matcher finds, and new ids for the rest."""

    def __init__(self, pairing: Pairing, part: PartType, used: int, decisions: Sequence[Decision]) -> None:
        self.pairing, self.part = pairing, part
        self.next_id = max((used, *pairing.wordings, *pairing.retired), default=0) + 1
        self.decided = self._decide(decisions)
        pairing.run()
        self.joined: dict[int, tuple[Relation, Joined]] = {}
        if part in _JOINABLE:
            self.joined |= {index: (Relation.MERGED, item) for index, item in find_merged(pairing).items()}
            self.joined |= {index: (Relation.SPLIT, item) for index, item in find_split(pairing).items()}

    def _decide(self, decisions: Sequence[Decision]) -> dict[int, Decision]:
        """Settle what people have decided, and keep it out of what the matcher does."""
        parts = [item.part for item in self.pairing.new]
        check_ids(decisions, tuple(self.pairing.wordings), tuple(self.pairing.retired))
        decided: dict[int, Decision] = {}
        for decision in decisions:
            index = parts.index(part_meant(decision, parts))
            if index in decided:
                raise InputError(
                    Text(f"有两条记录决定同一个 {self.part}", f"two entries decide about the same {self.part}"),
                    decision.where,
                    Text("请只留一条", "keep one"),
                )
            decided[index] = decision
            if decision.id is not None:
                self.pairing.pair(index, decision.id, settled=True)
            self.pairing.close(new=[index], old=decision.derived_from)
        return decided

    def matches(self) -> Iterator[Match]:
        """Yield what is proposed for each part, in the order of the text."""
        for index, item in enumerate(self.pairing.new):
            by = self.decided[index].by if index in self.decided else "matcher"
            relation, score, sources, doubt = self._found(index)
            pair = self.pairing.pairs.get(index)
            identity = pair.id if pair is not None else self._new_id()
            part = item.part
            record = PartRecord(part.type, identity, part.number, part.start, relation, score, sources, by)
            yield Match(record, part, pair.like.part if pair is not None else None, doubt)

    def _found(self, index: int) -> tuple[Relation, float | None, tuple[int, ...], Doubt | None]:
        """Return how a part comes from others: relation, score, sources, and what is doubtful about it."""
        if index in self.joined:
            relation, joined = self.joined[index]
            return relation, joined.score, joined.sources, joined.doubt
        pair = self.pairing.pairs.get(index)
        if pair is not None:
            same = pair.like.words == self.pairing.new[index].words
            return (Relation.UNCHANGED if same else Relation.REWORDED), pair.score, (), pair.doubt
        if index in self.decided:
            sources = self.decided[index].derived_from
            relation = (Relation.NEW, Relation.SPLIT, Relation.MERGED)[min(len(sources), 2)]
            return relation, None, tuple(sorted(sources)), None
        return Relation.NEW, None, (), self._doubt_of_new(index)

    def _doubt_of_new(self, index: int) -> Doubt | None:
        """Return the doubt that a part is new where an old one is somewhat like it, and not much more like another."""
        pairing = self.pairing
        homes = {pair.id: pair.score for pair in pairing.pairs.values()}
        near = [
            (score, identity)
            for (row, identity), score in pairing.scores.items()
            if row == index and score >= THRESHOLD - RIVAL / 2 and homes.get(identity, 0.0) < score + RIVAL
        ]
        if not near:
            return self._doubt_that_it_never_was(index)
        score, identity = max(near, key=lambda pair: (pair[0], -pair[1]))
        return perhaps_reworded(pairing.wordings[identity][0].part, score)

    def _doubt_that_it_never_was(self, index: int) -> Doubt | None:
        """Return the doubt that a part is new where one is like it that the versions compared with have not."""
        taken = {pair.id for pair in self.pairing.pairs.values()}
        like = [
            (self.pairing.compare(index, identity, SURE)[1], item)
            for identity, item in self.pairing.retired.items()
            if identity not in taken
        ]
        score, item = max(like, key=lambda pair: pair[0], default=(0.0, None))
        return perhaps_come_back(item.features.part, item.last, score) if item and score >= SURE else None

    def _new_id(self) -> int:
        identity, self.next_id = self.next_id, self.next_id + 1
        return identity
