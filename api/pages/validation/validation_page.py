"""Validation: what was found in each document in force, in sentences, each one click away from the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.answers import parts_by_number
from api.answers.validations import Validating, chosen_version
from api.pages.changes.published_versions import address_in, place_in
from api.pages.validation.finding_rows import Account, Places, account_of
from api.site.document_choice import chosen_document
from api.site.language import in_language
from api.site.render_page import page
from api.site.visit import Visiting
from kg.validating.report_json import report_from_json

if TYPE_CHECKING:
    from api.answers.models import DocumentRow
    from api.answers.validations import Validations
    from api.site.visit import Visit
    from kg.stores.version_history import DocumentVersion
    from kg.validating import Finding, Report

router = APIRouter(include_in_schema=False)

ADDRESS = "/validation"


@dataclass(frozen=True, slots=True)
class Examined:
    """A document with its report; ``version`` is the one that was examined."""

    document: DocumentRow
    version: DocumentVersion
    report: Report | None
    """``None`` where no report was published and none was asked for."""


@router.get(ADDRESS)
def validation(visit: Visiting, validating: Validating, document: Annotated[str | None, Query()] = None) -> Response:
    """Show what was found in a document, or, where there are several, how much in each."""
    documents = [chosen_document(visit, document)] if document else parts_by_number.documents(visit.asking)
    only = len(documents) == 1
    examined = [_examined(visit, one, validating if only else None) for one in documents]
    report = examined[0].report if only else None
    account = told(visit, examined[0].version, report) if report else None
    return page(visit, "validation.html", examined=examined, account=account, **context(visit, validating))


def context(visit: Visit, validating: Validations) -> dict[str, object]:
    """Give what the page needs for its form, with or without a text that was sent."""
    return {
        "address": in_language(ADDRESS, visit.language),
        "most": validating.most_bytes,
        "checked": None,
        "trouble": None,
        "sent": "",
        "left": False,
        "documents": parts_by_number.documents(visit.asking),
    }


def _examined(visit: Visit, document: DocumentRow, validating: Validations | None) -> Examined:
    """Give the report on the version of the day, beside the version before it.

    The one that was published with the graph is beside no other. So it is shown where there is no other; elsewhere a
    report is made once and kept, but only for a single document: it may take a second.
    """
    snapshot = visit.asking.snapshot
    version = chosen_version(visit.asking, document.id, None)
    alone = not any(one.date < version.date for one in snapshot.history.of(document.id))
    if validating is not None and not alone:
        return Examined(document, version, validating.of_version(snapshot, version))
    if version in snapshot.history.in_force(snapshot.manifest.present_date, document.id):
        published = snapshot.report_of(document.id)
        if published is not None:
            return Examined(document, version, report_from_json(published))
    return Examined(document, version, validating.of_version(snapshot, version) if validating else None)


def told(visit: Visit, version: DocumentVersion, report: Report) -> Account:
    """Tell a report on a published version, each finding with the place of its words."""
    before = version_named(visit, report.compared_with)
    return account_of(report, visit.language, places_in(visit, version), places_in(visit, before))


def places_in(visit: Visit, version: DocumentVersion | None) -> Places:
    """Give where what is found in a version is shown; nowhere, where there is no version."""

    def words(finding: Finding) -> str | None:
        if version is None or finding.start is None or finding.line is None:
            return None
        return place_in(visit, version, finding.start, finding.line)

    def task(finding: Finding) -> str | None:
        return address_in(visit, version, f"/task/{finding.task_id}") if version else None

    return Places(words, task)


def version_named(visit: Visit, iri: str) -> DocumentVersion | None:
    """Find a version by its IRI."""
    return next((one for one in visit.asking.snapshot.history.versions if one.iri == iri), None)
