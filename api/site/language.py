"""The two languages of the pages: Chinese at ``/…``, English at ``/en/…``; what is quoted stays Chinese."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from kg.bilingual import Language

if TYPE_CHECKING:
    from gettext import NullTranslations

LOCALE: Final = Path(__file__).parent / "locale"
ENGLISH: Final = "/en"


class HasBoth(Protocol):
    """What is said in both languages."""

    @property
    def zh(self) -> str:
        """Say it in Chinese."""

    @property
    def en(self) -> str:
        """Say it in English."""


def language_of(path: str) -> Language:
    """Tell the language of an address.

    >>> language_of("/en/tasks"), language_of("/entries"), language_of("/en")
    (<Language.EN: 'en'>, <Language.ZH: 'zh'>, <Language.EN: 'en'>)
    """
    return Language.EN if path == ENGLISH or path.startswith(f"{ENGLISH}/") else Language.ZH


def without_language(path: str) -> str:
    """Give an address without its language.

    >>> without_language("/en/tasks"), without_language("/en"), without_language("/tasks")
    ('/tasks', '/', '/tasks')
    """
    return (path.removeprefix(ENGLISH) or "/") if language_of(path) is Language.EN else path


def in_language(path: str, language: Language) -> str:
    """Give the address of a page in a language; no address begins with two strokes, which would name another host.

    >>> in_language("/tasks", Language.EN), in_language("/", Language.EN), in_language("/", Language.ZH)
    ('/en/tasks', '/en', '/')
    >>> in_language("/en//example.org", Language.ZH)
    '/example.org'
    """
    plain = f"/{without_language(path).lstrip('/')}"
    if language is Language.ZH:
        return plain
    return ENGLISH if plain == "/" else f"{ENGLISH}{plain}"


@cache
def translations(language: Language) -> NullTranslations:
    """Give the words of the pages in a language; those in the templates are Chinese."""
    if language is Language.ZH:
        return gettext.NullTranslations()
    return gettext.translation("pages", LOCALE, [language.value])
