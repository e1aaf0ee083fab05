"""What the REST interface answers: one model an answer, each with an example that is true of the shipped document."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from kg.register import Certainty, ChangeEventKind, OrganizationKind

Item = TypeVar("Item")

DOCUMENT = "chuanbanfa-2021-57"
"""The id of the document that the examples are about."""


class RoleName(StrEnum):
    """The five roles of a body in a task."""

    LEAD = "lead"
    PARTICIPANT = "participant"
    SHARED = "shared"
    RESPONSIBLE = "responsible"
    LOCAL = "local"


class Answer(StrEnum):
    """The three answers to whether a body takes part in a task."""

    YES = "yes"
    NO = "no"
    NOT_STATED = "not_stated"


class Model(BaseModel):
    """The base of every answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Listing(Model, Generic[Item]):
    """A piece of a list: how many there are in all, the items of this piece, and the cursor of the next one."""

    total: int
    items: list[Item]
    next: str | None = Field(description="give it as `next` for the following items; null at the end")


class Label(Model):
    """A name in Chinese and in English."""

    zh: str
    en: str


class AsOf(Model):
    """The day that an answer is of, and what to know of it."""

    date: date
    note: Label | None = Field(
        description="that no text was in force on that day, or who had taken whose place; null: nothing of the kind"
    )


class NotedListing(Model, Generic[Item]):
    """A list that is empty, and what to know of that."""

    total: int
    items: list[Item]
    next: str | None
    note: Label = Field(description="why it is empty, and how to ask for more")


class DatedListing(Model, Generic[Item]):
    """A piece of a list as of a day."""

    total: int
    items: list[Item]
    next: str | None = Field(description="give it as `next` for the following items; null at the end")
    as_of: AsOf


class Source(Model):
    """Where the document says it: the quoted words, and their place in the text of the version."""

    quote: str = Field(examples=["应急厅"])
    start: int = Field(description="code points from the start of the text", examples=[6488])
    end: int = Field(description="the first code point after the quote", examples=[6491])
    line: int = Field(description="the line where the quote starts, from 1")


class Correction(Model):
    """A slip in the name of a body, and who is meant. The words as written stay in every answer."""

    as_written: str = Field(examples=["民政部"])
    meant: str = Field(description="the id of the body that is meant", examples=["sichuan-civil-affairs"])
    meant_name: str
    certainty: Certainty = Field(description="nothing else can be meant, or something else could")
    reason: Label
    iri: str


class TaskRow(Model):
    """A task of a document."""

    document: str = Field(examples=[DOCUMENT])
    number: int | None = Field(description="the number printed in the document, if one can be read")
    text: str
    responsibility_text: str = Field(description="the whole responsibility clause (责任单位)")
    measures: list[int] = Field(description="the numbers of the measures it elaborates")
    has_lead: bool
    open_ended: bool = Field(description="the clause says that there are further bodies and does not name them")
    source: Source
    iri: str


class AssignmentRow(Model):
    """A task of an organization, in one role."""

    document: str = Field(examples=[DOCUMENT])
    number: int | None = Field(description="the number of the task as printed in the document, if one can be read")
    text: str = Field(description="the text of the task")
    role: RoleName
    role_label: Label
    position: int = Field(description="the place of the body in the whole clause, from 1")
    as_written: str = Field(description="the name as the document writes it")
    corrected: bool = Field(description="the name as written is a slip, and a correction says who is meant")
    correction: Correction | None = Field(description="null unless `corrected`")
    open_ended: bool
    source: Source
    iri: str = Field(description="the IRI of the task")


class GroupAssignmentRow(AssignmentRow):
    """A task of an organization: its own, one of a group it belongs to, or of a body whose place it has taken."""

    through: str | None = Field(
        default=None, description="the id of the group, or of the earlier body, that the document names in its stead"
    )


class Party(Model):
    """A body in the responsibility clause of a task."""

    organization: str = Field(description="the id of the body")
    name: str
    role: RoleName
    role_label: Label
    position: int
    as_written: str
    corrected: bool
    correction: Correction | None = Field(description="null unless `corrected`")
    source: Source
    iri: str = Field(description="the IRI of the assignment")


class OpenParty(Model):
    """Words that say there are further bodies, such as 等有关部门."""

    role: RoleName
    as_written: str
    source: Source


class MeasureLink(Model):
    """A measure that a task elaborates, and how its words correspond."""

    measure: int
    chapter: int | None = Field(description="the number of its chapter")
    heading: str
    match: str = Field(description="same, near, heading or paraphrase")
    iri: str


class DeadlineRow(Model):
    """A date by which something is due, or that it goes on."""

    document: str = Field(examples=[DOCUMENT])
    number: int
    as_written: str
    due_by: date | None = Field(description="the last day that still counts")
    precision: str | None = Field(description="day, month, year or period")
    recurrence: str | None = Field(description="a day of every year, as --06-30")
    ongoing: bool
    tasks: list[int] = Field(description="the numbers of the tasks that carry it")
    source: Source = Field(description="the first place that states it")
    iri: str


class TargetRow(Model):
    """A quantity to be reached."""

    document: str = Field(examples=[DOCUMENT])
    number: int
    indicator: str
    comparator: str = Field(description="gteq, gt, eq, lteq or lt, as ODRL has them; approximately, or between")
    value: float
    unit: str | None = Field(description="in the document's words")
    scope: str | None
    aspiration: bool = Field(description="the document says 力争: it strives for it")
    standing_standard: bool = Field(description="it holds always, and so has no deadline")
    due_by: date | None
    tasks: list[int] = Field(description="the numbers of the tasks that carry it")
    source: Source = Field(description="the first place that states it")
    iri: str


class TaskDetail(TaskRow):
    """A task with all that is known of it."""

    parties: list[Party]
    open_parties: list[OpenParty]
    elaborates: list[MeasureLink]


class ProvisionRow(Model):
    """One sentence of a measure."""

    number: int
    text: str
    tasks: list[int] = Field(description="the numbers of the tasks that take it up; none: no task covers it")
    source: Source
    iri: str


class MeasureDetail(Model):
    """A measure of a document."""

    document: str
    number: int
    heading: str
    chapter: int | None
    chapter_heading: str | None
    provisions: list[ProvisionRow]
    tasks: list[int]
    source: Source
    iri: str


class DocumentRow(Model):
    """A policy document, as the version in force tells it."""

    id: str = Field(examples=[DOCUMENT])
    number: str | None = Field(description="the document number (文号)")
    title: str | None
    issuer: str | None
    issued: date | None
    version: date = Field(description="the date of the version in force")
    tasks: int
    measures: int
    iri: str


class DocumentText(Model):
    """The text of a version; `start` and `end` of every source count in it."""

    document: str
    version: date
    text: str


class OrganizationRow(Model):
    """A body of the register."""

    id: str = Field(examples=["sichuan-emergency-management"])
    name: str
    short_name: str
    name_en: str
    kind: OrganizationKind | None = Field(description="null for a group")
    group: bool = Field(description="it is a class of bodies that documents write as one")
    iri: str


class RoleCount(Model):
    """In how many tasks a body has a role."""

    role: RoleName
    role_label: Label
    tasks: int


class OrganizationChange(Model):
    """What happened to a body: what became of it, or what it came from."""

    kind: ChangeEventKind
    date: date
    became: list[str] = Field(description="the ids of the bodies that took its place from that day on")
    came_from: list[str] = Field(description="the ids of the bodies whose place it took from that day on")
    note: Label
    source: str = Field(description="where a person can check it")
    iri: str


class OrganizationDetail(OrganizationRow):
    """A body with all its names, and what it does."""

    aliases: list[str]
    aliases_en: list[str]
    parent: str | None
    members: list[str] = Field(description="of a group: the ids of its members")
    member_of: list[str] = Field(description="the ids of the groups that it is a member of")
    note: Label | None
    changes: list[OrganizationChange]
    roles: list[RoleCount]


class Asked(Model):
    """The body that was asked for."""

    id: str
    name: str
    short_name: str
    iri: str


class Role(Model):
    """A role that a body has in a task, with its evidence."""

    role: RoleName
    role_label: Label
    position: int
    as_written: str
    corrected: bool
    correction: Correction | None = Field(description="null unless `corrected`")
    through: str | None = Field(
        description="the id of the group, or of the earlier body, that the document names in the body's stead"
    )
    source: Source


class TakesPart(Model):
    """Whether a body takes part in a task, in any role.

    `yes`: the clause names it, a group that it is a member of, or, as of a day, a body whose place it has taken. `no`:
    it does not, and the clause is closed. `not_stated`: it does not, and the clause says that there are others, or has
    words that were not understood.
    """

    answer: Answer
    organization: Asked
    document: str
    task: int
    responsibility_text: str
    roles: list[Role]
    open_parties: list[OpenParty]
    unread: list[Source] = Field(description="words of the clause that were not understood")
    source: Source = Field(description="the task in the document")
    iri: str = Field(description="the IRI of the task")


class Index(Model):
    """Where the interface begins."""

    version: str
    openapi: str = Field(description="the address of the description of the interface")
    lists: dict[str, str] = Field(description="the address of each list, by its name")


class Health(Model):
    """That the server runs."""

    status: str = Field(examples=["ok"])
    version: str


class Readiness(Model):
    """That the server has a graph to answer from."""

    status: str
    snapshot: str
    present: date
    quads: int


class Problem(BaseModel):
    """A refusal, as RFC 9457 has it."""

    type: str = Field(examples=["https://w3id.org/zhize/problem/unknown-organization"])
    title: str = Field(examples=["Unknown organization"])
    status: int = Field(examples=[404])
    detail: str = Field(description="one sentence: what is wrong, and what to do")
    instance: str
    nearest: list[str] | None = Field(default=None, description="of an unknown organization: names like it")
    slips: list[dict[str, str]] | None = Field(
        default=None, description="of an unknown organization: the corrections of this name, and who is meant"
    )
    candidates: list[dict[str, str | int | None]] | None = Field(
        default=None, description="of an ambiguous name or number: the bodies, or parts of a document, that share it"
    )
