"""How every test runs: the number of examples Hypothesis draws, and which tests wait for `make soak`."""

import os

import pytest
from hypothesis import settings

SOAKING = os.environ.get("ZHIZE_SOAK") == "1"

settings.register_profile("default", deadline=None, derandomize=False, print_blob=True, max_examples=50)
settings.register_profile("soak", settings.get_profile("default"), max_examples=5_000)
settings.load_profile("soak" if SOAKING else "default")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests marked `soak` unless they are asked for."""
    if SOAKING:
        return
    for item in items:
        if item.get_closest_marker("soak"):
            item.add_marker(pytest.mark.skip(reason="a long run: make soak"))
