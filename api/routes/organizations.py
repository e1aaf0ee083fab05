"""Organizations: who there is, and which tasks each takes part in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api import rows
from api.asking import Asking, Questions
from api.models import (
    AssignmentRow,
    GroupAssignmentRow,
    Label,
    Listing,
    OrganizationDetail,
    OrganizationRow,
    RoleCount,
    RoleName,
)
from api.paging import WantedPage
from api.routes.documents import known_document
from kg.register import Body, Group, OrganizationKind, fold

router = APIRouter(tags=["organizations"])

Org = Annotated[str, Path(description="an id, an official name or any alias", examples=["应急厅"])]


@router.get("/organizations")
def organizations(
    asking: Asking,
    page: WantedPage,
    q: Annotated[str | None, Query(description="words in any of its names", examples=["应急"])] = None,
    kind: Annotated[OrganizationKind | None, Query(examples=["department"])] = None,
) -> Listing[OrganizationRow]:
    """List the bodies of the register, in protocol order."""
    found = [body for body in asking.register.bodies if _is_wanted(body, q, kind)]
    piece, following = page.cut(found, asking.snapshot.name)
    return Listing(total=len(found), items=[_known(asking, body) for body in piece], next=following)


@router.get("/organizations/{org:path}/tasks")
def tasks_of_organization(
    asking: Asking,
    page: WantedPage,
    org: Org,
    role: Annotated[RoleName | None, Query(description="only in this role", examples=["participant"])] = None,
    document: Annotated[str | None, Query(description="only of this document")] = None,
    include_groups: Annotated[
        bool, Query(description="also what the groups have that it is a member of, as 各市（州）人民政府")
    ] = False,
) -> Listing[AssignmentRow] | Listing[GroupAssignmentRow]:
    """List the tasks that a body takes part in, each with its role and the words that say so."""
    body = asking.body(org)
    wanted = known_document(asking, document).id if document is not None else None
    found = _assignments(asking, body.id, role, wanted)
    if not include_groups:
        piece, following = page.cut(found, asking.snapshot.name)
        return Listing[AssignmentRow](total=len(found), items=piece, next=following)
    both = [GroupAssignmentRow(**dict(row), through=None) for row in found]
    for group in asking.register.groups_of(body.id):
        its = _assignments(asking, group.id, role, wanted)
        both += [GroupAssignmentRow(**dict(row), through=group.id) for row in its]
    both.sort(key=lambda row: (row.document, row.number, row.position))
    items, following = page.cut(both, asking.snapshot.name)
    return Listing[GroupAssignmentRow](total=len(both), items=items, next=following)


@router.get("/organizations/{org:path}")
def organization(asking: Asking, org: Org) -> OrganizationDetail:
    """Show a body: all its names, its groups, and in how many tasks it has which role."""
    body = asking.body(org)
    members = body.members if isinstance(body, Group) else ()
    return OrganizationDetail(
        **dict(_known(asking, body)),
        aliases=list(body.aliases),
        aliases_en=list(body.aliases_en),
        parent=None if isinstance(body, Group) else body.parent,
        members=list(members),
        member_of=[group.id for group in asking.register.groups_of(body.id)],
        note=Label(zh=body.note_zh, en=body.note_en) if body.note_zh and body.note_en else None,
        roles=_roles(_assignments(asking, body.id, None, None)),
    )


def _assignments(asking: Questions, body: str, role: RoleName | None, document: str | None) -> list[AssignmentRow]:
    """Ask for the tasks of one body."""
    found = asking.rows("tasks-of-organization", organization=body, role=role, document=document)
    return [rows.assignment(row, asking) for row in found]


def _roles(assignments: list[AssignmentRow]) -> list[RoleCount]:
    """Count the tasks in each role that occurs."""
    counts: list[RoleCount] = []
    for role in RoleName:
        having = [row for row in assignments if row.role is role]
        if having:
            tasks = {row.iri for row in having}
            counts.append(RoleCount(role=role, role_label=having[0].role_label, tasks=len(tasks)))
    return counts


def _is_wanted(body: Body, words: str | None, kind: OrganizationKind | None) -> bool:
    """Tell whether a body has the words in one of its names, and is of the kind."""
    if kind is not None and (isinstance(body, Group) or body.kind is not kind):
        return False
    return words is None or any(fold(words) in fold(name) for name in (*body.names, *body.names_en))


def _known(asking: Questions, body: Body) -> OrganizationRow:
    """Give what every answer about a body has."""
    return OrganizationRow(
        id=body.id,
        name=body.name,
        short_name=body.short_name,
        name_en=body.name_en,
        kind=None if isinstance(body, Group) else body.kind,
        group=isinstance(body, Group),
        iri=asking.iri(body),
    )
