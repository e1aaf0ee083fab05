"""Responsibility clauses in running text: a bracket after a sentence or an item, or a line that begins with a label.

Prose is no clause: 鼓励龙头企业牵头建设… stays prose. Only a bracket that ends a sentence or paragraph, or a paragraph
that begins with a label (责任单位：), is read as one, and only if a label opens it or a verb gives a body its role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.parsing.clauses import Clause, Conventions, read_clause
from kg.parsing.clauses.lexicon import LABELS, OPENING
from kg.parsing.clauses.names import Known, bracket_end
from kg.parsing.conventions import DocumentConventions
from kg.parsing.numerals import fold
from kg.reading import Reading, SourceText

_AFTER = re.compile(r"\s*(?:[。.；]\s*|$)")
_BEFORE = re.compile(r"[。；！？]\s*$")


def divide_at_clauses(
    paragraph: Reading, source: SourceText, known: Known, conventions: DocumentConventions
) -> Iterator[tuple[Reading, Clause | None]]:
    """Divide a paragraph into runs of words, each with the responsibility clause that follows it.

    The last run has ``None`` when no clause follows it. Nothing is left out, and a run may be empty.
    """
    text = fold(paragraph.text)
    position = 0
    for start, end in _candidates(text):
        clause = read_clause(
            paragraph.slice(start, end), known, Conventions(conventions.first_listed_leads), None, source.text
        )
        labelled = _labelled(text, start) or _labelled(text, start + 1)
        if labelled or clause.governed:
            yield paragraph.slice(position, start).strip(), clause
            position = end
    rest = paragraph.slice(position, len(text)).strip()
    if rest.text:
        yield rest, None


def _labelled(text: str, start: int) -> bool:
    return any(pattern.match(text, start) for pattern, _ in LABELS)


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Give where a clause may stand: a whole labelled line, or brackets that follow or end a sentence."""
    if _labelled(text, 0):
        yield 0, len(text)
        return
    index = 0
    while index < len(text):
        end = bracket_end(text, index) if text[index] in OPENING else None
        if end is None:
            index += 1
            continue
        after = _AFTER.match(text, end)
        if after is not None:
            yield index, after.end()
        elif _BEFORE.search(text[max(0, index - 8) : index]):
            yield index, end
        index = end
