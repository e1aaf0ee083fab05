"""Validation: what a reader of one version should know, do or mend, found by the shapes in ``ontology/shapes``.

::

    a version ──validate──▶ Report ──accept──▶ what people accept is marked ──compare──▶ new, known, solved
"""

from kg.validating.accepted import accept, load_accepted
from kg.validating.compare import compare
from kg.validating.engine import ValidatedVersion, validate
from kg.validating.model import Acceptance, Finding, Report, Severity, Status

__all__ = [
    "Acceptance",
    "Finding",
    "Report",
    "Severity",
    "Status",
    "ValidatedVersion",
    "accept",
    "compare",
    "load_accepted",
    "validate",
]
