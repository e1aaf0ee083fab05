"""``zhize amend``: a new text of a document in; what it changes and what is found told; then stored and published."""

from __future__ import annotations

import json
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli import options
from api.cli.output import progress, put, put_words, tell
from kg.bilingual import Text
from kg.errors import InputError, ZhizeError, shown

if TYPE_CHECKING:
    from api.cli.output import Progress
    from kg.amending import Amendment, Plan
    from kg.settings import Settings
    from kg.stores import Snapshot


class Kind(StrEnum):
    """Whether the new text has legal effect of its own, or corrects an error."""

    AMENDMENT = "amendment"
    CORRECTION = "correction"


class Gate(StrEnum):
    """From which severity on a new finding keeps a text out of the data."""

    WARNING = "warning"
    VIOLATION = "violation"
    NEVER = "never"


class PlanFormat(StrEnum):
    """How the plan is written."""

    TEXT = "text"
    JSON = "json"


def amend(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The id of a document, or its number (文号).")],
    file: Annotated[
        Path, typer.Argument(parser=options.path, metavar="FILE", help="The whole new text, plain text in UTF-8.")
    ],
    day: Annotated[str, typer.Option("--date", metavar="DATE", help="The day from which it counts.")],
    basis: Annotated[
        str, typer.Option("--basis", metavar="WORDS", help="The number of the amending document, or why.")
    ],
    kind: Annotated[Kind, typer.Option("--kind", help="A change with legal effect, or the correction of an error.")],
    note: Annotated[str, typer.Option("--note", help="A note in Chinese; else the changes in a sentence.")] = "",
    note_en: Annotated[str, typer.Option("--note-en", help="The note in English.")] = "",
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="FILE", help="Decisions about which part is which (TOML).")
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides; recorded with the decisions.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Store without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show everything, store nothing.")] = False,
    fail_on: Annotated[Gate, typer.Option("--fail-on", help="New findings from here on keep it out.")] = Gate.VIOLATION,
    form: Annotated[PlanFormat, typer.Option("--format", help="How to show it.")] = PlanFormat.TEXT,
    data: options.Data = None,
    store: options.Store = None,
    base_iri: options.BaseIri = None,
    present: options.Present = None,
) -> None:
    """Load a new text of a document: see what it changes and what is found, then store and publish it.

    Nothing is stored before you agree. A new violation keeps the text out: mend the text, or choose `--fail-on never`.
    """
    from kg.amending import Amendment, refuse_shipped

    settings = options.settings_of(data, store, base_iri, present)
    if not dry_run:
        refuse_shipped(settings.data_folder)
    amendment = Amendment(day_of(day, "--date"), kind.value, basis, note, note_en)
    with progress() as steps:
        plan = _plan(document, file, amendment, mapping, by, settings, steps)
    write = put_words if form is PlanFormat.TEXT else put
    write(_shown(plan, form, file))
    if _kept_out(plan, fail_on):
        tell(f"nothing was stored: the text has new findings from {fail_on.value} on; mend it, or add --fail-on never")
        raise typer.Exit(1)
    if dry_run:
        tell("nothing was stored (--dry-run)")
        return
    if not yes and not _agreed(plan):
        tell("nothing was stored")
        raise typer.Exit(1)
    with progress() as steps:
        tell(_store(plan, settings, steps))


def day_of(words: str, option: str) -> date:
    """Read a date as it is written in the data.

    >>> day_of("2022-03-01", "--date")
    datetime.date(2022, 3, 1)
    """
    from kg.iso_dates import read_day

    try:
        return read_day(words)
    except ValueError:
        raise InputError(
            Text(f"{shown(words)!r}不是日期", f"{shown(words)!r} is not a date"),
            option,
            Text("请写成 2022-03-01 这样", "write it as 2022-03-01"),
        ) from None


def _plan(
    document: str, file: Path, amendment: Amendment, mapping: Path | None, by: str, settings: Settings, steps: Progress
) -> Plan:
    """Read, match, compare and validate."""
    from kg.amending import plan_amendment
    from kg.changes.identity_decisions import load_decisions
    from kg.corpus.folder import load_data_folder

    steps.step("reading the data folder")
    known = load_data_folder(settings.data_folder)
    decisions = load_decisions(mapping, options.person(by)) if mapping else ()
    steps.step("comparing and validating")
    return plan_amendment(known, document, file, amendment, settings.base_iri, decisions, published(settings))


def published(settings: Settings) -> Snapshot | None:
    """Give the current snapshot, if there is one."""
    from kg.stores import current

    try:
        return current(settings.store_folder)
    except ZhizeError:
        return None


def _shown(plan: Plan, form: PlanFormat, file: Path) -> str:
    """Show which part is which where a person should look, then the changes, then the findings."""
    from kg.amending import render_matches
    from kg.changes.render_changes import to_text
    from kg.validating import render_report

    if form is PlanFormat.JSON:
        return json.dumps(_fields(plan), ensure_ascii=False, indent=2, default=str) + "\n"
    pieces = (
        render_matches.matches_text(plan.proposal),
        to_text(plan.changes),
        render_report.to_text(plan.report, str(file), only_new=True),
    )
    return "\n".join(piece.rstrip() + "\n" for piece in pieces if piece)


def _fields(plan: Plan) -> dict[str, Any]:
    """Give the plan as JSON has it."""
    from kg.amending import render_matches
    from kg.changes.render_changes import to_fields
    from kg.validating import render_report

    return {
        "document": plan.document.id,
        "date": plan.amendment.date.isoformat(),
        "kind": plan.amendment.kind,
        "basis": plan.amendment.basis,
        "compared_with": plan.before.date.isoformat(),
        "matches": render_matches.matches_fields(plan.proposal),
        "changes": to_fields(plan.changes),
        "validation": render_report.to_fields(plan.report),
    }


def _kept_out(plan: Plan, gate: Gate) -> bool:
    """Tell whether new findings keep the text out; that it mends what was accepted does not."""
    from kg.validating import Severity, Status
    from kg.validating.acceptances import ACCEPTANCE_RULE

    if gate is Gate.NEVER:
        return False
    found = plan.report.at_or_above(Severity(gate.value))
    return any(one.status is Status.NEW and one.rule != ACCEPTANCE_RULE for one in found)


def _agreed(plan: Plan) -> bool:
    """Ask on a terminal; elsewhere nobody can answer."""
    if not sys.stdin.isatty():
        raise InputError(
            Text("这里无法向人询问", "nobody can be asked here"),
            None,
            Text("未保存任何内容，如要保存请加 --yes", "nothing was stored, add --yes to store it"),
        )
    doubtful = len(plan.proposal.uncertain)
    doubt = f", with {doubtful} uncertain match(es)" if doubtful else ""
    return typer.confirm(f"Store the version of {plan.amendment.date}{doubt}?", default=False, err=True)


def _store(plan: Plan, settings: Settings, steps: Progress) -> str:
    """Commit the version and publish; tell what came of it."""
    from kg.amending import commit

    steps.step("storing")
    place = commit(plan)
    return f"stored {place}; {publish(settings, steps, str(place))}"


def publish(settings: Settings, steps: Progress, stored: str) -> str:
    """Publish what has just been stored, and tell which snapshot that made.

    Raises :class:`~kg.errors.InputError` when that fails; what is stored stays, and the next build takes it up.
    """
    from kg.publishing import catch_up
    from kg.stores.freshness import present_to_publish

    data, store = settings.data_folder, settings.store_folder
    present, pinned = present_to_publish(data, store, settings.present_date, settings.present)
    try:
        outcome = catch_up(data, store, settings.base_iri, present, pinned=pinned, steps=steps)
    except ZhizeError as error:
        what = Text(f"已经保存，但尚未发布（{error.what.zh}）", f"it is stored, and not published yet ({error.what})")
        raise InputError(what, stored, Text("请解决后运行 zhize build", "mend that and run zhize build")) from error
    return f"snapshot {outcome.snapshot.name} of {present} is published"
