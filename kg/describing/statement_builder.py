"""Build statements in RDF with short names for their terms."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from kg.stores import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Value: TypeAlias = "NamedNode | Literal | str"

DESCRIBING: Final[Mapping[str, str]] = MappingProxyType(
    {
        **PREFIXES,
        "dcat": "http://www.w3.org/ns/dcat#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "spdx": "http://spdx.org/rdf/terms#",
        "void": "http://rdfs.org/ns/void#",
    }
)
"""The usual prefixes, and those of what describes data."""
LICENCE: Final = NamedNode("https://creativecommons.org/licenses/by/4.0/")
RIGHTS: Final = {
    "zh": "单位名录和本体按 CC BY 4.0 许可；文件原文属官方文件，不适用著作权法（《著作权法》第五条）。",
    "en": "The register and the ontology are under CC BY 4.0. The texts of the documents are official and not under "
    "copyright (Copyright Law of the PRC, article 5).",
}


class StatementBuilder:
    """Collects statements; names are short, plain words are literals. Terms are stated of what is ``ours`` only."""

    def __init__(self, *, ours: bool = True) -> None:
        self.triples: set[Triple] = set()
        self._ours = ours

    def add(self, subject: NamedNode, **values: Value | list[Value]) -> None:
        """State values of properties, whose names have ``_`` for the colon: ``dcterms_title``.

        >>> builder = StatementBuilder()
        >>> builder.add(NamedNode("x:a"), void_class="zz:Task")
        >>> print(*builder.triples)
        <x:a> <http://rdfs.org/ns/void#class> "zz:Task"
        """
        for name, given in values.items():
            for value in given if isinstance(given, list) else [given]:
                node = Literal(value) if isinstance(value, str) else value
                self.triples.add(Triple(subject, named(name.replace("_", ":", 1)), node))

    def license(self, subject: NamedNode) -> None:
        """State the licence of something."""
        if self._ours:
            self.add(subject, dcterms_license=LICENCE)

    def terms(self, subject: NamedNode) -> None:
        """State the licence of something, and what it is of."""
        self.license(subject)
        if self._ours:
            self.add(subject, dcterms_rights=both(**RIGHTS))


def named(name: str) -> NamedNode:
    """Return what a short name stands for.

    >>> named("void:Dataset")
    <NamedNode value=http://rdfs.org/ns/void#Dataset>
    """
    prefix, _, local = name.partition(":")
    return NamedNode(DESCRIBING[prefix] + local)


def both(zh: str, en: str) -> list[Value]:
    """Return a literal in each language."""
    return [Literal(zh, language="zh"), Literal(en, language="en")]


def number(count: int) -> Literal:
    """Return a count."""
    return Literal(str(count), datatype=named("xsd:integer"))


def day(when: date) -> Literal:
    """Return a day."""
    return Literal(when.isoformat(), datatype=named("xsd:date"))
