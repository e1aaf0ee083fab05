"""What the forms of files are called on pages."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {"trig": "TriG", "nq": "N-Quads", "jsonld": "JSON-LD", "ttl": "Turtle", "nt": "N-Triples", "rdf": "RDF/XML"}
    | {"csv": "CSV"}
)
"""What each form is called, by the extension of its files."""
