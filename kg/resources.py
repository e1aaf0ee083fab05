"""Where the parts that are not Python lie: the ontology, the documents and the named queries.

In a checkout they are folders at its top; a wheel ships them inside this package.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from kg.errors import InputError

Resource = Literal["ontology", "data", "queries"]

PACKAGE = Path(__file__).resolve().parent
"""The folder of the package ``kg``."""


def shipped(name: Resource) -> Path:
    """Find the folder that ships with this installation.

    Raises :class:`~kg.errors.InputError` when the installation lacks it.

    >>> (shipped("data") / "organizations.toml").is_file()
    True
    """
    return _find(name, PACKAGE)


def _find(name: Resource, package: Path) -> Path:
    """Find a shipped folder from where the package lies."""
    places = [package / "shipped" / name]
    # Only a checkout has a project file beside the package: in an installation the folder beside it is anybody's.
    if (package.parent / "pyproject.toml").is_file():
        places.append(package.parent / name)
    for place in places:
        if place.is_dir():
            return place
    raise InputError(f"this installation of zhize has no folder {name!r}", str(places[-1]), "install zhize again")
