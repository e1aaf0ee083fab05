"""Answers that were given, kept: one is right for as long as its graph is the current one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from kg.caching import BoundedCache
from kg.sandbox.worker_protocol import Question
from kg.stores import read_escapes

_CHANGES: Final = re.compile(r"(?:rand|now|uuid|struuid|bnode)\b", re.IGNORECASE)
LARGEST_SHARE: Final = 16
"""One answer takes at most this part of the room."""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """A whole answer."""

    media_type: str
    body: bytes


class KeptAnswers:
    """The latest answers, up to ``room`` bytes together; 0 keeps none."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._answers = BoundedCache[Question, KeptAnswer](room, size=_size)

    def get(self, question: Question) -> KeptAnswer | None:
        """Return the answer to a question, if it is kept."""
        return self._answers.get(question)

    @property
    def size(self) -> int:
        """Return how many bytes are kept."""
        return self._answers.size

    @property
    def hits_and_misses(self) -> tuple[int, int]:
        """Return how many answers were kept when they were asked for, and how many were not."""
        return self._answers.hits_and_misses

    def put(self, question: Question, answer: KeptAnswer) -> None:
        """Keep an answer that stays the same each time, unless it alone would take a large share of the room."""
        fits = _size(question, answer) <= self._room // LARGEST_SHARE
        if fits and is_stable(question) and question not in self._answers:
            self._answers.put(question, answer)


def is_stable(question: Question) -> bool:
    """Tell whether a query has the same answer each time; ``NOW()`` and the like have not."""
    return not _CHANGES.search(read_escapes(question.text))


def entity_tag(question: Question) -> str | None:
    """Name the answer to a question, before it is known; ``None`` for one that changes.

    The name is a weak one: the order of rows is the same each time only where the query asks for one.
    """
    return f'W/"{sha256(question.to_bytes()).hexdigest()[:32]}"' if is_stable(question) else None


def _size(question: Question, answer: KeptAnswer) -> int:
    return len(answer.body) + 4 * len(question.text) + 500
