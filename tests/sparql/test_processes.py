"""The processes of a real server are confined."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import pytest

from tests.sparql.conftest import Endpoint

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in {"x86_64", "aarch64"},
    reason="only Linux on x86_64 and aarch64 confines a process",
)


def test_every_process_for_queries_is_confined(endpoint: Endpoint) -> None:
    assert endpoint.get("ASK {}").status == 200
    found = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            command = status.with_name("cmdline").read_bytes()
            words = status.read_text()
        except OSError:
            continue
        if b"kg.sandbox.worker" in command and "State:\tZ" not in words:
            found += 1
            assert "\nSeccomp:\t2\n" in words
            assert "\nNoNewPrivs:\t1\n" in words
    assert found
