"""What is counted of the whole server, and where it is read: what is kept, who waits, how old the graph is."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from starlette.responses import Response

from api.operating.counts import MEDIA_TYPE, SHARED, Metrics
from kg import __version__

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from api.operating.counts import Labels
    from kg.stores import Snapshot

METRICS = "/metrics"


class Lanes(Protocol):
    """Where queries are run."""

    @property
    def processes(self) -> int:
        """Return how many processes there are."""

    @property
    def load(self) -> dict[str, tuple[int, int]]:
        """Return, by lane, how many queries run and how many wait."""


class Kept(Protocol):
    """Where answers are kept."""

    @property
    def size(self) -> int:
        """Return how many bytes are kept."""

    @property
    def hits_and_misses(self) -> tuple[int, int]:
        """Return how many answers were there when they were asked for, and how many were not."""


def server_counts(
    sandbox: Lanes, kept: dict[str, Kept], validating: Callable[[], int], held: Callable[[], Snapshot | None]
) -> Metrics:
    """Make the counts of a server; its parts are read when somebody asks."""
    shared = os.environ.get(SHARED)
    counts = Metrics(Path(shared) if shared else None)
    counts.read("zhize_build_info", "Which Zhize this is.", lambda: {(("version", __version__),): 1}, greatest=True)

    def by_lane(place: int) -> dict[Labels, float]:
        return {(("lane", lane),): numbers[place] for lane, numbers in sandbox.load.items()}

    counts.read("zhize_sparql_running", "Queries that run, by lane.", lambda: by_lane(0))
    counts.read("zhize_sparql_waiting", "Queries that wait for their turn, by lane.", lambda: by_lane(1))
    counts.read("zhize_sparql_workers", "Processes that run queries.", lambda: sandbox.processes)
    counts.read("zhize_validations_running", "Texts that are being validated.", validating)

    def by_cache(read: Callable[[Kept], float]) -> dict[Labels, float]:
        return {(("cache", name),): read(one) for name, one in kept.items()}

    counts.read("zhize_kept_bytes", "Bytes of the answers that are kept.", lambda: by_cache(lambda one: one.size))
    counts.read(
        "zhize_kept_hits_total",
        "Answers that were kept when they were asked for.",
        lambda: by_cache(lambda one: one.hits_and_misses[0]),
        kind="counter",
    )
    counts.read(
        "zhize_kept_misses_total",
        "Answers that were not kept when they were asked for.",
        lambda: by_cache(lambda one: one.hits_and_misses[1]),
        kind="counter",
    )

    def age() -> dict[Labels, float]:
        snapshot = held()
        return {} if snapshot is None else {(): (datetime.now(UTC) - snapshot.manifest.built_at).total_seconds()}

    counts.read("zhize_snapshot_age_seconds", "Seconds since the graph was built.", age, greatest=True)
    counts.read(
        "zhize_snapshot_quads",
        "Statements of the graph.",
        lambda: {} if (snapshot := held()) is None else {(): snapshot.manifest.quads},
        greatest=True,
    )
    return counts


def metrics_route(counts: Metrics) -> Callable[[Request], Awaitable[Response]]:
    """Make the route of what Prometheus reads; nothing stands in its way."""

    async def metrics(_request: Request) -> Response:
        return Response(counts.text(), headers={"Cache-Control": "no-store", "Content-Type": MEDIA_TYPE})

    return metrics
