"""Pictures as files to keep: each says by its name what it shows, and no script or style comes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from fastapi import APIRouter
from starlette.responses import Response

from api.answers import parts_by_number
from api.pages.figures.matrix import matrix_of
from api.pages.figures.shared_tasks import lead_grid, ties_of
from api.pages.figures.targets_and_deadlines import board_of
from api.pages.pictures import picture_labels
from api.pages.pictures.deadline_timeline import strip_picture
from api.pages.pictures.matrix_picture import matrix_picture
from api.pages.pictures.partners_ring import ring_picture
from api.pages.pictures.svg import clean
from api.pages.pictures.who_leads_whom_grid import grid_picture
from api.site.body_names import named
from api.site.document_choice import chosen_document
from api.site.form_fields import Chosen, ChosenNumber, ChosenRole
from api.site.render_page import sent
from api.site.visit import Visiting
from kg.bilingual import Language

if TYPE_CHECKING:
    from markupsafe import Markup

    from api.pages.pictures.picture_labels import Words
    from api.site.visit import Visit

router = APIRouter(include_in_schema=False)

POLICY: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"
_LONGEST: Final = 60


@router.get("/matrix.svg")
def matrix(visit: Visiting, document: Chosen = None, role: ChosenRole = None, chapter: ChosenNumber = None) -> Response:
    """Give the matrix, as it is filtered."""
    chosen = chosen_document(visit, document)
    drawn = matrix_picture(matrix_of(visit, chosen, role, chapter), visit)
    return _file(visit, drawn, picture_labels.MATRIX, "matrix", chosen.number or chosen.id, chosen.id)


@router.get("/network.svg")
def network(visit: Visiting, document: Chosen = None) -> Response:
    """Give who leads whom."""
    chosen = parts_by_number.known_document(visit.asking, document) if document else None
    every = [chosen] if chosen else parts_by_number.documents(visit.asking)
    caption = every[0].number or every[0].id if len(every) == 1 else visit.say(picture_labels.EVERY_DOCUMENT)
    drawn = grid_picture(lead_grid(visit, chosen.id if chosen else None), visit, caption)
    return _file(visit, drawn, picture_labels.GRID, "network", caption, chosen.id if chosen else "all")


@router.get("/organization/{identity:path}/ring.svg")
def ring(visit: Visiting, identity: str, document: Chosen = None) -> Response:
    """Give with whom a body works."""
    body = visit.asking.body(identity)
    within = parts_by_number.known_document(visit.asking, document).id if document else None
    drawn = ring_picture(named(body, visit.language), ties_of(visit, body, within), visit)
    return _file(visit, drawn, picture_labels.RING, "ring", named(body, visit.language).brief, body.id)


@router.get("/targets.svg")
def targets(visit: Visiting, document: Chosen = None) -> Response:
    """Give the strip of deadlines."""
    chosen = chosen_document(visit, document)
    drawn = strip_picture(board_of(visit, chosen), visit)
    return _file(visit, drawn, picture_labels.STRIP, "targets", chosen.number or chosen.id, chosen.id)


def _file(visit: Visit, drawn: Markup, title: Words, kind: str, of: str, identity: str) -> Response:
    """Send a picture as a file; ``of`` and ``identity`` say in its name of what it is."""
    told = visit.say(title)
    name = told % {"name": of} if "%" in told else f"{told} {of}"
    if visit.language is Language.ZH:
        name = name.replace(" ", "-")
    name = clean(name[:_LONGEST]).replace("/", "-") + (f" {visit.as_of}" if visit.as_of else "") + ".svg"
    plain = "".join(one if one.isascii() and (one.isalnum() or one in "-_.") else "-" for one in identity[:_LONGEST])
    headers = {
        "Content-Disposition": f"attachment; filename=\"{kind}-{plain}.svg\"; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": POLICY,
    }
    return sent(visit.request, f"{drawn}\n".encode(), headers=headers, kind="image/svg+xml")
