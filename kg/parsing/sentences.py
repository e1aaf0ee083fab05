"""Sentences, and the numbers and dates that a sentence states."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.parsing.deadlines import find_time_statements
from kg.parsing.model import Statements
from kg.parsing.targets import find_targets
from kg.reading import Reading

_SENTENCE = re.compile(r"[^。！？!?]*(?:[。！？!?]+[”’」』）)]*|$)")


def split_sentences(reading: Reading) -> Iterator[Reading]:
    """Cut a paragraph into sentences; what is left without a full stop is a sentence too.

    >>> [s.text for s in split_sentences(Reading("甲。乙", range(3)))]
    ['甲。', '乙']
    """
    for match in _SENTENCE.finditer(reading.text):
        sentence = reading.slice(match.start(), match.end()).strip()
        if sentence.text:
            yield sentence


def statements_of(text: str) -> Statements:
    """Find the targets and the statements about time in a run of text."""
    times = tuple(find_time_statements(text))
    return Statements(tuple(find_targets(text, times)), times)
