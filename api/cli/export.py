"""``zhize export``: the published graph as a file that other tools read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pyoxigraph import DefaultGraph

from api.cli import options
from api.cli.current_graph import fresh
from api.cli.output import put_file

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
    out: Annotated[
        Path | None, typer.Option("--out", "-o", parser=options.path, metavar="FILE", help="A file, instead of stdout.")
    ] = None,
    data: options.Data = None,
    store: options.Store = None,
    base_iri: options.BaseIri = None,
) -> None:
    """Write the published graph."""
    snapshot = fresh(options.settings_of(data, store, base_iri))
    put_file(_written(snapshot, form), out)


def _written(snapshot: Snapshot, form: ExportFormat) -> bytes:
    """Write a snapshot in one of the formats: the same graph gives the same bytes."""
    if form is not ExportFormat.JSONLD:
        return snapshot.dump(form.value)
    from kg.exports import Format, write

    present = snapshot.present.quads_for_pattern(None, None, None, DefaultGraph())
    return write((quad.triple for quad in present), Format.JSON_LD)
