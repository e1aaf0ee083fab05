"""The five roles as one character each, in the order in which they are told."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.bilingual import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

ORDER: Final = ("lead", "shared", "participant", "responsible", "local")
OPEN: Final = "open"
"""What stands for bodies that a clause does not name."""
_LETTERS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "lead": ("牵", "L"),
        "shared": ("分", "S"),
        "participant": ("参", "P"),
        "responsible": ("责", "R"),
        "local": ("属", "G"),
        OPEN: ("等", "+"),
    }
)
_NAMES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "lead": ("牵头", "lead"),
        "shared": ("按职责分工负责", "shared"),
        "participant": ("参加", "participant"),
        "responsible": ("负责", "responsible"),
        "local": ("属地负责", "local government"),
        OPEN: ("等有关部门", "others, not named"),
    }
)


def letter(role: str, language: Language) -> str:
    """Give the character of a role.

    >>> letter("lead", Language.ZH), letter("lead", Language.EN)
    ('牵', 'L')
    """
    return _LETTERS[role][language is Language.EN]


def name(role: str, language: Language) -> str:
    """Call a role as the legend does."""
    return _NAMES[role][language is Language.EN]


def rank(role: str) -> int:
    """Tell where a role stands in their order."""
    return ORDER.index(role)
