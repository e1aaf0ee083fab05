"""Add a record to a file of the data folder, in one step: killed on the way, the file is as it was."""

from __future__ import annotations

import os
from secrets import token_hex
from typing import TYPE_CHECKING

from kg.amending.store_version import sync, toml_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path


def append_record(file: Path, name: str, fields: Mapping[str, str | int | date | None], comment: str = "") -> None:
    """Add a table called ``[[name]]`` at the end of a TOML file, which may be absent; a ``comment`` stands over it."""
    before = file.read_text(encoding="utf-8").rstrip() + "\n\n" if file.exists() else ""
    shown = "".join(character for character in " ".join(comment.split()) if character.isprintable())
    record = (f"# {shown}\n" if shown else "") + f"[[{name}]]\n{toml_table(fields)}"
    part = file.with_name(f".{file.name}-{os.getpid()}-{token_hex(4)}")
    try:
        part.write_text(before + record, encoding="utf-8", newline="\n")
        sync(part)
        part.replace(file)
        sync(file.parent)
    finally:
        part.unlink(missing_ok=True)
