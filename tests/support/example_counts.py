"""How much is drawn and repeated: a little in `make test`, the full counts in `make soak`."""

from __future__ import annotations

import os

from hypothesis import settings

SOAKING = os.environ.get("ZHIZE_SOAK") == "1"
KILLS = 100 if SOAKING else 20
"""So many times is something killed."""

settings.register_profile(
    "house", deadline=None, derandomize=False, print_blob=True, max_examples=2_000 if SOAKING else 50
)
settings.load_profile("house")
SLOW = settings(max_examples=250 if SOAKING else 20)
"""Decorates a property of which each example builds or validates a document."""
WALKS = settings(max_examples=200 if SOAKING else 8, stateful_step_count=20 if SOAKING else 10)
"""Of a state machine each step of which builds a document."""
