"""Derive the short cuts of a graph by one plain rule, without a reasoner.

The ontology says the same in OWL (by rolification, see ``docs/ontology.md``), and a test shows that HermiT infers
exactly these triples.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from rdflib import Graph, Namespace
from rdflib.term import Node, URIRef

Triple: TypeAlias = tuple[Node, URIRef, Node]

ZZ: Final = Namespace("https://w3id.org/zhize/ontology#")
ROLE: Final = Namespace("https://w3id.org/zhize/role/")

SHORT_CUTS: Final[dict[Node, tuple[URIRef, URIRef]]] = {
    ROLE["lead"]: (ZZ["leads"], ZZ["hasLead"]),
    ROLE["participant"]: (ZZ["participatesIn"], ZZ["hasParticipant"]),
    ROLE["shared"]: (ZZ["sharesResponsibilityFor"], ZZ["hasSharedResponsible"]),
    ROLE["responsible"]: (ZZ["isResponsibleFor"], ZZ["hasResponsible"]),
    ROLE["local"]: (ZZ["isLocallyResponsibleFor"], ZZ["hasLocalResponsible"]),
}
"""For each role: the short cut from the body to the task, and the one from the task to the body."""

DERIVED: Final[frozenset[URIRef]] = frozenset(
    {prop for pair in SHORT_CUTS.values() for prop in pair} | {ZZ["takesPartIn"], ZZ["hasParty"], ZZ["elaborates"]}
)
"""Every property that :func:`derive` gives values to."""


def derive(graph: Graph) -> list[Triple]:
    """Derive the short cuts that follow from the assignments and elaborations of a graph.

    An assignment gives ``zz:takesPartIn``, the short cut of its role, and the inverses of both. An elaboration gives
    ``zz:elaborates``. Nothing else is derived: short cuts that the graph states itself lead to nothing, and an
    assignment without a body, a task or one of the five roles gives no triple (validation reports it).

    The graph is not changed. The answer is sorted and has each triple once.

    >>> from rdflib import Graph
    >>> graph = Graph().parse(format="turtle", data='''
    ...     @prefix zz: <https://w3id.org/zhize/ontology#> .
    ...     @prefix role: <https://w3id.org/zhize/role/> .
    ...     @prefix ex: <https://example.org/> .
    ...     ex:a zz:organization ex:health ; zz:role role:lead ; zz:task ex:task-4 .
    ... ''')
    >>> for subject, predicate, object_ in derive(graph):
    ...     print(*(str(term).rpartition("#")[2].rpartition("/")[2] for term in (subject, predicate, object_)))
    health leads task-4
    health takesPartIn task-4
    task-4 hasLead health
    task-4 hasParty health
    """
    return sorted({*_from_assignments(graph), *_from_elaborations(graph)}, key=_as_text)


def _from_assignments(graph: Graph) -> Iterator[Triple]:
    """Yield the short cuts between bodies and tasks."""
    for assignment, role in graph.subject_objects(ZZ["role"]):
        if role not in SHORT_CUTS:
            continue
        forward, backward = SHORT_CUTS[role]
        for body in graph.objects(assignment, ZZ["organization"]):
            for task in graph.objects(assignment, ZZ["task"]):
                yield body, forward, task
                yield body, ZZ["takesPartIn"], task
                yield task, backward, body
                yield task, ZZ["hasParty"], body


def _from_elaborations(graph: Graph) -> Iterator[Triple]:
    """Yield the short cuts from tasks to measures."""
    for task, elaboration in graph.subject_objects(ZZ["elaboration"]):
        for measure in graph.objects(elaboration, ZZ["measure"]):
            yield task, ZZ["elaborates"], measure


def _as_text(triple: Triple) -> tuple[str, str, str]:
    """Return what a triple is sorted by."""
    subject, predicate, object_ = triple
    return str(subject), str(predicate), str(object_)
