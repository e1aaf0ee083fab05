"""A document with everything joined: assignments, elaborations, targets, deadlines, and what no task covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.linking.document_origin import UNTOLD, Origin, origin_of
from kg.linking.parties import Assignment, UnregisteredBody, assign
from kg.linking.targets_and_deadlines import Deadline, Target, find_commitments
from kg.linking.tasks_to_measures import Elaboration, find_elaborations
from kg.parsing import Document, Provision
from kg.reading.folding import fold_width, fold_wording
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
    origin: Origin = UNTOLD
    needs_province: bool = False
    """Whether some body was found only because the province of the document is known."""
    names: frozenset[str] = frozenset()
    """The names of the register that stand anywhere in the text, folded and without spaces."""

    def uncovered(self) -> tuple[tuple[int, Provision], ...]:
        """Return each provision of a measure that no task takes up, with the measure's id."""
        covered = {(item.measure, number) for item in self.elaborations for number in item.provisions}
        return tuple(
            (measure.id, provision)
            for measure in self.document.measures
            for provision in measure.provisions
            if (measure.id, provision.number) not in covered
        )


def link(
    document: Document, register: Register, corrections: Sequence[Correction] = (), origin: Origin | None = None
) -> LinkedDocument:
    """Join tasks with measures, names with bodies, and statements that say the same.

    ``origin`` is where the document comes from; without it, what its heading says.
    """
    origin = origin or origin_of(document, register)
    names = _names_in(document, register)
    elaborations = find_elaborations(document.measures, document.tasks, names)
    targets, deadlines = find_commitments(document, elaborations)
    assignments = assign(document.tasks, register, corrections, origin)
    needs_province = any(_needs_province(assignment, register) for assignment in assignments)
    return LinkedDocument(
        document, assignments, elaborations, targets, deadlines, tuple(corrections), origin, needs_province, names
    )


def _names_in(document: Document, register: Register) -> frozenset[str]:
    """Find the names of bodies in the whole text, also where nobody is given anything."""
    text = fold_wording(document.source.text)
    names = (fold_width(name) for body in register.bodies for name in body.names)
    return frozenset(name for name in names if name in text)


def _needs_province(assignment: Assignment, register: Register) -> bool:
    """Return whether the words of an assignment mean its body only in documents of one province."""
    if assignment.correction is not None or isinstance(assignment.body, UnregisteredBody):
        return False
    return not register.names_its_place(assignment.as_written, assignment.body)
