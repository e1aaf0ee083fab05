"""One body in the middle, those it works with around it: a thick line for many tasks, a letter for who leads."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, Final

from api.pages.pictures import picture_labels, svg
from api.site import role_badges

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from api.pages.figures.shared_tasks import Tie
    from api.site.body_names import Named
    from api.site.visit import Visit

MOST: Final = 16
"""So many bodies are drawn; the table beside the picture has all."""
_AROUND: Final = 130, 215
_LONGEST: Final = 17
"""So many ems of a name are in a line."""
_LEADING: Final = 14
_BADGE: Final = 18
_HEIGHT: Final = 490
_LINE: Final = 22


def ring_picture(body: Named, ties: Sequence[Tie], visit: Visit) -> Markup:
    """Draw with whom a body works."""
    shown = ties[:MOST]
    legend = _legend(visit, len(ties) - len(shown))
    labels = [svg.wrap(tie.body.brief, _LONGEST, 2) for tie in shown]
    side = max((svg.ems(line) for label in labels for line in label), default=0) * svg.SIZE + 66
    width = max(2 * (_AROUND[0] + side), 460)
    middle = width / 2, _HEIGHT / 2
    most = max((tie.tasks for tie in shown), default=1)
    title = visit.say(picture_labels.RING) % {"name": svg.fit(body.name, 60)}
    told = visit.say(picture_labels.RING_TOLD) % {
        "bodies": len(ties),
        "first": visit.say(picture_labels.SEPARATOR).join(
            f"{svg.fit(tie.body.brief, 40)} {tie.tasks}" for tie in shown[:3]
        ),
    }
    places = [_place(at, len(shown), middle) for at in range(len(shown))]
    parts = [
        svg.line(*middle, *place, "shared" if tie.leads or tie.follows else "line", 1.5 + 6.5 * tie.tasks / most)
        for tie, place in zip(shown, places, strict=True)
    ]
    for tie, place, label in zip(shown, places, labels, strict=True):
        parts += _node(tie, label, place, middle[0], visit)
    parts += [*_centre(body.brief, middle), *legend]
    return svg.picture("ring", (width, _HEIGHT + _LINE * 4 + 8), title, told, visit.language, parts)


def _place(at: int, count: int, middle: tuple[float, float]) -> tuple[float, float]:
    """Give the place of a body on the ring; none stands exactly above the middle."""
    angle = 2 * pi * (at + 0.5) / count - pi / 2
    return round(middle[0] + _AROUND[0] * cos(angle), 1), round(middle[1] + _AROUND[1] * sin(angle), 1)


def _centre(name: str, middle: tuple[float, float]) -> Iterator[Markup]:
    lines = svg.wrap(name, _LONGEST, 2)
    width = max(svg.ems(line) for line in lines) * svg.SIZE + 28
    yield svg.rect(middle[0] - width / 2, middle[1] - 19, width, 38, "responsible", rx=19)
    for at, line in enumerate(lines):
        y = middle[1] + 5 + _LEADING * (at - (len(lines) - 1) / 2)
        yield svg.text(middle[0], y, line, fill="on-responsible", text_anchor="middle", font_weight="bold")


def _node(tie: Tie, label: list[str], place: tuple[float, float], middle: float, visit: Visit) -> Iterator[Markup]:
    """Draw a body: who leads of the two as letters, its name outwards, and the number of tasks."""
    x, y = place
    outwards = 1 if x >= middle else -1
    roles = [role for role, count in (("lead", tie.leads), ("participant", tie.follows)) if count]
    wide = _BADGE * max(len(roles), 1)
    first = x - _BADGE / 2 if outwards > 0 else x + _BADGE / 2 - wide
    if not roles:
        yield svg.element("circle", cx=x, cy=y, r=6, **_dot())
    for at, role in enumerate(roles):
        yield svg.badge(first + at * _BADGE, y - _BADGE / 2, _BADGE, role_badges.letter(role, visit.language), role)
    end = first + wide + 7 if outwards > 0 else first - 7
    y += 5 - _LEADING * (len(label) - 1) / 2
    anchor = "start" if outwards > 0 else "end"
    for line in label[:-1]:
        yield svg.text(end, y, line, text_anchor=anchor)
        y += _LEADING
    number = svg.element("tspan", f" {tie.tasks}", font_weight="bold")
    yield svg.text(end, y, label[-1], number, text_anchor=anchor)


def _dot() -> dict[str, str | float]:
    """Give how a body is drawn that neither leads nor is led."""
    return {
        "fill": svg.COLOURS["paper"],
        "stroke": svg.COLOURS["soft"],
        "stroke_width": 2,
        "class_": "fill-paper stroke-soft",
    }


def _legend(visit: Visit, others: int) -> Iterator[Markup]:
    """Tell what the letters mean, and how many bodies are not drawn."""
    told = (
        ("lead", visit.say(picture_labels.IT_LEADS)),
        ("participant", visit.say(picture_labels.IT_FOLLOWS)),
        (None, visit.say(picture_labels.NO_LEAD)),
    )
    y = float(_HEIGHT)
    for role, meaning in told:
        if role:
            yield svg.badge(14, y, _BADGE, role_badges.letter(role, visit.language), role)
        else:
            yield svg.element("circle", cx=23, cy=y + 9, r=6, **_dot())
        yield svg.text(42, y + 14, meaning, fill="soft")
        y += _LINE
    more = visit.say(picture_labels.MORE_BODIES) % {"n": others} if others else ""
    yield svg.text(14, y + 14, visit.say(picture_labels.TASKS_IN_COMMON) + more, fill="soft")
