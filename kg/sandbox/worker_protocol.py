"""What goes between a server and a process that answers queries: frames of a letter, a length and that many bytes."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

HEADER: Final = struct.Struct("=cI")


class Frame(StrEnum):
    """What a frame holds."""

    OPEN = "O"
    """The folder of a graph to open, before anything is asked of it."""
    READY = "R"
    """Nothing: the graph is open, or cannot be opened, which the answer to a question will then say."""
    ASK = "A"
    """A :class:`Question`."""
    WHOLE = "W"
    """The media type, a line feed, and the whole answer."""
    HEAD = "H"
    """The media type of an answer that comes in pieces."""
    DATA = "D"
    """A piece."""
    END = "E"
    """Nothing: that was the last piece."""
    REFUSED = "X"
    """A :class:`Refusal`."""


class Reason(StrEnum):
    """Why a query gets no answer. The value is the end of the problem's type."""

    NOT_A_QUERY = "not-a-query"
    SERVICE = "no-service"
    TOO_LONG = "query-too-long"
    TOO_DEEP = "query-too-deep"
    NOT_ACCEPTABLE = "not-acceptable"
    ROWS = "too-many-rows"
    BYTES = "answer-too-large"
    TIME = "too-slow"
    MEMORY = "too-much-memory"
    ENGINE = "engine-failed"
    BUSY = "busy"
    UNREADY = "no-graph"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a query gets no answer, in a sentence."""

    reason: Reason
    words: str

    def to_bytes(self) -> bytes:
        """Write it for a frame."""
        return json.dumps([self.reason, self.words]).encode()

    @staticmethod
    def from_bytes(raw: bytes) -> Refusal:
        """Read what :meth:`to_bytes` has written."""
        reason, words = json.loads(raw)
        return Refusal(Reason(reason), words)


@dataclass(frozen=True, slots=True)
class Question:
    """A query and how to answer it.

    ``snapshot`` is the folder of the graph; ``default_graphs`` and ``named_graphs`` are the dataset that the request
    names, if it does; the media types are what the client accepts for a table (or yes and no) and for a graph, ``None``
    for nothing.
    """

    snapshot: str
    text: str
    table_type: str | None
    graph_type: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """Write it for a frame."""
        return json.dumps(asdict(self)).encode()

    @staticmethod
    def from_bytes(raw: bytes) -> Question:
        """Read what :meth:`to_bytes` has written."""
        fields: dict[str, Any] = json.loads(raw)
        fields |= {name: tuple(fields[name]) for name in ("default_graphs", "named_graphs")}
        return Question(**fields)


def frame(kind: Frame, payload: bytes = b"") -> bytes:
    r"""Write a frame.

    >>> frame(Frame.END)
    b'E\x00\x00\x00\x00'
    """
    return HEADER.pack(kind.encode(), len(payload)) + payload
