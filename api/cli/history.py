"""``zhize history`` and ``zhize rollback``: the versions of the documents, and how to withdraw one."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import options
from api.cli.amend import day_of, publish
from api.cli.output import Cell, TableFormat, progress, put, tell, write_table
from kg.bilingual import Text
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.corpus.folder import DocumentData, VersionData

COLUMNS = ("document", "version", "kind", "status", "basis", "note_zh", "note_en")


def history(
    document: Annotated[
        str | None, typer.Argument(metavar="[DOCUMENT]", help="The id or the number of a document; without it, all.")
    ] = None,
    form: Annotated[TableFormat, typer.Option("--format", help="How to write the table.")] = TableFormat.TEXT,
    data: options.Data = None,
    present: options.Present = None,
) -> None:
    """List the versions of documents: from which day each counts, why, and which one is in force."""
    from kg.corpus.folder import known_document, load_data_folder

    settings = options.settings_of(data, None, None, present)
    folder = load_data_folder(settings.data_folder)
    chosen = [known_document(folder, document)] if document else folder.documents
    rows = [_row(one, version, settings.present_date) for one in chosen for version in one.versions]
    put(write_table(COLUMNS, rows, form))


def rollback(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The id of a document, or its number (文号).")],
    reason: Annotated[str, typer.Option("--reason", help="Why; it is kept with the document.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so; else your user name.")] = "",
    version: Annotated[
        str | None, typer.Option("--version", metavar="DATE", help="The version to withdraw; else the newest.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Withdraw without asking.")] = False,
    data: options.Data = None,
    store: options.Store = None,
    base_iri: options.BaseIri = None,
    present: options.Present = None,
) -> None:
    """Withdraw a version: it stays on record and no longer counts; then publish what is in force without it."""
    from kg.amending import WithdrawalRequest, refuse_shipped, version_to_withdraw, withdraw
    from kg.corpus.folder import known_document, load_data_folder

    settings = options.settings_of(data, store, base_iri, present)
    refuse_shipped(settings.data_folder)
    known = known_document(load_data_folder(settings.data_folder), document)
    wanted = version_to_withdraw(known, day_of(version, "--version") if version else None)
    if not reason.strip():
        raise InputError(
            Text("理由是空的", "the reason is empty"),
            "--reason",
            Text("请说明为什么撤回该版本", "say why the version is withdrawn"),
        )
    record = WithdrawalRequest(settings.present_date, reason.strip(), options.person(by))
    if not yes and not _agreed(known, wanted):
        tell("nothing was changed")
        raise typer.Exit(1)
    with progress() as steps:
        withdraw(settings.data_folder, known.id, wanted.date, record)
        told = publish(settings, steps, f"the withdrawal of the version of {wanted.date}")
    tell(f"the version of {wanted.date} is withdrawn; {told}")


def _row(document: DocumentData, version: VersionData, present: date) -> dict[str, Cell]:
    """Give one line of the history."""
    return {
        "document": document.id,
        "version": version.date.isoformat(),
        "kind": version.kind,
        "status": _status(document, version, present),
        "basis": version.basis,
        "note_zh": version.note_zh,
        "note_en": version.note_en,
    }


def _status(document: DocumentData, version: VersionData, present: date) -> str:
    """Tell whether a version is withdrawn, in force, to come or past."""
    if version.withdrawn is not None:
        return f"withdrawn on {version.withdrawn.date}: {version.withdrawn.reason_zh}"
    if version is document.in_force(present):
        return "in force"
    return "to come" if version.date > present else "past"


def _agreed(document: DocumentData, version: VersionData) -> bool:
    """Ask on a terminal; elsewhere nobody can answer."""
    if not sys.stdin.isatty():
        raise InputError(
            Text("这里无法向人询问", "nobody can be asked here"),
            None,
            Text("未作任何改动，如要撤回请加 --yes", "nothing was changed, add --yes to withdraw it"),
        )
    return typer.confirm(f"Withdraw the version of {version.date} of {document.id}?", default=False, err=True)
