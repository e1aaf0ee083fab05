"""What holds of every change table, whatever the two versions: laws, on drawn plans and drawn edits."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kg.changes.compare_versions import changes_between
from kg.changes.moved_parts import moved
from kg.changes.part_derivations import Derivations
from kg.changes.word_differences import word_changes
from kg.reading import Reading, Span
from kg.reading.folding import fold_wording
from tests.support.apply_changes import apply, assignments_of
from tests.support.made_up_plans import BODIES, SENTENCES, Plan, pairs, plans, version
from tests.support.reversed_changes import reversed_table

Pair = tuple[Plan, Plan, Derivations]
OLD, NEW = date(2021, 11, 9), date(2022, 3, 1)


@given(plans())
def test_a_version_does_not_differ_from_itself(plan: Plan) -> None:
    one = version(plan, OLD)
    table = changes_between(one, one)
    assert not table.changes
    assert "两个版本没有差别" in table.summary_zh
    assert "no difference" in table.summary_en


@given(pairs())
def test_looking_back_is_the_reverse(two: Pair) -> None:
    old, new = version(two[0], OLD), version(two[1], NEW)
    table = changes_between(old, new, two[2])
    assert changes_between(new, old, two[2]) == reversed_table(table)
    assert reversed_table(reversed_table(table)) == table


@given(pairs())
def test_the_changes_applied_to_the_old_assignments_give_the_new(two: Pair) -> None:
    old, new = version(two[0], OLD), version(two[1], NEW)
    table = changes_between(old, new, two[2])
    assert apply(table, assignments_of(old.linked)) == assignments_of(new.linked)


@given(pairs())
def test_every_quote_stands_where_it_says(two: Pair) -> None:
    old, new = version(two[0], OLD), version(two[1], NEW)
    for change in changes_between(old, new, two[2]).changes:
        assert change.before is not None or change.after is not None
        for side, text in ((change.before, two[0].text), (change.after, two[1].text)):
            if side is not None:
                assert side.quote == text[side.start : side.end]
                assert side.line == text.count("\n", 0, side.start) + 1
        for word in change.words:
            for words, place, text in (
                (word.before, word.place_before, two[0].text),
                (word.after, word.place_after, two[1].text),
            ):
                assert (words == "") == (place is None)
                assert place is None or fold_wording(text[place.start : place.end]) == words


NAMES = (*BODIES, "省残疾人联合会", "财政", "政厅")
WORDS = st.lists(st.sampled_from((*NAMES, *SENTENCES, "、", "，", "。", " ", "5", "%", "的")), max_size=8).map("".join)


@given(WORDS, WORDS)
def test_changed_words_put_in_place_give_the_other_text_and_cut_no_name(old: str, new: str) -> None:
    one, other = Reading(old, range(len(old))), Reading(new, range(len(new)))
    changes = word_changes(one, other, NAMES)
    assert (not changes) == (fold_wording(old) == fold_wording(new))
    rebuilt, at, to = "", 0, 0
    for change in changes:
        start, there = _starts(change.place_before, at, old), _starts(change.place_after, to, new)
        kept = old[at:start] if start is not None else new[to : there or to]
        rebuilt += kept + change.after
        at = change.place_before.end if change.place_before else at + _length_of(kept, old, at)
        to = change.place_after.end if change.place_after else to + _length_of(kept, new, to)
    assert fold_wording(rebuilt + old[at:]) == fold_wording(new)
    for text, places in ((old, [c.place_before for c in changes]), (new, [c.place_after for c in changes])):
        for place in places:
            for name in NAMES if place else ():
                for found in re.finditer(f"(?={re.escape(name)})", text):
                    start, end = found.start(), found.start() + len(name)
                    assert place is not None
                    assert place.end <= start or end <= place.start or (place.start <= start and end <= place.end)


def _starts(place: Span | None, at: int, text: str) -> int | None:
    assert place is None or at <= place.start <= len(text)
    return place.start if place else None


def _length_of(kept: str, text: str, at: int) -> int:
    """Find how far into a text the same words reach, whatever its white space."""
    wanted = fold_wording(kept)
    for end in range(at, len(text) + 1):
        if fold_wording(text[at:end]) == wanted:
            return end - at
    raise AssertionError(kept)


@given(st.permutations(range(7)), st.permutations(range(7)))
def test_the_parts_that_moved_are_the_fewest_and_the_same_looking_back(before: list[int], after: list[int]) -> None:
    away = moved(before, after)
    stayed = [part for part in before if part not in away]
    assert stayed == [part for part in after if part not in away]
    assert away == moved(after, before)
    more = (set(one) for one in combinations(before, len(stayed) + 1))
    assert not any([p for p in before if p in one] == [p for p in after if p in one] for one in more)
