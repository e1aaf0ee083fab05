"""Who leads whom: all of a plan as a grid, and one body with all it works with."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from api.answers import parts_by_number
from api.pages.figures.shared_tasks import lead_grid, ties_of
from api.pages.pictures.partners_ring import ring_picture
from api.pages.pictures.who_leads_whom_grid import shade
from api.site.body_names import in_order, named
from api.site.form_fields import Chosen
from api.site.render_page import page
from api.site.visit import Visiting

if TYPE_CHECKING:
    from api.pages.figures.shared_tasks import LeadGrid
    from api.site.body_names import Named
    from api.site.visit import Visit
    from kg.register import Body

router = APIRouter(include_in_schema=False)


@router.get("/network")
def network(visit: Visiting, document: Chosen = None, organization: Chosen = None) -> Response:
    """Show who leads whom, and with whom one body works: the one that is chosen, else the one that leads most."""
    chosen = parts_by_number.known_document(visit.asking, document) if document else None
    within = chosen.id if chosen else None
    grid = lead_grid(visit, within)
    bodies = _registered(visit)
    body = visit.asking.body(organization) if organization else _first(visit, grid, bodies)
    if organization and body and organization != body.id:
        return RedirectResponse(visit.url("/network", document=document, organization=body.id), HTTPStatus.SEE_OTHER)
    ties = ties_of(visit, body, within) if body else []
    return page(
        visit,
        "network.html",
        grid=grid,
        shade=shade,
        documents=parts_by_number.documents(visit.asking),
        document=within,
        bodies=bodies,
        body=body,
        name=visit.name(body) if body else "",
        ties=ties,
        ring=ring_picture(named(body, visit.language), ties, visit) if body and ties else None,
    )


def _registered(visit: Visit) -> list[Named]:
    """Give the bodies of the register that have tasks, in protocol order."""
    known = {body.id for body in visit.asking.register.bodies}
    found = {str(row["organization"]).rpartition("/")[2] for row in visit.asking.rows("counts-by-body-and-role")}
    return in_order(found & known, visit)


def _first(visit: Visit, grid: LeadGrid, bodies: list[Named]) -> Body | None:
    """Choose the body that leads the most others, else the first one."""
    known = {body.id for body in bodies}
    order = [one.id for one in (*grid.leads, *bodies) if one.id in known]
    widths = {one: sum(lead == one for lead, _ in grid.counts) for one in order}
    return visit.asking.body(max(order, key=lambda one: widths[one])) if order else None
