"""A report that was written as JSON, read again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from kg.validating.findings import Acceptance, Finding, Report, Severity, Status


def report_from_json(text: str) -> Report:
    """Read what :func:`kg.validating.render_report.to_json` wrote.

    Raises ValueError, KeyError or TypeError for what is no report.

    >>> from kg.validating.render_report import to_json
    >>> report_from_json(to_json(Report((), "https://example.org/version"))).version
    'https://example.org/version'
    """
    fields = json.loads(text)
    return Report(
        tuple(map(_finding, fields["findings"])),
        fields["version"] or "",
        fields["compared_with"] or "",
        tuple(map(_finding, fields["solved"])),
    )


def _finding(fields: Mapping[str, Any]) -> Finding:
    accepted, status = fields["accepted"], fields["status"]
    read = {
        "severity": Severity(fields["severity"]),
        "status": Status(status) if status else None,
        "accepted": Acceptance(**{**accepted, "date": date.fromisoformat(accepted["date"])}) if accepted else None,
    }
    return Finding(**{**fields, **read})
