"""Which tests may be skipped where a change must pass (CI): those that are listed. Any other skip fails there."""

from __future__ import annotations

import os
import re
from collections.abc import Generator

import pytest

ALLOWED = (
    # Waits for another command.
    r"a long run: make soak",
    # A library of researchers, which no part of the product needs.
    r"pandas is not installed",
    # What only the one who changes the editor needs, and what a machine without a way out cannot fetch.
    r"there is no Node here to bundle the editor with",
    r"npm gives no packages here: .*",
    # Another system, or a container that may not do it.
    r"only Linux .*",
    r"no disk may be mounted here",
    r"the system has no full disk to try",
    r"root may write everywhere, and there is no setpriv to give that up",
    # `make soak` starts every process anew.
    r"here every process is a fresh one",
)


def unlisted(reason: str) -> bool:
    """Return whether a reason to skip is none of the allowed."""
    return not any(re.fullmatch(allowed, reason, re.DOTALL) for allowed in ALLOWED)


def fail_if_unlisted(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure where a change must pass and its reason is not listed."""
    if not os.environ.get("CI") or not report.skipped or hasattr(report, "wasxfail"):
        return
    words = report.longrepr
    reason = (words[2] if isinstance(words, tuple) else str(words)).removeprefix("Skipped: ")
    if unlisted(reason):
        report.outcome = "failed"
        report.longrepr = f"skipped where a change must pass, for a reason that {__name__} does not list: {reason}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Look at the report of each test."""
    report = yield
    fail_if_unlisted(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Look at the report of each file that was collected: it may skip itself whole."""
    report = yield
    fail_if_unlisted(report)
    return report
