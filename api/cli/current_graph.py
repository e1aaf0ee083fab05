"""The graph that a question is asked of: the current one, after it has caught up where it was behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.language import in_one_line
from api.cli.output import progress, tell
from kg.errors import ZhizeError

if TYPE_CHECKING:
    from kg.settings import Settings
    from kg.stores import Snapshot
    from kg.stores.freshness import Behind

PATIENCE = 5.0
"""So many seconds a question waits for another process that is publishing; then the old graph answers."""


def fresh(settings: Settings) -> Snapshot:
    """Give the current snapshot, after it has caught up with the data folder and the day where it was behind.

    Where that fails, one sentence says so, and the old graph answers. Raises :class:`~kg.errors.InputError` when there
    is no graph.
    """
    from kg.stores import current
    from kg.stores.freshness import behind

    try:
        lacking = behind(settings.data_folder, settings.store_folder, settings.present_date)
        if lacking:
            tell(f"the graph is behind: {lacking.why}; catching up")
            _catch_up(settings, lacking)
    except ZhizeError as error:
        found = current(settings.store_folder)
        tell(f"{in_one_line(error)} The graph built on {found.manifest.built_at:%Y-%m-%d} answers.")
        return found
    return current(settings.store_folder)


def _catch_up(settings: Settings, lacking: Behind) -> None:
    from kg.publishing import catch_up

    with progress() as steps:
        catch_up(
            settings.data_folder,
            settings.store_folder,
            lacking.base_iri,
            lacking.present,
            pinned=lacking.pinned,
            steps=steps,
            patience=PATIENCE,
        )
