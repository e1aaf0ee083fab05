"""A document with everything joined: assignments, elaborations, targets, deadlines, and what no task covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.linking.commitments import Deadline, Target, find_commitments
from kg.linking.elaborations import Elaboration, find_elaborations
from kg.linking.parties import Assignment, assign
from kg.parsing import Document, Provision
from kg.register import Correction, Register


@dataclass(frozen=True, slots=True)
class LinkedDocument:
    """A document and what was found by comparing its parts with each other and with the register."""

    document: Document
    assignments: tuple[Assignment, ...]
    elaborations: tuple[Elaboration, ...]
    targets: tuple[Target, ...]
    deadlines: tuple[Deadline, ...]
    corrections: tuple[Correction, ...] = ()

    def uncovered(self) -> tuple[tuple[int, Provision], ...]:
        """Give each provision of a measure that no task takes up, with the measure's id."""
        covered = {(item.measure, number) for item in self.elaborations for number in item.provisions}
        return tuple(
            (measure.id, provision)
            for measure in self.document.measures
            for provision in measure.provisions
            if (measure.id, provision.number) not in covered
        )


def link(document: Document, register: Register, corrections: Sequence[Correction] = ()) -> LinkedDocument:
    """Join tasks with measures, names with bodies, and statements that say the same."""
    elaborations = find_elaborations(document.measures, document.tasks)
    targets, deadlines = find_commitments(document, elaborations)
    assignments = assign(document.tasks, register, corrections)
    return LinkedDocument(document, assignments, elaborations, targets, deadlines, tuple(corrections))
