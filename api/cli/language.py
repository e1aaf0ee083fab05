"""The language of what the command line says of errors: ``--lang``, else that of the environment."""

from __future__ import annotations

import os
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

from kg.bilingual import Language

if TYPE_CHECKING:
    from kg.errors import ZhizeError

_CHOSEN: Final[ContextVar[Language | None]] = ContextVar("language", default=None)
_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables of POSIX that name the language of messages; the first that is set counts."""


def choose(language: Language | None) -> Language | None:
    """Choose the language of errors for the rest of the run, and return it."""
    _CHOSEN.set(language)
    return language


def language() -> Language:
    """Return the language that was chosen, else that of the environment; English where neither says anything."""
    named = next((value for name in _VARIABLES if (value := os.environ.get(name))), "")
    return _CHOSEN.get() or Language.of_locale(named)


def in_one_line(error: ZhizeError) -> str:
    """Return the sentence about an error in the language of the run, on one line."""
    return " ".join(error.sentence(language()).split())
