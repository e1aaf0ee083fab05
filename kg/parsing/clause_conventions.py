"""What a document says once about all its clauses: the body listed first leads; local governments always take part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.parsing.clauses.lexicon import BLANKET_LOCAL, FIRST_LISTED_LEADS
from kg.reading import Block, Span
from kg.reading.folding import fold_width

_NOTE = re.compile(r"\s*(?:备?注|说明)\s*[：:]|\s*[（(]?\s*注\s*[：:]")


class ConventionKind(StrEnum):
    """What a convention says."""

    FIRST_LISTED_LEADS = "first_listed_leads"
    BLANKET_LOCAL = "blanket_local"


@dataclass(frozen=True, slots=True)
class Convention:
    """A convention with its words' place, and where in the text it holds: from ``first`` up to ``last``, exclusive."""

    kind: ConventionKind
    span: Span
    first: int
    last: int
    words: str = ""
    """The words for the local governments, as they stand in a blanket clause."""
    words_span: Span | None = None

    def holds_at(self, position: int) -> bool:
        """Return whether the convention holds for a clause that ends at a position."""
        return self.first <= position < self.last


@dataclass(frozen=True, slots=True)
class DocumentConventions:
    """The conventions of a document; ``issued`` is its date, from which 本年 counts, ``year`` that of its title."""

    conventions: tuple[Convention, ...] = ()
    issued: date | None = None
    year: int | None = None

    def first_listed_leads(self, position: int) -> Span | None:
        """Return the words that make the body listed first lead in a clause that ends at a position."""
        return self._span(ConventionKind.FIRST_LISTED_LEADS, position)

    def blanket_local(self, position: int) -> tuple[str, Span] | None:
        """Return the local governments that take part in every item that begins at a position, and their place."""
        for convention in self.conventions:
            span = convention.words_span
            if span is not None and span.start < position and convention.holds_at(position):
                return convention.words, span
        return None

    def _span(self, kind: ConventionKind, position: int) -> Span | None:
        found = (item.span for item in self.conventions if item.kind is kind and item.holds_at(position))
        return next(found, None)


def find_conventions(
    blocks: Iterable[Block], roots: Sequence[int], issued: date | None = None, year: int | None = None
) -> DocumentConventions:
    """Find each statement of a convention, with its scope: from there on; in a note, the whole part it stands in.

    ``roots`` are where the parts of the document (its body, each annex) begin.

    >>> find_conventions((), (0,))
    DocumentConventions(conventions=(), issued=None, year=None)
    """
    found: list[Convention] = []
    for block in blocks:
        reading, text = block.reading, fold_width(block.reading.text)
        if match := FIRST_LISTED_LEADS.search(text):
            span = reading.span(match.start(), match.end())
            first, last = _scope(text, span, roots)
            found.append(Convention(ConventionKind.FIRST_LISTED_LEADS, span, first, last))
        if match := BLANKET_LOCAL.search(text):
            words = reading.span(match.start("local"), match.end("local"))
            span = reading.span(match.start(), match.end())
            found.append(Convention(ConventionKind.BLANKET_LOCAL, span, span.start, _END, match["local"], words))
    return DocumentConventions(tuple(found), issued, year)


_END = 1 << 40


def _scope(text: str, span: Span, roots: Sequence[int]) -> tuple[int, int]:
    """Return from where to where a statement holds."""
    if not _NOTE.match(text):
        return span.start, _END
    first = max((root for root in roots if root <= span.start), default=0)
    return first, min((root for root in roots if root > span.start), default=_END)
