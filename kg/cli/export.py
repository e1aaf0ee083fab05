"""``zhize export``: the published graph as a file that other tools read."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import options
from kg.cli.fresh import fresh
from kg.cli.output import put_file

if TYPE_CHECKING:
    from kg.stores import Snapshot


class ExportFormat(StrEnum):
    """How a graph is written: the present alone, or every graph."""

    TURTLE = "turtle"
    TRIG = "trig"
    NQUADS = "nquads"
    JSONLD = "jsonld"


def export(
    form: Annotated[
        ExportFormat, typer.Option("--format", help="turtle and jsonld give the present, trig and nquads every graph.")
    ],
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="A file, instead of stdout.")] = None,
    data: options.Data = None,
    store: options.Store = None,
    base_iri: options.BaseIri = None,
) -> None:
    """Write the published graph."""
    snapshot = fresh(options.settings_of(data, store, base_iri))
    put_file(_written(snapshot, form), out)


def _written(snapshot: Snapshot, form: ExportFormat) -> bytes:
    """Write a snapshot in one of the formats: the same graph gives the same bytes."""
    return _json_ld(snapshot) if form is ExportFormat.JSONLD else snapshot.dump(form.value)


def _json_ld(snapshot: Snapshot) -> bytes:
    """Write the present as JSON-LD with the short names of the shipped context."""
    from rdflib import Graph

    from kg.resources import shipped

    context = json.loads((shipped("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    graph = Graph().parse(data=snapshot.dump("ntriples"), format="ntriples")
    document = json.loads(graph.serialize(format="json-ld", context=context, auto_compact=False))
    return json.dumps(_ordered(document), ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _ordered(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Sort what has no order of its own, so that the bytes do not hang on a set's; a ``@list`` keeps its order."""
    if isinstance(value, dict):
        return {key: part if key in ("@list", "@context") else _ordered(part) for key, part in value.items()}
    if isinstance(value, list):
        return sorted((_ordered(part) for part in value), key=lambda part: json.dumps(part, sort_keys=True))
    return value
