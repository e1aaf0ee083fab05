"""The page on the words: every term with its name, its meaning and its relations, and examples from the present."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from api.linked.term_names import Naming, names_among, short
from api.site.rdf_terms import Shown, shown_literal
from kg.stores import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from api.iri_addresses import Addresses
    from api.site.visit import PlainVisit

ONTOLOGY: Final = "https://w3id.org/zhize/ontology"
ZZ: Final = PREFIXES["zz"]
TYPE: Final = PREFIXES["rdf"] + "type"
Examples: TypeAlias = Callable[[str], Sequence[tuple[NamedNode, object]]]
"""Gives examples of a term: things of a class, or things with a value of a property."""

_OURS: Final = "https://w3id.org/zhize/"
_LABELS: Final = ("rdfs:label", "skos:prefLabel")
_MEANINGS: Final = ("skos:definition", "rdfs:comment")
_SECTIONS: Final = (
    ("classes", "owl:Class"),
    ("relations", "owl:ObjectProperty"),
    ("values", "owl:DatatypeProperty"),
    ("roles", "zz:Role"),
    ("comparators", "http://www.w3.org/ns/odrl/2/Operator"),
    ("matches", "zz:MatchKind"),
    ("changes", "zz:ChangeKind"),
)
"""The sections of the page, each with the kind of the terms in it."""
_FACETS: Final = (
    ("subclass", "rdfs:subClassOf"),
    ("subproperty", "rdfs:subPropertyOf"),
    ("inverse", "owl:inverseOf"),
    ("domain", "rdfs:domain"),
    ("used-on", "http://purl.org/dc/dcam/domainIncludes"),
    ("range", "rdfs:range"),
    ("used-with", "http://purl.org/dc/dcam/rangeIncludes"),
    ("scheme", "skos:inScheme"),
    ("notation", "skos:notation"),
    ("see-also", "rdfs:seeAlso"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A term: its place on the page, how it is written, its labels, its meaning, its relations, and examples."""

    anchor: str
    name: str
    href: str
    label: str
    other: str
    single: bool
    meanings: tuple[str, ...]
    facets: tuple[tuple[str, tuple[Shown, ...]], ...]
    examples: tuple[tuple[Shown, Shown | None], ...]


class Reference:
    """Reads the page from the ontology's statements."""

    def __init__(self, triples: Iterable[Triple], visit: PlainVisit, addresses: Addresses, examples: Examples) -> None:
        known = list(triples)
        self._visit, self._addresses, self._examples = visit, addresses, examples
        self._naming = Naming(visit, addresses, names_among(known))
        self._said: dict[str, dict[str, list[object]]] = {}
        for triple in known:
            if isinstance(triple.subject, NamedNode):
                values = self._said.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, [])
                values.append(triple.object)

    def context(self) -> dict[str, object]:
        """Give what the page shows."""
        return {
            "title": self._words(ONTOLOGY, "dcterms:title"),
            "described": self._words(ONTOLOGY, "dcterms:description"),
            "namespace": ZZ,
            "version": self._values(ONTOLOGY, "owl:versionInfo"),
            "licence": self._values(ONTOLOGY, "dcterms:license"),
            "sections": [(name, [self._entry(iri) for iri in self._of_type(_full(kind))]) for name, kind in _SECTIONS],
            "borrowed": [(short(iri), iri) for iri in sorted(self._said) if not iri.startswith(_OURS)],
        }

    def _of_type(self, kind: str) -> list[str]:
        """List our own terms of one kind, by name."""
        ours = (iri for iri in self._said if iri.startswith(_OURS))
        return sorted(iri for iri in ours if NamedNode(kind) in self._said[iri].get(TYPE, ()))

    def _entry(self, iri: str) -> Entry:
        facets = ((facet, self._values(iri, prop)) for facet, prop in _FACETS)
        return Entry(
            _anchor(iri),
            short(iri),
            f"#{_anchor(iri)}" if iri.startswith(ZZ) else self._naming.href(iri) or iri,
            next((found for prop in _LABELS if (found := self._words(iri, prop))), short(iri)),
            next((found for prop in _LABELS if (found := self._words(iri, prop, other=True))), ""),
            NamedNode(_full("owl:FunctionalProperty")) in self._said[iri].get(TYPE, ()),
            tuple(found for prop in _MEANINGS if (found := self._words(iri, prop))),
            tuple((facet, values) for facet, values in facets if values),
            tuple(self._example(*one) for one in self._examples(iri)),
        )

    def _words(self, iri: str, prop: str, *, other: bool = False) -> str:
        """Give the words of a property in the language of the page, or in the other one."""
        language = self._visit.language.other if other else self._visit.language
        found = (one for one in self._said.get(iri, {}).get(_full(prop), ()) if isinstance(one, Literal))
        return next((one.value for one in found if one.language == language.value), "")

    def _values(self, iri: str, prop: str) -> tuple[Shown, ...]:
        """Show the values of a property that are no blank nodes: things with where they lead, and words."""
        found = self._said.get(iri, {}).get(_full(prop), ())
        return tuple(self._value(one) for one in sorted(found, key=str) if isinstance(one, NamedNode | Literal))

    def _value(self, term: object) -> Shown:
        """Show a value; a term of this page leads to its place."""
        if not isinstance(term, NamedNode):
            return shown_literal(term) if isinstance(term, Literal) else Shown(str(term))
        shown = self._naming.shown(term)
        if self._is_on_page(term.value):
            return Shown(shown.words, f"#{_anchor(term.value)}", shown.lang, title=short(term.value))
        return shown

    def _is_on_page(self, iri: str) -> bool:
        kinds = self._said.get(iri, {}).get(TYPE, ())
        return iri.startswith(_OURS) and any(NamedNode(_full(kind)) in kinds for _, kind in _SECTIONS)

    def _example(self, thing: NamedNode, value: object) -> tuple[Shown, Shown | None]:
        shown = Shown(self._naming.brief(thing.value), self._naming.href(thing.value))
        return shown, None if value is None else self._value(value)


def _full(name: str) -> str:
    """Give the IRI that a short name stands for."""
    prefix, _, local = name.partition(":")
    return f"{PREFIXES[prefix]}{local}" if prefix in PREFIXES else name


def _anchor(iri: str) -> str:
    """Give a term's place on the page: the end of its IRI; of a concept, with its scheme.

    >>> _anchor("https://w3id.org/zhize/ontology#Task"), _anchor("https://w3id.org/zhize/role/lead")
    ('Task', 'role-lead')
    """
    return iri.removeprefix(ZZ).removeprefix(_OURS).replace("/", "-")
