"""Who leads whom as a picture: bodies that lead down, those that take part across, the number of tasks in the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api.pages.pictures import picture_labels, svg
from kg.bilingual import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from api.pages.figures.shared_tasks import LeadGrid
    from api.site.body_names import Named
    from api.site.visit import Visit

CELL: Final = 26
_LONGEST: Final = 22
_UPRIGHT: Final = str.maketrans("（）()", "︵︶︵︶")


def shade(count: int) -> str:
    """Tell in which colour a number of tasks is told.

    >>> shade(1), shade(3), shade(6)
    ('participant', 'shared', 'lead')
    """
    return "participant" if count == 1 else "shared" if count < 4 else "lead"


def grid_picture(grid: LeadGrid, visit: Visit, caption: str) -> Markup:
    """Draw who leads whom; ``caption`` tells of which document."""
    heads = [svg.fit(body.brief, _LONGEST) for body in grid.participants]
    names = [svg.fit(body.brief, _LONGEST) for body in grid.leads]
    left = 24 + max((svg.ems(name) for name in names), default=0) * svg.SIZE
    top = 60 + max((svg.ems(name) for name in heads), default=0) * svg.SIZE
    right, bottom = left + len(heads) * CELL, top + len(names) * CELL
    title = visit.say(picture_labels.GRID)
    told = visit.say(picture_labels.GRID_TOLD) % {
        "leads": len(names),
        "others": len(heads),
    }
    parts = list(_legend(visit))
    for at, name in enumerate(heads):
        parts.append(_upright(left + (at + 0.5) * CELL, top - 8, name, visit.language))
        parts.append(svg.line(left + at * CELL, top, left + at * CELL, bottom))
    for at, name in enumerate(names):
        parts.append(svg.line(left, top + at * CELL, right, top + at * CELL))
        parts.append(svg.text(left - 8, top + at * CELL + 18, name, text_anchor="end"))
        parts += _cells(grid, grid.leads[at], left, top + at * CELL)
    parts += [
        svg.line(right, top, right, bottom),
        svg.line(left, bottom, right, bottom),
        svg.text(12, bottom + 26, f"{title} · {caption}", fill="soft", font_size=11.5),
    ]
    return svg.picture("grid-picture", (max(right + 24, 420), bottom + 40), title, told, visit.language, parts)


def _legend(visit: Visit) -> Iterator[Markup]:
    """Tell what the colours mean."""
    left = 12.0
    for count, told in ((1, picture_labels.ONE), (2, picture_labels.FEW), (4, picture_labels.MANY)):
        yield svg.rect(left, 12, 18, 18, shade(count), rx=2)
        yield svg.text(left + 24, 26, visit.say(told))
        left += 24 + svg.ems(visit.say(told)) * svg.SIZE + 20


def _cells(grid: LeadGrid, lead: Named, left: float, y: float) -> Iterator[Markup]:
    for at, other in enumerate(grid.participants):
        count = grid.counts.get((lead.id, other.id))
        if count:
            x, colour = left + at * CELL, shade(count)
            yield svg.rect(x + 1, y + 1, CELL - 2, CELL - 2, colour)
            yield svg.text(x + CELL / 2, y + 18, str(count), fill=f"on-{colour}", text_anchor="middle")


def _upright(x: float, bottom: float, heading: str, language: Language) -> Markup:
    """Write a heading from the bottom: Chinese one character below the other, English turned."""
    if language is Language.EN:
        return svg.text(x + 4, bottom, heading, transform=f"rotate(-90 {svg.number(x + 4)} {svg.number(bottom)})")
    size = svg.SIZE
    top = bottom - (len(heading) - 1) * size
    signs = (svg.element("tspan", one, x=x, y=top + at * size) for at, one in enumerate(heading.translate(_UPRIGHT)))
    return svg.element("text", *signs, fill=svg.COLOURS["ink"], class_="fill-ink", text_anchor="middle")
