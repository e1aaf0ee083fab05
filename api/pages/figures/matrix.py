"""The whole plan on one screen: who has which role in which task, bodies down and tasks across, or the other way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from api.answers import parts_by_number, rows
from api.site.body_names import Named, in_order
from api.site.role_badges import rank

if TYPE_CHECKING:
    from api.answers.models import DocumentRow
    from api.answers.questions import Questions
    from api.site.visit import Visit


NO_CHAPTER: Final = 0


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The roles of one body in one task, in their order, and where the document says so first."""

    roles: tuple[str, ...]
    start: int
    words: str


@dataclass(frozen=True, slots=True)
class TaskColumn:
    """A task: its number as it is printed, the address of its page, its words, and whether its clause is open-ended."""

    number: int | None
    id: int
    words: str
    chapter: int
    open_ended: bool
    line: int


@dataclass(frozen=True, slots=True)
class ChapterBand:
    """Tasks that follow each other in one chapter, ``width`` of them."""

    chapter: int
    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A body, with a cell for each task or none; ``first`` tells that bodies of another kind stand above it."""

    body: Named
    cells: tuple[MatrixCell | None, ...]
    first: bool

    @property
    def total(self) -> int:
        """Count the tasks that the body takes part in."""
        return sum(cell is not None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The plan of a document."""

    document: DocumentRow
    bands: tuple[ChapterBand, ...]
    columns: tuple[TaskColumn, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def assignments(self) -> int:
        """Count the roles of all cells."""
        return sum(len(cell.roles) for row in self.rows for cell in row.cells if cell)

    @property
    def has_open(self) -> bool:
        """Tell whether a clause leaves bodies unnamed."""
        return any(column.open_ended for column in self.columns)


def matrix_of(visit: Visit, document: DocumentRow, role: str | None = None, chapter: int | None = None) -> Matrix:
    """Lay out who has which role in which task; with a role only its bodies, with a chapter only its tasks."""
    asking = visit.asking
    chapters = _chapters(asking, document.id)
    columns = [column for column in _columns(asking, document.id, chapters) if chapter in (None, column.chapter)]
    cells = _cells(asking, document.id, role)
    bodies = in_order({body for body, _ in cells}, visit)
    found: list[MatrixRow] = []
    for body in bodies:
        row = tuple(cells.get((body.id, column.id)) for column in columns)
        if any(row):
            found.append(MatrixRow(body, row, bool(found) and found[-1].body.kind != body.kind))
    return Matrix(document, _bands(columns, asking, document.id), tuple(columns), tuple(found))


def _chapters(asking: Questions, document: str) -> dict[int, int]:
    """Tell in which chapter each task stands first."""
    found: dict[int, int] = {}
    for row in asking.rows("chapters-of-tasks", document=document):
        found.setdefault(parts_by_number.part_id(row), rows.whole(row, "chapter"))
    return found


def _columns(asking: Questions, document: str, chapters: dict[int, int]) -> list[TaskColumn]:
    return [
        TaskColumn(
            rows.optional_whole(row, "number"),
            identity := parts_by_number.part_id(row),
            rows.text(row, "text"),
            chapters.get(identity, NO_CHAPTER),
            rows.flag(row, "open_ended"),
            rows.whole(row, "line"),
        )
        for row in asking.rows("tasks", document=document)
    ]


def _cells(asking: Questions, document: str, role: str | None) -> dict[tuple[str, int], MatrixCell]:
    """Gather the roles of each body in each task; an assignment's IRI has the task's in it."""
    found: dict[tuple[str, int], list[tuple[int, str, int, str]]] = {}
    for row in asking.rows("assignments", document=document, role=role):
        body, its_role = rows.last_part(rows.text(row, "organization")), rows.last_part(rows.text(row, "role"))
        task = int(rows.text(row, "iri").rpartition("/assignment/")[0].rpartition("/")[2])
        place = rank(its_role), its_role, rows.whole(row, "start"), rows.text(row, "as_written")
        found.setdefault((body, task), []).append(place)
    return {
        key: MatrixCell(tuple(one[1] for one in sorted(places)), min(one[2] for one in places), sorted(places)[0][3])
        for key, places in found.items()
    }


def _bands(columns: list[TaskColumn], asking: Questions, document: str) -> tuple[ChapterBand, ...]:
    """Put tasks that follow each other in one chapter together."""
    headings = {
        rows.whole(row, "chapter"): rows.text(row, "heading") for row in asking.rows("chapters", document=document)
    }
    found: list[ChapterBand] = []
    for column in columns:
        if found and found[-1].chapter == column.chapter:
            found[-1] = ChapterBand(column.chapter, found[-1].heading, found[-1].width + 1)
        else:
            found.append(ChapterBand(column.chapter, headings.get(column.chapter, ""), 1))
    return tuple(found)
