"""Whatever a server needs at run time may be passed on under the licence of Zhize."""

from __future__ import annotations

import re

import pytest

from tests.support.licences import Package, needed

PACKAGES = needed()
FREE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|W3C|Unlicense|0BSD|ZPL", re.IGNORECASE
)
REFUSED = re.compile(
    r"AGPL|Affero|SSPL|Business Source|(?<!L)GPL(?!v2\+? with)|non-?commercial|proprietary", re.IGNORECASE
)


def test_every_requirement_is_listed() -> None:
    names = {one.name for one in PACKAGES}
    assert {"fastapi", "starlette", "uvicorn", "rdflib", "pyoxigraph", "pyshacl", "pydantic-core"} <= names
    assert not {"pytest", "mypy", "playwright", "owlready2"} & names


@pytest.mark.parametrize("package", PACKAGES, ids=lambda one: one.name)
def test_its_licence_is_known_and_free(package: Package) -> None:
    assert FREE.search(package.licence), package
    assert not REFUSED.search(package.licence), package
