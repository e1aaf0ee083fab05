"""``zhize diff``: what changed in meaning between two versions of a document."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import options
from api.cli.amend import day_of
from api.cli.output import progress, put, put_words

if TYPE_CHECKING:
    from kg.changes.change_table import ChangeTable
    from kg.corpus.folder import DocumentData, VersionData
    from kg.register import Register
    from kg.settings import Settings


class DiffFormat(StrEnum):
    """How the changes are written."""

    TEXT = "text"
    JSON = "json"


def diff(
    document: Annotated[str, typer.Argument(metavar="DOC", help="The id of a document, or its number (文号).")],
    old: Annotated[
        str | None, typer.Argument(metavar="[FROM]", help="The date of a version; the one before TO if left out.")
    ] = None,
    new: Annotated[
        str | None, typer.Argument(metavar="[TO]", help="The date of a version; the one in force if left out.")
    ] = None,
    organization: Annotated[
        str | None, typer.Option("--organization", metavar="ORG", help="Only what affects this body: 应急厅.")
    ] = None,
    form: Annotated[DiffFormat, typer.Option("--format", help="How to write the changes.")] = DiffFormat.TEXT,
    data: options.Data = None,
    present: options.Present = None,
) -> None:
    """Tell what changed from one version of a document to another: bodies, tasks, measures, targets, deadlines.

    Without dates, the version in force is compared with the one before it.
    """
    from kg.changes.render_changes import to_json, to_text

    with progress() as steps:
        steps.step("comparing")
        table = _table(document, old, new, organization, options.settings_of(data, None, None, present))
    if form is DiffFormat.TEXT:
        put_words(to_text(table) + "\n")
    else:
        put(to_json(table) + "\n")


def _table(name: str, old: str | None, new: str | None, organization: str | None, settings: Settings) -> ChangeTable:
    """Read the two versions and compare them."""
    from kg.changes.compare_folder_versions import compare_versions
    from kg.changes.compare_versions import about_organization
    from kg.corpus.folder import known_document, load_data_folder

    data = load_data_folder(settings.data_folder)
    document = known_document(data, name)
    body = None if organization is None else _body(organization, data.register)
    table = compare_versions(document, *_versions(document, old, new, settings), data.register)
    return table if body is None else about_organization(table, body)


def _versions(
    document: DocumentData, old: str | None, new: str | None, settings: Settings
) -> tuple[VersionData, VersionData]:
    """Choose the versions that are named, or the last two."""
    from kg.changes.compare_folder_versions import last_two, version_of

    if old is None:
        return last_two(document, settings.present_date)
    before = version_of(document, day_of(old, "FROM"))
    return before, version_of(document, day_of(new, "TO")) if new else last_two(document, settings.present_date)[1]


def _body(name: str, register: Register) -> str:
    """Give the id of the body that is asked about; one that the register does not know is named by its own id."""
    from kg.querying import resolve_organization

    return name if name.startswith("unregistered-") else resolve_organization(register, name).id
