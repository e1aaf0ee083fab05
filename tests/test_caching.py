"""The one bounded cache: what it forgets, what it never makes twice, and how many may wait."""

from __future__ import annotations

import threading
from collections import OrderedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.caching import BoundedCache
from kg.errors import BusyError

LIMIT = 10.0
"""Seconds after which a test that hangs fails."""


@given(
    st.lists(st.tuples(st.sampled_from("gpr"), st.integers(0, 6), st.integers(0, 5)), max_size=40),
    st.integers(0, 12),
    st.booleans(),
)
def test_it_keeps_what_a_plain_model_keeps(steps: list[tuple[str, int, int]], room: int, keep_one: bool) -> None:
    cache = BoundedCache[int, int](room, size=lambda _key, value: value, keep_one=keep_one)
    model: OrderedDict[int, int] = OrderedDict()
    for step, key, value in steps:
        if step == "g":
            assert cache.get(key) == model.get(key)
            if key in model:
                model.move_to_end(key)
        elif step == "r":
            cache.pop(key)
            model.pop(key, None)
        else:
            cache.put(key, value)
            model.pop(key, None)
            model[key] = value
            while sum(model.values()) > room and len(model) > keep_one:
                model.popitem(last=False)
        assert [one for one in range(7) if one in cache] == sorted(model)


def test_of_many_who_want_a_value_one_makes_it() -> None:
    cache = BoundedCache[str, object](room=4)
    begun, go_on, made = threading.Event(), threading.Event(), []

    def make() -> object:
        begun.set()
        assert go_on.wait(LIMIT)
        made.append(object())
        return made[-1]

    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(cache.get_or_make("a", make))) for _ in range(8)]
    for thread in threads:
        thread.start()
    assert begun.wait(LIMIT)
    go_on.set()
    for thread in threads:
        thread.join(LIMIT)
    assert len(made) == 1
    assert found == made * 8


def test_no_more_may_wait_than_is_said_and_what_is_kept_needs_no_waiting() -> None:
    cache = BoundedCache[str, int](room=4, waiting=1)
    cache.put("kept", 1)
    begun, go_on = threading.Event(), threading.Event()

    def make() -> int:
        begun.set()
        assert go_on.wait(LIMIT)
        return 2

    maker = threading.Thread(target=lambda: cache.get_or_make("new", make))
    maker.start()
    assert begun.wait(LIMIT)
    with pytest.raises(BusyError):
        cache.get_or_make("other", lambda: 3)
    assert cache.get_or_make("kept", lambda: 4) == 1
    go_on.set()
    maker.join(LIMIT)
    assert cache.get("new") == 2


def test_a_maker_that_fails_leaves_nothing_and_frees_its_place() -> None:
    cache = BoundedCache[str, int](room=4, waiting=1)
    with pytest.raises(ZeroDivisionError):
        cache.get_or_make("a", lambda: 1 // 0)
    assert "a" not in cache
    assert cache.get_or_make("a", lambda: 5) == 5
