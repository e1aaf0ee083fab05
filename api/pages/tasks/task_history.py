"""What the versions of a document changed in one task: how it was, how it is, and its words side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from api.answers.compared_versions import table_of
from api.pages.changes.change_rows import parts_of
from api.pages.changes.changes_page import beside
from api.pages.changes.published_versions import State, state_of
from api.problems import ProblemError
from kg.corpus.identities import PartType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from api.pages.changes.change_rows import Row
    from api.pages.changes.side_by_side import Pair
    from api.site.visit import Visit
    from kg.changes.change_table import Change
    from kg.publishing.version_changes import PublishedChanges
    from kg.stores.version_history import DocumentVersion

_CONCERNS: Final = NamedNode("https://w3id.org/zhize/ontology#concerns")
_AMENDMENT: Final = re.compile("/amendment/([0-9]{4}-[0-9]{2}-[0-9]{2})/")


@dataclass(frozen=True, slots=True)
class Amended:
    """What one version changed in a task; ``future`` tells that it does not hold yet.

    Without rows, the two versions cannot be compared now.
    """

    before: date
    after: date
    future: bool
    rows: tuple[Row, ...] = ()
    pairs: tuple[Pair, ...] = ()


def history_of_task(visit: Visit, published: PublishedChanges, document: str, identity: int) -> list[Amended]:
    """Give the versions that changed a task, with what each changed; of a day, those up to it."""
    return [_amended(visit, published, identity, *pair) for pair in _changed(visit, document, identity)]


def _changed(visit: Visit, document: str, identity: int) -> list[tuple[DocumentVersion, DocumentVersion]]:
    """Give the versions that changed a task, each with the one before it."""
    snapshot = visit.asking.snapshot
    base = snapshot.manifest.base_iri
    task, graph = NamedNode(f"{base}document/{document}/task/{identity}"), NamedNode(f"{base}graph/provenance")
    changes = snapshot.store.quads_for_pattern(None, _CONCERNS, task, graph)
    days = {match[1] for quad in changes if (match := _AMENDMENT.search(str(quad.subject)))}
    found = [pair for pair in pairwise(snapshot.history.of(document)) if pair[1].date.isoformat() in days]
    return [pair for pair in found if visit.as_of is None or pair[1].date <= visit.as_of]


def _amended(
    visit: Visit, published: PublishedChanges, identity: int, before: DocumentVersion, after: DocumentVersion
) -> Amended:
    future = state_of(visit, after) is State.FUTURE
    try:
        table = table_of(visit.asking, published, before, after)
    except ProblemError:  # too many ask, or the texts are being edited: the page of the changes says so
        return Amended(before.date, after.date, future)
    mine = [one for one in table.changes if one.part is PartType.TASK and identity in (one.id, *one.derived_from)]
    rows = tuple(row for part in parts_of(visit, mine, before, after) for row in part.rows)
    return Amended(before.date, after.date, future, rows, _pairs(visit, mine, before, after))


def _pairs(
    visit: Visit, changes: Sequence[Change], before: DocumentVersion, after: DocumentVersion
) -> tuple[Pair, ...]:
    """Give the lines that differ in which the words of the changes stand."""
    old, new = set(_lines(changes, later=False)), set(_lines(changes, later=True))
    return tuple(
        pair
        for pair in beside(visit, before, after).pairs
        if (pair.before and pair.before.number in old) or (pair.after and pair.after.number in new)
    )


def _lines(changes: Sequence[Change], *, later: bool) -> Iterator[int]:
    for change in changes:
        side = change.after if later else change.before
        if side is not None:
            yield side.line
        for words in change.words:
            line = words.line_after if later else words.line_before
            if line is not None:
                yield line
