"""What a client accepts decides what it gets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.negotiation import negotiate

OFFERED = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv")
JSON, XML, CSV = OFFERED


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, JSON),
        ("", JSON),
        (" ", JSON),
        ("*/*", JSON),
        ("text/*", CSV),
        (f"{XML};q=0.3, {CSV};q=0.9", CSV),
        (f"{XML};q=0.9;charset=utf-8, {CSV};q=0.90", XML),
        (f"*/*;q=0.1, {CSV}", CSV),
        (f"*/*, {JSON};q=0", XML),
        ("application/*;q=0, */*;q=0.2", CSV),
        (f"{XML.upper()} ; Q=1.0", XML),
        (f"{XML};q=0, {XML};q=1", XML),
        ("text/html", None),
        ("*/*;q=0", None),
        (f"{CSV};q=2", None),
        (f"{CSV};q=abc, {XML};q=0.001", XML),
        ("text, /, ;;;, ,,, text/", None),
        ("*/csv", None),
        (f"{'a/b,' * 400}{CSV}", CSV),
    ],
)
def test_what_is_chosen(accept: str | None, chosen: str | None) -> None:
    assert negotiate(accept, OFFERED) == chosen


@given(st.text(alphabet="ab/*;,=q.01 \t\x00é", max_size=60))
def test_whatever_is_sent_is_answered(accept: str) -> None:
    assert negotiate(accept, OFFERED) in (*OFFERED, None)


@given(st.permutations(OFFERED), st.lists(st.integers(0, 1000), min_size=3, max_size=3))
def test_the_best_is_chosen_and_of_equals_the_first(offered: list[str], qualities: list[int]) -> None:
    weights = dict(zip(offered, qualities, strict=True))
    accept = ", ".join(f"{name};q={weight / 1000:.3f}" for name, weight in reversed(weights.items()))
    best = max(offered, key=lambda name: weights[name])
    assert negotiate(accept, offered) == (best if weights[best] else None)
