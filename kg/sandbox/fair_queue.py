"""Whose turn it is: a few places, and a queue in which one client's turn comes as often as another's."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict, deque
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS = re.compile(r"""#[^\n\r]*+|"(?:[^"\\\n\r]|\\.)*+"?|'(?:[^'\\\n\r]|\\.)*+'?|<[^<>\s]*+>|[0-9]++|\s++""")
"""What does not count. A string that does not end goes to the end of its line: no part of it is read a second time."""


class FullError(Exception):
    """Too many wait, or a turn did not come in time."""


class Lane:
    """A number of places for queries. Who finds none waits: clients in turn, and of one client the kinds in turn."""

    def __init__(self, places: int, queue: int) -> None:
        self._places = self._free = places
        self._most, self._each, self._alike = queue, max(1, queue // 2), max(1, queue // 4)
        self._waiting: OrderedDict[str, OrderedDict[bytes, deque[asyncio.Future[None]]]] = OrderedDict()

    async def enter(self, client: str, kind: bytes, seconds: float) -> None:
        """Take a place, waiting for it if need be. Raises :class:`FullError` when that would take too long.

        Half of the queue is one client's at the most, and a quarter is of one kind, so that room is left for others.
        """
        if self.enter_now():
            return
        if self._is_full_for(client, kind):
            raise FullError
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, OrderedDict()).setdefault(kind, deque()).append(turn)
        try:
            async with asyncio.timeout(seconds):
                await turn
        except BaseException as error:
            self._give_up(client, kind, turn)
            if isinstance(error, TimeoutError):
                raise FullError from None
            raise

    def enter_now(self) -> bool:
        """Take a place if one is free."""
        if self._free <= 0:
            return False
        self._free -= 1
        return True

    def leave(self) -> None:
        """Free a place: for the one whose turn it is, if anybody waits."""
        while self._waiting:
            client, kinds = self._waiting.popitem(last=False)
            kind, turns = kinds.popitem(last=False)
            turn = turns.popleft()
            if turns:
                kinds[kind] = turns  # the last again
            if kinds:
                self._waiting[client] = kinds  # likewise
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1

    @property
    def load(self) -> tuple[int, int]:
        """Return how many places are taken, and how many wait for one."""
        waiting = sum(len(turns) for kinds in self._waiting.values() for turns in kinds.values())
        return self._places - self._free, waiting

    def _is_full_for(self, client: str, kind: bytes) -> bool:
        kinds: Mapping[bytes, deque[asyncio.Future[None]]] = self._waiting.get(client, {})
        if len(kinds.get(kind, ())) >= self._alike or sum(map(len, kinds.values())) >= self._each:
            return True
        return sum(len(turns) for others in self._waiting.values() for turns in others.values()) >= self._most

    def _give_up(self, client: str, kind: bytes, turn: asyncio.Future[None]) -> None:
        """Wait no more; a place that was given in the same moment goes on to the next."""
        if turn.done() and not turn.cancelled():
            self.leave()
        kinds = self._waiting.get(client, OrderedDict())
        turns = kinds.get(kind, deque())
        if turn in turns:
            turns.remove(turn)
        if not turns:
            kinds.pop(kind, None)
        if not kinds:
            self._waiting.pop(client, None)


@lru_cache(maxsize=512)
def shape(query: str) -> bytes:
    """Return what queries have in common that differ in values and layout only.

    >>> shape('SELECT * { ?s ?p "a" } LIMIT 1') == shape("SELECT *{?s ?p 'b'} LIMIT 25")
    True
    """
    return blake2b(_WORDS.sub("", query).encode("utf-8", "surrogatepass"), digest_size=16).digest()
