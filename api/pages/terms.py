"""RDF terms as people read them: an IRI as a link to its page on this site, words with their language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode

from api.linked.addresses import Addresses
from api.pages.language import Language
from kg.stores import PREFIXES
from kg.visible import visible

if TYPE_CHECKING:
    from api.pages.visit import Visit
    from kg.querying.table import AnyTerm

LONG: Final = 240
"""Longer words are folded."""
WIDE: Final = 24
_CHINESE: Final = "zh"
_PLAIN: Final = frozenset(PREFIXES["xsd"] + name for name in ("string", "integer", "decimal", "boolean", "date"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A term on a page: its words, where they lead, in which language they are, and what else there is to say of it."""

    words: str
    href: str | None = None
    lang: str | None = None
    tag: str = ""
    title: str = ""

    def __html__(self) -> str:
        """Write it for a page, which a template does as it stands: long words folded, everything escaped.

        >>> Shown("<7>", "/tasks?a=1&b=2").__html__()
        '<a href="/tasks?a=1&amp;b=2">&lt;7&gt;</a>'
        """
        more = f' lang="{escape(self.lang)}"' if self.lang else ""
        more += f' title="{escape(self.title)}"' if self.title else ""
        words = escape(visible(self.words))
        if self.href:
            said = f'<a href="{escape(self.href)}"{more}>{words}</a>'
        elif len(self.words) > LONG:
            beginning = escape(visible(self.words[: LONG // 3]))
            said = f'<details{more}><summary>{beginning}…</summary><div class="long">{words}</div></details>'
        else:
            said = f"<span{more}>{words}</span>" if more else words
        return f'{said}<small class="soft">{escape(self.tag)}</small>' if self.tag else said

    @property
    def is_wide(self) -> bool:
        """Tell whether the words want a wide column."""
        return len(self.words) > WIDE


def shown(term: AnyTerm | None, visit: Visit) -> Shown | None:
    """Show a term."""
    if term is None:
        return None
    if isinstance(term, NamedNode):
        base = visit.asking.snapshot.manifest.base_iri
        return Shown(short_iri(term.value, base), address_of(term.value, visit), title=term.value)
    if not isinstance(term, Literal):
        return Shown(str(term))
    if term.language:
        return Shown(term.value, lang=html_language(term.language), tag=f"@{term.language}")
    kind = term.datatype.value
    return Shown(term.value, tag="" if kind in _PLAIN else f"^^{short_iri(kind)}", title=kind)


def address_of(iri: str, visit: Visit) -> str | None:
    """Give the address of the page on a thing, where this site has one.

    A body and a task have pages that are written for people; of everything else every statement is shown.
    """
    base = visit.asking.snapshot.manifest.base_iri
    kind, _, rest = iri.removeprefix(base).partition("/")
    if iri.startswith(base) and _is_there(iri, visit):
        parts = rest.split("/")
        if kind == "organization" and rest:
            return visit.url(f"/organization/{rest}")
        if kind == "document" and len(parts) == len(("document", "task", "id")) and parts[1] == "task":
            return visit.url(f"/document/{rest}")
    path = Addresses(base).path(iri)
    return path if path is None or path.startswith("/ontology") else f"/page{path}"


def _is_there(iri: str, visit: Visit) -> bool:
    """Tell whether the present says anything of a thing; what has gone has no page of its own."""
    present = visit.asking.snapshot.present
    return next(iter(present.quads_for_pattern(NamedNode(iri), None, None, DefaultGraph())), None) is not None


@cache
def _prefixes() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(PREFIXES.items(), key=lambda one: -len(one[1])))


def short_iri(iri: str, base: str | None = None) -> str:
    """Write an IRI as a query may have it: with a prefix, or without the base of our own.

    >>> short_iri("https://w3id.org/zhize/ontology#Task"), short_iri("https://example.org/x", "https://example.org/")
    ('zz:Task', '<x>')
    """
    for prefix, start in _prefixes():
        rest = iri.removeprefix(start)
        if rest != iri and rest and not set("/#?:%") & set(rest):
            return f"{prefix}:{rest}"
    return f"<{iri.removeprefix(base)}>" if base and iri.startswith(base) else f"<{iri}>"


def html_language(tag: str) -> str:
    """Give the language that a page says words are in: Chinese without a script may be shown in Japanese shapes.

    >>> html_language("zh"), html_language("en")
    ('zh-Hans', 'en')
    """
    return Language.ZH.tag if tag.lower() == _CHINESE else tag
