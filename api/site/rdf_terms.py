"""RDF terms as people read them: an IRI as a link to its page on this site, words with their language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode

from api.iri_addresses import Addresses, short_iri
from kg.bilingual import Language
from kg.control_characters import visible
from kg.stores import PREFIXES

if TYPE_CHECKING:
    from api.site.visit import Visit
    from kg.querying.table import AnyTerm
    from kg.stores import Snapshot

LONG: Final = 240
"""Longer words are folded."""
WIDE: Final = 24
ONTOLOGY: Final = "/ontology"
_OWN: Final = re.compile(r"organization/[^/]+|document/[^/]+(?:/(?:task|measure)/[^/]+)?")
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
    return shown_literal(term) if isinstance(term, Literal) else Shown(str(term))


def shown_literal(term: Literal) -> Shown:
    """Show a value: its words with their language, or with their type where that is not a plain one."""
    if term.language:
        return Shown(term.value, lang=html_language(term.language), tag=f"@{term.language}")
    kind = term.datatype.value
    return Shown(term.value, tag="" if kind in _PLAIN else f"^^{short_iri(kind)}", title=kind)


def address_of(iri: str, visit: Visit) -> str | None:
    """Give the address of the page on a thing, where this site has one.

    What has a page that is written for people is shown there; of everything else every statement is shown.
    """
    own, base = own_page(iri, visit.asking.snapshot), visit.asking.snapshot.manifest.base_iri
    if own is not None:
        return visit.url(own.path)
    path = Addresses(base).path(iri)
    return path and visit.undated(path if path.startswith(ONTOLOGY) else f"/page{path}")


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page that is written for people: of what kind the thing is that it is on, and its path, without a language."""

    kind: str
    path: str


def own_page(iri: str, snapshot: Snapshot) -> OwnPage | None:
    """Give the page of a thing that is written for people; what has gone has none."""
    base = snapshot.manifest.base_iri
    rest = iri.removeprefix(base)
    if rest == iri or not _OWN.fullmatch(rest) or not _is_there(iri, snapshot):
        return None
    kind, name, *part = rest.split("/")
    if kind == "document" and name not in {version.document for version in snapshot.history.versions}:
        return None
    return OwnPage(part[0] if part else kind, f"/{rest}")


def _is_there(iri: str, snapshot: Snapshot) -> bool:
    """Tell whether the present says anything of a thing."""
    return next(iter(snapshot.present.quads_for_pattern(NamedNode(iri), None, None, DefaultGraph())), None) is not None


def html_language(tag: str) -> str:
    """Give the language that a page says words are in: Chinese without a script may be shown in Japanese shapes.

    >>> html_language("zh"), html_language("en")
    ('zh-Hans', 'en')
    """
    return Language.ZH.tag if tag.lower() == _CHINESE else tag
