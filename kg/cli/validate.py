"""``zhize validate``: what is wrong, where it stands, and how to mend it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options
from kg.cli.output import progress, put

if TYPE_CHECKING:
    from kg.settings import Settings
    from kg.validating import Report, Severity


class Threshold(StrEnum):
    """From which severity on a finding makes the command fail."""

    WARNING = "warning"
    VIOLATION = "violation"


class ReportFormat(StrEnum):
    """How a report is written."""

    TEXT = "text"
    JSON = "json"
    TURTLE = "turtle"
    JUNIT = "junit"


def validate_command(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="The text of a plan; without it, every document of the data."),
    ] = None,
    fail_on: Annotated[Threshold, typer.Option("--fail-on", help="Exit with 1 from this severity on.")] = (
        Threshold.VIOLATION
    ),
    form: Annotated[ReportFormat, typer.Option("--format", help="How to write the report.")] = ReportFormat.TEXT,
    data: options.Data = None,
    base_iri: options.BaseIri = None,
    present: options.Present = None,
) -> None:
    """Check a plan, or the whole data folder, and report what a person should look at."""
    from kg.validating import Severity

    settings = options.settings_of(data, None, base_iri, present)
    with progress() as steps:
        steps.step("validating")
        reports = _of_file(file, settings) if file else _of_data(settings)
    put(_written(reports, form, Severity(fail_on.value)).rstrip() + "\n")
    if any(report.at_or_above(Severity(fail_on.value)) for _, report in reports):
        raise typer.Exit(1)


def _of_file(file: Path, settings: Settings) -> list[tuple[str, Report]]:
    """Report on one text alone; the register and the corrections are those of the data folder."""
    from kg.building import Iris, build_text
    from kg.building.register import register_graph
    from kg.datafolder import load_data_folder
    from kg.reading.load import read_file
    from kg.validating import validate

    data = load_data_folder(settings.data_folder)
    version = build_text(read_file(file), data, settings.base_iri, str(file))
    return [(str(file), validate(version, register_graph(data.register, Iris(settings.base_iri))))]


def _of_data(settings: Settings) -> list[tuple[str, Report]]:
    """Report on each document of the data folder, as it is in force."""
    from kg.building import build_dataset
    from kg.cli.reports import reports_on
    from kg.datafolder import load_data_folder

    data = load_data_folder(settings.data_folder)
    dataset = build_dataset(data, settings.base_iri, settings.present_date)
    return [
        (str(data.path / "documents" / version.document_id / version.version.isoformat() / "text.txt"), report)
        for version, report in reports_on(dataset)
    ]


def _written(reports: list[tuple[str, Report]], form: ReportFormat, fail_on: Severity) -> str:
    """Write the reports: for people one after the other, for machines as one."""
    from kg.cli.reports import joined
    from kg.validating import render

    match form:
        case ReportFormat.TEXT:
            return "\n".join(render.to_text(report, name) for name, report in reports)
        case ReportFormat.JSON:
            return render.to_json(joined(reports))
        case ReportFormat.TURTLE:
            return render.to_turtle(joined(reports))
        case ReportFormat.JUNIT:
            return render.to_junit(joined(reports), fail_on)
