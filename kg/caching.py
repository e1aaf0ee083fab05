"""The one bounded cache: what was asked for last is kept, and of several who want the same, one makes it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from kg.bilingual import Text
from kg.errors import BusyError

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class BoundedCache(Generic[Key, Value]):
    """Keep values by key up to a total size, and forget those that nobody has asked for the longest time.

    ``room`` is the most that all sizes together may be; ``size`` measures a value, and without it each counts as 1.
    One value is kept even where it alone is larger, with ``keep_one``. At most ``waiting`` callers of
    :meth:`get_or_make` may wait for values that are being made; without it, any number may. Threads may share it.

    >>> cache = BoundedCache[str, int](room=2)
    >>> [cache.get_or_make(key, lambda: len(key)) for key in ("a", "bb", "ccc")], cache.get("a"), cache.get("ccc")
    ([1, 2, 3], None, 3)
    """

    def __init__(
        self,
        room: int,
        *,
        size: Callable[[Key, Value], int] = lambda _key, _value: 1,
        waiting: int | None = None,
        keep_one: bool = False,
    ) -> None:
        self._room = room
        self._size_of = size
        self._keep_one = keep_one
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._size = 0
        self._hits = self._misses = 0
        self._mutex = threading.Lock()
        self._making = threading.Lock()
        self._places = threading.BoundedSemaphore(waiting) if waiting else None

    def get(self, key: Key) -> Value | None:
        """Return what is kept under a key; ``None`` where nothing is."""
        with self._mutex:
            if key not in self._values:
                self._misses += 1
                return None
            self._hits += 1
            self._values.move_to_end(key)
            return self._values[key][0]

    def put(self, key: Key, value: Value) -> Value:
        """Keep a value, forget what has no room any more, and return the value."""
        size = self._size_of(key, value)
        with self._mutex:
            self._remove(key)
            self._values[key] = value, size
            self._size += size
            while self._size > self._room and len(self._values) > self._keep_one:
                self._remove(next(iter(self._values)))
        return value

    @property
    def size(self) -> int:
        """Return the total size of what is kept."""
        return self._size

    @property
    def hits_and_misses(self) -> tuple[int, int]:
        """Return how often something was found, and how often it was not."""
        return self._hits, self._misses

    def pop(self, key: Key) -> None:
        """Forget what is kept under a key."""
        with self._mutex:
            self._remove(key)

    def __contains__(self, key: object) -> bool:
        """Return whether something is kept under a key; this does not count as asking for it."""
        with self._mutex:
            return key in self._values

    def get_or_make(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return what is kept under a key, or make and keep it; others who want a value meanwhile wait for this one.

        Raises :class:`~kg.errors.BusyError` when too many wait already, and whatever ``make`` raises.
        """
        value = self.get(key)
        if value is not None:
            return value
        if self._places is not None and not self._places.acquire(blocking=False):
            raise BusyError(Text("正在处理的请求已经太多", "too many requests for this are being handled"))
        try:
            with self._making:
                value = self.get(key)
                return self.put(key, make()) if value is None else value
        finally:
            if self._places is not None:
                self._places.release()

    def _remove(self, key: Key) -> None:
        found = self._values.pop(key, None)
        if found is not None:
            self._size -= found[1]
