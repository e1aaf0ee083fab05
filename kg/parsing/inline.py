"""Responsibility clauses in running text: a bracket or a labelled line at the end of a numbered item.

Prose is no clause: 鼓励龙头企业牵头建设… stays prose. Only a bracket at the end of a paragraph, or a paragraph that
begins with a label (责任单位：), is read as one, and only if a label opens it or a verb gives a body its role.
"""

from __future__ import annotations

import re

from kg.parsing.clauses import Clause, Conventions, PartKind, read_clause
from kg.parsing.clauses.lexicon import LABELS, OPENING, PAIRS
from kg.parsing.clauses.names import Known
from kg.parsing.conventions import DocumentConventions
from kg.parsing.numerals import fold
from kg.reading import Reading, SourceText

_END = re.compile(r"([）〕】］\]])[。.]?\s*$")


def take_clause(
    paragraph: Reading, source: SourceText, known: Known, conventions: DocumentConventions
) -> tuple[Reading, Clause] | None:
    """Divide a paragraph into the words before its responsibility clause and the clause; ``None`` if it has none."""
    text = fold(paragraph.text)
    start = 0 if _labelled(text, 0) else _last_bracket(text)
    if start is None:
        return None
    clause = read_clause(
        paragraph.slice(start, len(text)), known, Conventions(conventions.first_listed_leads), None, source.text
    )
    labelled = _labelled(text, start) or _labelled(text, start + 1)
    governed = bool(clause.parties or clause.open_parties) and any(part.kind is PartKind.VERB for part in clause.parts)
    return (paragraph.slice(0, start).strip(), clause) if labelled or governed else None


def _labelled(text: str, start: int) -> bool:
    return any(pattern.match(text, start) for pattern, _ in LABELS)


def _last_bracket(text: str) -> int | None:
    """Find where the bracket opens that closes at the end of the paragraph."""
    end = _END.search(text)
    if end is None:
        return None
    stack: list[str] = []
    for index in range(end.start(1), -1, -1):
        character = text[index]
        if character in PAIRS.values():
            stack.append(character)
        elif character in OPENING:
            if not stack or PAIRS[character] != stack.pop():
                return None
            if not stack:
                return index
    return None
