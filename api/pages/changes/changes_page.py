"""What changed from one version of a document to another: first what it means, then the texts side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.answers.compared_versions import Comparing, pair_of, table_of
from api.pages.changes.change_rows import Part, parts_of
from api.pages.changes.published_versions import State, address_in, state_of, text_of
from api.pages.changes.side_by_side import side_by_side
from api.pages.changes.versions_page import versions_of
from api.request_parameters import Day
from api.site.body_names import Named, body_named
from api.site.document_choice import chosen_document
from api.site.render_page import page
from api.site.visit import Visiting
from kg.changes.change_summary import RENUMBERED
from kg.changes.compare_versions import about_organization
from kg.corpus.identities import PartType

if TYPE_CHECKING:
    from api.pages.changes.side_by_side import Comparison
    from api.site.visit import Visit
    from kg.changes.change_table import ChangeTable
    from kg.stores.version_history import DocumentVersion

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Sides:
    """The two versions that are compared, and where their words can be read."""

    before: DocumentVersion
    after: DocumentVersion
    text_before: str | None
    text_after: str | None


@router.get("/document/{doc}/changes")
def changes(
    visit: Visiting,
    published: Comparing,
    doc: str,
    old: Annotated[Day | None, Query(alias="from")] = None,
    new: Annotated[Day | None, Query(alias="to")] = None,
    organization: Annotated[str | None, Query()] = None,
) -> Response:
    """Show what changed: of the version in force and the one before it, unless told."""
    document = chosen_document(visit, doc)
    body = visit.asking.body(organization) if organization else None
    before, after = pair_of(visit.asking, document.id, old, new)
    whole = table_of(visit.asking, published, before, after)
    table = whole if body is None else about_organization(whole, body.id)
    groups = _groups(visit, table, before, after)
    return page(
        visit,
        "changes.html",
        document=document,
        versions=versions_of(visit, document.id),
        sides=Sides(before, after, *(address_in(visit, one, "/text") for one in (before, after))),
        pair=(before.date, after.date),
        future=[one for one in (before, after) if state_of(visit, one) is State.FUTURE],
        body=body,
        organization=body.id if body else None,
        bodies=_bodies(visit, whole),
        table=table,
        groups=groups,
        anchored={part.anchor for parts in groups.values() for part in parts},
        renumbered=parts_of(visit, [one for one in table.changes if one.kind in RENUMBERED], before, after),
        texts=beside(visit, before, after) if body is None else None,
    )


def _bodies(visit: Visit, table: ChangeTable) -> list[Named]:
    """Give the bodies that the changes affect, so that one can be chosen."""
    found = dict.fromkeys(one.organization for one in table.changes if one.organization)
    return [body_named(identity, visit) for identity in found]


def _groups(visit: Visit, table: ChangeTable, before: DocumentVersion, after: DocumentVersion) -> dict[str, list[Part]]:
    """Give the changes of tasks, of measures, and of targets and deadlines, each part with its own."""
    found: dict[str, list[Part]] = {}
    for part in PartType:
        mine = [one for one in table.changes if one.part is part and one.kind not in RENUMBERED]
        if mine:
            title = "commitment" if part in (PartType.TARGET, PartType.DEADLINE) else part.value
            found.setdefault(title, []).extend(parts_of(visit, mine, before, after))
    return found


def beside(visit: Visit, before: DocumentVersion, after: DocumentVersion) -> Comparison:
    """Put the texts side by side; no name of a body is cut in two."""
    register, corrections = visit.asking.register, visit.asking.corrections
    names = frozenset(name for body in register.bodies for name in body.names)
    names |= {one.as_written for one in corrections.values()}
    old, new = (text_of(visit.asking.snapshot, one) for one in (before, after))
    return side_by_side(old, new, names)
