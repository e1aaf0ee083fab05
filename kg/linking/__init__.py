"""Join what a document says in two places: tasks with measures, names with the register, statements with each other."""

from kg.linking.document_origin import Origin, origin_of
from kg.linking.link_document import LinkedDocument, link
from kg.linking.parties import Assignment, UnregisteredBody
from kg.linking.targets_and_deadlines import Deadline, Place, Target
from kg.linking.tasks_to_measures import Difference, Elaboration, MatchKind

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
