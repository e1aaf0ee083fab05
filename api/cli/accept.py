"""``zhize accept``: record that a finding is as it should be, why, and who says so."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli import options
from api.cli.output import progress, tell


def accept(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The id of a document, or its number (文号).")],
    key: Annotated[str, typer.Argument(metavar="KEY", help="The key of the finding, or enough of its beginning.")],
    reason: Annotated[str, typer.Option("--reason", help="Why it is accepted; it is kept with the document.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so.")],
    reason_en: Annotated[str, typer.Option("--reason-en", help="The reason in English.")] = "",
    data: options.Data = None,
    present: options.Present = None,
) -> None:
    """Accept a finding: it stays in the report as accepted, and no longer makes `zhize validate` fail.

    The record is added to the document's accepted.toml. When it matches nothing any more, that is a finding.
    """
    from kg.amending.accept_finding import AcceptanceReason, accept_finding
    from kg.corpus.folder import load_data_folder
    from kg.validating.validate_document import DocumentValidator

    settings = options.settings_of(data, None, None, present)
    with progress() as steps:
        steps.step("validating")
        validator = DocumentValidator(load_data_folder(settings.data_folder), settings.base_iri, settings.present_date)
        why = AcceptanceReason(settings.present_date, reason.strip(), by.strip(), reason_en.strip())
        finding = accept_finding(validator, document, key, why)
    tell(f"已接受：{finding.message_zh} / accepted: {finding.message_en}")
