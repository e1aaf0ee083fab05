"""``zhize build``: from the data folder to a published snapshot."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options
from kg.cli.output import Progress, progress, tell
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.building import BuiltDataset
    from kg.settings import Settings
    from kg.stores import Manifest
    from kg.validating import Report


def build(
    force: Annotated[bool, typer.Option("--force", help="Build also when nothing has changed.")] = False,
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
    from kg.datafolder import load_data_folder
    from kg.stores import Manifest

    data, present = load_data_folder(settings.data_folder), settings.present_date
    manifest = Manifest(data.digest, present, settings.base_iri, datetime.now(UTC))
    if not force and _is_current(manifest, settings):
        return f"nothing has changed: snapshot {manifest.name} of {present} is current; --force builds it anew"
    steps.step("building the graph")
    from kg.building import build_dataset

    dataset = build_dataset(data, settings.base_iri, present)
    for document in data.documents:
        if document.in_force(present) is None:
            tell(f"{document.id} is not in force on {present}: its first version is of {document.versions[0].date}")
    steps.step("validating")
    from kg.cli.reports import joined, reports_on
    from kg.validating.render import to_json

    report = joined(reports_on(dataset))
    steps.step("publishing")
    from kg.stores import publish

    snapshot = publish(dataset.nquads(), settings.store_folder, manifest, report_json=to_json(report))
    return f"built {_counts(dataset)}; {_findings(report)}; snapshot {snapshot.name} of {present}"


def _is_current(manifest: Manifest, settings: Settings) -> bool:
    """Tell whether the same inputs have been published already; a store that cannot be read has not them."""
    from kg.stores import current

    try:
        return current(settings.store_folder).name == manifest.name
    except InputError:
        return False


def _counts(dataset: BuiltDataset) -> str:
    """Count what is in force."""
    documents = [version.linked.document for version in dataset.in_force]
    tasks = sum(len(document.tasks) for document in documents)
    assignments = sum(len(version.linked.assignments) for version in dataset.in_force)
    return f"{len(documents)} document(s) with {tasks} tasks and {assignments} assignments"


def _findings(report: Report) -> str:
    """Count the findings by severity, the gravest first."""
    from kg.validating import Severity

    order = (Severity.VIOLATION, Severity.WARNING, Severity.INFO)
    names = {Severity.VIOLATION: "violation(s)", Severity.WARNING: "warning(s)", Severity.INFO: "note(s)"}
    return ", ".join(f"{report.count(severity)} {names[severity]}" for severity in order)
