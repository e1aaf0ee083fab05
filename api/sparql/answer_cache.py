"""Answers that were given, kept: one is right for as long as its graph is the current one."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from kg.stores import read_escapes

if TYPE_CHECKING:
    from kg.sandbox.worker_protocol import Question

_CHANGES: Final = re.compile(r"(?:rand|now|uuid|struuid|bnode)\b", re.IGNORECASE)
LARGEST_SHARE: Final = 16
"""One answer takes at most this part of the room."""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """A whole answer."""

    media_type: str
    body: bytes


class KeptAnswers:
    """The answers given last, together up to so many bytes; 0 keeps none."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._size = 0
        self._answers: OrderedDict[Question, KeptAnswer] = OrderedDict()

    def get(self, question: Question) -> KeptAnswer | None:
        """Give the answer to a question, if it is kept."""
        found = self._answers.get(question)
        if found is not None:
            self._answers.move_to_end(question)
        return found

    def put(self, question: Question, answer: KeptAnswer) -> None:
        """Keep an answer that stays the same, and let go of those that nobody has asked for the longest time."""
        size = _size(question, answer)
        if size > self._room // LARGEST_SHARE or not is_stable(question) or question in self._answers:
            return
        self._answers[question] = answer
        self._size += size
        while self._size > self._room:
            self._size -= _size(*self._answers.popitem(last=False))


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
