"""Where the parts that are not Python lie: the ontology, the documents and the named queries.

In a checkout they are folders at its top; a wheel ships them inside this package.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from kg.bilingual import Text
from kg.errors import MissingError

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
    raise MissingError(
        Text(f"本安装中没有文件夹{name!r}", f"this installation of zhize has no folder {name!r}"),
        places[-1],
        Text("请重新安装 zhize", "install zhize again"),
    )
