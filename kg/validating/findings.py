"""Findings, what people have accepted of them, and the report that holds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property


class Severity(StrEnum):
    """What a reader must do about a finding: mend it, look at it, or know it.

    >>> Severity.VIOLATION.rank < Severity.WARNING.rank < Severity.INFO.rank
    True
    """

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Return the place in the order of urgency; the most urgent is 0."""
        return tuple(Severity).index(self)


class Status(StrEnum):
    """What became of a finding since another version: it has come, it was there, people accept it, or it has gone."""

    NEW = "new"
    KNOWN = "known"
    ACCEPTED = "accepted"
    SOLVED = "solved"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A record that people accept findings: which ones, why, since when and who says so.

    It means the findings of a document that have its ``rule``, its ``task`` (the identity, not the printed number) and
    its ``key``, as far as it states them; it states the key, or rule and task.
    """

    reason_zh: str
    reason_en: str
    date: date
    by: str
    rule: str | None = None
    task: int | None = None
    key: str | None = None

    def means(self, finding: Finding) -> bool:
        """Return whether it is about a finding."""
        return (
            self.rule in {None, finding.rule}
            and self.task in {None, finding.task_id}
            and self.key in {None, finding.key}
        )


@dataclass(frozen=True)
class Finding:
    """One result of validation, tied to words in the text.

    ``rule`` is the local name of the shape. ``task`` is the printed number of the task concerned, ``task_id`` its
    identity. ``quote`` stands at ``start`` to ``end`` of the text (code points, end exclusive) and begins in line
    ``line``; where a finding has no place, the quote is empty and the three are ``None``. ``focus`` and ``value`` are
    the IRIs (or the words) that the validator named, ``component`` is the SHACL constraint component.

    ``key`` names the finding over versions (see :mod:`kg.validating.finding_keys`). ``status`` is ``None`` until the
    finding is accepted or compared with a version before; ``accepted`` is the record that accepts it.
    """

    rule: str
    severity: Severity
    message_zh: str
    message_en: str
    mend_zh: str
    mend_en: str
    task: int | None
    document: str
    quote: str
    start: int | None
    end: int | None
    line: int | None
    focus: str
    value: str | None = None
    component: str = ""
    task_id: int | None = None
    key: str = ""
    status: Status | None = None
    accepted: Acceptance | None = None

    @property
    def is_known(self) -> bool:
        """Return whether the version before had this finding too."""
        return self.status is Status.KNOWN

    @property
    def order(self) -> tuple[int, float, float, str, str, str]:
        """Return what findings are sorted by: severity, line, place, rule, focus, value."""
        line = float("inf") if self.line is None else self.line
        start = float("inf") if self.start is None else self.start
        return self.severity.rank, line, start, self.rule, self.focus, self.value or ""


@dataclass(frozen=True)
class Report:
    """The findings about one version, the most urgent first, then in the order of the text.

    ``version`` is its IRI. ``compared_with`` is the IRI of the version whose findings these were compared with, empty
    where there was none; ``solved`` are the findings of that version that are no more, with their places in its text.
    A finding that people accept is in the report and counts for no severity.

    >>> Report(()).worst() is None
    True
    """

    findings: tuple[Finding, ...]
    version: str = ""
    compared_with: str = ""
    solved: tuple[Finding, ...] = ()

    @cached_property
    def open(self) -> tuple[Finding, ...]:
        """Return the findings that nobody has accepted."""
        return tuple(item for item in self.findings if item.status is not Status.ACCEPTED)

    @cached_property
    def counts(self) -> dict[Severity, int]:
        """Count the open findings of each severity."""
        return {severity: sum(item.severity is severity for item in self.open) for severity in Severity}

    @cached_property
    def statuses(self) -> dict[Status, int]:
        """Count the findings of each status, of every severity."""
        found = [item.status for item in (*self.findings, *self.solved)]
        return {status: found.count(status) for status in Status}

    def worst(self) -> Severity | None:
        """Return the most urgent severity that is open; ``None`` when nothing is."""
        return min((item.severity for item in self.open), key=lambda severity: severity.rank, default=None)

    def count(self, severity: Severity) -> int:
        """Count the open findings of one severity."""
        return self.counts[severity]

    def at_or_above(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the open findings that are at least as urgent as ``severity``."""
        return tuple(item for item in self.open if item.severity.rank <= severity.rank)

    def failing(self, severity: Severity, *, only_new: bool = False) -> tuple[Finding, ...]:
        """Return the findings for which a run fails: open, urgent enough and, with ``only_new``, not known before."""
        found = self.at_or_above(severity)
        return tuple(item for item in found if not only_new or item.status is not Status.KNOWN)

    @classmethod
    def joined(cls, reports: Iterable[Report]) -> Report:
        """Return several reports as one; a single one stays as it is, with the names of its versions."""
        parts = tuple(reports)
        if len(parts) == 1:
            return parts[0]
        return cls(
            tuple(finding for part in parts for finding in part.findings),
            solved=tuple(finding for part in parts for finding in part.solved),
        )
