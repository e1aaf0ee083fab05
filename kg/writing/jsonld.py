"""Write statements as JSON-LD with the short names of our context.

An answer carries its context, not the context's address: whoever reads it need not fetch anything, from us or from
anybody, and it still reads the same when we are gone. It carries the part of the context that it uses.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pyoxigraph
from rdflib import BNode, Graph, Literal, URIRef

from kg.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple
    from rdflib.term import Node

STRING = "http://www.w3.org/2001/XMLSchema#string"
_KEYWORDS = frozenset({"@version", "id", "type"})


@cache
def context() -> dict[str, Any]:
    """Read the context that ships."""
    found: dict[str, Any] = json.loads((shipped("ontology") / "context.jsonld").read_text(encoding="utf-8"))
    return dict(found["@context"])


def json_ld(triples: Iterable[Triple]) -> bytes:
    """Write statements as a JSON-LD document; the same ones give the same bytes.

    >>> from pyoxigraph import Literal, NamedNode, Triple
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
    graph = Graph()
    for triple in triples:
        graph.add((_node(triple.subject), URIRef(triple.predicate.value), _node(triple.object)))
    written = json.loads(graph.serialize(format="json-ld", context=context(), auto_compact=False))
    document = _ordered(written if isinstance(written, dict) else {"@graph": written})
    document["@context"] = _needed(document)
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _node(term: object) -> Node:
    """Take a term over as it is: a blank node keeps its label, a literal its form."""
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    if isinstance(term, pyoxigraph.Literal):
        datatype = None if term.language or term.datatype.value == STRING else URIRef(term.datatype.value)
        return Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    raise TypeError(f"{term!r} is no term of RDF 1.1")


def _ordered(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Sort what has no order of its own, so that the bytes do not hang on a set's; a ``@list`` keeps its order."""
    if isinstance(value, dict):
        return {key: part if key in ("@list", "@context") else _ordered(part) for key, part in value.items()}
    if isinstance(value, list):
        return sorted((_ordered(part) for part in value), key=lambda part: json.dumps(part, sort_keys=True))
    return value


def _needed(document: dict[str, Any]) -> dict[str, Any]:
    """Give the part of the context that a document uses: its terms, and the prefixes of those and of its values."""
    words = set(_words({key: part for key, part in document.items() if key != "@context"}))
    terms = {name: means for name, means in context().items() if name in words | _KEYWORDS}
    words |= set(_words(list(terms.values())))
    prefixes = {word.partition(":")[0] for word in words}
    return {name: means for name, means in context().items() if name in terms or name in prefixes}


def _words(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Give every key and every string of a document."""
    if isinstance(value, dict):
        yield from value
        for part in value.values():
            yield from _words(part)
    elif isinstance(value, list):
        for part in value:
            yield from _words(part)
    elif isinstance(value, str):
        yield value
