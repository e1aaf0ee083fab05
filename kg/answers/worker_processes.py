"""Validate texts that anybody sends: each in a process of its own, so that none can hold up what else is asked.

A text may be made so that reading it takes for ever. A thread cannot be ended; a process that takes too long is.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from traceback import format_exc
from typing import TYPE_CHECKING, Final, TypeAlias

from kg.bilingual import Text
from kg.errors import BusyError, InputError, OperationError, TooMuchError, ZhizeError

if TYPE_CHECKING:
    from kg.validating.validate_document import DocumentValidator

TEXT: Final = "the text"
"""What a text that was sent is called in errors."""

_SPAWN: Final = get_context("spawn")
"""A process that begins anew: it has no thread and no lock of this one."""


class TooLongError(TooMuchError):
    """A text takes longer than is spent on one."""


class UnreadyError(OperationError):
    """The documents of the data folder cannot be read, so that nothing can be compared with them."""


@dataclass(frozen=True, slots=True)
class FileNames:
    """What is known of a file beside its bytes."""

    filename: str = ""
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class ValidationJob:
    """A text to validate, and what to validate it with."""

    raw: bytes
    data_folder: Path
    base_iri: str
    present: date
    reading: FileNames | None = None
    """Where it is to be read instead, what the file that was sent says it is."""


_Reply: TypeAlias = "str | Exception"
"""A report as JSON, or what is to be raised."""


class Workers:
    """A few processes that validate texts, each one at a time. They begin when the first text comes."""

    def __init__(self, most: int, seconds: float) -> None:
        self._seconds = seconds
        self._most = most
        self._free = [_Worker() for _ in range(most)]
        self._mutex = threading.Lock()

    def validate(self, task: ValidationJob) -> str:
        """Return the report on a text as JSON.

        Raises :class:`~kg.errors.InputError` for what is no plan, :class:`BusyError`, :class:`TooLongError`, and
        :class:`UnreadyError`.
        """
        with self._mutex:
            if not self._free:
                raise BusyError(Text("正在校验的文本已经太多", "enough texts are being validated"))
            worker = self._free.pop()
        try:
            return worker.do(task, self._seconds)
        finally:
            with self._mutex:
                self._free.append(worker)

    @property
    def busy(self) -> int:
        """Return how many texts are being validated."""
        return self._most - len(self._free)

    def close(self) -> None:
        """End the processes that have nothing to do."""
        with self._mutex:
            for worker in self._free:
                worker.end()


class _Worker:
    """One process, begun when it is needed, ended when it takes too long and then begun anew."""

    def __init__(self) -> None:
        self._running: tuple[BaseProcess, Connection] | None = None

    def do(self, task: ValidationJob, seconds: float) -> str:
        """Have the process validate a text."""
        try:
            reply = self._send(task, seconds)
        except (EOFError, OSError) as error:
            self.end()
            raise RuntimeError("the process that validates has ended on its own") from error
        except BaseException:
            self.end()
            raise
        if isinstance(reply, Exception):
            raise reply
        return reply

    def _send(self, task: ValidationJob, seconds: float) -> _Reply:
        connection = self._connection()
        try:
            connection.send(task)
        except OSError:  # ended while it had nothing to do
            self.end()
            connection = self._connection()
            connection.send(task)
        if not connection.poll(seconds):
            raise TooLongError(Text(f"校验超过了{seconds:g}秒", f"this takes longer than {seconds:g} seconds"))
        reply: _Reply = connection.recv()
        return reply

    def _connection(self) -> Connection:
        """Return the way to the process, beginning one where none runs."""
        if self._running is None:
            ours, theirs = _SPAWN.Pipe()
            process = _SPAWN.Process(target=_serve, args=(theirs,), daemon=True, name="zhize validate")
            process.start()
            theirs.close()
            self._running = process, ours
        return self._running[1]

    def end(self) -> None:
        """End the process."""
        if self._running is not None:
            process, connection = self._running
            self._running = None
            connection.close()
            process.kill()
            process.join()


def _serve(connection: Connection) -> None:
    """Answer one text after the other, until nobody is there to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this process then
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    validate = _validation()
    with suppress(EOFError, OSError):
        while True:
            task = connection.recv()
            connection.send(validate(task))


def _end_with_the_server() -> None:
    """End also in the middle of a text when the server was killed."""
    server = parent_process()
    if server is not None:
        server.join()
    os._exit(0)


def _read(raw: bytes, names: FileNames, validator_of_folder: DocumentValidator) -> str:
    """Return what a file says, as JSON."""
    from kg.answers.plan_reading import read_plan

    answer, _ = read_plan(raw, names.filename, names.media_type, register=validator_of_folder.data.register)
    return answer.model_dump_json()


def _validation() -> Callable[[ValidationJob], _Reply]:
    """Return what validates texts, and keeps the data folder as long as it stays the same."""
    from kg.corpus.folder import load_data_folder
    from kg.files.digests import data_digest
    from kg.reading.load_text import read_bytes
    from kg.validating.render_report import to_json
    from kg.validating.validate_document import DocumentValidator

    held: dict[str, DocumentValidator] = {}

    def validator(task: ValidationJob) -> DocumentValidator:
        digest = f"{data_digest(task.data_folder)} {task.base_iri} {task.present}"
        if digest not in held:
            fresh = DocumentValidator(load_data_folder(task.data_folder), task.base_iri, task.present)
            held.clear()
            held[digest] = fresh
        return held[digest]

    def validate(task: ValidationJob) -> _Reply:
        try:
            validator_of_folder = validator(task)
        except ZhizeError as error:
            return UnreadyError(error.what, error.where, error.mend)
        try:
            if task.reading is not None:
                return _read(task.raw, task.reading, validator_of_folder)
            return to_json(validator_of_folder.text(read_bytes(task.raw, TEXT), TEXT))
        except ZhizeError as error:
            ours = str(error.where).startswith(str(task.data_folder))
            return UnreadyError(error.what, error.where, error.mend) if ours else error
        except RecursionError:
            return InputError(
                Text("嵌套太深，无法读取", "it is nested too deeply to be read"),
                TEXT,
                Text("请发送方案的文本", "send the text of a plan"),
            )
        except Exception:
            return RuntimeError(format_exc())  # raised, and logged, where the question was asked

    return validate
