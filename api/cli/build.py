"""``zhize build``: from the data folder to a published snapshot."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import options
from api.cli.output import Progress, progress, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.publishing import Outcome
    from kg.settings import Settings
    from kg.stores import DocumentState, Manifest


def build(
    force: Annotated[bool, typer.Option("--force", help="Build everything anew, whatever has changed.")] = False,
    data: options.Data = None,
    store: options.Store = None,
    base_iri: options.BaseIri = None,
    present: options.Present = None,
) -> None:
    """Build the graph of the data folder, validate it and publish it.

    What validation finds is told and published with the graph; `zhize validate` is the gate that fails on it.
    A text that cannot be read publishes nothing.
    """
    began = time.monotonic()
    with progress() as steps:
        told = _build(options.settings_of(data, store, base_iri, present), steps, force=force)
    tell(f"{told} ({time.monotonic() - began:.1f} s)")


def _build(settings: Settings, steps: Progress, *, force: bool) -> str:
    """Build and publish, unless the current snapshot has the same sources; tell what came of it."""
    steps.step("reading the data folder")
    from kg.publishing import catch_up

    outcome = catch_up(
        settings.data_folder,
        settings.store_folder,
        settings.base_iri,
        settings.present_date,
        force=force,
        pinned=settings.present is not None,
        steps=steps,
    )
    for line in _not_in_force(outcome.snapshot.manifest):
        tell(line)
    return told(outcome)


def told(outcome: Outcome) -> str:
    """Tell in one line what a publication came to."""
    manifest = outcome.snapshot.manifest
    name, day = manifest.name, manifest.present_date
    if not outcome.changed:
        return f"nothing has changed: snapshot {name} of {day} is current; --force builds it anew"
    states = manifest.documents.values()
    return f"built {_documents(states)}{_taken_over(outcome)}; {_findings(states)}; snapshot {name} of {day}"


def _not_in_force(manifest: Manifest) -> list[str]:
    """Tell of documents that say nothing on the present day."""
    return [
        f"{name} is not in force on {manifest.present_date}: its first version is of {state.versions[0]}"
        for name, state in manifest.documents.items()
        if state.in_force is None
    ]


def _documents(states: Iterable[DocumentState]) -> str:
    """Count what is in force."""
    holding = [state.counts for state in states if state.in_force]
    tasks, assignments = (sum(counts[name] for counts in holding) for name in ("tasks", "assignments"))
    return f"{len(holding)} document(s) with {tasks} tasks and {assignments} assignments"


def _taken_over(outcome: Outcome) -> str:
    """Tell how many documents were built, where others were taken over as they were."""
    return "" if outcome.whole else f", {len(outcome.built)} of them anew"


def _findings(states: Iterable[DocumentState]) -> str:
    """Count the findings by severity, the gravest first."""
    names = {"violation": "violation(s)", "warning": "warning(s)", "info": "note(s)"}
    counts = [state.counts for state in states]
    return ", ".join(f"{sum(one.get(severity, 0) for one in counts)} {name}" for severity, name in names.items())
