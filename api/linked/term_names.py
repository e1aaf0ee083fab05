"""Terms on pages: what they are called in the language of the page, and where they lead."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import unquote

from pyoxigraph import DefaultGraph, Literal, NamedNode

from api.site.rdf_terms import ONTOLOGY, Shown, html_language, shown_literal
from kg.describing.statement_builder import DESCRIBING

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from api.iri_addresses import Addresses
    from api.site.visit import PlainVisit
    from kg.bilingual import Language
    from kg.stores import Snapshot

NAMED_BY: Final = tuple(
    NamedNode(iri)
    for iri in (
        "http://www.w3.org/2004/02/skos/core#prefLabel",
        "http://www.w3.org/2000/01/rdf-schema#label",
        "http://purl.org/dc/terms/title",
        "https://w3id.org/zhize/ontology#heading",
        "https://w3id.org/zhize/ontology#asWritten",
        "http://www.w3.org/ns/oa#exact",
    )
)
"""What people call a thing by, best first."""
Names: TypeAlias = Callable[[NamedNode, NamedNode], Iterable[Literal]]
"""Gives the names that a thing has by a property, if any."""
PAGES: Final = ("/", "/sparql", "/catalog", "/.well-known/void")
"""What a description names of this server that is a page in both languages, beside the catalogues of documents."""
_MOST_NAMES: Final = 200


@dataclass(frozen=True, slots=True)
class Naming:
    """Names terms for one page; ``origin`` is what the addresses of this server begin with in what the page tells."""

    visit: PlainVisit
    addresses: Addresses
    names: Names
    origin: str = ""

    def shown(self, term: object) -> Shown:
        """Show a term: a thing by its name, with where it leads, and words in their language."""
        if isinstance(term, NamedNode):
            name = self.name(term)
            lang = html_language(name.language) if name and name.language else None
            foreign = None if lang == self.visit.language.tag else lang
            words = name.value if name else self.brief(term.value)
            return Shown(words, self.href(term.value), foreign, title=term.value)
        return shown_literal(term) if isinstance(term, Literal) else Shown(str(term))

    def name(self, node: NamedNode) -> Literal | None:
        """Give what people call a thing, in the language of the page where there is such a name."""
        for prop in NAMED_BY:
            found = [*self.names(node, prop)]
            if found:
                return min(found, key=lambda one: _rank(one, self.visit.language))
        return None

    def brief(self, iri: str) -> str:
        """Write an IRI in few characters: of one on this page, of this server or under our base only the rest."""
        for start, mark in ((self.addresses.document, "#"), (self.origin, "/")):
            rest = iri.removeprefix(start)
            if rest != iri and rest.startswith(mark):
                return unquote(rest)
        return short(iri.removeprefix(self.addresses.base))

    def href(self, iri: str) -> str | None:
        """Give where an IRI leads: to its place, to its page in this language, or to where another answers for it."""
        path = self.addresses.path(iri)
        if path is not None:
            if path.startswith("#"):
                return path
            return self.visit.undated(path if path.startswith(ONTOLOGY) else f"/page{path}")
        here = iri.removeprefix(self.origin)
        if here != iri and here.startswith("/"):
            document = here.partition("#")[0]
            is_page = document in PAGES or document.startswith("/catalog/")
            return self.visit.undated(here) if is_page else here
        return iri if iri.startswith(("http://", "https://")) else None


def _rank(name: Literal, language: Language) -> tuple[bool, bool, str]:
    """Put names in order: those in the language of the page, then those in Chinese."""
    return name.language != language.value, name.language != "zh", name.value


def present_names(snapshot: Snapshot) -> Names:
    """Give the names that the present has."""

    def names(node: NamedNode, prop: NamedNode) -> list[Literal]:
        found = islice(snapshot.present.quads_for_pattern(node, prop, None, DefaultGraph()), _MOST_NAMES)
        return [quad.object for quad in found if isinstance(quad.object, Literal)]

    return names


def names_among(triples: Iterable[Triple]) -> Names:
    """Give the names that some statements have."""
    said: dict[tuple[object, object], list[Literal]] = {}
    for one in triples:
        if one.predicate in NAMED_BY and isinstance(one.object, Literal):
            said.setdefault((one.subject, one.predicate), []).append(one.object)
    return lambda node, prop: said.get((node, prop), ())


def short(iri: str) -> str:
    """Write an IRI as people do.

    >>> short("https://w3id.org/zhize/ontology#Task"), short("https://example.org/a/b")
    ('zz:Task', 'https://example.org/a/b')
    """
    for prefix, start in DESCRIBING.items():
        if iri.startswith(start) and not set("/#") & set(iri[len(start) :]):
            return f"{prefix}:{iri[len(start) :]}"
    return iri
