"""What a file says: who must do what, in which role, by when; and what of it could not be read.

::

    read_plan(bytes, "plan.html")     PlanReading: tasks with their assignments, each with its words and place
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from pydantic import BaseModel, ConfigDict

from kg.corpus.folder import DataFolder, DocumentData
from kg.corpus.read_version import link_text
from kg.intake import IntakeResult, read_any
from kg.linking import LinkedDocument, UnregisteredBody
from kg.parsing.clauses import Party
from kg.rdf import Iris, build_linked
from kg.rdf.built_versions import NO_DATE
from kg.rdf.register_graph import register_graph
from kg.register import Register
from kg.validating.grouped_findings import FindingGroup, grouped
from kg.validating.run_pyshacl import validate

if TYPE_CHECKING:
    from kg.linking import Deadline, Target
    from kg.parsing import Task
    from kg.parsing.deadlines import TimeStatement
    from kg.reading import Span

BASE_IRI: Final = "https://w3id.org/zhize/id/"
"""What the IRIs of a text begin with that is read and not stored."""


class _Answer(BaseModel):
    """A part of the answer; it never changes."""

    model_config = ConfigDict(frozen=True)


class ReadSource(_Answer):
    """Where words stand: code points in the canonical text, the end exclusive, and the line, from 1."""

    quote: str
    start: int
    end: int
    line: int


class ReadDocument(_Answer):
    """What the heading says, and what the file is."""

    title: str | None
    plan_title: str | None
    number: str | None
    issuer: str | None
    date: date | None
    origin: Literal["national", "province", "city", "county", "organization", "unknown"]
    place: str | None
    format: str
    encoding: str
    pages: int | None
    sha256: str


class ReadConvention(ReadSource):
    """What the document says once about all its clauses."""

    kind: str


class ReadItem(_Answer):
    """A heading or a numbered item; ``parent`` is its place in the list of items."""

    label: str
    heading: str
    level: int
    parent: int | None
    source: ReadSource


class ReadAssignment(_Answer):
    """A body in a role; ``organization`` is its id where the register knows it."""

    role: str
    organization: str | None
    as_written: str
    position: int
    given_by: str
    given_by_source: ReadSource | None
    source: ReadSource


class ReadOtherRole(_Answer):
    """Bodies with a verb that gives none of the five roles."""

    words: str
    bodies: list[str]
    source: ReadSource


class ReadPerson(_Answer):
    """A person whom the plan names."""

    as_written: str
    label: str
    source: ReadSource


class ReadTarget(_Answer):
    """A quantitative target; ``value`` and ``upper`` are decimals as strings."""

    indicator: str
    comparator: str
    value: str | None
    upper: str | None
    unit: str | None
    scope: str | None
    per: str | None
    force: Literal["duty", "standard", "aspiration"]
    due_by: date | None
    source: ReadSource


class ReadDeadline(_Answer):
    """A statement about time; ``due_by`` is the last day that still counts."""

    kind: Literal["dated", "recurring", "standing"]
    due_by: date | None
    recurs: str | None
    precision: str | None
    as_written: str
    source: ReadSource


class ReadNonTarget(_Answer):
    """A number with a unit that states no target."""

    as_written: str
    source: ReadSource


class ReadTask(_Answer):
    """A task: its words, who must do it, by when, and what it must reach."""

    number: int | None
    label: str | None
    path: list[str]
    text: str
    source: ReadSource
    assignments: list[ReadAssignment]
    open_ended: list[str]
    other_roles: list[ReadOtherRole]
    persons: list[ReadPerson]
    targets: list[ReadTarget]
    deadlines: list[ReadDeadline]
    non_targets: list[ReadNonTarget]


class ReadUnread(ReadSource):
    """Words that could not be read, and why."""

    reason: str


class ReadPlace(_Answer):
    """One place of a finding; its key names it over versions."""

    key: str
    quote: str
    start: int | None
    end: int | None
    line: int | None


class ReadFinding(_Answer):
    """A rule and a cause, with every place."""

    rule: str
    severity: str
    line: int | None
    quote: str
    message_zh: str
    message_en: str
    mend_zh: str
    mend_en: str
    places: list[ReadPlace]


class PlanReading(_Answer):
    """What a file says; ``cut`` says which limit cut the reading, if one did."""

    document: ReadDocument
    conventions: list[ReadConvention]
    items: list[ReadItem]
    tasks: list[ReadTask]
    unread: list[ReadUnread]
    findings: list[ReadFinding]
    cut: str | None = None


def read_plan(
    raw: bytes,
    filename: str = "",
    media_type: str = "",
    register: Register | None = None,
    data: DataFolder | None = None,
    document: DocumentData | None = None,
) -> tuple[PlanReading, str]:
    r"""Return what a file says, and its canonical text, in which every place counts.

    ``register`` tells the bodies; with ``data`` and ``document`` the text is read as a version of that document.
    Raises :class:`~kg.errors.InputError` for a file that can't be read at all.

    >>> answer, _ = read_plan("一、要求\n（一）建设。（民政厅牵头）".encode())
    >>> [(one.role, one.as_written) for one in answer.tasks[0].assignments]
    [('lead', '民政厅')]
    """
    taken = read_any(raw, filename, media_type)
    folder = data or DataFolder.of_register(register or Register(()))
    linked, known = link_text(taken.source, folder, filename or "the text", document, assigns_nothing=True)
    iris = Iris(BASE_IRI)
    built = build_linked(linked, iris, known, linked.document.date or NO_DATE)
    report = validate(built, register_graph(folder.register, iris))
    return _ReadingWriter(linked, taken).answer(grouped(report.findings)), taken.source.text


class _ReadingWriter:
    """Writes down one document that was read and linked."""

    def __init__(self, linked: LinkedDocument, taken: IntakeResult) -> None:
        self.linked, self.read, self.taken = linked, linked.document, taken
        self.bodies = {(one.task, one.role.value, span): one.body for one in linked.assignments for span in one.spans}

    def answer(self, findings: Sequence[FindingGroup]) -> PlanReading:
        """Return the whole answer."""
        read, source = self.read, self._source
        return PlanReading(
            document=self._document(),
            conventions=[
                ReadConvention(kind=one.kind.value, **source(one.span).model_dump()) for one in read.conventions
            ],
            items=[
                ReadItem(
                    label=item.label,
                    heading=item.heading,
                    level=item.level,
                    parent=item.parent,
                    source=source(item.span),
                )
                for item in read.items
            ],
            tasks=[self._task(task) for task in read.tasks],
            unread=list(self._unread()),
            findings=[_finding(group) for group in findings],
        )

    def _source(self, span: Span) -> ReadSource:
        text = self.read.source
        return ReadSource(quote=text.quote(span), start=span.start, end=span.end, line=text.line_of(span.start))

    def _document(self) -> ReadDocument:
        read, taken = self.read, self.taken
        province = self.linked.origin.province if not self.linked.origin.assumed else None
        return ReadDocument(
            title=read.title or None,
            plan_title=read.plan_title or None,
            number=read.number or None,
            issuer=read.issuer or None,
            date=read.date,
            origin="province" if province else "unknown",
            place=province,
            format=taken.format.value,
            encoding=taken.encoding,
            pages=None,
            sha256=taken.sha256,
        )

    def _task(self, task: Task) -> ReadTask:
        clause = task.clause
        return ReadTask(
            number=task.number,
            label=task.label,
            path=list(task.path),
            text=task.text,
            source=self._source(task.reading.span()),
            assignments=[*map(self._assignment, [task.id] * len(clause.parties), clause.parties), *self._blanket(task)],
            open_ended=list(dict.fromkeys(party.role.value for party in clause.open_parties)),
            other_roles=[
                ReadOtherRole(words=one.words, bodies=list(one.bodies), source=self._source(one.span))
                for one in clause.other_roles
            ],
            persons=[
                ReadPerson(as_written=one.as_written, label=one.label, source=self._source(one.span))
                for one in clause.persons
            ],
            targets=[self._target(one) for one in self.linked.targets if task.id in one.tasks],
            deadlines=[self._deadline(one) for one in self.linked.deadlines if task.id in one.tasks],
            non_targets=list(self._non_targets(task)),
        )

    def _assignment(self, task: int, party: Party) -> ReadAssignment:
        body = self.bodies.get((task, party.role.value, party.span))
        given = party.given_by_span
        return ReadAssignment(
            role=party.role.value,
            organization=None if body is None or isinstance(body, UnregisteredBody) else body.id,
            as_written=party.as_written,
            position=party.position,
            given_by=party.given_by.value,
            given_by_source=self._source(given) if given is not None else None,
            source=self._source(party.span),
        )

    def _blanket(self, task: Task) -> Iterator[ReadAssignment]:
        """Return the local governments that the document names once for every later item."""
        if task.blanket_local is None:
            return
        words, span = task.blanket_local
        body = self.bodies.get((task.id, "local", span))
        place = self._source(span)
        yield ReadAssignment(
            role="local",
            organization=None if body is None or isinstance(body, UnregisteredBody) else body.id,
            as_written=words,
            position=len(task.clause.parties) + 1,
            given_by="convention",
            given_by_source=place,
            source=place,
        )

    def _target(self, target: Target) -> ReadTarget:
        stated = target.statement
        due = next((one.statement.due_by for one in self.linked.deadlines if one.number == target.deadline), None)
        return ReadTarget(
            indicator=stated.indicator,
            comparator=stated.comparator.value,
            value=_plain(stated.value),
            upper=_plain(stated.upper),
            unit=stated.unit or None,
            scope=stated.scope or None,
            per=stated.per or stated.basis or None,
            force="aspiration" if stated.aspiration else "standard" if stated.standing else "duty",
            due_by=due,
            source=self._source(target.places[0].span),
        )

    def _deadline(self, deadline: Deadline) -> ReadDeadline:
        stated = deadline.statement
        return ReadDeadline(
            kind=_kind(stated),
            due_by=stated.due_by,
            recurs=deadline.as_written if stated.recurs else None,
            precision=stated.precision.value if stated.precision is not None else None,
            as_written=deadline.as_written,
            source=self._source(deadline.places[0].span),
        )

    def _non_targets(self, task: Task) -> Iterator[ReadNonTarget]:
        readings = [(task.reading, task.statements), *((cell.reading, cell.statements) for cell in task.cells)]
        for reading, statements in readings:
            for start, end in sorted((*statements.amounts, *statements.durations)):
                yield ReadNonTarget(as_written=reading.text[start:end], source=self._source(reading.span(start, end)))

    def _unread(self) -> Iterator[ReadUnread]:
        found = [(one.span, one.reason) for one in self.read.unread]
        found += [(part.span, _IN_CLAUSE) for task in self.read.tasks for part in task.clause.unread]
        for span, reason in sorted(set(found)):
            yield ReadUnread(reason=reason, **self._source(span).model_dump())


_IN_CLAUSE = "words of a responsibility clause"


def _finding(group: FindingGroup) -> ReadFinding:
    first = group.first
    return ReadFinding(
        rule=group.rule,
        severity=group.severity.value,
        line=first.line,
        quote=first.quote,
        message_zh=group.message_zh,
        message_en=group.message_en,
        mend_zh=first.mend_zh,
        mend_en=first.mend_en,
        places=[
            ReadPlace(key=one.key, quote=one.quote, start=one.start, end=one.end, line=one.line) for one in group.places
        ],
    )


def _kind(stated: TimeStatement) -> Literal["dated", "recurring", "standing"]:
    return "recurring" if stated.recurs else "standing" if stated.ongoing else "dated"


def _plain(value: Decimal | None) -> str | None:
    """Write a decimal without exponent and without trailing zeros.

    >>> [_plain(Decimal(words)) for words in ("5E+3", "0.50")]
    ['5000', '0.5']
    """
    if value is None:
        return None
    return f"{value.normalize():f}"


def rows_of(reading: PlanReading) -> Iterable[list[str]]:
    """Return a row for each assignment, and one for a task without any; the first names the columns."""
    yield [
        "number",
        "label",
        "text",
        "role",
        "as_written",
        "organization",
        "given_by",
        "due_by",
        "line",
        "start",
        "end",
    ]
    for task in reading.tasks:
        due = "; ".join(one.due_by.isoformat() if one.due_by else one.as_written for one in task.deadlines)
        first = ["" if task.number is None else str(task.number), task.label or "", task.text]
        for one in task.assignments:
            place = one.source
            named = [one.role, one.as_written, one.organization or "", one.given_by, due]
            yield [*first, *named, str(place.line), str(place.start), str(place.end)]
        if not task.assignments:
            place = task.source
            yield [*first, "", "", "", "", due, str(place.line), str(place.start), str(place.end)]
