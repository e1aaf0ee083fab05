"""Read a TOML file that people write, or say in one sentence why it can't be read."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from kg.errors import InputError


def read_toml(file: Path) -> dict[str, Any]:
    """Read a TOML file in UTF-8, with or without a byte order mark.

    Raises :class:`~kg.errors.InputError` when it is not there, cannot be read, or is no UTF-8 or no TOML.
    """
    return parse_toml(read_words(file), str(file))


def parse_toml(words: str, where: str) -> dict[str, Any]:
    """Parse TOML; ``where`` is the name that an error gives it."""
    try:
        return tomllib.loads(words)
    except (ValueError, RecursionError) as error:  # a ValueError also for a number of thousands of digits
        raise InputError(f"the file cannot be read as TOML ({error})", where, "mend the line that it names") from None


def read_words(file: Path) -> str:
    """Read the words of a file; errors are those of :func:`read_toml`."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError("the file is not there", str(file), "add it, or mend its name") from None
    except OSError as error:
        why = (error.strerror or "no reason given").lower()
        raise InputError(f"the file cannot be read ({why})", str(file), "check the name and the rights") from None
    except UnicodeDecodeError as error:
        line = file.read_bytes().count(b"\n", 0, error.start) + 1
        raise InputError(f"the file is not UTF-8 text (line {line})", str(file), "save it as UTF-8") from None
