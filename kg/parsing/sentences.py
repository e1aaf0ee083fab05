"""Sentences, and the numbers and dates that a sentence states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kg.parsing.amounts import find_amounts
from kg.parsing.deadlines import find_time_statements
from kg.parsing.model import Statements
from kg.parsing.targets import find_targets
from kg.parsing.undated_times import find_durations
from kg.reading import Reading

_SENTENCE = re.compile(r"(?:[^。｡！？!?]|(?<=[0-9])[！？!?](?=[0-9]))*(?:[。｡！？!?]+[”’」』）)]*|$)")
"""A sentence to its stop; a mark between two digits (20?2年) is a misprint of a digit."""


def split_sentences(reading: Reading) -> Iterator[Reading]:
    """Cut a paragraph into sentences; what is left without a full stop is a sentence too.

    >>> [s.text for s in split_sentences(Reading("甲。乙", range(3)))]
    ['甲。', '乙']
    """
    for match in _SENTENCE.finditer(reading.text):
        sentence = reading.slice(match.start(), match.end()).strip()
        if sentence.text:
            yield sentence


def statements_of(text: str, issued: date | None = None) -> Statements:
    """Find the targets and the statements about time in a run of text of a document that was issued on a day."""
    times = tuple(find_time_statements(text, issued=issued))
    targets = tuple(find_targets(text, times))
    taken = [(target.start, target.end) for target in targets] + [(time.start, time.end) for time in times]
    durations = tuple(find_durations(text, [(time.start, time.end) for time in times]))
    return Statements(targets, times, tuple(find_amounts(text, [*taken, *durations])), durations)
