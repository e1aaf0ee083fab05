"""What the REST interface answers about versions and the changes between them."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from api.answers.models import DOCUMENT, Label, Model, RoleName, Source
from kg.changes.change_table import ChangeKind
from kg.corpus.identities import PartType


class WithdrawnVersion(Model):
    """Since when a version does not count, and why."""

    since: date
    reason: Label | None


class VersionRow(Model):
    """A version of a document."""

    version: date = Field(description="its date: the day from which it holds")
    kind: str = Field(description="original, amendment or correction")
    basis: str | None = Field(description="the number (文号) of the document that changed the text, or a reason")
    note: Label | None
    previous: date | None = Field(description="the date of the version whose place it took")
    changes: int = Field(description="how many changes it made; none where it was withdrawn")
    in_force: bool = Field(description="it is the text on the day that is asked about, or now")
    withdrawn: WithdrawnVersion | None
    iri: str


class WordRow(Model):
    """Words that took the place of others; a side is empty, and has no place, where words were added or dropped."""

    before: str
    after: str
    start_before: int | None
    end_before: int | None
    start_after: int | None
    end_after: int | None


class ChangeRow(Model):
    """One change in meaning. What one version has not is null."""

    kind: ChangeKind
    kind_label: Label
    part: PartType
    id: int = Field(description="names the part over versions, whatever number is printed")
    number_before: int | None = Field(description="the number printed in the earlier version")
    number_after: int | None
    name_before: str | None = Field(description="the words of the part: of a target, its indicator")
    name_after: str | None
    organization: str | None = Field(description="the id of the body that the change affects")
    roles_before: list[RoleName]
    roles_after: list[RoleName]
    before: str | None = Field(description="what it was: a name, a number, a date, or words")
    after: str | None
    source_before: Source | None = Field(description="its place in the text of the earlier version")
    source_after: Source | None
    position_before: int | None = Field(description="the place of the body among all parties of the task, from 1")
    position_after: int | None
    order_before: list[str] = Field(description="all parties in their order, each as organization.role")
    order_after: list[str]
    words: list[WordRow] = Field(description="clause by clause, then by character; no name of a body is cut in two")
    derived_from: list[int] = Field(description="of a merger or a split: the id of the part it was made of")
    iri: str = Field(description="the IRI of the part")


class Changes(Model):
    """A piece of the changes from one version to another, with a sentence that sums up all of them."""

    document: str = Field(examples=[DOCUMENT])
    from_: date = Field(alias="from")
    to: date
    same_text: bool = Field(description="the texts are the same to the character; else other words may differ")
    summary: Label
    total: int
    items: list[ChangeRow]
    next: str | None = Field(description="give it as `next` for the following items; null at the end")
