"""A process that answers queries, one after the other: ``python -m kg.sandbox.worker SOCKET LIMITS``.

It is confined before it opens a graph. What it reads and writes goes through the one socket it was given.
"""

from __future__ import annotations

import io
import json
import resource
import signal
import sys
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, cast

from pyoxigraph import QueryBoolean, QueryTriples, serialize

from kg.errors import InputError, ZhizeError
from kg.sandbox.confinement import confine, end_with_parent
from kg.sandbox.limits import MEGABYTE, Limits
from kg.sandbox.result_formats import GRAPHS, ROW_MARKS, TABLES, XML
from kg.sandbox.worker_protocol import HEADER, Frame, Question, Reason, Refusal, frame
from kg.sandbox.xml_wellformed import IllFormedError, XmlCheck
from kg.stores.query_guard import RefusedQueryError
from kg.stores.snapshot import IN_MEMORY, PREFIXES, Snapshot, open_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Triple

HELD: Final = MEGABYTE
"""The most bytes of an answer that are held until it is whole, so that an error can still be sent in its stead."""
PIECE: Final = 65536


def main() -> None:
    """Answer until nobody asks any more."""
    connection, limits = int(sys.argv[1]), Limits(**json.loads(sys.argv[2]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this process then
    end_with_parent()
    confine()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    questions, answers = io.FileIO(connection, closefd=False), io.FileIO(connection, "w", closefd=False)
    answerer = QueryAnswerer(answers, limits)
    frames = io.BufferedReader(questions, PIECE)
    while head := frames.read(HEADER.size):
        kind, length = HEADER.unpack(head)
        payload = frames.read(length)
        if kind == Frame.OPEN.encode():
            answerer.open(payload.decode())
        else:
            answerer.answer(Question.from_bytes(payload))


class QueryAnswerer:
    """Answers questions, keeping the graph that was asked last."""

    def __init__(self, out: io.FileIO, limits: Limits) -> None:
        self._out = out
        self._limits = limits
        self._snapshot: Snapshot | None = None

    def send(self, kind: Frame, payload: bytes = b"") -> None:
        """Send a frame."""
        rest = memoryview(frame(kind, payload))
        while rest:
            rest = rest[self._out.write(rest) :]

    def open(self, folder: str) -> None:
        """Open a graph, so that no question waits for that."""
        with suppress(ZhizeError, OSError):
            self._opened(folder)
        self.send(Frame.READY)

    def answer(self, question: Question) -> None:
        """Send the answer to a question, or why there is none."""
        try:
            self._answer(question)
        except RefusedQueryError as error:
            self._refuse(Reason(error.reason), error)
        except _TooMuchError as error:
            self._refuse(error.reason, error)
        except InputError as error:
            self._refuse(Reason.NOT_A_QUERY, error)
        except ZhizeError as error:
            self._refuse(Reason.UNREADY, error.sentence(to_a_stranger=True))
        except OSError as error:
            self._refuse(Reason.UNREADY, f"the graph cannot be read ({error})")
        except (ValueError, RuntimeError) as error:
            self._refuse(Reason.ENGINE, f"the engine failed at this query ({error})")

    def _refuse(self, reason: Reason, why: object) -> None:
        self.send(Frame.REFUSED, Refusal(reason, " ".join(str(why).split())).to_bytes())

    def _answer(self, question: Question) -> None:
        snapshot = self._opened(question.snapshot)
        found = snapshot.query(
            question.text,
            default_graphs=question.default_graphs,
            named_graphs=question.named_graphs,
            longest=self._limits.query,
            deepest=self._limits.depth,
        )
        if isinstance(found, QueryTriples):
            self._write_graph(found, _accepted(question.graph_type, "a graph", GRAPHS))
            return
        if isinstance(found, QueryBoolean):
            media_type = _accepted(question.table_type, "yes or no", TABLES)
            out = _Out(self, media_type, self._limits, None)
        else:
            media_type = _accepted(question.table_type, "a table", TABLES)
            out = _Out(self, media_type, self._limits, ROW_MARKS[TABLES[media_type]])
        try:
            found.serialize(cast("IO[bytes]", out), TABLES[media_type])
            out.end()
        except IllFormedError as error:
            raise _unwritable(media_type, error, TABLES) from error

    def _write_graph(self, triples: QueryTriples, media_type: str) -> None:
        out, counted = _Out(self, media_type, self._limits, None), _counted(triples, self._limits.rows)
        try:
            serialize(counted, cast("IO[bytes]", out), GRAPHS[media_type], prefixes=dict(PREFIXES))
            out.end()
        except (IllFormedError, OSError) as error:  # so the engine reports what it has no way to write
            raise _unwritable(media_type, error, GRAPHS) from error

    def _opened(self, folder: str) -> Snapshot:
        """Open a graph, unless it is the one that was asked last; then see what memory a query may take from here."""
        if self._snapshot is None or str(self._snapshot.folder) != folder:
            resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2)
            snapshot = open_snapshot(Path(folder), count=False)
            self._snapshot = snapshot.in_memory() if snapshot.manifest.quads <= IN_MEMORY else snapshot
            most = _memory_taken() + self._limits.memory
            resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))
        return self._snapshot


class _TooMuchError(Exception):
    """An answer goes beyond a limit."""

    def __init__(self, reason: Reason, words: str) -> None:
        self.reason = reason
        super().__init__(words)


class _Out(io.RawIOBase):
    """Takes what the engine writes, counts it, and sends it: whole where it is small, else in pieces."""

    def __init__(
        self, answerer: QueryAnswerer, media_type: str, limits: Limits, row_mark: tuple[bytes, int] | None
    ) -> None:
        super().__init__()
        self._answerer = answerer
        self._media_type = media_type.encode()
        self._xml = XmlCheck() if media_type in XML else None
        self._limits = limits
        self._row_mark, self._rows = row_mark or (b"", 0)
        self._end = b""
        self._pieces: list[bytes] = []
        self._held = 0
        self._written = 0
        self._begun = False

    def write(self, piece: bytes, /) -> int:  # type: ignore[override]
        """Take a piece; the engine writes nothing but bytes."""
        taken = len(piece)
        if self._xml is not None:
            piece = self._xml.read(piece)
        self._written += len(piece)
        if self._row_mark:  # which may stand across two pieces
            self._rows += (self._end + piece).count(self._row_mark)
            self._end = piece[1 - len(self._row_mark) :] if len(self._row_mark) > 1 else b""
        if self._rows > self._limits.rows:
            raise _too_many(self._limits.rows)
        if self._written > self._limits.answer:
            words = f"the answer has more than {self._limits.answer} bytes; ask for less at once, with LIMIT or COUNT."
            raise _TooMuchError(Reason.BYTES, words)
        self._pieces.append(piece)
        self._held += len(piece)
        if self._held > (PIECE if self._begun else HELD):
            self._send()
        return taken

    def _send(self) -> None:
        if not self._begun:
            self._answerer.send(Frame.HEAD, self._media_type)
            self._begun = True
        self._answerer.send(Frame.DATA, b"".join(self._pieces))
        self._pieces.clear()
        self._held = 0

    def end(self) -> None:
        """Send the rest."""
        if self._xml is not None:
            self._xml.read(b"", last=True)
        if not self._begun:
            self._answerer.send(Frame.WHOLE, b"\n".join((self._media_type, b"".join(self._pieces))))
            return
        self._send()
        self._answerer.send(Frame.END)


def _too_many(rows: int) -> _TooMuchError:
    words = f"the answer has more than {rows} rows; ask for less at once, with LIMIT or COUNT."
    return _TooMuchError(Reason.ROWS, words)


def _unwritable(media_type: str, why: Exception, offered: Mapping[str, object]) -> _TooMuchError:
    others = ", ".join(name for name, form in offered.items() if form != offered[media_type])
    words = f"the answer cannot be written as {media_type} ({why}); accept one of {others}."
    return _TooMuchError(Reason.NOT_ACCEPTABLE, words)


def _counted(triples: Iterable[Triple], most: int) -> Iterator[Triple]:
    """Pass triples on, up to a limit."""
    number = count(1)
    try:
        for triple in triples:
            if next(number) > most:
                raise _too_many(most)
            yield triple
    except OSError as error:
        raise _TooMuchError(Reason.UNREADY, f"the graph cannot be read ({error})") from error


def _accepted(media_type: str | None, what: str, offered: Iterable[str]) -> str:
    """Return the media type to write, or refuse where the client accepts none."""
    if media_type is None:
        raise _TooMuchError(Reason.NOT_ACCEPTABLE, f"the answer is {what}; accept one of {', '.join(offered)}.")
    return media_type


def _memory_taken() -> int:
    """Return how much address space this process has taken."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text().split()[0]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
