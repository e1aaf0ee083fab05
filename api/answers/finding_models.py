"""What the REST interface answers about a validation: the JSON of `zhize validate --format json`, as models."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from api.answers.models import DOCUMENT, Model
from kg.validating import Severity, Status


class Acceptance(Model):
    """Why people accept a finding, since when and who says so."""

    reason_zh: str
    reason_en: str
    date: date
    by: str
    rule: str | None
    task: int | None
    key: str | None


class Finding(Model):
    """One result of validation, tied to words in the text."""

    rule: str = Field(examples=["NameNeedsNoCorrection"])
    severity: Severity
    message_zh: str
    message_en: str
    mend_zh: str = Field(description="what to do about it")
    mend_en: str
    task: int | None = Field(description="the number of the task, as printed in the document")
    document: str = Field(description="`draft` where the text is of no known document", examples=[DOCUMENT])
    quote: str = Field(description="empty where the finding has no place")
    start: int | None = Field(description="code points from the start of the text")
    end: int | None
    line: int | None = Field(description="the line where the quote starts, from 1")
    focus: str
    value: str | None
    component: str = Field(description="the SHACL constraint component")
    task_id: int | None = Field(description="the identity of the task, which renumbering leaves as it is")
    key: str = Field(description="names the finding over the versions of its document")
    status: Status | None = Field(description="null where there was no version to compare with")
    accepted: Acceptance | None


class SeverityCounts(Model):
    """How many findings nobody has accepted."""

    violation: int
    warning: int
    info: int


class StatusCounts(Model):
    """What has come, stayed and gone since the other version, and what people accept."""

    new: int
    known: int
    accepted: int
    solved: int


class ValidationReport(Model):
    """The findings about one text, the most urgent first, then in the order of the text."""

    version: str | None = Field(description="the IRI of the version; of a text that is none, what it would be today")
    compared_with: str | None = Field(description="the IRI of the version it was compared with")
    counts: SeverityCounts
    statuses: StatusCounts
    findings: list[Finding]
    solved: list[Finding] = Field(description="what that version had and this text has not; places are those there")


_PLAN = """川府发〔2022〕8号

一、重点任务

（一）建设养老院。支持社会力量建设养老院。（民政厅牵头，财政厅参加）
"""


class Text(Model):
    """A text to validate."""

    text: str = Field(description="the whole text of a plan", examples=[_PLAN])
