"""A scratch store: any RDF, loaded from files, to be asked and served like a graph that was built."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse, serialize

from kg.bilingual import Text
from kg.errors import InputError
from kg.files.special_files import refuse_special_file
from kg.stores.manifest import SCRATCH, Manifest
from kg.stores.snapshot import Snapshot, current, current_name
from kg.stores.write_snapshot import drafting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

ENDINGS: Final = ("ttl", "nt", "rdf", "owl", "jsonld", "trig", "nq", "n3")


def load_files(
    files: Sequence[Path], store_folder: Path, base_iri: str, present: date, graph: str | None = None
) -> Snapshot:
    """Add the RDF of files to a scratch store, and publish it.

    Triples go into ``graph``, or into the default graph; quads where they say. Raises
    :class:`~kg.errors.InputError` for a file that is no RDF, and for a store that was built from documents.
    """
    before = _scratch(store_folder)
    target = _graph(graph)
    lines = [before.dump("nquads")] if before else []
    lines += [serialize(_quads(file, target), format=RdfFormat.N_QUADS) or b"" for file in files]
    notes = [*(before.manifest.notes[SCRATCH].splitlines() if before else ()), *map(str, files)]
    with drafting(store_folder) as draft:
        draft.load(lines)
        digest = sha256(b"".join(lines)).hexdigest()
        built_at = datetime.now(UTC)
        loaded = {SCRATCH: "\n".join(notes)}
        return draft.publish(Manifest(digest, present, base_iri, built_at, notes=loaded, pinned=True))


def _scratch(store_folder: Path) -> Snapshot | None:
    """Return what a scratch store holds, if anything."""
    if current_name(store_folder) is None:
        return None
    found = current(store_folder)
    if not found.manifest.is_scratch:
        what = Text("该存储由文件建成", "this store was built from documents")
        raise InputError(
            what,
            store_folder,
            Text("请用 --store 为要载入的内容另指定文件夹", "name another folder with --store for what you load"),
        )
    return found


def _graph(name: str | None) -> NamedNode | DefaultGraph:
    try:
        return NamedNode(name) if name else DefaultGraph()
    except ValueError:
        raise InputError(
            Text(f"{name!r}不是图的 IRI", f"{name!r} is not the IRI of a graph"),
            "--graph",
            Text("请给出绝对 IRI", "give an absolute one"),
        ) from None


def _quads(file: Path, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    """Read a file by its ending; the names of blank nodes stay the file's own."""
    form = RdfFormat.from_extension("rdf" if file.suffix == ".owl" else file.suffix.removeprefix("."))
    if form is None:
        raise InputError(
            Text("这不是 RDF 文件的扩展名", "this is no ending of an RDF file"),
            file,
            Text(f"请用 .{'、.'.join(ENDINGS)} 之一", f"use one of .{', .'.join(ENDINGS)}"),
        )
    refuse_special_file(file)
    try:
        for quad in parse(path=file, format=form, base_iri=file.absolute().as_uri(), rename_blank_nodes=True):
            in_default = isinstance(quad.graph_name, DefaultGraph)
            yield Quad(quad.subject, quad.predicate, quad.object, graph) if in_default else quad
    except SyntaxError as error:
        raise InputError(
            Text(f"文件不是有效的 RDF（{error}）", f"the file cannot be read as RDF ({error})"),
            file,
            Text("请修改", "mend it"),
        ) from None
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(
            Text(f"无法读取文件（{why}）", f"the file cannot be read ({why})"),
            file,
            Text("请检查文件名和权限", "check the name and the rights"),
        ) from None
