"""Bodies: all of them by kind, and one with its tasks, each with the words that say so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path
from starlette.responses import RedirectResponse, Response

from api.answers import parts_by_number, rows
from api.pages.bodies.body_details import asked_in_sparql, due_of, findings_about, history_of
from api.pages.figures.shared_tasks import ties_of
from api.pages.pictures.partners_ring import ring_picture
from api.site.body_names import UNREGISTERED, Named, body_named, in_order, iri_of, kind_name, kind_of, named
from api.site.evidence import Evidence, Texts
from api.site.form_fields import Chosen
from api.site.render_page import page
from api.site.role_badges import rank
from api.site.visit import Visiting
from kg.describing import describe
from kg.querying import THROUGH
from kg.register import Group

if TYPE_CHECKING:
    from api.site.visit import Visit

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Share:
    """A task of a body: its role, the words that say so, and through whom, where the text names another body."""

    document: str
    number: int | None
    id: int
    words: str
    role: str
    evidence: Evidence
    meant: bool
    through: Named | None


@router.get("/organizations")
def bodies(visit: Visiting, document: Chosen = None) -> Response:
    """List the bodies that have tasks, in one document or in all, by kind and in protocol order, roles counted."""
    chosen = parts_by_number.known_document(visit.asking, document).id if document else None
    shares: dict[str, set[tuple[str, str]]] = {}
    for row in visit.asking.rows("assignments", document=chosen):
        body, role = (rows.last_part(rows.text(row, column)) for column in ("organization", "role"))
        shares.setdefault(body, set()).add((role, rows.text(row, "iri").rpartition("/assignment/")[0]))
    counts = {body: Counter(role for role, _ in its) for body, its in shares.items()}
    kinds = [
        (kind_name(kind, visit.language), list(group))
        for kind, group in groupby(in_order(counts, visit), key=lambda body: body.kind)
    ]
    totals = {body: len({task for _, task in its}) for body, its in shares.items()}
    return page(
        visit,
        "bodies.html",
        documents=parts_by_number.documents(visit.asking),
        document=chosen,
        kinds=kinds,
        counts=counts,
        totals=totals,
    )


@router.get("/organization/{identity:path}")
def body(visit: Visiting, identity: Annotated[str, Path()]) -> Response:
    """Show one body; a name that is no id leads to it."""
    if _is_only_in_a_text(visit, identity):
        return _unregistered(visit, identity)
    found = visit.asking.body(identity)
    if found.id != identity:
        return RedirectResponse(visit.url(f"/organization/{found.id}"), HTTPStatus.SEE_OTHER)
    shares = shares_of(visit, found.id)
    roles = Counter(role for role, _, _ in {(share.role, share.document, share.id) for share in shares})
    ties = ties_of(visit, found)
    return page(
        visit,
        "body.html",
        body=found,
        name=visit.name(found),
        kind=kind_name(kind_of(found), visit.language),
        shares=shares,
        roles={role: roles[role] for role in sorted(roles, key=rank)},
        tasks=len({(share.document, share.id) for share in shares}),
        ties=ties,
        ring=ring_picture(named(found, visit.language), ties, visit) if ties else None,
        due=due_of(visit, found),
        findings=findings_about(visit, {(share.document, share.id) for share in shares}),
        history=history_of(visit, found),
        sparql=asked_in_sparql(visit, found),
        groups=visit.asking.register.groups_of(found.id),
        members=[visit.asking.register.get(member) for member in found.members] if isinstance(found, Group) else [],
        changes=visit.asking.register.changes_of(found.id),
        note=visit.asking.note(body=found),
        numbers={one.id: one.number or one.id for one in parts_by_number.documents(visit.asking)},
    )


def _is_only_in_a_text(visit: Visit, identity: str) -> bool:
    """Tell whether a document, on whatever day, names a body by this id that the register lacks."""
    return identity.startswith(f"{UNREGISTERED}-") and (
        describe(visit.asking.snapshot, iri_of(visit, identity)) is not None
    )


def _unregistered(visit: Visit, identity: str) -> Response:
    """Show a body of which no more is known than that a text names it."""
    shares = shares_of(visit, iri_of(visit, identity))
    return page(
        visit,
        "unregistered.html",
        body=body_named(identity, visit),
        kind=kind_name(UNREGISTERED, visit.language),
        shares=shares,
        numbers={one.id: one.number or one.id for one in parts_by_number.documents(visit.asking)},
    )


def shares_of(visit: Visit, body: str) -> list[Share]:
    """Give every task of a body, by its id or IRI; as of a day also what it took over."""
    texts = Texts(visit)
    found = []
    for row in visit.asking.rows("tasks-of-organization", organization=body):
        document, through = rows.last_part(rows.text(row, "document")), row.get(THROUGH)
        found.append(
            Share(
                document,
                rows.optional_whole(row, "number"),
                parts_by_number.part_id(row),
                rows.text(row, "text"),
                rows.last_part(rows.text(row, "role")),
                texts.evidence(document, row),
                rows.flag(row, "corrected"),
                body_named(str(through), visit) if through else None,
            )
        )
    return found
