"""The kinds of problems: what each means and what to do. Each has an address, which is the type of its problems.

``problem_kinds.toml`` has them by name. The English title is the name in plain words, as :mod:`api.problems` writes it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from pydantic import Field

from api.answers.models import Label, Model
from api.problems import title_of, type_of
from kg.files.toml_records import read_toml


class ProblemKind(Model):
    """A kind of problem."""

    type: str = Field(description="the `type` of its problem documents")
    kind: str = Field(description="the end of its type")
    status: list[int] = Field(description="the statuses with which it comes")
    title: Label
    meaning: Label
    mend: Label = Field(description="what to do")


def _kind(name: str, words: dict[str, Any]) -> ProblemKind:
    def both(key: str) -> Label:
        return Label(zh=words.pop(f"{key}_zh"), en=words.pop(f"{key}_en"))

    title = Label(zh=words.pop("title_zh"), en=title_of(name))
    return ProblemKind(type=type_of(name), kind=name, title=title, meaning=both("meaning"), mend=both("mend"), **words)


_TABLE: Final = read_toml(Path(__file__).with_suffix(".toml"))
KINDS: Final[dict[str, ProblemKind]] = {name: _kind(name, words) for name, words in _TABLE.items()}
"""Every kind, by its name in alphabetical order."""
