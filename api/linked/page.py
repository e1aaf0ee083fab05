"""What is said of a thing, as a plain page to read and to go on from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

from api.linked.html import heading, link, page, words
from kg.stores import PREFIXES
from kg.writing import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import Triple

    from api.linked.addresses import Addresses
    from kg.describing import Description

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
"""What may head a page, best first."""
Label: TypeAlias = Callable[[NamedNode], str | None]
"""Gives what people call a thing, if anything."""
MOST_POINTERS: Final = 200
"""So many statements that name the thing are shown."""
_LONG: Final = 200


def thing_page(
    description: Description, addresses: Addresses, label: Label, pointers: Sequence[tuple[NamedNode, NamedNode]]
) -> bytes:
    """Write the page of a thing; ``pointers`` are the things that name it, each with how."""
    path = addresses.path(description.iri) or ""
    title = label(NamedNode(description.iri)) or short(description.iri)
    body = [
        f"<h1>{words(title)}</h1>",
        f'<p class="iri">{words(description.iri)}</p>',
        *_when(description, addresses),
        *_forms(path),
    ]
    body += _things(description.triples, addresses, label, description.iri)
    body += _pointers(pointers, addresses, label)
    alternates = {form.media_type: f"/data{path}.{form.extension}" for form in Format}
    return page(title, body, alternates)


def document_page(title: str, triples: Iterable[Triple], addresses: Addresses, alternates: Mapping[str, str]) -> bytes:
    """Write the page of a document about several things."""
    said = list(triples)
    names = {(one.subject, one.predicate): one.object.value for one in said if isinstance(one.object, Literal)}
    forms = " · ".join(link(address, kind) for kind, address in alternates.items())

    def label(node: NamedNode) -> str | None:
        return next((names[node, prop] for prop in NAMED_BY if (node, prop) in names), None)

    body = [f"<h1>{words(title)}</h1>", f"<p>{forms}</p>", *_things(said, addresses, label)]
    return page(title, body, alternates)


def _things(triples: Iterable[Triple], addresses: Addresses, label: Label, first: str = "") -> Iterator[str]:
    """Show what is said of each subject; the one that comes first has no heading of its own."""
    said: dict[object, list[Triple]] = {}
    for triple in sorted(triples, key=lambda one: (getattr(one.subject, "value", "") != first, str(one.subject))):
        said.setdefault(triple.subject, []).append(triple)
    for subject, statements in said.items():
        if getattr(subject, "value", "") != first:
            yield heading(term_words(subject, addresses, label), _place(subject, addresses))
        yield from _statements(statements, addresses, label)


def _place(term: object, addresses: Addresses) -> str:
    """Give the id of a term's place on this page; nothing, where it is no place of it."""
    path = addresses.path(term.value) if isinstance(term, NamedNode) else None
    return path[1:] if path and path.startswith("#") else ""


def short(iri: str) -> str:
    """Write an IRI as people do.

    >>> short("https://w3id.org/zhize/ontology#Task"), short("https://example.org/a/b")
    ('zz:Task', 'https://example.org/a/b')
    """
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and not set("/#") & set(iri[len(start) :]):
            return f"{prefix}:{iri[len(start) :]}"
    return iri


def term_words(term: object, addresses: Addresses, label: Label) -> str:
    """Write a term: a thing by its name, with a link where one leads to it, words in their language."""
    if isinstance(term, NamedNode):
        name = label(term) or short(term.value.removeprefix(addresses.base))
        path = addresses.path(term.value)
        outside = term.value if term.value.startswith(("http://", "https://")) else None
        address = path or outside
        return link(address, name) if address else words(name)
    if isinstance(term, Literal):
        said = words(term.value, term.language)
        return f'<span class="long">{said}</span>' if len(term.value) > _LONG else said
    return words(f"_:{term.value}" if isinstance(term, BlankNode) else str(term))


def _when(description: Description, addresses: Addresses) -> Iterator[str]:
    """Say of what the present does not have in which versions it stands."""
    if description.present:
        return
    yield '<p class="note">现行文本中没有此项。 <span lang="en">The present does not have this.</span>'
    if description.versions:
        days = "、".join(
            link(addresses.path(one.iri) or one.iri, f"{one.date}{'（已撤回 withdrawn）' if one.withdrawn else ''}")
            for one in description.versions
        )
        yield f'<br>见于版本 <span lang="en">It stands in the versions of</span> {days}'
    if description.told_by:
        yield f'<br>以下文字取自 <span lang="en">The words below are those of</span> {description.told_by.date}'
    yield "</p>"


def _forms(path: str) -> Iterator[str]:
    """Link to the same as data."""
    forms = " · ".join(link(f"/data{path}.{form.extension}", form.extension) for form in Format)
    yield f'<p>数据 <span lang="en">Data</span>: {forms}</p>'


def _statements(triples: Iterable[Triple], addresses: Addresses, label: Label) -> Iterator[str]:
    """List what is said of one subject, by property."""
    said: dict[NamedNode, list[str]] = {}
    for triple in sorted(triples, key=lambda one: (str(one.predicate), str(one.object))):
        said.setdefault(triple.predicate, []).append(term_words(triple.object, addresses, label))
    yield "<dl>"
    for predicate, values in said.items():
        yield f"<dt>{term_words(predicate, addresses, label)}</dt>"
        yield from (f"<dd>{value}</dd>" for value in values)
    yield "</dl>"


def _pointers(pointers: Sequence[tuple[NamedNode, NamedNode]], addresses: Addresses, label: Label) -> Iterator[str]:
    """List what names the thing."""
    if not pointers:
        return
    yield '<h2>何处提到 <span lang="en">What names it</span></h2>'
    yield "<ul>"
    for subject, predicate in pointers[:MOST_POINTERS]:
        yield f"<li>{term_words(subject, addresses, label)} — {term_words(predicate, addresses, label)}</li>"
    yield "</ul>"
    if len(pointers) > MOST_POINTERS:
        yield f'<p>……仅列前 {MOST_POINTERS} 条。 <span lang="en">The first {MOST_POINTERS} of them.</span></p>'
