"""What a clause holds beside its words and changes nothing: a stop too many, a bracket alone, a character unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from unicodedata import category

from kg.parsing.clauses.lexicon import OPENING, PAIRS
from kg.parsing.clauses.model import Clause, ClausePart, PartKind
from kg.reading import Span
from kg.reading.folding import fold_width


class PassedOver(StrEnum):
    """What words are that were read without their changing what is read."""

    AMOUNT = "amount"
    DURATION = "duration"
    STOP = "stop"
    BRACKET = "bracket"
    INVISIBLE = "invisible"


_STOP = re.compile(r"[、，；。;.！]")


def passed_over(clause: Clause) -> Iterator[tuple[PassedOver, Span]]:
    """Find what stands in a clause without changing how it is read, each with its place."""
    yield from ((PassedOver.STOP, span) for span in _stops(clause.parts))
    yield from ((PassedOver.BRACKET, span) for span in _brackets(clause.parts))
    yield from ((PassedOver.INVISIBLE, span) for span in _unseen(clause.parts))


def _stops(parts: Sequence[ClausePart]) -> Iterator[Span]:
    """Find stops of which one follows the other, one that opens the clause, and a comma between a list and its verb."""
    run: list[ClausePart] = []
    opens = True
    for part in parts:
        if part.kind in (PartKind.SEPARATOR, PartKind.BREAK):
            run += [part] if _STOP.fullmatch(fold_width(part.text)) else []
            continue
        before_verb = part.kind is PartKind.VERB and bool(run) and fold_width(run[-1].text) == "、"
        if len(run) > 1 or (run and (opens or before_verb)):
            yield Span(run[0].span.start, run[-1].span.end)
        run, opens = [], False
    if len(run) > 1:
        yield Span(run[0].span.start, run[-1].span.end)


def _brackets(parts: Sequence[ClausePart]) -> Iterator[Span]:
    """Find the brackets without a partner in the clause; those in words that can't be read are reported with them."""
    open_ones: list[tuple[str, Span]] = []
    for part in parts:
        if part.kind is not PartKind.BRACKET:
            continue
        bracket = fold_width(part.text)
        if bracket in OPENING:
            open_ones.append((PAIRS[bracket], part.span))
        elif open_ones and open_ones[-1][0] == bracket:
            open_ones.pop()
        else:
            yield part.span
    yield from (span for _, span in open_ones)


def _unseen(parts: Sequence[ClausePart]) -> Iterator[Span]:
    """Find what can't be seen outside the names: together with the name that it touches, or the word that it is in."""
    reported = (PartKind.UNREAD, PartKind.BREAK)
    others = [part for part in parts if part.kind not in reported and not part.kind.names_party]
    marks = {part.span.start + at for part in others for at, mark in enumerate(part.text) if category(mark) == "Cf"}
    for part in parts:
        if part.kind.names_party:
            start, end = part.span.start, part.span.end
            while start - 1 in marks:
                start -= 1
            while end in marks:
                end += 1
            if end - start > part.span.length:
                yield Span(start, end)
            marks.difference_update(range(start, end))
    yield from (part.span for part in others if not marks.isdisjoint(range(part.span.start, part.span.end)))
