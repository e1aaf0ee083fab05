"""The matrix as a picture: bodies down, tasks across, a letter for each role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api.pages.pictures import picture_labels, svg
from api.site import role_badges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from api.pages.figures.matrix import ChapterBand, Matrix, MatrixRow
    from api.site.visit import Visit

CELL: Final = 22
_LONGEST: Final = 22
"""So many ems of a body's name are shown."""
_HEAD: Final = 40
"""How high the headings of the chapters are."""
_TOP: Final = 40
"""Where they begin, below the legend."""
_SMALL: Final = 11.5


def matrix_picture(matrix: Matrix, visit: Visit) -> Markup:
    """Draw the plan of a document."""
    names = [svg.fit(row.body.brief, _LONGEST) for row in matrix.rows]
    others = visit.say(picture_labels.OTHERS) if matrix.has_open else ""
    left = 24 + max((svg.ems(name) for name in [*names, others]), default=0) * svg.SIZE
    top = _TOP + _HEAD + CELL
    right = left + len(matrix.columns) * CELL
    bottom = top + (len(matrix.rows) + matrix.has_open) * CELL
    legend, legend_ends = _legend(visit, 12, matrix.has_open)
    title = visit.say(picture_labels.MATRIX) + " · " + (matrix.document.number or matrix.document.id)
    told = visit.say(picture_labels.MATRIX_TOLD) % {
        "bodies": len(matrix.rows),
        "tasks": len(matrix.columns),
        "assignments": matrix.assignments,
    }
    parts = [
        legend,
        *_head(matrix, left),
        svg.text(
            right + 34, top - 6, visit.say(picture_labels.TOTAL), fill="soft", text_anchor="end", font_size=_SMALL
        ),
    ]
    for at, row in enumerate(matrix.rows):
        parts += _row(row, names[at], visit, left, top + at * CELL)
    if matrix.has_open:
        parts += _others(matrix, others, visit, left, bottom - CELL)
    parts += [
        svg.line(left, bottom, right + 36, bottom),
        svg.text(12, bottom + 26, f"{title} · {matrix.document.version}", fill="soft", font_size=_SMALL),
    ]
    return svg.picture(
        "matrix-picture", (max(right + 48, legend_ends), bottom + 40), title, told, visit.language, parts
    )


def _legend(visit: Visit, left: float, has_open: bool) -> tuple[Markup, float]:
    """Tell what the letters mean, and where the words end."""
    parts = []
    for role in (*role_badges.ORDER, *((role_badges.OPEN,) if has_open else ())):
        name = role_badges.name(role, visit.language)
        parts += [
            svg.badge(left, 11, 18, role_badges.letter(role, visit.language), role),
            svg.text(left + 24, 25, name),
        ]
        left += 24 + svg.ems(name) * svg.SIZE + 20
    return svg.group(*parts), left


def _head(matrix: Matrix, left: float) -> Iterator[Markup]:
    """Write the chapters, and below them the numbers of their tasks."""
    at = 0
    for band in matrix.bands:
        x, width = left + at * CELL, band.width * CELL
        yield svg.rect(x + 1, _TOP, width - 2, _HEAD - 2, "tint")
        for place, heading in _lines(band):
            yield svg.text(x + width / 2, _TOP + place, heading, text_anchor="middle", font_size=_SMALL)
        at += band.width
    for at, column in enumerate(matrix.columns):
        number = "？" if column.number is None else str(column.number)
        x, y = left + (at + 0.5) * CELL, _TOP + _HEAD + CELL - 6
        yield svg.text(x, y, number, fill="soft", text_anchor="middle", font_size=_SMALL)


def _lines(band: ChapterBand) -> list[tuple[float, str]]:
    """Put the heading of a chapter into one line or two, with how far below the top each stands."""
    most = band.width * CELL / _SMALL - 0.4
    heading = svg.clean(band.heading)
    if svg.ems(heading) <= most:
        return [(_HEAD / 2 + 3, heading)]
    half = int(most)
    return [(16, heading[:half]), (31, svg.fit(heading[half:], most))] if half else []


def _row(row: MatrixRow, name: str, visit: Visit, left: float, y: float) -> Iterator[Markup]:
    """Write a body and its roles."""
    right = left + len(row.cells) * CELL
    yield svg.line(8 if row.first else left, y, right + 36, y, "soft" if row.first else "line")
    yield svg.text(left - 8, y + 16, name, text_anchor="end")
    for at, cell in enumerate(row.cells):
        if cell:
            wide = (CELL - 4) / len(cell.roles)
            for place, role in enumerate(cell.roles):
                x = left + at * CELL + 2 + place * wide
                yield svg.badge(x, y + 2, CELL - 4, role_badges.letter(role, visit.language), role, wide)
    yield svg.text(right + 34, y + 16, str(row.total), fill="soft", text_anchor="end")


def _others(matrix: Matrix, name: str, visit: Visit, left: float, y: float) -> Iterator[Markup]:
    """Mark the tasks with bodies that are not named."""
    yield svg.line(8, y, left + len(matrix.columns) * CELL + 36, y, "soft")
    yield svg.text(left - 8, y + 16, name, text_anchor="end")
    for at, column in enumerate(matrix.columns):
        if column.open_ended:
            letter = role_badges.letter(role_badges.OPEN, visit.language)
            yield svg.badge(left + at * CELL + 2, y + 2, CELL - 4, letter, role_badges.OPEN)
    count = sum(column.open_ended for column in matrix.columns)
    yield svg.text(left + len(matrix.columns) * CELL + 34, y + 16, str(count), fill="soft", text_anchor="end")
