"""Read snapshots: the current one, and always the newest one."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, QuerySolutions, RdfFormat, Store, Triple, Variable

from kg.bilingual import Text
from kg.errors import DamagedError, InputError, MissingError, ZhizeError
from kg.stores.manifest import Manifest
from kg.stores.query_escapes import read_escapes, written_column
from kg.stores.query_guard import DEEPEST, LONGEST, may_name_graphs, refuse_dangerous
from kg.stores.variable_order import in_order_of_query, star_of
from kg.stores.version_history import VersionHistory

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from pyoxigraph import QueryBoolean, QueryTriples

Term: TypeAlias = NamedNode | Literal
_NOTHING: Final = Store()

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dcterms": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "match": "https://w3id.org/zhize/match/",
        "oa": "http://www.w3.org/ns/oa#",
        "odrl": "http://www.w3.org/ns/odrl/2/",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "role": "https://w3id.org/zhize/role/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "zz": "https://w3id.org/zhize/ontology#",
    }
)
"""What a query need not declare."""

EXPORTS: Final[Mapping[str, RdfFormat]] = MappingProxyType(
    {
        "turtle": RdfFormat.TURTLE,
        "trig": RdfFormat.TRIG,
        "nquads": RdfFormat.N_QUADS,
        "ntriples": RdfFormat.N_TRIPLES,
        "jsonld": RdfFormat.JSON_LD,
    }
)
"""What a snapshot can be written as. Turtle and N-Triples have no named graphs: they hold the present alone."""

NO_GRAPH: Final = Text("还没有建图", "no graph has been built")
RETRIES = 20
LONGEST_SHOWN = 200
BYTE_ORDER_MARK: Final = "\ufeff"
_PLACE: Final = re.compile(r"(?<=error at )([0-9]+):([0-9]+)")
IN_MEMORY = 1_000_000
"""The most quads of a graph (some forty documents) whose present is served from memory, three times as fast."""


@dataclass(frozen=True)
class Snapshot:
    """One immutable graph, open for reading. Several threads may ask it at once.

    ``dated`` knows the versions of its documents, and gives the graph of a day. ``memory`` may hold the present alone,
    for questions that name no graph.
    """

    folder: Path
    manifest: Manifest
    store: Store = field(repr=False, compare=False)
    memory: Store | None = field(default=None, repr=False, compare=False)
    history: VersionHistory = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "history", VersionHistory(self.store, self.manifest))

    @property
    def name(self) -> str:
        """Return the name that follows from what the snapshot was made of."""
        return self.manifest.name

    def report_of(self, document: str) -> str | None:
        """Return the report of validation (JSON) on a document in force, if one was published with the graph."""
        try:
            return (self.folder / "reports" / f"{document}.json").read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def __len__(self) -> int:
        """Count the quads."""
        return len(self.store)

    def query(
        self,
        sparql: str,
        substitutions: Mapping[str, Term] | None = None,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        longest: int = LONGEST,
        deepest: int = DEEPEST,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Run a SPARQL query; the usual prefixes need not be declared, and a relative IRI is read as one of ours.

        The variables of ``SELECT *`` are in the order of the query. A byte order mark before it does not count, and the
        escapes of characters are read wherever they stand.
        ``substitutions`` gives variables of the SELECT clause their values. Where ``default_graphs`` or
        ``named_graphs`` are given, these and no others are asked, whatever the query says. Raises
        :class:`~kg.errors.InputError` for what is no query (an update is none), and for one that
        :func:`kg.stores.query_guard.refuse_dangerous` refuses: more than ``longest`` characters, ``deepest`` brackets.
        """
        written = sparql.removeprefix(BYTE_ORDER_MARK)
        sparql = read_escapes(written)
        refuse_dangerous(sparql, longest, deepest)
        bound: dict[Variable, NamedNode | BlankNode | Literal | Triple]
        bound = {Variable(name): term for name, term in (substitutions or {}).items()}
        try:
            if not bound and star_of(sparql) is not None:
                # The variables are seen without an answer: over nothing, what sorts or counts takes no time.
                over_nothing = _NOTHING.query(sparql, base_iri=self.manifest.base_iri, prefixes=dict(PREFIXES))
                assert isinstance(over_nothing, QuerySolutions)  # noqa: S101 - only SELECT has a star here
                sparql = in_order_of_query(sparql, [variable.value for variable in over_nothing.variables])
            if default_graphs or named_graphs:
                return self.store.query(
                    sparql,
                    base_iri=self.manifest.base_iri,
                    prefixes=dict(PREFIXES),
                    default_graph=[*_nodes(default_graphs)],
                    named_graphs=[*_nodes(named_graphs)],
                    substitutions=bound or None,
                )
            store = self.store if self.memory is None or may_name_graphs(sparql) else self.memory
            return store.query(
                sparql, base_iri=self.manifest.base_iri, prefixes=dict(PREFIXES), substitutions=bound or None
            )
        except SyntaxError as error:
            what = Text(
                f"这不是 SPARQL 查询（{_short(_placed(_flat(error), written))}）",
                f"this is not a SPARQL query ({_short(_placed(_flat(error), written))})",
            )
            mend = Text(
                "请用 SELECT、ASK、CONSTRUCT 或 DESCRIBE，并修改该处或其前面",
                "ask with SELECT, ASK, CONSTRUCT or DESCRIBE, and mend it there or just before",
            )
            raise InputError(what, None, mend) from None

    def on(self, day: date, document: str | None = None, *, history: bool = False) -> Snapshot:
        """Return the snapshot whose default graph is what held on a day, of all documents or of one.

        For each document that is its version in force on that day, with the register and the ontology. Its named
        graphs, which only ``history`` asks for, are what was known on that day. Raises
        :class:`~kg.errors.InputError` where that is too much to put together.
        """
        store = self.history.graph(day, document, history=history)
        if store is self.store:
            return self
        of_the_day = replace(self, store=store, memory=None)
        object.__setattr__(of_the_day, "history", self.history)
        return of_the_day

    @property
    def present(self) -> Store:
        """Return a store in whose default graph the present is, in memory where it is there."""
        return self.store if self.memory is None else self.memory

    def in_memory(self) -> Snapshot:
        """Copy the present to memory; the same questions have the same answers, faster.

        It is there without the versions: in memory, Oxigraph finds what one graph says the slower the more graphs
        speak of the same thing.
        """
        memory = Store()
        triples = self.store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b""
        memory.bulk_load(triples, format=RdfFormat.N_TRIPLES)
        return replace(self, memory=memory)

    def dump(self, form: str) -> bytes:
        """Write the whole graph as one of :data:`EXPORTS`; the same graph gives the same bytes."""
        if form not in EXPORTS:
            raise InputError(
                Text(f"没有格式{form!r}", f"there is no format {form!r}"),
                None,
                Text(f"请用 {'、'.join(EXPORTS)} 之一", f"use one of {', '.join(EXPORTS)}"),
            )
        rdf_format = EXPORTS[form]
        only = None if rdf_format.supports_datasets else DefaultGraph()
        written = self.store.dump(format=rdf_format, from_graph=only, prefixes=dict(PREFIXES)) or b""
        if rdf_format in {RdfFormat.N_QUADS, RdfFormat.N_TRIPLES}:
            return b"".join(sorted(written.splitlines(keepends=True)))
        return written


class MissingQuadsError(DamagedError):
    """A snapshot does not hold what its manifest counts."""


def _nodes(graphs: Sequence[str]) -> Sequence[NamedNode]:
    """Return the names of graphs. Raises :class:`~kg.errors.InputError` for what cannot be the name of one."""
    try:
        return [NamedNode(graph) for graph in graphs]
    except ValueError as error:
        raise InputError(
            Text(f"这不是图的 IRI（{_flat(error)}）", f"this is not the IRI of a graph ({_flat(error)})"),
            None,
            Text("请给出绝对 IRI", "give an absolute one"),
        ) from None


def _flat(error: Exception) -> str:
    return " ".join(str(error).split())


def _placed(words: str, text: str) -> str:
    """Return the place of an error in the query as it is written."""
    return _PLACE.sub(lambda found: f"{found[1]}:{written_column(text, int(found[1]), int(found[2]))}", words, count=1)


def _short(words: str) -> str:
    """Shorten what the parser would have expected, which may be half of the grammar."""
    return words if len(words) <= LONGEST_SHOWN else words[: LONGEST_SHOWN - 1].rstrip(" ,") + "…"


def current_name(store_folder: Path) -> str | None:
    """Return the name of the current snapshot, or None when nothing was published yet."""
    try:
        return (store_folder / "CURRENT").read_text(encoding="utf-8").strip() or None
    except (FileNotFoundError, NotADirectoryError):
        return None


def open_snapshot(folder: Path, *, count: bool = True) -> Snapshot:
    """Open a snapshot's folder; counting its quads shows that none is missing.

    Raises :class:`~kg.errors.InputError` when the folder holds no whole snapshot, :class:`OSError` when it cannot be
    read.
    """
    try:
        manifest = Manifest.from_json((folder / "manifest.json").read_text(encoding="utf-8"))
        store = Store.read_only(str(folder / "graph"))
        quads = len(store) if count else manifest.quads
    except (ValueError, KeyError, TypeError, AttributeError, FileNotFoundError, RuntimeError) as error:
        raise DamagedError(
            Text("该快照已损坏", "this snapshot is damaged"), folder, Text("请运行 zhize build", "run zhize build")
        ) from error
    if quads != manifest.quads:
        raise MissingQuadsError(
            Text(
                f"该快照只有{manifest.quads}条四元组中的{quads}条",
                f"this snapshot holds {quads} of its {manifest.quads} quads",
            ),
            folder,
            Text("请将其删去并运行 zhize build", "remove it and run zhize build"),
        )
    return Snapshot(folder, manifest, store)


def current_stamp(store_folder: Path) -> tuple[int, int] | None:
    """Return what is different for each publication; ``None`` when nothing was published yet."""
    try:
        seen = (store_folder / "CURRENT").stat()
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_ino


def current(store_folder: Path, *, count: bool = True) -> Snapshot:
    """Open the current snapshot; counting its quads shows that none is missing.

    Raises :class:`~kg.errors.InputError` when there is none, or when it cannot be read.
    """
    try:
        for _ in range(RETRIES):
            name = current_name(store_folder)
            if name is None:
                break
            try:
                return open_snapshot(store_folder / "snapshots" / name, count=count)
            except (ZhizeError, OSError):
                # Between the two reads, newer snapshots may have been published and this one removed or replaced.
                if current_name(store_folder) == name and (store_folder / "snapshots" / name / "graph").is_dir():
                    raise
    except OSError as error:
        raise DamagedError(
            Text(f"无法读取该图（{_flat(error)}）", f"the graph cannot be read ({_flat(error)})"),
            store_folder,
            Text("请运行 zhize build", "run zhize build"),
        ) from error
    raise MissingError(NO_GRAPH, store_folder, Text("请运行 zhize build", "run zhize build"))


class Publications:
    """The current snapshot, again and again, opening a newer one once it is published.

    Safe for several threads. A caller that keeps the snapshot it got sees one graph from start to end.
    """

    def __init__(self, store_folder: Path) -> None:
        self._folder = store_folder
        self._mutex = threading.Lock()
        self._open: tuple[tuple[int, int], Snapshot] | None = None

    def held(self) -> Snapshot | None:
        """Return the current snapshot if it is open already; that takes no time."""
        stamp, held = current_stamp(self._folder), self._open
        return held[1] if held is not None and (stamp is None or held[0] == stamp) else None

    def current(self) -> Snapshot:
        """Return the current snapshot.

        Raises :class:`~kg.errors.InputError` when there is none yet. A snapshot that was open stays in use when its
        successor cannot be opened.
        """
        newest = self.held()
        if newest is not None:
            return newest
        with self._mutex:
            newest = self.held()
            if newest is not None:
                return newest
            held, stamp = self._open, current_stamp(self._folder)
            try:
                fresh = current(self._folder)
            except ZhizeError:
                if held is None:
                    raise
                return held[1]
            if fresh.manifest.quads <= IN_MEMORY:
                fresh = fresh.in_memory()
            if stamp is not None:
                self._open = stamp, fresh
            return fresh
