"""What is said of things, by subject and property, for a page to read and to go on from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from api.site.file_formats import FORMAT_NAMES
from api.site.rdf_terms import own_page
from kg.exports import Format
from kg.stores import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Triple

    from api.linked.term_names import Naming
    from api.site.rdf_terms import Shown
    from kg.describing import Description
    from kg.stores import Snapshot

MOST_POINTERS: Final = 200
"""So many statements that name the thing are shown."""
FORM_NAMES: Final = tuple((form, FORMAT_NAMES[form.extension]) for form in Format)
"""What the forms of data are called."""
_TYPE: Final = NamedNode(PREFIXES["rdf"] + "type")


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one subject: what it is called, its place on the page, and the values of each property."""

    subject: Shown
    place: str
    values: tuple[tuple[Shown, tuple[Shown, ...]], ...]


def thing_context(
    description: Description, naming: Naming, pointers: Sequence[tuple[NamedNode, NamedNode]], snapshot: Snapshot
) -> dict[str, object]:
    """Give what the page of a thing shows; ``pointers`` are the things that name it, each with how."""
    path, node = naming.addresses.path(description.iri) or "", NamedNode(description.iri)
    own = own_page(description.iri, snapshot)
    kinds = {one.object for one in description.triples if (one.subject, one.predicate) == (node, _TYPE)}
    return {
        "description": description,
        "name": naming.shown(node),
        "kinds": [naming.shown(kind) for kind in sorted(kinds, key=str)],
        "own": (own.kind, naming.visit.undated(own.path)) if own else None,
        "versions": [(one, naming.href(one.iri)) for one in description.versions],
        "parts": said_by_subject(description.triples, naming, description.iri),
        "pointers": [(naming.shown(subject), naming.shown(prop)) for subject, prop in pointers[:MOST_POINTERS]],
        "most": MOST_POINTERS if len(pointers) > MOST_POINTERS else None,
        "forms": [(name, f"/data{path}.{form.extension}") for form, name in FORM_NAMES],
        "alternates": {form.media_type: f"/data{path}.{form.extension}" for form in Format},
    }


def said_by_subject(triples: Iterable[Triple], naming: Naming, first: str) -> list[Said]:
    """Put statements in order: those about the thing that comes first, then those about each other thing."""
    found: dict[object, list[Triple]] = {}
    for triple in sorted(triples, key=lambda one: (getattr(one.subject, "value", "") != first, str(one.subject))):
        found.setdefault(triple.subject, []).append(triple)
    return [Said(naming.shown(one), _place(one, naming), _values(said, naming)) for one, said in found.items()]


def _place(term: object, naming: Naming) -> str:
    """Give the id of a term's place on this page; nothing, where it is no place of it."""
    path = naming.addresses.path(term.value) if isinstance(term, NamedNode) else None
    return path[1:] if path and path.startswith("#") else ""


def _values(triples: Iterable[Triple], naming: Naming) -> tuple[tuple[Shown, tuple[Shown, ...]], ...]:
    """Put the values of each property together; words in the language of the page come first."""
    language = naming.visit.language.value
    found: dict[NamedNode, list[Shown]] = {}

    def order(one: Triple) -> tuple[str, bool, str]:
        other = isinstance(one.object, Literal) and one.object.language not in (None, language)
        return str(one.predicate), other, str(one.object)

    for triple in sorted(triples, key=order):
        found.setdefault(triple.predicate, []).append(naming.shown(triple.object))
    return tuple((naming.shown(prop), tuple(values)) for prop, values in found.items())
