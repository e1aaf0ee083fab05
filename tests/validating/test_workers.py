"""Processes that validate: each text gets its report or a sentence, and one that takes too long ends its process."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from kg.answers.worker_processes import TooLongError, UnreadyError, ValidationJob, Workers
from kg.errors import BusyError, InputError
from kg.resources import shipped


def task(raw: bytes, data_folder: Path | None = None) -> ValidationJob:
    return ValidationJob(raw, data_folder or shipped("data"), "https://w3id.org/zhize/id/", date(2026, 1, 1))


@pytest.fixture
def own() -> Callable[[], set[BaseProcess]]:
    """Tell which processes have begun in the test and still run."""
    others = set(active_children())
    return lambda: set(active_children()) - others


def test_a_text_that_is_no_plan_is_refused_and_the_process_stays(
    tmp_path: Path, own: Callable[[], set[BaseProcess]]
) -> None:
    workers = Workers(1, 60)
    for _ in range(2):
        with pytest.raises(InputError, match="it is empty"):
            workers.validate(task(b""))
    (process,) = own()
    with pytest.raises(UnreadyError, match="organizations"):
        workers.validate(task(b"", tmp_path))
    assert own() == {process}
    process.kill()
    process.join()
    with pytest.raises(InputError, match="it is empty"):  # another one has begun
        workers.validate(task(b""))
    workers.close()
    assert own() == set()


def test_a_text_that_takes_too_long_ends_its_process(own: Callable[[], set[BaseProcess]]) -> None:
    workers = Workers(1, 0.001)
    for _ in range(2):
        with pytest.raises(TooLongError):
            workers.validate(task(b""))
        assert own() == set()


def test_no_process_to_spare_is_told() -> None:
    with pytest.raises(BusyError):
        Workers(0, 60).validate(task(b""))
