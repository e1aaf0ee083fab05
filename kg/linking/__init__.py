"""Join what a document says in two places: tasks with measures, names with the register, statements with each other."""

from kg.linking.commitments import Deadline, Place, Target
from kg.linking.document import LinkedDocument, link
from kg.linking.elaborations import Difference, Elaboration, MatchKind
from kg.linking.origin import Origin, origin_of
from kg.linking.parties import Assignment, UnregisteredBody

__all__ = [
    "Assignment",
    "Deadline",
    "Difference",
    "Elaboration",
    "LinkedDocument",
    "MatchKind",
    "Origin",
    "Place",
    "Target",
    "UnregisteredBody",
    "link",
    "origin_of",
]
