"""List every package that Zhize needs at run time, with its version and licence: ``make licences``.

They are found in the metadata of what is installed: Zhize's own requirements, and theirs, without extras.
"""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
_CLASSIFIER = "License :: "


@dataclass(frozen=True, order=True)
class Package:
    """A package that is installed because Zhize, or another package, needs it."""

    name: str
    version: str
    licence: str


def needed() -> list[Package]:
    """Return the packages that a server needs, each once, in the order of their names."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    waiting, found = [Requirement(one) for one in table["project"]["dependencies"]], dict[str, Package]()
    while waiting:
        wanted = waiting.pop()
        name = re.sub(r"[-_.]+", "-", wanted.name).lower()
        if name in found or (
            wanted.marker and not any(wanted.marker.evaluate({"extra": one}) for one in _extras(wanted))
        ):
            continue
        try:
            package = distribution(wanted.name)
        except PackageNotFoundError:
            raise LookupError(f"{wanted.name} is not installed; run make test once") from None
        found[name] = Package(name, package.version, _licence(package))
        for line in package.requires or ():
            inner = Requirement(line)
            if inner.marker is None or any(inner.marker.evaluate({"extra": one}) for one in ("", *wanted.extras)):
                waiting.append(inner)
    return sorted(found.values())


def _extras(wanted: Requirement) -> tuple[str, ...]:
    return ("", *wanted.extras)


def _licence(package: Distribution) -> str:
    """Return the licence as the package names it: its SPDX expression, its classifiers, or the first line of its words."""
    said = package.metadata
    if said.get("License-Expression"):
        return str(said["License-Expression"])
    classified = [one.rpartition(" :: ")[2] for one in said.get_all("Classifier") or () if one.startswith(_CLASSIFIER)]
    named = [one for one in classified if one != "OSI Approved"]
    if named:
        return ", ".join(named)
    return (said.get("License") or "").strip().partition("\n")[0]


def main() -> None:
    """Write the table."""
    packages = needed()
    width = max(len(f"{one.name} {one.version}") for one in packages)
    sys.stdout.write("".join(f"{f'{one.name} {one.version}':{width}}  {one.licence}\n" for one in packages))


if __name__ == "__main__":
    main()
