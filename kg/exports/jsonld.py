"""Write statements as JSON-LD with the short names of our context.

An answer carries its context, not the context's address: whoever reads it need not fetch anything, from us or from
anybody, and it still reads the same when we are gone. It carries the part of the context that it uses.

rdflib's writer is not used: it loses an empty word beside another one, and writes nulls into lists by language.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_KEYWORDS: Final = ("@version", "id", "type")
_LOCAL: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


@cache
def context() -> dict[str, Any]:
    """Read the context that ships."""
    found: dict[str, Any] = json.loads((shipped("ontology") / "context.jsonld").read_text(encoding="utf-8"))
    return dict(found["@context"])


def json_ld(triples: Iterable[Triple]) -> bytes:
    """Write statements as a JSON-LD document, in the order in which they come.

    >>> from pyoxigraph import Triple
    >>> number = NamedNode("https://w3id.org/zhize/ontology#number")
    >>> print(json_ld([Triple(NamedNode("https://w3id.org/zhize/id/t"), number, Literal(7))]).decode())
    {
     "@context": {
      "@version": 1.1,
      "id": "@id",
      "number": {
       "@id": "zz:number",
       "@type": "xsd:integer"
      },
      "type": "@type",
      "xsd": "http://www.w3.org/2001/XMLSchema#",
      "zz": "https://w3id.org/zhize/ontology#"
     },
     "id": "https://w3id.org/zhize/id/t",
     "number": "7"
    }
    <BLANKLINE>
    """
    writer = _Writer()
    for triple in triples:
        writer.add(triple)
    nodes = list(writer.nodes.values())
    body = nodes[0] if len(nodes) == 1 else {"@graph": nodes}
    document = {"@context": writer.needed(), **body}
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


class _Writer:
    """Collects one object for each subject, and the names of the context that they use."""

    def __init__(self) -> None:
        self.nodes: dict[str, dict[str, Any]] = {}
        self._used: set[str] = set(_KEYWORDS)

    def needed(self) -> dict[str, Any]:
        """Return the part of the context that was used, with the prefixes that it needs itself."""
        means = context()
        inside = {str(part).partition(":")[0] for name in self._used for part in _parts(means[name])}
        return {name: meaning for name, meaning in means.items() if name in self._used | inside}

    def add(self, triple: Triple) -> None:
        """Add a statement."""
        subject = _id(triple.subject)
        node = self.nodes.setdefault(subject, {"id": subject})
        prop, value = triple.predicate.value, triple.object
        if prop == TYPE and isinstance(value, NamedNode):
            _put(node, "type", self._symbol(value.value), always_list=False)
            return
        name = _names().get(prop, "")
        container = _means(name, "@container")
        if "@language" not in container:
            _put(node, self._symbol(prop), self._value(value, name), always_list="@set" in container)
        elif isinstance(value, Literal) and value.language:
            self._used.add(name)
            _put(node.setdefault(name, {}), value.language, value.value, always_list="@set" in container)
        else:  # a list by language has no place for it
            _put(node, self._compact(prop), self._value(value, ""), always_list=False)

    def _value(self, value: object, name: str) -> str | dict[str, str]:
        """Write a value: alone where the name says what it is, else with what it is."""
        kind, language = _means(name, "@type"), _means(name, "@language")
        if isinstance(value, Literal):
            if value.language:
                return (
                    value.value if value.language == language else {"@language": value.language, "@value": value.value}
                )
            datatype = value.datatype.value
            if kind and self._full(kind) == datatype:
                return value.value
            if datatype != STRING:
                return {"@type": self._compact(datatype), "@value": value.value}
            return {"@value": value.value} if kind or language else value.value
        return _id(value) if kind == "@id" else {"id": _id(value)}

    def _symbol(self, iri: str) -> str:
        """Write a class or a property by its name in the context, or else by its prefix."""
        name = _names().get(iri)
        if name is None:
            return self._compact(iri)
        self._used.add(name)
        return name

    def _compact(self, iri: str) -> str:
        """Write an IRI by a prefix, where that can be read back as nothing else."""
        for prefix, start in _prefixes().items():
            if iri.startswith(start) and _LOCAL.fullmatch(iri[len(start) :]):
                self._used.add(prefix)
                return f"{prefix}:{iri[len(start) :]}"
        return iri

    @staticmethod
    def _full(name: str) -> str:
        prefix, _, local = name.partition(":")
        return f"{context().get(prefix, '')}{local}"


@cache
def _prefixes() -> dict[str, str]:
    """Return the prefixes of the context."""
    return {name: start for name, start in context().items() if isinstance(start, str) and start.endswith(("#", "/"))}


@cache
def _names() -> dict[str, str]:
    """Return the names of the context by the IRIs that they stand for."""
    names = {}
    for name, meaning in context().items():
        means = meaning["@id"] if isinstance(meaning, dict) else str(meaning)
        prefix, divider, local = means.partition(":")
        if divider and prefix in context():
            names[f"{context()[prefix]}{local}"] = name
    return names


def _means(name: str, keyword: str) -> Any:  # noqa: ANN401 - any JSON
    """Return what the context says of a name under a keyword."""
    meaning = context().get(name, {})
    return meaning.get(keyword, "") if isinstance(meaning, dict) else ""


def _parts(meaning: object) -> list[object]:
    """List what a meaning is made of."""
    return list(meaning.values()) if isinstance(meaning, dict) else [meaning]


def _id(term: object) -> str:
    """Write a thing: a blank node by its label, any other by its whole IRI."""
    if isinstance(term, NamedNode):
        return term.value
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    raise TypeError(f"{term!r} is no thing of RDF 1.1")


def _put(node: dict[str, Any], key: str, value: object, *, always_list: bool) -> None:
    """Add a value to those that are there."""
    if key not in node:
        node[key] = [value] if always_list else value
    elif isinstance(node[key], list):
        node[key].append(value)
    else:
        node[key] = [node[key], value]
