"""Keep two writers of one store apart. The system frees the lock when its holder ends, however it ends."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from kg.bilingual import Text
from kg.errors import BusyError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAUSE = 0.02

if sys.platform == "win32":
    import msvcrt

    def _try(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def writing(store_folder: Path, patience: float, name: str = "lock") -> Iterator[None]:
    """Lock a folder as its only writer, waiting up to ``patience`` seconds for another; ``name`` is the lock's file.

    Raises :class:`~kg.errors.InputError` when the other one is still writing then.
    """
    with (store_folder / name).open("ab") as file:
        _wait(file, store_folder, time.monotonic() + patience)
        yield  # closing the file frees the lock


def _wait(file: IO[bytes], store_folder: Path, end: float) -> None:
    while True:
        try:
            _try(file)
        except (BlockingIOError, PermissionError):
            if time.monotonic() >= end:
                raise BusyError(
                    Text("另一个进程正在写入", "another process is writing here"),
                    store_folder,
                    Text("请在它结束后再试", "try again when it has ended"),
                ) from None
            time.sleep(PAUSE)
        else:
            return
