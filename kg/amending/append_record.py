"""Add a record to a file of the data folder, in one step: killed on the way, the file is as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.files.atomic import write_whole
from kg.files.toml_records import toml_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path


def append_record(file: Path, name: str, fields: Mapping[str, str | int | date | None], comment: str = "") -> None:
    """Add a table called ``[[name]]`` at the end of a TOML file, which may be absent; a ``comment`` stands over it."""
    before = file.read_text(encoding="utf-8").rstrip() + "\n\n" if file.exists() else ""
    shown = "".join(character for character in " ".join(comment.split()) if character.isprintable())
    record = (f"# {shown}\n" if shown else "") + f"[[{name}]]\n{toml_lines(fields)}"
    write_whole(file, (before + record).encode("utf-8"))
