"""An assignment in an answer: as a task of a body, or as a body of a task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.answers import rows
from api.answers.models import AssignmentRow, Party, RoleName

if TYPE_CHECKING:
    from api.answers.questions import Questions


def assignment(row: rows.Row, asking: Questions) -> AssignmentRow:
    """Give a task of an organization."""
    return AssignmentRow(
        document=rows.last_part(rows.text(row, "document")),
        number=rows.optional_whole(row, "number"),
        text=rows.text(row, "text"),
        role=RoleName(rows.text(row, "role")),
        role_label=asking.roles[rows.text(row, "role")],
        position=rows.whole(row, "position"),
        as_written=rows.text(row, "as_written"),
        corrected=rows.flag(row, "corrected"),
        correction=asking.correction(rows.optional_text(row, "correction")),
        open_ended=rows.flag(row, "open_ended"),
        source=rows.source(row),
        iri=rows.text(row, "iri"),
    )


def party(row: rows.Row, asking: Questions) -> Party:
    """Give a body in a task's clause."""
    return Party(
        organization=rows.last_part(rows.text(row, "organization")),
        name=rows.text(row, "name"),
        role=RoleName(rows.text(row, "role")),
        role_label=asking.roles[rows.text(row, "role")],
        position=rows.whole(row, "position"),
        as_written=rows.text(row, "as_written"),
        corrected=rows.flag(row, "corrected"),
        correction=asking.correction(rows.optional_text(row, "correction")),
        source=rows.source(row),
        iri=rows.text(row, "iri"),
    )
