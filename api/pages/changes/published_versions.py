"""The published versions of a document: what each says, where its words can be read, and whether it counts."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

if TYPE_CHECKING:
    from datetime import date

    from api.site.visit import Visit
    from kg.stores import Snapshot
    from kg.stores.version_history import DocumentVersion

_TEXT: Final = NamedNode("https://w3id.org/zhize/ontology#text")
_START: Final = NamedNode("https://w3id.org/zhize/ontology#start")


class State(StrEnum):
    """Whether a version counts on the day of the visit."""

    IN_FORCE = "in-force"
    FUTURE = "future"
    EARLIER = "earlier"
    WITHDRAWN = "withdrawn"


def state_of(visit: Visit, version: DocumentVersion) -> State:
    """Tell whether a version counts on the day of the visit."""
    if version.withdrawn:
        return State.WITHDRAWN
    day = visit.as_of or visit.asking.snapshot.manifest.present_date
    if version.date > day:
        return State.FUTURE
    holds = version in visit.asking.snapshot.history.in_force(day, version.document)
    return State.IN_FORCE if holds else State.EARLIER


def to_come(visit: Visit, document: str) -> list[tuple[date, date]]:
    """Give the versions of a document that do not hold yet, each with the one before; as of a day none is known."""
    if visit.as_of is not None:
        return []
    found = pairwise(visit.asking.snapshot.history.of(document))
    return [(before.date, after.date) for before, after in found if state_of(visit, after) is State.FUTURE]


def text_of(snapshot: Snapshot, version: DocumentVersion) -> str:
    """Give the text of a version, of one that was withdrawn too."""
    graph = NamedNode(version.iri)
    found = next(snapshot.store.quads_for_pattern(graph, _TEXT, None, graph), None)
    return found.object.value if found is not None and isinstance(found.object, Literal) else ""


def address_in(visit: Visit, version: DocumentVersion, path: str) -> str | None:
    """Give the address of a page of a version's document as of that version; one that was withdrawn never held."""
    state = state_of(visit, version)
    if state is State.WITHDRAWN:
        return None
    as_of = None if state is State.IN_FORCE else version.date.isoformat()
    address = f"/document/{version.document}{path}"
    return visit.url(address) if as_of is None else visit.url(address, as_of=as_of)


def place_in(visit: Visit, version: DocumentVersion, start: int, line: int) -> str | None:
    """Give where words stand in the page of a version's text: their anchor, or that of their line if they have none."""
    graph = NamedNode(version.iri)
    quads = visit.asking.snapshot.store.quads_for_pattern(None, _START, Literal(start), graph)
    anchor = f"l{line}" if next(quads, None) is None else f"c{start}"
    return address_in(visit, version, f"/text#{anchor}")
