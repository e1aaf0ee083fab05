"""Names in clauses and the bodies they mean: through the register, through a correction, or marked unregistered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from kg.linking.document_origin import Origin
from kg.parsing import Task
from kg.parsing.clauses import GivenBy, PartKind, Party, Role
from kg.parsing.clauses.names import without_brackets
from kg.reading import Span
from kg.reading.folding import fold_name
from kg.register import Body, Correction, Register
from kg.register.provinces import named_in


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
    """A body that the register does not know, or cannot distinguish from another; ``group`` for a class of bodies.

    ``candidates`` are the ids of those it may be. ``namesakes`` are the ids of those that have the name in other
    provinces than the document's. ``province`` is the document's where the register has none of it: 省数据局 of one
    province is not that of another.

    >>> UnregisteredBody("省数据局", group=False).id, UnregisteredBody("省数据局", False, province="浙江省").id
    ('unregistered-省数据局', 'unregistered-浙江省-省数据局')
    """

    name: str
    group: bool
    candidates: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()
    province: str | None = None

    @property
    def id(self) -> str:
        """Return what names the body where a registered one has its id."""
        province = f"{self.province}-" if self.province else ""
        return f"unregistered-{province}{segment(self.name)}"


@dataclass(frozen=True, slots=True)
class Assignment:
    """One body, in one role, for one task, as the clause names it.

    ``spans`` holds every place in the clause where it is so named; more than one means that it is named twice.
    ``as_written`` are the words of the first, ``correction`` the one that any of them needs.
    """

    task: int
    role: Role
    body: Body | UnregisteredBody
    position: int
    as_written: str
    spans: tuple[Span, ...]
    correction: Correction | None = None
    convention: Span | None = None


def assign(
    tasks: Sequence[Task], register: Register, corrections: Sequence[Correction], origin: Origin
) -> tuple[Assignment, ...]:
    """Return every assignment of every task, in the order of tasks and of their clauses.

    ``origin`` is where the document comes from: a name without a place means a body of that province only.
    """
    who = _Who(register, {fold_name(correction.written): correction for correction in corrections}, origin)
    return tuple(assignment for task in tasks for assignment in _of_task(task, who))


def _of_task(task: Task, who: _Who) -> Iterator[Assignment]:
    found: dict[tuple[object, Role], Assignment] = {}
    for party in (*task.clause.parties, *_blanket(task)):
        body, correction = who.is_meant(party)
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
            correction or (first.correction if first else None),
            party.convention,
        )
    yield from found.values()


def _blanket(task: Task) -> Iterator[Party]:
    """Yield the local governments that the document names once for every later item."""
    if task.blanket_local is not None:
        words, span = task.blanket_local
        position = len(task.clause.parties) + 1
        yield Party(Role.LOCAL, PartKind.LOCAL, words, span, words, None, position, GivenBy.CONVENTION, span)


@dataclass(frozen=True, slots=True)
class _Who:
    """Resolves the names of one document to bodies."""

    register: Register
    slips: Mapping[str, Correction]
    origin: Origin

    def is_meant(self, party: Party) -> tuple[Body | UnregisteredBody, Correction | None]:
        """Find the body, and the correction through which it is found."""
        slip = self.slips.get(fold_name(party.name))
        if slip is not None and (meant := self.register.get(slip.meant)) is not None:
            return meant, slip
        candidates: tuple[str, ...] = ()
        namesakes: tuple[str, ...] = ()
        for name in filter(None, (party.name, party.expanded, without_brackets(party.name))):
            bodies = self.register.meant(name, self.origin.province)
            if len(bodies) == 1:
                return bodies[0], None
            candidates = candidates or tuple(body.id for body in bodies)
            namesakes = namesakes or tuple(body.id for body in self.register.lookup(name) if body not in bodies)
        return self._unregistered(party, candidates, namesakes), None

    def _unregistered(self, party: Party, candidates: tuple[str, ...], namesakes: tuple[str, ...]) -> UnregisteredBody:
        group = party.kind is PartKind.CLASS or (
            party.kind is PartKind.LOCAL and party.name.startswith(("各", "相关", "有关"))
        )
        name = party.expanded or party.name
        elsewhere = self.origin.province not in (None, *self.register.provinces)
        bare = self.origin.province not in named_in(name)
        province = self.origin.province if elsewhere and bare else None
        return UnregisteredBody(name, group, candidates, () if candidates else namesakes, province)
