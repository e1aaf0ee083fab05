"""Findings and the report that holds them."""

from __future__ import annotations

from dataclasses import dataclass
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
        """Give the place in the order of urgency; the most urgent is 0."""
        return tuple(Severity).index(self)


@dataclass(frozen=True)
class Finding:
    """One result of validation, tied to words in the text.

    ``rule`` is the local name of the shape. ``task`` is the printed number of the task concerned. ``quote`` stands
    at ``start`` to ``end`` of the text (code points, end exclusive) and begins in line ``line``; where a finding has
    no place, the quote is empty and the three are ``None``. ``focus`` and ``value`` are the IRIs (or the words) that
    the validator named, ``component`` is the SHACL constraint component.
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

    @property
    def order(self) -> tuple[int, float, float, str, str, str]:
        """Give what findings are sorted by: severity, line, place, rule, focus, value."""
        line = float("inf") if self.line is None else self.line
        start = float("inf") if self.start is None else self.start
        return self.severity.rank, line, start, self.rule, self.focus, self.value or ""


@dataclass(frozen=True)
class Report:
    """The findings about one version, the most urgent first, then in the order of the text.

    >>> Report(()).worst() is None
    True
    """

    findings: tuple[Finding, ...]
    version: str = ""

    @cached_property
    def counts(self) -> dict[Severity, int]:
        """Count the findings of each severity."""
        return {severity: sum(item.severity is severity for item in self.findings) for severity in Severity}

    def worst(self) -> Severity | None:
        """Give the most urgent severity there is; ``None`` when nothing was found."""
        return min((item.severity for item in self.findings), key=lambda severity: severity.rank, default=None)

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity."""
        return self.counts[severity]

    def at_or_above(self, severity: Severity) -> tuple[Finding, ...]:
        """Give the findings that are at least as urgent as ``severity``."""
        return tuple(item for item in self.findings if item.severity.rank <= severity.rank)
