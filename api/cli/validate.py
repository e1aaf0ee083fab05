"""``zhize validate``: what is wrong, where it stands, how to mend it, and what is new since another version."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import options
from api.cli.output import progress, put, put_words, tell
from kg.bilingual import Text
from kg.errors import InputError, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    CSV = "csv"


def validate_command(
    file: Annotated[
        Path | None,
        typer.Argument(
            parser=options.path, metavar="[FILE]", help="The text of a plan; without it, every document of the data."
        ),
    ] = None,
    document: Annotated[
        str | None,
        typer.Option("--document", metavar="DOCUMENT", help="This document alone; or that of which FILE is the text."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="VERSION",
            help="Compare with this version, and fail for new findings only: its date, or 'before' for the one before.",
        ),
    ] = None,
    fail_on: Annotated[Threshold, typer.Option("--fail-on", help="Exit with 1 from this severity on.")] = (
        Threshold.VIOLATION
    ),
    form: Annotated[ReportFormat, typer.Option("--format", help="How to write the report.")] = ReportFormat.TEXT,
    data: options.Data = None,
    base_iri: options.BaseIri = None,
    present: options.Present = None,
) -> None:
    """Check a plan, or the whole data folder, and report what a person should look at.

    A text that carries the number of a known document is compared with the version in force, a document of the data
    folder with the version before; findings are then new, known or solved. What accepted.toml accepts fails nothing.
    """
    from kg.validating import Severity

    settings = options.settings_of(data, None, base_iri, present)
    severity, only_new = Severity(fail_on.value), since is not None
    with progress() as steps:
        steps.step("validating")
        reports = list(_reports(settings, file, document, since))
    write = put_words if form is ReportFormat.TEXT else put
    write(_written(reports, form, severity, only_new=only_new).rstrip() + "\n")
    if any(report.failing(severity, only_new=only_new) for _, report in reports):
        raise typer.Exit(1)


def _reports(
    settings: Settings, file: Path | None, document: str | None, since: str | None
) -> Iterator[tuple[str, Report]]:
    """Report on one text, or on each document of the data folder as it is in force."""
    from kg.corpus.folder import load_data_folder
    from kg.validating.validate_document import DocumentValidator

    data, day = load_data_folder(settings.data_folder), _day(since)
    validator = DocumentValidator(data, settings.base_iri, settings.present_date)
    named = data.document_named(document) if document is not None else None
    document = named.id if named else document
    if file is not None:
        yield str(file), validator.file(file, document, day)
        return
    chosen = data.documents if document is None else (validator.find(document),)
    if len(chosen) > 1 and isinstance(day, date):
        raise InputError(
            Text("日期只能指一份文件的版本", "a date names a version of one document"),
            "--since",
            Text("请加 --document，或写 before", "add --document, or write before"),
        )
    for one in chosen:
        version = one.in_force(validator.present)
        if version is None:
            tell(f"{one.id} is not in force on {validator.present}")
        else:
            yield _shown(version.text), validator.version(one, version, day)


def _shown(file: Path) -> str:
    """Name a file as a person in this folder would."""
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)


def _day(since: str | None) -> date | str | None:
    """Read what the findings are compared with."""
    from kg.iso_dates import read_day
    from kg.validating.validate_document import BEFORE

    if since in {None, BEFORE}:
        return since
    try:
        return read_day(since or "")
    except ValueError:
        raise InputError(
            Text(f"{shown(since or '')!r}不是版本", f"{shown(since or '')!r} is no version"),
            "--since",
            Text(f"请给出版本日期，例如 2021-11-09，或写 {BEFORE}", f"give its date, such as 2021-11-09, or {BEFORE}"),
        ) from None


def _written(reports: list[tuple[str, Report]], form: ReportFormat, fail_on: Severity, *, only_new: bool) -> str:
    """Write the reports: for people one after the other, for machines as one."""
    from kg.validating import Report, render_report

    if form is ReportFormat.TEXT:
        return "\n".join(render_report.to_text(report, name) for name, report in reports)
    found = Report.joined(report for _, report in reports)
    match form:
        case ReportFormat.JSON:
            return render_report.to_json(found)
        case ReportFormat.TURTLE:
            return render_report.to_turtle(found)
        case ReportFormat.JUNIT:
            return render_report.to_junit(found, fail_on, only_new=only_new)
        case ReportFormat.CSV:
            return render_report.to_csv(found)
