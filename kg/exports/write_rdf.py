"""Write statements as RDF, in an order of their own and with the usual prefixes."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pyoxigraph import RdfFormat, serialize

from kg.bilingual import Text
from kg.errors import InputError
from kg.exports.jsonld import json_ld
from kg.exports.rdf_formats import Format
from kg.stores import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple

TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_ENGINE: Final[Mapping[Format, RdfFormat]] = MappingProxyType(
    {
        Format.TURTLE: RdfFormat.TURTLE,
        Format.RDF_XML: RdfFormat.RDF_XML,
        Format.N_TRIPLES: RdfFormat.N_TRIPLES,
    }
)
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no XML may hold, not even escaped. A text may: a form feed is one."""


class UnwritableError(InputError):
    """These statements cannot be written in this form."""


def write(triples: Iterable[Triple], form: Format, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Write statements; the same ones give the same bytes, in whatever order they come.

    Raises :class:`UnwritableError` where RDF/XML has no way to write a character.

    >>> from pyoxigraph import Literal, NamedNode, Triple
    >>> task = NamedNode("https://w3id.org/zhize/id/document/d/task/1")
    >>> words = Literal("改造敬老院。", language="zh")
    >>> triples = [Triple(task, NamedNode("https://w3id.org/zhize/ontology#text"), words)]
    >>> print(write(triples, Format.N_TRIPLES).decode(), end="")
    <https://w3id.org/zhize/id/document/d/task/1> <https://w3id.org/zhize/ontology#text> "改造敬老院。"@zh .
    """
    ordered = sorted(triples, key=_place)
    if form is Format.JSON_LD:
        return json_ld(ordered)
    written = serialize(ordered, format=_ENGINE[form], prefixes=_used(ordered, prefixes)) or b""
    if form is Format.RDF_XML and _NO_XML.search(written.decode()):
        raise UnwritableError(Text("其中有不能写入 XML 的字符", "a character of these words cannot stand in XML"))
    return written


def _place(triple: Triple) -> tuple[str, bool, str, str]:
    """Sort by subject, what it is first."""
    predicate = triple.predicate.value
    return str(triple.subject), predicate != TYPE, predicate, str(triple.object)


def _used(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Leave out the prefixes that nothing needs: a short answer stays short."""
    text = " ".join(f"{triple}" for triple in triples)
    return {prefix: iri for prefix, iri in prefixes.items() if f"<{iri}" in text}
