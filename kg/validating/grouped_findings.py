"""Findings as people read them: one line for a rule and a cause, with every place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.validating.findings import Finding, Severity

_BY_QUOTE = frozenset({"EverythingIsRead"})
"""Rules whose findings have one cause only where they quote the same words."""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one rule and cause, in the order of the text; the first speaks for all."""

    places: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """Return the finding whose words stand for the group."""
        return self.places[0]

    @property
    def rule(self) -> str:
        """Return the rule that the findings break."""
        return self.first.rule

    @property
    def severity(self) -> Severity:
        """Return how grave they are."""
        return self.first.severity

    @property
    def message_zh(self) -> str:
        """Return the sentence in Chinese, with the number of places where there are several."""
        others = len(self.places) - 1
        return f"{self.first.message_zh.rstrip('。')}；另有{others}处相同的问题。" if others else self.first.message_zh

    @property
    def message_en(self) -> str:
        """Return the sentence in English, with the number of places where there are several."""
        others = len(self.places) - 1
        more = f"; {others} more {'places have' if others > 1 else 'place has'} the same"
        return f"{self.first.message_en.rstrip('.')}{more}." if others else self.first.message_en


def grouped(findings: Iterable[Finding]) -> tuple[FindingGroup, ...]:
    """Group findings by rule and cause, the gravest first, then in the order of the text."""
    groups: dict[tuple[str, Severity, str], list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: one.order):
        cause = finding.quote if finding.rule in _BY_QUOTE else ""
        groups.setdefault((finding.rule, finding.severity, cause), []).append(finding)
    return tuple(
        sorted((FindingGroup(tuple(places)) for places in groups.values()), key=lambda group: group.first.order)
    )
