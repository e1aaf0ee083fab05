"""Validation: what a reader of one version should know, do or mend, found by the shapes in ``ontology/shapes``."""

from kg.validating.engine import ValidatedVersion, validate
from kg.validating.model import Finding, Report, Severity

__all__ = ["Finding", "Report", "Severity", "ValidatedVersion", "validate"]
