"""Several clauses of one task as one: cells of several columns, labels on lines of their own, brackets side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.parsing.clauses.model import Clause, ClausePart, GivenBy, PartKind, Party, Role
from kg.reading import Span


def merged(clauses: Sequence[Clause], source: str, between: PartKind = PartKind.BREAK) -> Clause:
    """Join clauses in the order of the text; what stands between two is a part of kind ``between``.

    A clause that does not begin after the one before it ends (a merged cell that holds for several rows) adds its
    parties and no part.
    """
    if len(clauses) == 1:
        return clauses[0]
    ordered = sorted(clauses, key=lambda clause: clause.span)
    parts: list[ClausePart] = []
    parties: list[Party] = []
    for clause in ordered:
        if not parts or parts[-1].span.end <= clause.span.start:
            if parts and parts[-1].span.end < clause.span.start:
                gap = Span(parts[-1].span.end, clause.span.start)
                parts.append(ClausePart(between, source[gap.start : gap.end], gap))
            parts.extend(clause.parts)
        parties += [replace(party, position=at) for at, party in enumerate(clause.parties, len(parties) + 1)]
    span = Span(parts[0].span.start, parts[-1].span.end) if parts else ordered[0].span
    return Clause(
        "".join(part.text for part in parts), span, tuple(parts), tuple(parties),
        tuple(party for clause in ordered for party in clause.open_parties),
        tuple(part for clause in ordered for part in clause.deadlines),
        governed=any(clause.governed for clause in ordered),
        other_roles=tuple(role for clause in ordered for role in clause.other_roles),
        persons=tuple(person for clause in ordered for person in clause.persons),
    )  # fmt: skip


def first_listed_leads(clause: Clause, convention: Span) -> Clause:
    """Return a clause in which the body listed first leads, as the document says once for all its clauses.

    A clause that names a lead itself, or whose first party is no body that answers for the task, stays as it is.
    """
    first = clause.parties[0] if clause.parties else None
    if (
        first is None
        or first.role not in (Role.RESPONSIBLE, Role.SHARED)
        or first.kind is PartKind.LOCAL
        or any(party.role is Role.LEAD for party in clause.parties)
        or any(part.kind is PartKind.UNREAD and part.span.start < first.span.start for part in clause.parts)
    ):
        return clause
    lead = replace(first, role=Role.LEAD, given_by=GivenBy.CONVENTION, given_by_span=convention)
    return replace(clause, parties=(lead, *clause.parties[1:]))


def inherited(clause: Clause) -> Clause:
    """Return a clause that stands in a heading, for what stands below: the heading gives each role."""
    parties = tuple(
        party
        if party.given_by is GivenBy.CONVENTION
        else replace(party, given_by=GivenBy.HEADING, given_by_span=clause.span)
        for party in clause.parties
    )
    return replace(clause, parties=parties)
