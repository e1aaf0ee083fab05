"""Responsibility clauses in running text: a bracket after a sentence or an item, or a line that begins with a label.

Prose is no clause: 鼓励龙头企业牵头建设… stays prose. Only a bracket that ends a sentence or paragraph, or a paragraph
that begins with a label (责任单位：), is read as one, and only if a label opens it or a verb gives a body its role.
A bracket that fails in this by one slip is unread, so that it is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.parsing.clause_conventions import DocumentConventions
from kg.parsing.clauses import Clause, Conventions, read_clause
from kg.parsing.clauses.lexicon import CLOSING, LABELS, OPENING
from kg.parsing.clauses.misspelt_clauses import begins_with_body, looks_like_clause
from kg.parsing.clauses.names import Known, bracket_end
from kg.parsing.model import Unread
from kg.reading import Reading, SourceText
from kg.reading.folding import fold_width

_AFTER = re.compile(r"\s*(?:[。.；]\s*|$)")
_BEFORE = re.compile(r"[。；！？]\s*$")
_INNER = re.compile(rf"^\s*[{re.escape(OPENING)}]\s*|\s*[{re.escape(CLOSING)}][\s。.；]*$")
"""What stands around the words of a bracket."""


def divide_at_clauses(
    paragraph: Reading, source: SourceText, known: Known, conventions: DocumentConventions
) -> Iterator[tuple[Reading, Clause | Unread | None]]:
    """Divide a paragraph into runs of words, each with the responsibility clause that follows it.

    A bracket that is a clause but for a misspelt verb is unread. The last run has ``None`` when nothing follows it.
    Nothing is left out, and a run may be empty.
    """
    text = fold_width(paragraph.text)
    position = 0
    for start, end in _candidates(text):
        found = _clause_at(paragraph.slice(start, end), text, start, source, known, conventions)
        if found is not None:
            yield paragraph.slice(position, start).strip(), found
            position = end
    rest = paragraph.slice(position, len(text)).strip()
    if rest.text:
        yield rest, None


def _clause_at(
    reading: Reading, text: str, start: int, source: SourceText, known: Known, conventions: DocumentConventions
) -> Clause | Unread | None:
    """Read words where a clause may stand, from ``start`` of the paragraph's ``text``; ``None`` for prose."""
    clause = read_clause(reading, known, Conventions(conventions.first_listed_leads), None, source.text)
    if _labelled(text, start) or _labelled(text, start + 1) or clause.governed:
        return clause
    words = _INNER.sub("", fold_width(reading.text))
    if clause.parties and begins_with_body(words, known):
        return clause
    before = text[max(0, start - 8) : start]
    alone = not before.strip() or _BEFORE.search(before) is not None
    if looks_like_clause(words, known, alone=alone):
        return Unread(reading.strip().span(), "a bracket that looks like a responsibility clause")
    return None


def _labelled(text: str, start: int) -> bool:
    return any(pattern.match(text, start) for pattern, _ in LABELS)


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a clause may stand: a whole labelled line, or brackets that follow or end a sentence."""
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
