"""Count what a snapshot holds, once for each."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, NamedNode

from kg.rdf import Iris
from kg.rdf.iris import ONTOLOGY
from kg.stores import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kg.stores import Snapshot

TYPE: Final = NamedNode(PREFIXES["rdf"] + "type")


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted in the present, and how many statements each common graph has.

    ``entities`` are the subjects under the base of the instances; ``classes`` says how many things of each class there
    are, ``properties`` how many statements have each.
    """

    triples: int
    entities: int
    subjects: int
    objects: int
    classes: Mapping[str, int]
    properties: Mapping[str, int]
    graphs: Mapping[str, int]


class Counting:
    """The counts of snapshots; those of the last one are kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: tuple[Path, Counts] | None = None

    def of(self, snapshot: Snapshot) -> Counts:
        """Count what a snapshot holds."""
        with self._lock:
            if self._last is None or self._last[0] != snapshot.folder:
                self._last = snapshot.folder, count(snapshot)
            return self._last[1]


def count(snapshot: Snapshot) -> Counts:
    """Go through the present once, and through the graphs that belong to no document."""
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    subjects, objects = set(), set()
    for quad in snapshot.present.quads_for_pattern(None, None, None, DefaultGraph()):
        properties[quad.predicate.value] += 1
        subjects.add(quad.subject)
        objects.add(quad.object)
        if quad.predicate == TYPE and isinstance(quad.object, NamedNode):
            classes[quad.object.value] += 1
    iris = Iris(snapshot.manifest.base_iri)
    return Counts(
        triples=properties.total(),
        entities=sum(isinstance(one, NamedNode) and one.value.startswith(iris.base) for one in subjects),
        subjects=len(subjects),
        objects=len(objects),
        classes=dict(sorted(classes.items())),
        properties=dict(sorted(properties.items())),
        graphs={
            str(name): sum(1 for _ in snapshot.store.quads_for_pattern(None, None, None, NamedNode(name)))
            for name in (ONTOLOGY, iris.register_graph, iris.provenance_graph)
        },
    )
