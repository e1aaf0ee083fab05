"""What a snapshot says of the thing that an IRI names.

::

    in the present                 every statement of the present about it; of a scheme, about its concepts too
    in no present version          what the nearest version says of it, what is known of amendments, and its versions
    the name of a graph            what the graph says
    only named, such as a unit     the statements that name it
    a shape                        the shape, as it ships
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, NamedNode, Triple

from kg.describing.ontology_terms import SHAPES, shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from kg.stores import DocumentVersion, Snapshot

SCHEMES: Final = tuple(f"https://w3id.org/zhize/{name}" for name in ("role", "match", "change"))
IN_SCHEME: Final = NamedNode("http://www.w3.org/2004/02/skos/core#inScheme")
IS_PART_OF: Final = NamedNode("http://purl.org/dc/terms/isPartOf")
TEXT: Final = NamedNode("https://w3id.org/zhize/ontology#text")
INFERRED: Final = "/inferred"


@dataclass(frozen=True, slots=True)
class Description:
    """The statements about a thing.

    Of what the present does not have, ``versions`` are those that have it, and ``source_version`` is the one whose
    words these are; what stands in no version, such as an amendment, has none.
    """

    iri: str
    triples: tuple[Triple, ...]
    present: bool = True
    versions: tuple[DocumentVersion, ...] = ()
    source_version: DocumentVersion | None = None


def describe(snapshot: Snapshot, iri: str) -> Description | None:
    """Describe what an IRI names; ``None`` where no graph knows it."""
    try:
        node = NamedNode(iri)
    except ValueError:
        return None
    found = tuple(_present(snapshot, node))
    if found:
        return Description(iri, found)
    return _past(snapshot, node) or _graph(snapshot, node) or _named(snapshot, node) or _shape(iri)


def _present(snapshot: Snapshot, node: NamedNode) -> Iterator[Triple]:
    """Yield what the present says of a thing, and, where that is a scheme, of its concepts."""
    nodes = [node]
    if node.value in SCHEMES:
        held = snapshot.present.quads_for_pattern(None, IN_SCHEME, node, DefaultGraph())
        nodes += [quad.subject for quad in held if isinstance(quad.subject, NamedNode)]
    for one in nodes:
        yield from (quad.triple for quad in snapshot.present.quads_for_pattern(one, None, None, DefaultGraph()))


def _past(snapshot: Snapshot, node: NamedNode) -> Description | None:
    """Describe what only other graphs than the present speak of."""
    found = list(snapshot.store.quads_for_pattern(node, None, None, None))
    if not found:
        return None
    known = {version.iri: version for version in snapshot.history.versions}
    versions = sorted({known[name] for name in map(_version_of, found) if name in known})
    source_version = _nearest(snapshot, versions)
    triples = {
        quad.triple for quad in found if _version_of(quad) not in known or source_version == known[_version_of(quad)]
    }
    triples |= {Triple(node, IS_PART_OF, NamedNode(one.iri)) for one in versions if one.iri != node.value}
    named = {triple.object.value for triple in triples if isinstance(triple.object, NamedNode)} & set(known)
    for iri in named - {node.value}:
        triples |= set(_about_version(snapshot, NamedNode(iri)))
    return Description(node.value, tuple(triples), False, tuple(versions), source_version)


def _version_of(quad: Quad) -> str:
    """Return the version in whose graph, or in what follows from it, a statement stands; else the graph itself."""
    return str(getattr(quad.graph_name, "value", "")).removesuffix(INFERRED)


def _nearest(snapshot: Snapshot, versions: Iterable[DocumentVersion]) -> DocumentVersion | None:
    """Choose whose words to give: the last that held, else the first that will, else the last that was withdrawn."""
    present = snapshot.manifest.present_date
    counted = [one for one in versions if not one.withdrawn]
    past, future = [one for one in counted if one.date <= present], [one for one in counted if one.date > present]
    return next(iter([*reversed(past), *future, *reversed([one for one in versions if one.withdrawn])]), None)


def _about_version(snapshot: Snapshot, version: NamedNode) -> Iterator[Triple]:
    """Yield what a version is, since when and until when, but not its whole text."""
    for quad in snapshot.store.quads_for_pattern(version, None, None, None):
        if quad.predicate != TEXT:
            yield quad.triple


def _graph(snapshot: Snapshot, node: NamedNode) -> Description | None:
    """Describe a graph that nothing is said about by what it says itself."""
    found = tuple(quad.triple for quad in snapshot.store.quads_for_pattern(None, None, None, node))
    return Description(node.value, found) if found else None


def _named(snapshot: Snapshot, node: NamedNode) -> Description | None:
    """Describe what nothing is said about, but others are related to, by what relates them."""
    present = {quad.triple for quad in snapshot.present.quads_for_pattern(None, None, node, DefaultGraph())}
    found = present or {quad.triple for quad in snapshot.store.quads_for_pattern(None, None, node, None)}
    return Description(node.value, tuple(found), bool(present)) if found else None


def _shape(iri: str) -> Description | None:
    """Describe a shape, or all of them."""
    found = shape(iri) if iri == SHAPES or iri.startswith(f"{SHAPES}/") else ()
    return Description(iri, found) if found else None
