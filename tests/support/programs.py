"""Programs that some tests need, and that a machine may lack."""

from __future__ import annotations

import os
import shutil

import pytest


def needed(program: str, package: str) -> str:
    """Give the path of a program; without it the test is skipped, or fails where a change must pass (CI)."""
    found = shutil.which(program)
    if found:
        return found
    words = f"{program} is not installed (on Debian and Ubuntu it is in {package})"
    if os.environ.get("CI"):
        pytest.fail(words)
    pytest.skip(words)
