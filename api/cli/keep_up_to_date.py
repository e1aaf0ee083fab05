"""What keeps the graph of a running server up: at its start with the data folder, later with the calendar.

Every publication is made by a process of its own, so that no request waits for it and the server stays small. Several
servers on one store do no harm: the store has one writer at a time, and the second finds that there is nothing to do.
"""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING

from api.cli.language import in_one_line
from api.cli.output import tell
from kg.errors import ZhizeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from multiprocessing.context import SpawnProcess
    from pathlib import Path

    from kg.settings import Settings
    from kg.stores.freshness import Behind

PAUSE = 30.0
"""So many seconds lie between two looks at the calendar."""
LONGEST = 3600.0
"""So many at most, after publications that failed."""


class Publisher:
    """Publishes what a store lacks, in a process of its own."""

    def __init__(self, data_folder: Path, store_folder: Path) -> None:
        self._folders = data_folder, store_folder
        self._process: SpawnProcess | None = None

    def publish(self, lacking: Behind) -> bool:
        """Publish, and tell in words what came of it; tell whether it was done."""
        tell(f"the graph is behind: {lacking.why}; catching up")
        arguments = (*self._folders, lacking)
        process = get_context("spawn").Process(target=_publish, args=arguments, daemon=True, name="zhize publish")
        process.start()
        self._process = process
        process.join()
        done = process.exitcode == 0
        tell("the graph has caught up" if done else "the graph of before answers")
        return done

    def end(self) -> None:
        """End a publication that is under way; what is current stays so."""
        if self._process is not None:
            self._process.terminate()


def _publish(data_folder: Path, store_folder: Path, lacking: Behind) -> None:
    """Publish in this process; it ends with 2 when that cannot be done."""
    from kg.publishing import catch_up

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this process then
    try:
        catch_up(data_folder, store_folder, lacking.base_iri, lacking.present, pinned=lacking.pinned)
    except ZhizeError as error:
        tell(in_one_line(error))
        sys.exit(2)


class Calendar:
    """Looks whether a day has come on which another version is in force, and has that published.

    ``today`` gives the date; ``publish`` tells whether it was done.
    """

    def __init__(self, store_folder: Path, today: Callable[[], date], publish: Callable[[Behind], bool]) -> None:
        self._store_folder, self._today, self._publish = store_folder, today, publish
        self._seen: object = None

    def look(self) -> bool:
        """Look once; tell whether all is well. Nothing is read while neither the day nor the graph has changed."""
        from kg.stores.freshness import current_manifest, due
        from kg.stores.snapshot import current_stamp

        today = self._today()
        seen = today, current_stamp(self._store_folder)
        if seen == self._seen:
            return True
        manifest = current_manifest(self._store_folder)
        lacking = due(manifest, today) if manifest else None
        if lacking and not self._publish(lacking):
            return False
        self._seen = seen
        return True

    def watch(self, wait: Callable[[float], bool]) -> None:
        """Look again and again; ``wait`` lets some seconds pass and tells whether to stop."""
        pause = PAUSE
        while not wait(pause):
            pause = PAUSE if self.look() else min(2 * pause, LONGEST)


@contextmanager
def keeping_up(settings: Settings) -> Iterator[None]:
    """Catch up with the data folder, then watch the calendar for as long as the block runs.

    A date that a person chose does not move. Raises :class:`~kg.errors.InputError` when there is no graph.
    """
    from kg.stores import current
    from kg.stores.freshness import behind

    data, store = settings.data_folder, settings.store_folder
    publisher = Publisher(data, store)
    try:
        if lacking := behind(data, store, settings.present_date, settings.present):
            publisher.publish(lacking)
    except ZhizeError as error:  # what is published can be served all the same
        tell(in_one_line(error))
    current(store)
    if settings.present is not None:
        yield
        return
    stop = threading.Event()
    calendar = Calendar(store, lambda: settings.present_date, publisher.publish)
    watch = threading.Thread(target=calendar.watch, args=(stop.wait,), daemon=True)
    watch.start()
    try:
        yield
    finally:
        stop.set()
        publisher.end()
        watch.join()
