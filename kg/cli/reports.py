"""Validate what was built: one report for each document in force, or all of them as one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.building import BuiltDataset, Iris
from kg.validating import Report, validate

if TYPE_CHECKING:
    from kg.building import BuiltVersion


def reports_on(dataset: BuiltDataset) -> list[tuple[BuiltVersion, Report]]:
    """Validate each version that is in force."""
    register = dataset.graphs[str(Iris(dataset.base_iri).register_graph)]
    return [(version, validate(version, register)) for version in dataset.in_force]


def joined(reports: Iterable[tuple[object, Report]]) -> Report:
    """Give several reports as one; a single one stays as it is, with the name of its version."""
    found = [report for _, report in reports]
    if len(found) == 1:
        return found[0]
    return Report(tuple(finding for report in found for finding in report.findings))
