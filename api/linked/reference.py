"""The page on the words: every term with its name, its meaning and its relations, and examples from the present."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from api.linked.html import link, page, words
from api.linked.page import short
from kg.stores import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Triple

    from api.linked.addresses import Addresses

ONTOLOGY: Final = "https://w3id.org/zhize/ontology"
ZZ: Final = PREFIXES["zz"]
TYPE: Final = PREFIXES["rdf"] + "type"
LABELS: Final = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel")
MEANINGS: Final = (PREFIXES["skos"] + "definition", PREFIXES["rdfs"] + "comment")
Examples: TypeAlias = Callable[[str], Sequence[tuple[NamedNode, object]]]
"""Gives examples of a term: things of a class, or things with a value of a property."""

_SECTIONS: Final = (
    ("classes", "类", "Classes", "owl:Class"),
    ("relations", "关系", "Properties that lead to a thing", "owl:ObjectProperty"),
    ("values", "属性", "Properties that hold a value", "owl:DatatypeProperty"),
    ("roles", "角色", "Roles", "zz:Role"),
    ("matches", "对应方式", "Kinds of match", "zz:MatchKind"),
    ("changes", "改动类别", "Kinds of change", "zz:ChangeKind"),
)
_FACETS: Final = (
    ("上位类", "is a", "rdfs:subClassOf"),
    ("上位属性", "is a kind of", "rdfs:subPropertyOf"),
    ("反向", "inverse", "owl:inverseOf"),
    ("用于", "from", "rdfs:domain"),
    ("用于", "used on", "http://purl.org/dc/dcam/domainIncludes"),
    ("指向", "to", "rdfs:range"),
    ("指向", "used with", "http://purl.org/dc/dcam/rangeIncludes"),
    ("概念体系", "scheme", "skos:inScheme"),
    ("代码", "notation", "skos:notation"),
    ("另见", "see also", "rdfs:seeAlso"),
)


class Reference:
    """Writes the page from the ontology's statements."""

    def __init__(self, triples: Iterable[Triple], addresses: Addresses, examples: Examples) -> None:
        self._addresses, self._examples = addresses, examples
        self._said: dict[str, dict[str, list[object]]] = {}
        for triple in triples:
            if isinstance(triple.subject, NamedNode):
                values = self._said.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, [])
                values.append(triple.object)

    def page(self, alternates: Mapping[str, str]) -> bytes:
        """Write the whole page."""
        title = self._words(ONTOLOGY, PREFIXES["dcterms"] + "title")
        return page(title.get("zh", "Zhize"), self._body(title, alternates), alternates)

    def _body(self, title: Mapping[str, str], alternates: Mapping[str, str]) -> Iterator[str]:
        yield f"<h1>{_both(title)}</h1>"
        yield from _paragraphs(self._words(ONTOLOGY, PREFIXES["dcterms"] + "description"))
        licence = self._values(ONTOLOGY, PREFIXES["dcterms"] + "license")
        version = self._values(ONTOLOGY, PREFIXES["owl"] + "versionInfo")
        forms = " · ".join(link(address, kind) for kind, address in alternates.items())
        yield f'<p><code>zz: = {words(ZZ)}</code>，版本 <span lang="en">version</span> {", ".join(version)}，'
        yield f'许可 <span lang="en">licence</span> {", ".join(licence)}<br>{forms}</p>'
        terms = {name: self._of_type(_full(kind)) for name, _, _, kind in _SECTIONS}
        yield '<nav aria-label="目录 Contents"><ul>'
        for name, chinese, english, _ in _SECTIONS:
            yield f'<li>{link(f"#{name}", chinese)} <span lang="en">{english}</span>: {self._listed(terms[name])}</li>'
        yield "</ul></nav>"
        for name, chinese, english, _ in _SECTIONS:
            yield f'<h2 id="{name}">{chinese} <span lang="en">{english}</span></h2>'
            for term in terms[name]:
                yield from self._term(term)
        yield from self._borrowed()

    def _of_type(self, kind: str) -> list[str]:
        """List our own terms of one kind, by name."""
        ours = (iri for iri in self._said if iri.startswith("https://w3id.org/zhize/"))
        return sorted(iri for iri in ours if NamedNode(kind) in self._said[iri].get(TYPE, ()))

    def _listed(self, terms: Iterable[str]) -> str:
        return ", ".join(link(f"#{_anchor(term)}", short(term)) for term in terms)

    def _term(self, iri: str) -> Iterator[str]:
        label = next((found for prop in LABELS if (found := self._words(iri, prop))), {})
        yield f'<h3 id="{_anchor(iri)}">{_both(label)}</h3>'
        path = self._addresses.path(iri) or iri
        yield f'<p class="iri">{link(path, short(iri))}{" 单值 one value" if self._is_functional(iri) else ""}</p>'
        for meaning in MEANINGS:
            yield from _paragraphs(self._words(iri, meaning))
        facets = [
            f"<dt>{zh} {words(en, 'en')}</dt><dd>{', '.join(self._values(iri, _full(prop)))}</dd>"
            for zh, en, prop in _FACETS
            if self._values(iri, _full(prop))
        ]
        examples = [f"<dd>{self._example(*one)}</dd>" for one in self._examples(iri)]
        if examples:
            facets += [f"<dt>例 {words('examples', 'en')}</dt>", *examples]
        if facets:
            yield f"<dl>{''.join(facets)}</dl>"

    def _is_functional(self, iri: str) -> bool:
        return NamedNode(_full("owl:FunctionalProperty")) in self._said[iri].get(TYPE, ())

    def _borrowed(self) -> Iterator[str]:
        """List the terms of other vocabularies that the graph uses."""
        foreign = sorted(iri for iri in self._said if not iri.startswith("https://w3id.org/zhize/"))
        yield '<h2 id="borrowed">借用的术语 <span lang="en">Terms of other vocabularies</span></h2>'
        yield f"<ul>{''.join(f'<li>{link(iri, short(iri))}</li>' for iri in foreign)}</ul>"

    def _words(self, iri: str, prop: str) -> dict[str, str]:
        """Give the words of a property by language."""
        found = (one for one in self._said.get(iri, {}).get(prop, ()) if isinstance(one, Literal))
        return {one.language or "": one.value for one in found}

    def _values(self, iri: str, prop: str) -> list[str]:
        """Write the values of a property that are no blank nodes: links to things, and words."""
        found = [one for one in self._said.get(iri, {}).get(prop, ()) if isinstance(one, NamedNode | Literal)]
        return [self._value(one) for one in sorted(found, key=str)]

    def _value(self, term: object) -> str:
        if isinstance(term, NamedNode):
            here = f"#{_anchor(term.value)}" if self._is_on_page(term.value) else self._addresses.path(term.value)
            return link(here or term.value, short(term.value))
        return words(term.value, term.language) if isinstance(term, Literal) else words(str(term))

    def _is_on_page(self, iri: str) -> bool:
        kinds = self._said.get(iri, {}).get(TYPE, ())
        return iri.startswith("https://w3id.org/zhize/") and any(NamedNode(_full(one[3])) in kinds for one in _SECTIONS)

    def _example(self, thing: NamedNode, value: object) -> str:
        path = self._addresses.path(thing.value) or thing.value
        said = link(path, thing.value.removeprefix(self._addresses.base))
        return said if value is None else f"{said}: {self._value(value)}"


def _full(name: str) -> str:
    """Give the IRI that a short name stands for."""
    prefix, _, local = name.partition(":")
    return f"{PREFIXES[prefix]}{local}" if prefix in PREFIXES else name


def _anchor(iri: str) -> str:
    """Give a term's place on the page: the end of its IRI; of a concept, with its scheme.

    >>> _anchor("https://w3id.org/zhize/ontology#Task"), _anchor("https://w3id.org/zhize/role/lead")
    ('Task', 'role-lead')
    """
    return iri.removeprefix(ZZ).removeprefix("https://w3id.org/zhize/").replace("/", "-")


def _both(label: Mapping[str, str]) -> str:
    """Write words in both languages, the Chinese first."""
    return " ".join(words(label[language], language) for language in ("zh", "en") if language in label)


def _paragraphs(label: Mapping[str, str]) -> Iterator[str]:
    for language in ("zh", "en"):
        if language in label:
            yield f'<p lang="{language}">{words(label[language])}</p>'
