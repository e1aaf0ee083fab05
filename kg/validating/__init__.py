"""Validation: what a reader of one version should know, do or mend, found by the shapes in ``ontology/shapes``.

::

    a version ──validate──▶ Report ──accept──▶ what people accept is marked ──compare──▶ new, known, solved
"""

from kg.validating.acceptances import accept, load_accepted
from kg.validating.compare_reports import compare
from kg.validating.findings import Acceptance, Finding, Report, Severity, Status
from kg.validating.run_pyshacl import ValidatedVersion, validate

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
