"""Responsibility carriers: the words that say who must do what, wherever a plan puts them.

A carrier is a bracket after a sentence or an item, a line that begins with a label (责任单位：), or a sentence that
says nothing else (由市城管局牵头，市住建局配合。). Prose is none: 鼓励龙头企业牵头建设… stays prose. Where the brackets
of a document are carriers, one that names bodies is one, whatever the register knows; what can't be read in it is
unread, so that it is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.parsing.clauses import Clause, PartKind, read_clause
from kg.parsing.clauses.lexicon import CLOSING, LABELS, OPENING
from kg.parsing.clauses.misspelt_clauses import begins_with_body, looks_like_clause
from kg.parsing.clauses.names import Known, bracket_end
from kg.parsing.model import Unread
from kg.reading import Reading, SourceText
from kg.reading.folding import fold_width

_AFTER = re.compile(r"\s*(?:[。.；]\s*|$)")
_BEFORE = re.compile(r"[。；！？]\s*$")
_STOP = re.compile(r"[。；！？](?!$)")
_INNER = re.compile(rf"^\s*[{re.escape(OPENING)}]\s*|\s*[{re.escape(CLOSING)}][\s。.；]*$")
"""What stands around the words of a bracket."""
_PROSE = re.compile(
    r"(?:推动|鼓励|支持|引导|指导|督促|要求|确保|依托|发挥|加快|建立|完善|探索|积极|充分|进一步|各地要|要)"
)
"""Words that open a sentence in which a verb of a role is prose."""
_VERB = re.compile(r"牵\s*头|负\s*责|参\s*加|参与|配合|协助|主办|承办|协办|落实")
"""What a sentence of roles holds at least one of."""
_NAMES = frozenset({PartKind.BODY, PartKind.LOCAL, PartKind.CLASS})


@dataclass(frozen=True, slots=True)
class CarrierPiece:
    """A run of words with what follows it: a clause, words that look like one, or nothing.

    ``alone`` tells that the clause is a whole paragraph, so that it may belong to what stands above.
    """

    words: Reading
    clause: Clause | None = None
    unread: Unread | None = None
    alone: bool = False


class CarrierFinder:
    """Finds the carriers of one document; ``expected`` says that its brackets are known to be clauses."""

    def __init__(self, source: SourceText, known: Known) -> None:
        self.source, self.known = source, known
        self.expected = False

    def settle(self, paragraphs: Sequence[Reading]) -> None:
        """Learn from all paragraphs whether the brackets of this document are clauses: where two surely are."""
        sure = 0
        for paragraph in paragraphs:
            text = fold_width(paragraph.text)
            for start, end, sentence in _candidates(text):
                if sentence:
                    continue
                clause = self._read(paragraph.slice(start, end))
                sure += bool(clause.parties) and (
                    clause.governed or _labelled(text, start + 1) or _labelled(text, start)
                )
            if sure > 1:
                break
        self.expected = sure > 1

    def pieces(self, paragraph: Reading) -> Iterator[CarrierPiece]:
        """Divide a paragraph into runs of words, each with the carrier that follows it. Nothing is left out."""
        text = fold_width(paragraph.text)
        position = 0
        for start, end, sentence in _candidates(text):
            found = self._carrier_at(paragraph.slice(start, end), text, start, sentence=sentence)
            if found is not None:
                words = paragraph.slice(position, start).strip()
                alone = not words.text and position == 0 and not text[end:].strip()
                if isinstance(found, Clause):
                    yield CarrierPiece(words, found, alone=alone)
                else:
                    yield CarrierPiece(words, unread=found, alone=alone)
                position = end
        rest = paragraph.slice(position, len(text)).strip()
        if rest.text:
            yield CarrierPiece(rest)

    def _read(self, reading: Reading) -> Clause:
        return read_clause(reading, self.known, None, self.source.text)

    def _carrier_at(self, reading: Reading, text: str, start: int, *, sentence: bool) -> Clause | Unread | None:
        """Read words where a carrier may stand, from ``start`` of the paragraph's ``text``; ``None`` for prose."""
        if _labelled(text, start) or _labelled(text, start + 1):
            return self._read(reading)
        if sentence and not _VERB.search(text, start):
            return None
        clause = self._read(reading)
        if sentence:
            return clause if _is_sentence_of_roles(clause, fold_width(reading.text)) else None
        if clause.governed:
            return clause
        words = _INNER.sub("", fold_width(reading.text))
        if clause.parties and begins_with_body(words, self.known):
            return clause
        if self.expected and clause.says_who and self._names_in_place(clause):
            return clause
        before = text[max(0, start - 8) : start]
        alone = not before.strip() or _BEFORE.search(before) is not None
        listed = alone and self.expected and not clause.says_who and _has_names(words, self.known)
        if listed or looks_like_clause(words, self.known, alone=alone):
            return Unread(reading.strip().span(), "a bracket that looks like a responsibility clause")
        return None

    def _names_in_place(self, clause: Clause) -> bool:
        """Return whether a bracket names bodies and little else, so that it is no remark in brackets."""
        named = sum(part.span.length for part in clause.parts if part.kind in _NAMES)
        return named >= sum(part.span.length for part in clause.unread)


def _has_names(words: str, known: Known) -> bool:
    """Return whether words that can't be read are names without any verb: 市民政局、市财政局."""
    clause = read_clause(Reading(f"{words}负责", range(len(words) + 2)), known)
    return bool(clause.parties) and clause.governed and not clause.unread


def _is_sentence_of_roles(clause: Clause, text: str) -> bool:
    """Return whether a whole sentence says nothing but who has which role."""
    return (
        bool(clause.parties)
        and clause.governed
        and not clause.unread
        and any(party.kind is not PartKind.CLASS for party in clause.parties)
        and not _PROSE.match(text.lstrip())
    )


def _labelled(text: str, start: int) -> bool:
    return any(pattern.match(text, start) for pattern, _ in LABELS)


def _candidates(text: str) -> Iterator[tuple[int, int, bool]]:
    """Return where a carrier may stand; the third says that it is a sentence without bracket and label.

    It is a labelled line, a bracket that follows or ends a sentence, or a label or a sentence that ends the text.
    """
    if _labelled(text, 0):
        yield 0, len(text), False
        return
    index, last = 0, 0
    while index < len(text):
        end = bracket_end(text, index) if text[index] in OPENING else None
        if end is None:
            index += 1
            if text[index - 1] in "。；" and _labelled(text, index) and index < len(text):
                stop = text.find("。", index)
                end = len(text) if stop < 0 else stop + 1
                yield index, end, False
                index = last = end
            continue
        after = _AFTER.match(text, end)
        if after is not None:
            yield index, after.end(), False
            last = after.end()
        elif _BEFORE.search(text[max(0, index - 8) : index]):
            yield index, end, False
            last = end
        index = end
    start = max((match.end() for match in _STOP.finditer(text, last)), default=last)
    if start < len(text.rstrip()) and len(text) - start <= _LONGEST_SENTENCE:
        yield start, len(text), True


_LONGEST_SENTENCE = 200
