"""What is dear to make and many tests read: made once in a run, by the worker that needs it first, and copied for each."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol


class Folders(Protocol):
    """Where a worker of a run has its folders: pytest's ``tmp_path_factory``."""

    def getbasetemp(self) -> Path:
        """Return the folder of the worker."""
        ...

    def mktemp(self, basename: str) -> Path:
        """Make a new folder below it."""
        ...


def made_once(factory: Folders, name: str, make: Callable[[Path], object]) -> Path:
    """Return a copy of a folder that ``make`` fills; the workers of a run wait for the first, which makes it.

    The folder is handed to ``make`` as a path where nothing is. A copy may be changed; nobody else sees it.
    """
    made = _of_the_run(factory) / f"made-{name}"
    with _alone(made.with_suffix(".lock")):
        if not made.exists():
            making = made.with_suffix(".making")
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            make(making)
            making.rename(made)
    return Path(shutil.copytree(made, factory.mktemp(name) / "copy"))


def _of_the_run(factory: Folders) -> Path:
    """Return the folder that all workers of a run share; a worker has its own below it."""
    own = factory.getbasetemp()
    shared = own.name.startswith("popen-") and sys.platform != "win32"
    return own.parent if shared else own


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Hold a lock for as long as the block runs; a process that ends lets it go."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
