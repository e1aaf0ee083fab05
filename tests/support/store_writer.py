"""Publish one snapshot, to be killed while it does: ``writer.py STORE SOURCE QUADS``."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from kg.stores import Manifest, publish


def quads(source: str, count: int) -> bytes:
    """Make so many quads that name the source they are from."""
    return b"".join(b'<x:%d> <x:source> "%s" .\n' % (n, source.encode()) for n in range(count))


def manifest(source: str) -> Manifest:
    """Describe a snapshot of these quads."""
    return Manifest(source, date(2021, 11, 9), "https://example.org/", datetime.now(UTC), code_digest="test")


if __name__ == "__main__":
    publish(quads(sys.argv[2], int(sys.argv[3])), Path(sys.argv[1]), manifest(sys.argv[2]))
