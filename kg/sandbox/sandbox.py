"""Run queries of strangers: each takes its turn, and none takes more than it may.

Every query begins in the quick lane. One that is not answered within :data:`QUANTUM` is slow: it goes on where a place
for slow ones is free, behind everything else that wants the processor, or waits for one and begins anew. Queries of
the same shape are then known to be slow, so that a flood of them never stands in the way of the quick ones.
"""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.bilingual import Text
from kg.caching import BoundedCache
from kg.errors import BusyError, OperationError
from kg.sandbox.fair_queue import FullError, Lane, shape
from kg.sandbox.worker_pool import Answer, QueryProcess
from kg.sandbox.worker_protocol import Reason

if TYPE_CHECKING:
    from kg.sandbox.limits import Limits
    from kg.sandbox.worker_protocol import Question

QUANTUM: Final = 0.1
"""The seconds that a query may run before it counts as slow."""
REMEMBERED: Final = 512
"""How many shapes of slow queries are known, the latest ones."""
STARTING: Final = 10.0
"""The seconds that a process may take to begin."""
FAILURES: Final = 3
"""How many processes, one after the other, may end before their first query; then no more are begun."""


class UnavailableError(OperationError):
    """No process for queries can be begun here."""


@dataclass(slots=True)
class _Turn:
    """The place that a query has, and what ends it when its time is over."""

    lane: Lane
    end: asyncio.TimerHandle


class Sandbox:
    """A few processes, and the turns of those who ask. It belongs to one event loop at a time."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._loop: asyncio.AbstractEventLoop | None = None
        self._slow_shapes = BoundedCache[bytes, bool](REMEMBERED)
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._quick, self._slow = (Lane(self.limits.places, self.limits.queue) for _ in range(2))
        self._processes: set[QueryProcess] = set()
        self._idle: list[QueryProcess] = []
        self._turns: dict[QueryProcess, _Turn] = {}
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._failures = 0

    async def ask(self, question: Question, client: str) -> Answer:
        """Ask, and give the answer once it has begun or was refused. Cancelling this ends the query.

        Whoever takes an answer in pieces reads them to the end, or calls its ``cancel``. Raises
        :class:`~kg.errors.BusyError` and :class:`UnavailableError`.
        """
        self._see_to_the_loop()
        try:
            return await self._quickly(question, client) or await self._slowly(question, client)
        except FullError:
            raise BusyError(Text("查询没有等到空位", "the query did not get its turn in time")) from None

    @property
    def processes(self) -> int:
        """Return how many processes there are."""
        return len(self._processes)

    @property
    def load(self) -> dict[str, tuple[int, int]]:
        """Return, for quick and for slow queries, how many run and how many wait."""
        return {"quick": self._quick.load, "slow": self._slow.load}

    def close(self) -> None:
        """End every process."""
        processes = self._processes
        self._begin_anew()
        for process in processes:
            process.close()

    async def _quickly(self, question: Question, client: str) -> Answer | None:
        """Answer in the quick lane; ``None`` where the query is slow and no place for slow ones is free."""
        answer = await self._begun(self._quick, question, client)
        if answer is None:
            return None
        try:
            await answer.begun(QUANTUM)
            if answer.ended:
                return answer
            self._remember(question)
            if not self._slow.enter_now():
                answer.cancel()
                return None
            turn = self._turns[answer.process]
            turn.lane.leave()
            turn.lane = self._slow
            return await self._patiently(answer)
        except BaseException:
            answer.cancel()
            raise

    async def _slowly(self, question: Question, client: str) -> Answer:
        """Answer among the slow ones."""
        answer = await self._begun(self._slow, question, client)
        assert answer is not None  # noqa: S101 - only the quick lane turns a query away
        try:
            await answer.begun(QUANTUM)
            if answer.ended:
                self._slow_shapes.pop(shape(question.text))  # not so slow after all
                return answer
            return await self._patiently(answer)
        except BaseException:
            answer.cancel()
            raise

    async def _patiently(self, answer: Answer) -> Answer:
        answer.process.give_way()
        await answer.begun()
        return answer

    async def _begun(self, lane: Lane, question: Question, client: str) -> Answer | None:
        """Take a place and a process, and ask; ``None`` where a slow query has no business in the quick lane."""
        if lane is self._quick and self._is_slow(question):
            return None
        await lane.enter(client, shape(question.text), self.limits.waiting)
        if lane is self._quick and self._is_slow(question):  # one like it was found to be so, meanwhile
            lane.leave()
            return None
        try:
            process = await self._take_process(question.snapshot)
        except BaseException:
            lane.leave()
            raise
        end = asyncio.get_running_loop().call_later(self.limits.seconds, process.kill, Reason.TIME)
        self._turns[process] = _Turn(lane, end)
        return process.ask(question)

    async def _take_process(self, folder: str) -> QueryProcess:
        """Return a process that is idle and has the graph open, beginning one where there are too few."""
        while True:
            ready = next((process for process in self._idle if process.folder == folder), None)
            if ready is not None:
                self._idle.remove(ready)
                return ready
            if self._failures >= FAILURES or sys.platform == "win32":
                raise UnavailableError(Text("这里无法启动查询进程", "no process for queries can be begun here"))
            if self._idle:
                self._idle.pop().open(folder)
            elif len(self._processes) < 2 * self.limits.places:
                process = QueryProcess(self.limits, self._is_idle, self._is_gone)
                self._processes.add(process)
                await process.connect(folder)
            one_is_idle = asyncio.get_running_loop().create_future()
            self._waiting.append(one_is_idle)
            try:
                async with asyncio.timeout(max(self.limits.waiting, STARTING)):
                    await one_is_idle
            except TimeoutError:
                raise FullError from None

    def _is_idle(self, process: QueryProcess) -> None:
        """Note that a process is idle."""
        self._failures = 0
        self._end_turn(process)
        self._idle.append(process)
        self._wake()

    def _is_gone(self, process: QueryProcess) -> None:
        """Note that a process has ended."""
        self._failures += 0 if process.was_ready else 1
        self._end_turn(process)
        self._processes.discard(process)
        if process in self._idle:
            self._idle.remove(process)
        self._wake()

    def _wake(self) -> None:
        while self._waiting:
            one = self._waiting.popleft()
            if not one.done():
                one.set_result(None)
                return

    def _end_turn(self, process: QueryProcess) -> None:
        turn = self._turns.pop(process, None)
        if turn is not None:
            turn.end.cancel()
            turn.lane.leave()

    def _see_to_the_loop(self) -> None:
        """Begin anew in another event loop: nothing of the old one can be waited for."""
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            self.close()
            self._loop = loop

    def _is_slow(self, question: Question) -> bool:
        return shape(question.text) in self._slow_shapes

    def _remember(self, question: Question) -> None:
        """Know from now on that queries like this one are slow."""
        self._slow_shapes.put(shape(question.text), True)
