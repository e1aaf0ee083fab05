"""Files and folders that are whole or not there: written aside, held by the disk, then renamed into place.

A name that begins with ``.`` or with ``building-`` is not seen by readers; what a killed writer leaves has such a name.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step: whoever reads it finds the old content or the new one, never a part.

    Raises OSError when the disk does not take it; the old file then stays.
    """
    with written_aside(path) as aside:
        aside.write_bytes(content)


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """Yield a path beside ``path`` to write to; afterwards the file is held by the disk and takes the place.

    Nothing takes the place where the block raises. Raises OSError when the disk does not take it.
    """
    aside = path.with_name(f".{path.name}-{token_hex(4)}")
    try:
        yield aside
        put_in_place(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def put_in_place(aside: Path, place: Path) -> None:
    """Flush a file, or a folder and all that is new in it, to the disk, and rename it to ``place``.

    A file replaces the one that is there; a folder needs a free place. Raises OSError.
    """
    hold(aside)
    if aside.is_dir():
        aside.rename(place)
    else:
        aside.replace(place)
    _sync(place.parent)


def hold(path: Path) -> None:
    """Flush a file or everything below a folder to the disk; a file with other hard links is there already."""
    if path.is_dir():
        for below in sorted(path.rglob("*")):
            if below.is_dir() or below.stat().st_nlink == 1:
                _sync(below)
    _sync(path)


def discard(path: Path, away: Path) -> None:
    """Move a folder out of the way to ``away`` in one step, then remove it."""
    path.rename(away)
    shutil.rmtree(away, ignore_errors=True)


def _sync(path: Path) -> None:
    """Flush a file or a folder's names to the disk; a system that cannot do so for folders is left alone."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
