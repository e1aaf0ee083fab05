"""A small graph on disk, and questions to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kg.sandbox.worker_protocol import Question
from kg.stores import Manifest, publish

JSON = "application/sparql-results+json"
Ask = Callable[[str], Question]


def put(store: Path, name: str, size: int) -> str:
    """Publish a graph of so many triples, all of one subject, and give its folder."""
    quads = b"".join(b"<x:%s> <x:p> %s .\n" % (name.encode(), b'"%d"' % number) for number in range(size))
    manifest = Manifest(name, date(2026, 1, 1), "https://example.org/", datetime.now(UTC), code_digest="test")
    return str(publish(quads, store, manifest).folder)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return put(tmp_path_factory.mktemp("store"), "a", 400)


@pytest.fixture
def ask(folder: str) -> Ask:
    return lambda text: Question(folder, text, JSON, "application/n-triples")
