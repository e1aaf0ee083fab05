"""What changed in the responsibility clause of a task that both versions have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest

from kg.changes.change_table import Change, ChangeKind, Side
from kg.changes.version_view import Member, VersionView, clause_reading, words_changed
from kg.corpus.identities import PartType
from kg.parsing.clauses import Role
from kg.reading.folding import fold_wording
from kg.register import Group, Organization, OrganizationKind

_ROLES = [role.value for role in Role]


def clause_changes(task: int, old: VersionView, new: VersionView) -> Iterator[Change]:
    """Compare the parties of one task; a clause that only says the same in other words is a change of its own."""
    found = [
        *_organizations(task, old, new),
        *_order(task, old, new),
        *_kinds(task, old, new),
        *_open_ended(task, old, new),
    ]
    yield from found or _wording(task, old, new)


def parties_of(task: int, view: VersionView, *, came: bool) -> Iterator[Change]:
    """Yield a change for every party of a task that only one version has: it came or left with the task."""
    name = view.name(PartType.TASK, task)
    for member in view.members.get(task, ()):
        side, roles, who = view.member_side(member), (member.role,), member.organization
        if came:
            yield Change(ChangeKind.PARTY_ADDED, PartType.TASK, task, None, name, None, side, who, (), roles)
        else:
            yield Change(ChangeKind.PARTY_REMOVED, PartType.TASK, task, name, None, side, None, who, roles, ())


def _organizations(task: int, old: VersionView, new: VersionView) -> Iterator[Change]:
    """Compare what each body has to do, role by role."""
    ours = {member.key: member for member in old.members.get(task, ())}
    theirs = {member.key: member for member in new.members.get(task, ())}
    for organization in sorted({member.organization for member in (*ours.values(), *theirs.values())}):
        lost = _of(organization, ours, theirs)
        gained = _of(organization, theirs, ours)
        for before, after in zip_longest(lost, gained):
            yield _change(task, _kind(before, after), old, new, before, after)
    for key in sorted(ours.keys() & theirs.keys()):
        if ours[key].as_written != theirs[key].as_written:
            yield _change(task, ChangeKind.PARTY_RENAMED, old, new, ours[key], theirs[key])


def _of(organization: str, here: dict[str, Member], there: dict[str, Member]) -> list[Member]:
    """Return the roles of a body that only one side has, in the order of roles."""
    found = [member for key, member in here.items() if member.organization == organization and key not in there]
    return sorted(found, key=lambda member: _ROLES.index(member.role))


def _kind(before: Member | None, after: Member | None) -> ChangeKind:
    if before and after:
        return ChangeKind.ROLE_CHANGED
    return ChangeKind.PARTY_ADDED if after else ChangeKind.PARTY_REMOVED


def _change(
    task: int, kind: ChangeKind, old: VersionView, new: VersionView, before: Member | None, after: Member | None
) -> Change:
    """Return the change of one body."""
    some = before or after
    return Change(
        kind,
        PartType.TASK,
        task,
        old.name(PartType.TASK, task),
        new.name(PartType.TASK, task),
        old.member_side(before) if before else None,
        new.member_side(after) if after else None,
        some.organization if some else None,
        (before.role,) if before else (),
        (after.role,) if after else (),
    )


def _order(task: int, old: VersionView, new: VersionView) -> Iterator[Change]:
    """Compare the order of the parties that stay."""
    before, after = old.order_side(task), new.order_side(task)
    stayed = set(before.order) & set(after.order)
    if [key for key in before.order if key in stayed] != [key for key in after.order if key in stayed]:
        yield _whole(task, ChangeKind.PARTY_ORDER_CHANGED, old, new, before, after)


def _kinds(task: int, old: VersionView, new: VersionView) -> Iterator[Change]:
    """Yield a change where a clause names a lead, or local governments, and named none before, or none any more."""
    for means, gained in ((_leads, ChangeKind.LEAD_GAINED), (_is_local, ChangeKind.LOCAL_GAINED)):
        before, after = _all_that(means, task, old), _all_that(means, task, new)
        if (before is None) != (after is None):
            members = (old if before else new).members[task]
            roles = dict.fromkeys(member.role for member in members if means(member))
            yield _whole(task, gained if after else gained.reversed, old, new, before, after, roles)


def _leads(member: Member) -> bool:
    return member.role == Role.LEAD.value


def _is_local(member: Member) -> bool:
    """Return whether a party is local governments, in whatever role, or anybody in a clause for those."""
    body = member.assignment.body
    of_that_kind = isinstance(body, Organization) and body.kind is OrganizationKind.LOCAL_GOVERNMENT
    return member.role == Role.LOCAL.value or of_that_kind or isinstance(body, Group)


def _all_that(means: Callable[[Member], bool], task: int, view: VersionView) -> Side | None:
    """Return all parties of one sort, with the words that name the first."""
    members = [member for member in view.members.get(task, ()) if means(member)]
    names = "、".join(member.as_written for member in members)
    return view.side(names, members[0].assignment.spans[0]) if members else None


def _open_ended(task: int, old: VersionView, new: VersionView) -> Iterator[Change]:
    """Yield a change for each role in which a clause leaves further bodies unnamed, or does so no more."""
    ours, theirs = _open_sides(task, old), _open_sides(task, new)
    for role in _ROLES:
        if (role in ours) != (role in theirs):
            kind = ChangeKind.OPEN_ENDED_GAINED if role in theirs else ChangeKind.OPEN_ENDED_LOST
            yield _whole(task, kind, old, new, ours.get(role), theirs.get(role), (role,))


def _open_sides(task: int, view: VersionView) -> dict[str, Side]:
    parties = view.tasks[task].clause.open_parties
    return {party.role.value: view.side(fold_wording(party.as_written), party.span) for party in reversed(parties)}


def _whole(
    task: int,
    kind: ChangeKind,
    old: VersionView,
    new: VersionView,
    before: Side | None,
    after: Side | None,
    roles: Iterable[str] = (),
) -> Change:
    """Return a change of the clause as a whole."""
    names = old.name(PartType.TASK, task), new.name(PartType.TASK, task)
    was, now = tuple(roles) if before else (), tuple(roles) if after else ()
    return Change(kind, PartType.TASK, task, *names, before, after, None, was, now)


def _wording(task: int, old: VersionView, new: VersionView) -> Iterator[Change]:
    """Compare the words of the clause."""
    ours, theirs = clause_reading(old.tasks[task]), clause_reading(new.tasks[task])
    if fold_wording(ours.text) != fold_wording(theirs.text):
        yield Change(
            ChangeKind.CLAUSE_REWORDED,
            PartType.TASK,
            task,
            old.name(PartType.TASK, task),
            new.name(PartType.TASK, task),
            old.side(fold_wording(ours.text), old.tasks[task].clause.span),
            new.side(fold_wording(theirs.text), new.tasks[task].clause.span),
            words=words_changed(old, new, [ours], [theirs]),
        )
