"""What validation found, as people read it: a sentence, the words, what to do; all of one rule together."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from kg.bilingual import Language
from kg.validating import Severity, Status
from kg.validating.acceptances import ACCEPTANCE_RULE
from kg.validating.message_values import inner_marks, shorten
from kg.validating.shapes import load_rules, written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.validating import Finding, Report
    from kg.validating.findings import Acceptance
    from kg.validating.shapes import Rule

Place: TypeAlias = "Callable[[Finding], str | None]"
"""Gives the address of the words of a finding, or of its task."""
_AT_THE_START: Final = re.compile(r"^\{place\}(：|: )?")
_SUBJECT: Final = re.compile(r"^\{place\} (?=[a-z])")
_BRACES: Final = re.compile(r"\{[a-z_]+\}")


@dataclass(frozen=True, slots=True)
class Told:
    """A finding: its sentence, the words it is about and their address, and what became of it."""

    message: str
    quote: str
    line: int | None
    address: str | None
    task: int | None
    task_address: str | None
    status: Status | None
    accepted: Acceptance | None


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule: what the rule says of any of them, what to do, and the rule itself."""

    rule: str
    severity: Severity
    title: str
    mend: str
    shape: str
    findings: tuple[Told, ...]

    @property
    def has_new(self) -> bool:
        """Tell whether the version before had not all of them."""
        return any(one.status is Status.NEW for one in self.findings)


@dataclass(frozen=True, slots=True)
class Passed:
    """A rule that nothing breaks."""

    rule: str
    title: str


@dataclass(frozen=True, slots=True)
class Account:
    """A report as a page shows it."""

    counts: dict[Severity, int]
    statuses: dict[Status, int]
    compared_with: str | None
    groups: tuple[Group, ...]
    accepted: tuple[Told, ...]
    solved: tuple[Told, ...]
    passed: tuple[Passed, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the words of a finding are shown, and where its task."""

    words: Place
    task: Place


def account_of(report: Report, language: Language, here: Places, before: Places) -> Account:
    """Tell a report: what is found ``here``, and what the version ``before`` had and this one has not."""
    open_ones: dict[str, list[Finding]] = {}
    for finding in report.open:
        open_ones.setdefault(finding.rule, []).append(finding)
    rules = load_rules()
    broken = {finding.rule for finding in report.findings}
    groups = [_group(rules[rule], found, language, here) for rule, found in open_ones.items()]
    return Account(
        report.counts,
        report.statuses,
        report.compared_with.rpartition("/")[2] or None,
        tuple(sorted(groups, key=lambda one: (one.severity.rank, not one.has_new))),
        _told((one for one in report.findings if one.status is Status.ACCEPTED), language, here),
        _told(report.solved, language, before),
        tuple(
            Passed(name, title_of(rule, language))
            for name, rule in rules.items()
            if name not in broken and name != ACCEPTANCE_RULE
        ),
    )


def title_of(rule: Rule, language: Language) -> str:
    """Say what a rule says of whatever it finds.

    >>> title_of(load_rules()["NameNeedsNoCorrection"], Language.ZH)
    '原文写作“…”，应指“…”（…）。'
    """
    words = rule.message_zh if language is Language.ZH else rule.message_en
    told = _BRACES.sub("…", _AT_THE_START.sub("", _SUBJECT.sub("It ", words)))
    return told[:1].upper() + told[1:]


def _group(rule: Rule, found: Iterable[Finding], language: Language, places: Places) -> Group:
    mend = rule.mend_zh if language is Language.ZH else rule.mend_en
    shape, told = written(rule.name), _told(found, language, places)
    return Group(rule.name, rule.severity, title_of(rule, language), mend, shape, told)


def _is_told(finding: Finding, language: Language) -> bool:
    """Tell whether the sentence has the words already."""
    message = finding.message_zh if language is Language.ZH else finding.message_en
    return inner_marks(shorten(finding.quote)) in message


def _told(found: Iterable[Finding], language: Language, places: Places) -> tuple[Told, ...]:
    """Tell findings, the new ones first."""
    return tuple(
        Told(
            one.message_zh if language is Language.ZH else one.message_en,
            "" if _is_told(one, language) else shorten(one.quote),
            one.line,
            places.words(one) if one.start is not None else None,
            one.task,
            places.task(one) if one.task_id is not None else None,
            one.status,
            one.accepted,
        )
        for one in sorted(found, key=lambda one: one.status is not Status.NEW)
    )
