"""The processes that answer queries: kept warm, asked one thing at a time, and killed when one takes too much."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections import deque
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from kg.sandbox.worker_protocol import HEADER, Frame, Question, Reason, Refusal, frame

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from kg.sandbox.limits import Limits

UNSENT: Final = 8 * 1024 * 1024
"""How much of an answer is kept for a slow reader; then its process waits as well, and its time goes on."""
PASSED_ON: Final = ("PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What of the environment a process gets: where Python and its libraries are."""
YIELDING: Final = 10
"""How much a slow query gives way to the quick ones and to the server: a tenth of the processor is left to it."""
ENDED: Final = 2.0
"""The seconds that a process may take to be gone after its socket is closed."""


class BrokenAnswerError(Exception):
    """The rest of an answer will not come."""


class Answer:
    """The answer to one question: ``media_type`` and :meth:`pieces`, or a ``refusal``, once :meth:`begun` is over."""

    def __init__(self, process: QueryProcess) -> None:
        self.media_type = ""
        self.refusal: Refusal | None = None
        self.ended = False
        self.process = process
        self._broken = False
        self._pieces: deque[bytes] = deque()
        self._unsent = 0
        self._begun = asyncio.Event()
        self._changed = asyncio.Event()

    async def begun(self, seconds: float | None = None) -> None:
        """Wait until something has come, or some seconds are over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._begun.wait()

    async def pieces(self) -> AsyncGenerator[bytes, None]:
        """Yield the answer piece by piece. Raises :class:`BrokenAnswerError` when the rest will not come."""
        while True:
            while self._pieces:
                piece = self._pieces.popleft()
                self._unsent -= len(piece)
                if self._unsent <= UNSENT:
                    self.process.read_on()
                yield piece
            if self.ended:
                break
            self._changed.clear()
            await self._changed.wait()
        if self._broken:
            raise BrokenAnswerError

    def cancel(self) -> None:
        """End the process that still works on this: nobody wants the answer."""
        if not self.ended:
            self.process.kill(Reason.BUSY)

    # What the process sends:

    def take_head(self, media_type: str) -> None:
        """Take the type of what comes."""
        self.media_type = media_type
        self._begun.set()

    def take(self, piece: bytes) -> None:
        """Take a piece."""
        self._pieces.append(piece)
        self._unsent += len(piece)
        if self._unsent > UNSENT:
            self.process.wait()
        self._changed.set()

    def end(self, refusal: Refusal | None = None) -> None:
        """End, well or with a refusal; one that comes in the middle breaks the answer off."""
        if self.media_type:
            self._broken = refusal is not None
        else:
            self.refusal = refusal
        self.ended = True
        self._begun.set()
        self._changed.set()


class QueryProcess(asyncio.Protocol):
    """One process. ``idle`` is called when it can be asked, ``gone`` when it has ended."""

    def __init__(
        self, limits: Limits, idle: Callable[[QueryProcess], None], gone: Callable[[QueryProcess], None]
    ) -> None:
        self._limits = limits
        self._idle, self._gone = idle, gone
        self._answer: Answer | None = None
        self._why: Reason | None = None
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None
        self._yielding = False
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - it is this program
                [sys.executable, "-P", "-m", "kg.sandbox.worker", str(theirs.fileno()), json.dumps(asdict(limits))],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
            )
        self._socket = ours
        self.folder = ""
        self.was_ready = False

    async def connect(self, folder: str) -> None:
        """Begin to talk to the process: have it open a graph."""
        await asyncio.get_running_loop().create_unix_connection(lambda: self, sock=self._socket)
        self.open(folder)

    def open(self, folder: str) -> None:
        """Make the process open another graph; it is idle again when that is done."""
        assert self._transport is not None  # noqa: S101 - it is connected
        self.folder = folder
        self._transport.write(frame(Frame.OPEN, folder.encode()))

    def ask(self, question: Question) -> Answer:
        """Send one query to the process, which must be idle."""
        assert self._transport is not None  # noqa: S101 - it is connected before it is idle
        self._answer = Answer(self)
        self._transport.write(frame(Frame.ASK, question.to_bytes()))
        return self._answer

    def kill(self, why: Reason) -> None:
        """End the process; what it was asked gets this for an answer."""
        self._why = self._why or why
        self._process.kill()

    def close(self) -> None:
        """End the process, and leave nothing of it open; what it was asked gets no answer any more."""
        self.kill(Reason.BUSY)
        self._process.wait()
        if self._transport is None:
            self._socket.close()
            return
        try:
            self._transport.abort()
        except RuntimeError:  # its event loop has ended before it
            self._socket.close()

    def give_way(self) -> None:
        """Let what else runs on this machine go before this process, until its answer is there."""
        self._yielding = _set_niceness(self._process.pid, YIELDING)

    def wait(self) -> None:
        """Read no more for now."""
        if self._transport is not None:
            self._transport.pause_reading()

    def read_on(self) -> None:
        """Read again."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.resume_reading()

    # What asyncio calls:

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - that of a socket is one
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take what the process sent, a frame at a time."""
        self._buffer += data
        while len(self._buffer) >= HEADER.size:
            kind, length = HEADER.unpack_from(self._buffer)
            end = HEADER.size + length
            if len(self._buffer) < end:
                return
            payload = bytes(memoryview(self._buffer)[HEADER.size : end])
            del self._buffer[:end]
            self._take(Frame(kind.decode()), payload)

    def connection_lost(self, _error: Exception | None) -> None:
        """Note how the process ended."""
        answer, self._answer = self._answer, None
        code = self._ended()
        if answer is not None:
            answer.end(self._refusal(code))
        self._gone(self)

    def _ended(self) -> int | None:
        """Return the exit code of a process that has closed its socket; it is at its end."""
        try:
            return self._process.wait(ENDED)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return None

    def _take(self, kind: Frame, payload: bytes) -> None:
        answer = self._answer
        if kind is Frame.READY:
            self.was_ready = True
            self._idle(self)
        if answer is None:
            return
        if kind is Frame.WHOLE:
            media_type, _, body = payload.partition(b"\n")
            answer.take_head(media_type.decode())
            answer.take(body)
        elif kind is Frame.HEAD:
            answer.take_head(payload.decode())
        elif kind is Frame.DATA:
            answer.take(payload)
        if kind in {Frame.WHOLE, Frame.END, Frame.REFUSED}:
            self._answer = None
            answer.end(Refusal.from_bytes(payload) if kind is Frame.REFUSED else None)
            self._be_idle()

    def _be_idle(self) -> None:
        """Become ready for the next question; a process that the system does not let come first again is ended."""
        self.read_on()
        if self._yielding and not _set_niceness(self._process.pid, 0):
            self._process.kill()
            return
        self._yielding = False
        self._idle(self)

    def _refusal(self, code: int | None) -> Refusal:
        """Return why the process ended in the middle of a query."""
        if self._why is Reason.TIME:
            return Refusal(Reason.TIME, f"the query took more than {self._limits.seconds:g} seconds; ask for less.")
        if self._why is not None:
            return Refusal(self._why, "the query was ended; try again later.")
        if code == -signal.SIGABRT:  # so the engine ends when it is given no more memory
            words = f"the query needs more than {self._limits.memory} bytes of memory; ask for less."
            return Refusal(Reason.MEMORY, words)
        return Refusal(Reason.ENGINE, "the engine failed at this query; make it simpler.")


def _set_niceness(pid: int, niceness: int) -> bool:
    """Set how much a process gives way to others; return whether the system does so."""
    try:
        os.setpriority(os.PRIO_PROCESS, pid, niceness)
    except OSError:  # it has ended, or only root may do that
        return False
    return True
