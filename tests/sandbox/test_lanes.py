"""Whose turn it is."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sandbox.fair_queue import FullError, Lane, shape


async def entering(lane: Lane, client: str, order: list[str]) -> None:
    await lane.enter(client.lower(), client.encode(), 60)
    order.append(client)


async def queued(lane: Lane, clients: str) -> tuple[list[str], list[asyncio.Task[None]]]:
    """Have clients wait for a lane, one after the other; a capital letter asks another kind of question."""
    order: list[str] = []
    tasks = [asyncio.ensure_future(entering(lane, client, order)) for client in clients]
    await asyncio.sleep(0)
    return order, tasks


@given(st.text(alphabet="abc", max_size=20))
def test_each_client_has_its_turn_as_often_as_another(clients: str) -> None:
    async def run() -> list[str]:
        lane = Lane(1, 100)
        assert lane.enter_now()
        order, tasks = await queued(lane, clients)
        for _ in clients:
            lane.leave()
            await asyncio.sleep(0)
        await asyncio.gather(*tasks)
        lane.leave()
        assert lane.enter_now()
        assert not lane.enter_now()
        return order

    order = asyncio.run(run())
    assert sorted(order) == sorted(clients)
    for place in range(len(order)):
        rest = order[place:]
        waiting = set(rest)
        assert set(rest[: len(waiting)]) == waiting, "somebody had two turns before another had one"


def test_one_kind_of_question_does_not_keep_another_waiting() -> None:
    async def run() -> None:
        lane = Lane(1, 100)
        assert lane.enter_now()
        order, tasks = await queued(lane, "aaaaA")
        for _ in range(5):
            lane.leave()
            await asyncio.sleep(0)
        await asyncio.gather(*tasks)
        assert order.index("A") == 1

    asyncio.run(run())


def test_too_many_of_one_client_do_not_keep_another_out() -> None:
    async def run() -> None:
        lane = Lane(1, 4)
        assert lane.enter_now()
        _, tasks = await queued(lane, "a")
        with pytest.raises(FullError):
            await lane.enter("a", b"a", 60)
        _, others = await queued(lane, "A")
        with pytest.raises(FullError):
            await lane.enter("a", b"another kind", 60)
        order, more = await queued(lane, "bc")
        with pytest.raises(FullError):
            await lane.enter("d", b"d", 60)
        for _ in range(4):
            lane.leave()
        await asyncio.gather(*tasks, *others, *more)
        assert order == ["b", "c"]

    asyncio.run(run())


def test_who_gives_up_takes_no_place_along() -> None:
    async def run() -> None:
        lane = Lane(1, 10)
        assert lane.enter_now()
        _, tasks = await queued(lane, "ab")
        tasks[0].cancel()
        await asyncio.sleep(0)
        lane.leave()
        await tasks[1]
        lane.leave()
        _, (late,) = await queued(lane, "c")  # in
        _, (waits,) = await queued(lane, "d")
        lane.leave()  # gives the place to d, who gives up in the same moment
        waits.cancel()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert late.done()
        assert lane.enter_now()

    asyncio.run(run())


def test_a_turn_that_does_not_come_is_told() -> None:
    async def run() -> None:
        lane = Lane(1, 10)
        assert lane.enter_now()
        with pytest.raises(FullError):
            await lane.enter("a", b"a", 0.01)
        lane.leave()
        assert lane.enter_now()

    asyncio.run(run())


def test_the_shape_of_a_query_is_what_stays_when_values_change() -> None:
    one = shape('SELECT * { ?a ?b "x" . FILTER(?a != 1) } # once')
    assert one == shape("SELECT * {\n?a ?b 'y y' . FILTER( ?a != 23 )\n}")
    assert one != shape('SELECT * { ?a ?b "x" . FILTER(?a = 1) }')
