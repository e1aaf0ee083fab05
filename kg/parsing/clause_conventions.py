"""What a document says once about all its clauses: the body listed first leads; local governments always take part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg.parsing.clauses.lexicon import BLANKET_LOCAL, FIRST_LISTED_LEADS
from kg.reading import Block, Span
from kg.reading.folding import fold_width


@dataclass(frozen=True, slots=True)
class DocumentConventions:
    """Each convention with its place; ``blanket_local`` holds the words for the local governments and their place.

    ``issued`` is the date of the document, from which 本年 and 明年 count.
    """

    first_listed_leads: Span | None = None
    blanket_local: tuple[str, Span] | None = None
    issued: date | None = None


def find_conventions(blocks: Iterable[Block], issued: date | None = None) -> DocumentConventions:
    """Find the first statement of each convention in a document.

    >>> find_conventions(())
    DocumentConventions(first_listed_leads=None, blanket_local=None, issued=None)
    """
    first: Span | None = None
    blanket: tuple[str, Span] | None = None
    for block in blocks:
        text = fold_width(block.reading.text)
        if first is None and (match := FIRST_LISTED_LEADS.search(text)):
            first = block.reading.span(match.start(), match.end())
        if blanket is None and (match := BLANKET_LOCAL.search(text)):
            blanket = match["local"], block.reading.span(match.start("local"), match.end("local"))
    return DocumentConventions(first, blanket, issued)
