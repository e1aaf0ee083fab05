"""The words of the ontology as pages and the editor of queries tell them: classes and properties with their names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from api.iri_addresses import short_iri
from kg.bilingual import Text
from kg.describing.ontology_terms import ontology
from kg.stores import PREFIXES

_HOUSE: Final = "https://w3id.org/zhize/"
_TYPE: Final = NamedNode(PREFIXES["rdf"] + "type")
_LABELS: Final = (NamedNode(PREFIXES["rdfs"] + "label"), NamedNode(PREFIXES["skos"] + "prefLabel"))
_KINDS: Final = {
    "class": (PREFIXES["owl"] + "Class",),
    "property": tuple(PREFIXES["owl"] + f"{kind}Property" for kind in ("Object", "Datatype", "Annotation")),
    "role": (PREFIXES["zz"] + "Role",),
}


@dataclass(frozen=True, slots=True)
class Term:
    """A class, a property or a role: how a query writes it, and what it is called."""

    name: str
    iri: str
    kind: str
    label: Text


@cache
def terms() -> tuple[Term, ...]:
    """Give the named terms of the ontology, our own first, by kind and name.

    >>> next(term.label.zh for term in terms() if term.name == "zz:Task")
    '重点任务'
    """
    kinds: dict[str, set[str]] = {}
    labels: dict[str, dict[str, str]] = {}
    for triple in ontology():
        if not isinstance(triple.subject, NamedNode):
            continue
        if triple.predicate == _TYPE and isinstance(triple.object, NamedNode):
            kinds.setdefault(triple.subject.value, set()).add(triple.object.value)
        if triple.predicate in _LABELS and isinstance(triple.object, Literal) and triple.object.language:
            labels.setdefault(triple.subject.value, {})[triple.object.language] = triple.object.value
    found = [
        Term(short_iri(iri), iri, kind, Text(labels.get(iri, {}).get("zh", ""), labels.get(iri, {}).get("en", "")))
        for iri, types in kinds.items()
        for kind, wanted in _KINDS.items()
        if types & set(wanted) and not short_iri(iri).startswith("<")
    ]
    return tuple(sorted(found, key=lambda term: ([*_KINDS].index(term.kind), not _is_ours(term), term.name)))


def _is_ours(term: Term) -> bool:
    return term.iri.startswith(_HOUSE)


def of_kind(kind: str) -> list[Term]:
    """Give the terms of one kind."""
    return [term for term in terms() if term.kind == kind]
