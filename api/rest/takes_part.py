"""Whether a body takes part in a task: yes, no, or the document does not say."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.answers import assignments, rows
from api.answers.models import DOCUMENT, Answer, Asked, Role, TakesPart
from api.answers.parts_by_number import Identity, part_id, task_row
from api.answers.questions import DatedAsking, Questions
from api.request_parameters import Whole
from kg.register import Body

router = APIRouter(tags=["organizations"])


@router.get("/takes-part")
def takes_part(
    asking: DatedAsking,
    organization: Annotated[str, Query(description="an id, an official name or any alias", examples=["应急厅"])],
    document: Annotated[str, Query(description="the id of a document, or its number (文号)", examples=[DOCUMENT])],
    task: Annotated[Whole, Query(description="the number printed in the document", examples=[7])],
    identity: Identity = None,
) -> TakesPart:
    """Tell whether a body takes part in a task, in any role, with the words that say so."""
    body = asking.body(organization)
    row = task_row(asking, document, task, identity)
    named = rows.last_part(rows.text(row, "document"))
    where = {"document": named, "number": task, "id": part_id(row)}
    roles = _roles(asking, body, where)
    further = [rows.open_party(one) for one in asking.rows("open-parties-of-task", **where)]
    unread = [rows.source(one) for one in asking.rows("unread-parts-of-task", **where)]
    closed = not (further or unread or rows.flag(row, "open_ended"))
    return TakesPart(
        answer=Answer.YES if roles else Answer.NO if closed else Answer.NOT_STATED,
        organization=Asked(id=body.id, name=body.name, short_name=body.short_name, iri=asking.iri(body)),
        document=named,
        task=task,
        responsibility_text=rows.text(row, "responsibility_text"),
        roles=roles,
        open_parties=further,
        unread=unread,
        source=rows.source(row),
        iri=rows.text(row, "iri"),
    )


def _roles(asking: Questions, body: Body, where: dict[str, object]) -> list[Role]:
    """Give the roles of a body in a task, its own first, then those of the bodies and the groups it stands for."""
    through: dict[str, str | None] = {body.id: None}
    through.update({other.id: other.id for other in asking.named_instead(body)})
    parties = [assignments.party(row, asking) for row in asking.rows("parties-to-task", **where)]
    roles = [
        Role(
            role=party.role,
            role_label=party.role_label,
            position=party.position,
            as_written=party.as_written,
            corrected=party.corrected,
            correction=party.correction,
            through=through[party.organization],
            source=party.source,
        )
        for party in parties
        if party.organization in through
    ]
    return sorted(roles, key=lambda role: (role.through is not None, role.position))
