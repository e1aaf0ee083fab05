"""How much the query of a stranger may take."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The limits of the queries of a server.

    * ``seconds`` that a query may run, ``waiting`` seconds for its turn, ``sending`` seconds for a slow reader;
    * ``memory`` in bytes beyond what the graph takes, ``rows`` (or triples) and ``answer`` bytes of a result;
    * ``query`` characters, and ``depth`` of nested brackets;
    * ``places`` for queries at the same time, as many again for slow ones; ``queue`` for those that wait.
    """

    seconds: float = 5.0
    waiting: float = 2.0
    sending: float = 60.0
    memory: int = 512 * MEGABYTE
    rows: int = 500_000
    answer: int = 32 * MEGABYTE
    query: int = 100_000
    depth: int = 200
    places: int = 2
    queue: int = 64
