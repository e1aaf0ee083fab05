"""What is due when, as a strip of years: 到2022年 is a year and no day, so each year is a band and no tick."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from api.pages.pictures import picture_labels, svg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from api.pages.figures.targets_and_deadlines import Board, Goal, Term
    from api.site.visit import Visit

WIDE: Final = 216
NARROW: Final = 64
_TOP: Final = 34
_LINE: Final = 17
_MOST: Final = 6
"""So many are told of one year; the table has all."""
_GAP: Final = 3
"""More years than this without anything are drawn as one."""
_SMALL: Final = 12


@dataclass(frozen=True, slots=True)
class YearBand:
    """A year, or years without anything, or what has no last day."""

    name: str
    items: tuple[Goal | Term, ...]
    dated: bool
    note: str = ""

    @property
    def width(self) -> float:
        """Tell how wide it is drawn."""
        if self.items:
            return WIDE
        return max(NARROW, (svg.ems(self.name) + 2) * svg.SIZE, (svg.ems(self.note) + 2) * _SMALL if self.note else 0)


def strip_picture(board: Board, visit: Visit) -> Markup:
    """Draw the years of a document, what is due in each, and beside them what has no last day."""
    bands = [*_years(board, visit), *_others(board, visit)]
    parts: list[Markup] = []
    left, lowest = 12.0, float(_TOP)
    for at, band in enumerate(bands):
        left += 14 if at and bands[at - 1].dated and not band.dated else 0
        drawn, bottom = _band(band, left, visit)
        parts += drawn
        left, lowest = left + band.width, max(lowest, bottom)
    legend = _legend(lowest + 26, visit)
    title = f"{visit.say(picture_labels.STRIP)} · {board.document.number or board.document.id}"
    told = visit.say(picture_labels.STRIP_TOLD) % {
        "dated": _counted([band for band in bands if band.dated], visit),
        "others": _counted([band for band in bands if not band.dated], visit),
    }
    return svg.picture("strip", (max(left + 12, 420), lowest + 44), title, told, visit.language, [*parts, *legend])


def _timed(board: Board) -> tuple[Goal | Term, ...]:
    """Give what has a deadline of any sort."""
    return *board.dated, *board.terms


def _years(board: Board, visit: Visit) -> Iterator[YearBand]:
    """Give a band for each year from the first to the last; a long time without anything is one."""
    due: dict[int, list[Goal | Term]] = {}
    for one in _timed(board):
        if one.due_by is not None:
            due.setdefault(one.due_by.year, []).append(one)
    issued = board.document.issued
    years = sorted({*due, *((issued.year,) if issued else ())})
    before: int | None = None
    for year in years:
        empty = range(year if before is None else before + 1, year)
        if len(empty) > _GAP:
            yield YearBand(f"{empty[0]}–{empty[-1]}", (), dated=True)
        else:
            yield from (YearBand(str(one), (), dated=True) for one in empty)
        note = visit.say(picture_labels.ISSUED) % {"day": issued} if issued and issued.year == year else ""
        yield YearBand(str(year), tuple(due.get(year, ())), dated=True, note=note)
        before = year


def _others(board: Board, visit: Visit) -> Iterator[YearBand]:
    """Give a band for each sort of what has no last day."""
    going_on = tuple(one for one in _timed(board) if one.due_by is None)
    for name, items in (
        (picture_labels.RECURRING, going_on),
        (picture_labels.STANDING, board.standing),
        (picture_labels.NOT_DATED, board.others),
    ):
        if items:
            yield YearBand(visit.say(name), items, dated=False)


def _band(band: YearBand, left: float, visit: Visit) -> tuple[list[Markup], float]:
    """Draw a band, and tell where it ends."""
    width, y = band.width, _TOP + 26.0
    parts = [
        svg.rect(left + 1, _TOP - 22, width - 2, 28, "participant" if band.items and band.dated else "tint"),
        svg.text(
            left + width / 2,
            _TOP - 3,
            band.name,
            fill="on-participant" if band.items and band.dated else "ink",
            text_anchor="middle",
            font_weight="bold" if band.items else None,
        ),
    ]
    if band.note:
        parts.append(svg.text(left + 8, y, band.note, fill="soft", font_size=_SMALL))
        y += _LINE
    for one in band.items[:_MOST]:
        parts.append(_dot(left + 12, y - 4, carried=one.carried))
        lines = [(line, "ink") for line in svg.wrap(one.label, (width - 30) / _SMALL, 3)]
        for line, colour in [*lines, *((tasks, "soft") for tasks in _tasks(one, visit, width))]:
            parts.append(svg.text(left + 22, y, line, fill=colour, font_size=_SMALL))
            y += _LINE
        y += 5
    if len(band.items) > _MOST:
        more = visit.say(picture_labels.MORE) % {"n": len(band.items) - _MOST}
        parts.append(svg.text(left + 22, y, more, fill="soft", font_size=_SMALL))
        y += _LINE
    return parts, y


def _tasks(one: Goal | Term, visit: Visit, width: float) -> list[str]:
    """Say which tasks carry it, in a line or in none."""
    numbers = [str(carrier.number) for carrier in one.carriers if carrier.number is not None]
    told = visit.say(picture_labels.TASK) % {"numbers": visit.say(picture_labels.SEPARATOR).join(numbers)}
    return [svg.fit(told, (width - 30) / _SMALL)] if numbers else []


def _dot(x: float, y: float, *, carried: bool) -> Markup:
    """Draw a full dot for what a task carries, an empty one for what none does."""
    fill = "lead" if carried else "paper"
    return svg.element(
        "circle",
        cx=x,
        cy=y,
        r=4,
        fill=svg.COLOURS[fill],
        stroke=svg.COLOURS["lead"],
        stroke_width=2,
        class_=f"fill-{fill} stroke-lead",
    )


def _legend(y: float, visit: Visit) -> Iterator[Markup]:
    left = 24.0
    for carried, told in ((True, picture_labels.CARRIED), (False, picture_labels.NOT_CARRIED)):
        yield _dot(left, y - 4, carried=carried)
        yield svg.text(left + 10, y, visit.say(told), fill="soft", font_size=_SMALL)
        left += svg.ems(visit.say(told)) * _SMALL + 40


def _counted(bands: list[YearBand], visit: Visit) -> str:
    counted = (
        visit.say(picture_labels.COUNT) % {"band": band.name, "n": len(band.items)} for band in bands if band.items
    )
    return visit.say(picture_labels.SEPARATOR).join(counted) or visit.say(picture_labels.NOTHING)
