"""Names in clauses and the bodies they mean: through the register, through a correction, or marked unregistered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from kg.parsing import Task
from kg.parsing.clauses import PartKind, Party, Role
from kg.parsing.clauses.names import without_brackets
from kg.reading import Span
from kg.register import Body, Correction, Register, fold


def segment(name: str) -> str:
    """Write a name as a part of an IRI: letters of every script stay, what an IRI forbids is percent-encoded.

    >>> segment("省数据局 [新]")
    '省数据局%20%5B新%5D'
    """
    return "".join(
        character if character.isalnum() or character in "-._~（）、·" else quote(character, safe="")
        for character in name
    )


@dataclass(frozen=True, slots=True)
class UnregisteredBody:
    """A body that the register does not know, or can't tell from another; ``group`` for a class of bodies.

    >>> UnregisteredBody("省数据局", group=False).id
    'unregistered-省数据局'
    """

    name: str
    group: bool
    candidates: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Give what names the body where a registered one has its id."""
        return f"unregistered-{segment(self.name)}"


@dataclass(frozen=True, slots=True)
class Assignment:
    """One body, in one role, for one task, as the clause names it.

    ``spans`` holds every place in the clause where it is so named; more than one means that it is named twice.
    """

    task: int
    role: Role
    body: Body | UnregisteredBody
    position: int
    as_written: str
    spans: tuple[Span, ...]
    correction: Correction | None = None
    convention: Span | None = None


def assign(tasks: Sequence[Task], register: Register, corrections: Sequence[Correction]) -> tuple[Assignment, ...]:
    """Give every assignment of every task, in the order of tasks and of their clauses."""
    slips = {fold(correction.written): correction for correction in corrections}
    return tuple(assignment for task in tasks for assignment in _of_task(task, register, slips))


def _of_task(task: Task, register: Register, slips: dict[str, Correction]) -> Iterator[Assignment]:
    found: dict[tuple[object, Role], Assignment] = {}
    for party in (*task.clause.parties, *_blanket(task)):
        body, correction = _resolve(party, register, slips)
        key = (body.name, party.role)
        spans = (*found[key].spans, party.span) if key in found else (party.span,)
        first = found.get(key)
        found[key] = Assignment(
            task.id,
            party.role,
            body,
            first.position if first else party.position,
            first.as_written if first else party.as_written,
            spans,
            correction,
            party.convention,
        )
    yield from found.values()


def _blanket(task: Task) -> Iterator[Party]:
    """Give the local governments that the document names once for every later item."""
    if task.blanket_local is not None:
        words, span = task.blanket_local
        position = len(task.clause.parties) + 1
        yield Party(Role.LOCAL, PartKind.LOCAL, words, span, words, position=position, convention=span)


def _resolve(
    party: Party, register: Register, slips: dict[str, Correction]
) -> tuple[Body | UnregisteredBody, Correction | None]:
    slip = slips.get(fold(party.name))
    if slip is not None and (meant := register.get(slip.meant)) is not None:
        return meant, slip
    candidates: tuple[str, ...] = ()
    for name in (party.name, party.expanded, without_brackets(party.name)):
        bodies = register.lookup(name) if name else ()
        if len(bodies) == 1:
            return bodies[0], None
        candidates = candidates or tuple(body.id for body in bodies)
    group = party.kind is PartKind.CLASS or (
        party.kind is PartKind.LOCAL and party.name.startswith(("各", "相关", "有关"))
    )
    return UnregisteredBody(party.expanded or party.name, group, candidates), None
