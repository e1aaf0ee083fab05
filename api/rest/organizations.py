"""Organizations: who there is, and which tasks each takes part in."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from fastapi import APIRouter, Path, Query

from api.answers import assignments
from api.answers.models import (
    AssignmentRow,
    DatedListing,
    GroupAssignmentRow,
    Label,
    Listing,
    NotedListing,
    OrganizationChange,
    OrganizationDetail,
    OrganizationRow,
    RoleCount,
    RoleName,
)
from api.answers.questions import DatedAsking, Questions
from api.paging import WantedPage
from kg.bilingual import Text
from kg.querying import THROUGH, groups_of, note_on_groups
from kg.reading.folding import fold_name
from kg.register import Body, ChangeEvent, Group, OrganizationKind

router = APIRouter(tags=["organizations"])

Found: TypeAlias = NotedListing[AssignmentRow] | Listing[AssignmentRow]
Org = Annotated[str, Path(description="an id, an official name or any alias", examples=["应急厅"])]


@router.get("/organizations")
def organizations(
    asking: DatedAsking,
    page: WantedPage,
    q: Annotated[str | None, Query(description="words in any of its names", examples=["应急"])] = None,
    kind: Annotated[OrganizationKind | None, Query(examples=["department"])] = None,
) -> Listing[OrganizationRow] | DatedListing[OrganizationRow]:
    """List the bodies of the register, in protocol order; as of a day without those whose place others had taken."""
    words = None if q is None else fold_name(q)
    found = [body for body in asking.register.bodies if _is_wanted(body, words, kind) and asking.stands(body)]
    return asking.listed(page, [_known(asking, body) for body in found])


@router.get("/organizations/{org:name}/tasks")
def tasks_of_organization(
    asking: DatedAsking,
    page: WantedPage,
    org: Org,
    role: Annotated[RoleName | None, Query(description="only in this role", examples=["participant"])] = None,
    document: Annotated[str | None, Query(description="only of this document")] = None,
    include_groups: Annotated[
        bool, Query(description="also what the groups have that it is a member of, as 各市（州）人民政府")
    ] = False,
) -> Found | Listing[GroupAssignmentRow] | DatedListing[GroupAssignmentRow]:
    """List the tasks that a body takes part in, each with its role and the words that say so.

    As of a day, what was given to the bodies whose place it had taken by then is among them. Where it has none of its
    own and its groups have some, a `note` says so.
    """
    body = asking.body(org)
    wanted = asking.document(document) if document is not None else None
    own = _assignments(asking, body, role, wanted)
    note = None if own or include_groups else _note_on_groups(asking, body, role, wanted)
    if not include_groups and asking.as_of is None:
        items, following = page.cut(own, asking.snapshot.name)
        listed = Listing[AssignmentRow](total=len(own), items=items, next=following)
        return NotedListing[AssignmentRow](**dict(listed), note=Label(zh=note.zh, en=note.en)) if note else listed
    found = [GroupAssignmentRow(**dict(row), through=None) for row in own]
    for other in asking.named_instead(body):
        if include_groups or not isinstance(other, Group):
            its = _assignments(asking, other, role, wanted)
            found += [GroupAssignmentRow(**dict(row), through=other.id) for row in its]
    found.sort(key=lambda row: (row.document, row.number or 0, row.position))
    dated = asking.listed(page, found, wanted, body, None if found else note)
    return Listing[GroupAssignmentRow](**dict(dated)) if isinstance(dated, Listing) else dated


@router.get("/organizations/{org:name}")
def organization(asking: DatedAsking, org: Org) -> OrganizationDetail:
    """Show a body: all its names, its groups, what became of it, and in how many tasks it has which role.

    As of a day, the tasks of the bodies whose place it had taken by then are counted too; what became of it after that
    day is left out.
    """
    body = asking.body(org)
    members = body.members if isinstance(body, Group) else ()
    changes = asking.register.changes_of(body.id)
    return OrganizationDetail(
        **dict(_known(asking, body)),
        aliases=list(body.aliases),
        aliases_en=list(body.aliases_en),
        parent=None if isinstance(body, Group) else body.parent,
        members=list(members),
        member_of=[group.id for group in asking.register.groups_of(body.id)],
        note=Label(zh=body.note_zh, en=body.note_en) if body.note_zh and body.note_en else None,
        changes=[_change(asking, body, one) for one in changes if asking.as_of is None or one.date <= asking.as_of],
        roles=_roles([row for one in (body, *asking.predecessors(body)) for row in _assignments(asking, one)]),
    )


def _assignments(
    asking: Questions, body: Body, role: RoleName | None = None, document: str | None = None
) -> list[AssignmentRow]:
    """Ask for the tasks of one body, which the text names itself."""
    found = asking.rows("tasks-of-organization", organization=body.id, role=role, document=document)
    return [assignments.assignment(row, asking) for row in found if row.get(THROUGH) is None]


def _note_on_groups(asking: Questions, body: Body, role: RoleName | None, document: str | None) -> Text | None:
    """Say that a body without tasks has some through its groups."""
    groups = groups_of(asking.register, body, asking.as_of)
    counts = {group: len(_assignments(asking, group, role, document)) for group in groups}
    return note_on_groups(body, counts, "include_groups=true")


def _change(asking: Questions, body: Body, change: ChangeEvent) -> OrganizationChange:
    """Tell what happened to a body: what became of it, or what it came from."""
    return OrganizationChange(
        kind=change.kind,
        date=change.date,
        became=list(change.resulting) if body.id in change.original else [],
        came_from=list(change.original) if body.id in change.resulting else [],
        note=Label(zh=change.note_zh, en=change.note_en),
        source=change.source,
        iri=f"{asking.snapshot.manifest.base_iri}change/{change.id}",
    )


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
    """Return whether a body has the folded words in one of its names, and is of the kind."""
    if kind is not None and (isinstance(body, Group) or body.kind is not kind):
        return False
    return words is None or any(words in fold_name(name) for name in (*body.names, *body.names_en))


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
