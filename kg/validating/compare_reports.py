"""New, known, solved: the findings about one version beside those about the version before."""

from __future__ import annotations

from dataclasses import replace

from kg.validating.acceptances import ACCEPTANCE_RULE
from kg.validating.findings import Finding, Report, Status


def compare(report: Report, before: Report) -> Report:
    """Return the report with a status for each finding, and the findings of ``before`` that are solved.

    What people accept stays accepted. An acceptance that matched nothing before is about the record, not about the
    version: that it matches now is not counted as solved.

    >>> compare(Report(()), Report(())).solved
    ()
    """
    known = {finding.key for finding in before.findings}
    found = {finding.key for finding in report.findings}
    return replace(
        report,
        findings=tuple(_status(finding, known) for finding in report.findings),
        compared_with=before.version,
        solved=tuple(
            replace(finding, status=Status.SOLVED)
            for finding in before.findings
            if finding.key not in found and finding.rule != ACCEPTANCE_RULE
        ),
    )


def _status(finding: Finding, known: set[str]) -> Finding:
    """Return a finding with its status: known where it was there before, unless people accept it, else new."""
    if finding.status is Status.ACCEPTED:
        return finding
    return replace(finding, status=Status.KNOWN if finding.key in known else Status.NEW)
