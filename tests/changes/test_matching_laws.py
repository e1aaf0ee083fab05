"""What is true of whatever the matcher proposes, on drawn tables and drawn edits."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from kg.changes.match_parts import Proposal, propose
from kg.corpus.identities import PartType, identify, identities_of
from kg.likeness import sequence_likeness
from kg.reading.folding import fold_wording
from tests.support.change_tables import (
    USED,
    Row,
    Table,
    alike,
    edited,
    linked,
    linked_measures,
    match_tables,
    measures,
    near_copies,
    reworded,
    tables,
    tasks_of,
)


def keeps(row: Row, old: Table, new: Table) -> bool:
    """Tell whether a row must keep its identity: its words are the same, or its rivals are much less alike."""
    before = next(one for one in old if one.name == row.name)
    if before.text == row.text:
        return True
    rivals = [alike(other, row) for other in old if other is not before]
    rivals += [alike(before, other) for other in new if other is not row]
    own = alike(before, row) - 0.5
    return own > 0 and all(rival - 0.5 < own / 2 for rival in rivals)


@st.composite
def histories(draw: st.DrawFn) -> list[Table]:
    """Draw a table and up to three versions of it, each an edit of the one before."""
    found = [draw(tables())]
    for _ in range(draw(st.integers(1, 3))):
        ever = frozenset(row.name for table in found for row in table)
        found.append(draw(edited(found[-1], ever)))
    return found


@given(histories())
def test_whatever_the_edits_a_task_keeps_its_identity_and_a_new_one_gets_the_next(history: list[Table]) -> None:
    before = linked(history[0])
    used = {record.type: record.id for record in identities_of(before).records}
    ids = {row.name: number for number, row in enumerate(history[0], 1)}
    for old, new in pairwise(history):
        text = linked(new)
        proposal = propose(text, before, None, used)
        assert propose(text, before, None, used) == proposal
        found = dict(zip((row.name for row in new), (match.record.id for match in tasks_of(proposal)), strict=True))
        stayed = {row.name for row in old}
        for row in new:
            if row.name in stayed and keeps(row, old, new):
                assert found[row.name] == ids[row.name], row
        fresh = sorted(identity for identity in found.values() if identity not in set(ids.values()))
        assert fresh == list(range(used[PartType.TASK] + 1, used[PartType.TASK] + 1 + len(fresh)))
        assert {name for name in found if name not in stayed} == {n for n, one in found.items() if one in fresh}
        ids = found
        used |= {part: max(used.get(part, 0), *_ids(proposal, part)) for part in PartType}
        before = identify(text, proposal.identities, "x")


def _ids(proposal: Proposal, part: PartType) -> tuple[int, ...]:
    return (0, *(record.id for record in proposal.identities.of(part)))


@given(st.data())
def test_an_unchanged_task_keeps_its_identity_among_near_copies(data: st.DataObject) -> None:
    old = data.draw(tables(near_copies()))
    new = data.draw(edited(old, others=near_copies()))
    texts = {row.text: number for number, row in enumerate(old, 1)}
    for row, match in zip(new, match_tables(new, old), strict=True):
        if row.text in texts:
            assert match.record.id == texts[row.text]


@given(st.data())
def test_the_best_assignment_over_likeness_is_found_among_near_copies(data: st.DataObject) -> None:
    old = data.draw(tables(near_copies()))[:4]
    new = [replace(row, text=data.draw(reworded(row.text))) for row in old]
    found = [match.record.id for match in match_tables(new, old)]
    gained = sum(gain(old[number - 1], row) for number, row in zip(found, new, strict=True) if number < 99)
    best = max(sum(map(gain, order, new)) for order in permutations(old))
    assert gained >= best - 0.001


def gain(one: Row, other: Row) -> float:
    """Tell by how much two rows are more alike than is needed."""
    least = sequence_likeness(fold_wording(one.text), fold_wording(other.text)) >= 0.45
    return max(0.0, alike(one, other) - 0.5) if least else 0.0


@given(histories())
def test_a_proposal_is_complete_and_every_id_is_given_once(history: list[Table]) -> None:
    text = linked(history[-1])
    proposal = propose(text, linked(history[0]), None, USED)
    assert identities_of(identify(text, proposal.identities, "x")).records
    for part in PartType:
        ids = _ids(proposal, part)
        assert len(set(ids)) == len(ids)
    removed = {(part.type, part.id) for part in proposal.removed}
    assert removed.isdisjoint((record.type, record.id) for record in proposal.identities.records)


@given(tables(), st.data())
def test_a_version_put_in_between_keeps_every_published_identity(first: Table, data: st.DataObject) -> None:
    middle = data.draw(edited(first))
    last = data.draw(edited(middle, frozenset(row.name for row in first)))
    old = linked(first)
    used = {PartType.TASK: len(first)}
    newest = linked(last)
    published = propose(newest, old, None, used)
    after = identify(newest, published.identities, "x")
    ids = dict(zip((row.name for row in last), (match.record.id for match in tasks_of(published)), strict=True))
    used = {PartType.TASK: max(used[PartType.TASK], *ids.values())}
    put = tasks_of(propose(linked(middle), old, after, used))
    numbers = {row.name: number for number, row in enumerate(first, 1)}
    same = {(row.text, row.name) for row in last}
    for row, match in zip(middle, put, strict=True):
        if row.name in numbers and keeps(row, first, middle) and ids.get(row.name, 0) in {0, numbers[row.name]}:
            assert match.record.id == numbers[row.name]
        elif row.name not in numbers and (row.text, row.name) in same:
            assert match.record.id == ids[row.name]


@given(st.data())
def test_a_measure_keeps_its_identity_when_only_its_heading_or_a_third_of_its_body_is_written_anew(
    data: st.DataObject,
) -> None:
    old = data.draw(tables(measures()))
    new: list[Row] = []
    for row in data.draw(st.permutations(old)):
        edit = data.draw(st.sampled_from(("keep", "keep", "delete", "heading", "body")))
        if edit == "heading":
            new.append(replace(row, text=data.draw(reworded(row.text))))
        elif edit == "body" and row.clause:
            new.append(replace(row, clause=data.draw(reworded(row.clause[:-1])) + "。"))
        elif edit != "delete":
            new.append(row)
    fresh = [row for row in measures() if row not in old]
    if fresh:
        new.insert(data.draw(st.integers(0, len(new))), data.draw(st.sampled_from(fresh)))
    proposal = propose(linked_measures(new), linked_measures(old), None, {PartType.MEASURE: 50})
    numbers = {row.name: number for number, row in enumerate(old, 1)}
    found = [match.record.id for match in proposal.matches if match.record.type is PartType.MEASURE]
    assert found == [numbers.get(row.name, 51) for row in new]


def test_the_same_for_every_hash_seed() -> None:
    script = (
        "import random; from tests.support.change_tables import linked, pool; from kg.changes.match_parts import propose;"
        "from kg.corpus.identities import identities_toml; rows = list(pool()); random.Random(1).shuffle(rows);"
        "new = [type(r)(r.name, r.text[:len(r.text) * 3 // 4], rows[-i].clause) for i, r in enumerate(rows)];"
        "print(identities_toml(propose(linked(new[:40]), linked(pool()), None, {}).identities))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.curdir},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(told) == 1
